"""Which message of ours came back: found by what a bounce says of it."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from notifications.message import Message, State
from notifications.occasion import Occasion
from service.database.meetings.tables import calendar_entry, meeting
from service.database.outbox import message

_WENT_OUT = (State.SENT, State.IN_DOUBT, State.BOUNCED)
BY_CALENDAR = (Occasion.INVITATION, Occasion.INVITATION_UPDATE, Occasion.INVITATION_CANCELLATION)


def message_bearing(session: Session, message_ids: Sequence[str]) -> Message | None:
    """The first of these that is ours; each is a mail's own, in angle brackets."""
    if not message_ids:
        return None
    question = select(Message).where(message.c.message_id.in_(message_ids)).with_for_update()
    held = session.scalars(question.execution_options(populate_existing=True))
    found = {one.message_id: one for one in held}
    return next((found[one] for one in message_ids if one in found), None)


def newest_calendar_message(
    session: Session, uid: str | None, meeting_id: str, recipient: str
) -> Message | None:
    """What was last told somebody about a meeting, or that of a UID: ours, or one that a server gave its entry."""
    entries = select(calendar_entry.c.meeting_id).where(calendar_entry.c.uid == uid)
    meetings = select(meeting.c.id).where(or_(meeting.c.uid == uid, meeting.c.id.in_(entries)))
    question = select(Message).where(
        or_(message.c.about == meeting_id, message.c.about.in_(meetings)),
        message.c.occasion.in_(BY_CALENDAR),
        message.c.state.in_(_WENT_OUT),
        func.lower(message.c.recipient_email) == recipient.lower(),
    )
    if not (uid or meeting_id):
        return None
    ordered = question.order_by(message.c.sent_at.desc(), message.c.id.desc()).limit(1)
    newest = ordered.with_for_update().execution_options(populate_existing=True)
    return session.scalars(newest).one_or_none()


def has_another_returned(session: Session, one: Message) -> bool:
    """Whether something else lies sent back from the same address, and waits for a person already."""
    question = select(message.c.id).where(
        message.c.state == State.BOUNCED,
        func.lower(message.c.recipient_email) == one.recipient_email.lower(),
        message.c.id != one.id,
    )
    return session.scalar(question.limit(1)) is not None


def returned_addresses(session: Session, emails: frozenset[str]) -> frozenset[str]:
    """Those addresses, in lower case, from which the newest mail came back."""
    address = func.lower(message.c.recipient_email)
    returned = set(
        session.scalars(
            select(address).where(message.c.state == State.BOUNCED, address.in_(emails)).distinct()
        )
    )
    if not returned:
        return frozenset()
    sent = select(address, message.c.state).where(
        address.in_(returned), message.c.state.in_((State.SENT, State.BOUNCED))
    )
    newest = {str(email): state for email, state in session.execute(sent.order_by(message.c.sent_at))}
    return frozenset(email for email, state in newest.items() if state == State.BOUNCED)
