"""Take bounces: mark the message that came back, and tell the office that somebody is not reached."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from agenda.meetings.laid_aside import AsideKind
from notifications.bounce import Bounce
from notifications.fault import fault_in_words
from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database import bounces
from service.database.meetings.attending import meeting_of_event
from service.workflow.composing import Derive, Words
from service.workflow.meetings.laying_aside import Aside, lay_aside
from service.workflow.office import Notice, office_recipient, tell_office
from service.workflow.unit import Unit

NOTHING_OF_OURS = "bounce_of_nothing_of_ours"


def file_bounces(unit: Unit, file_name: str, told: Sequence[Bounce], now: datetime) -> None:
    """Anybody can write a bounce, so it does no more than mark the mails it names.

    One that comes twice, or for what has not gone out, changes nothing; of a delay the recipient's server only warns.
    """
    for bounce in (one for one in told if one.is_final):
        message = _found(unit, bounce)
        if message is None:
            _lay_aside(unit, file_name, bounce, now)
        elif message.state in {State.SENT, State.IN_DOUBT}:
            _mark(unit, message, bounce, now)


def _lay_aside(unit: Unit, file_name: str, bounce: Bounce, now: datetime) -> None:
    meeting = meeting_of_event(unit.session, bounce.uid) if bounce.uid else None
    about = meeting.id if meeting else None
    aside = Aside(AsideKind.REPORT, NOTHING_OF_OURS, address=bounce.recipient, meeting_id=about)
    lay_aside(unit, file_name, aside, now)


def not_reached_words(unit: Unit, message: Message, _now: datetime) -> Words | None:
    """To the office; None where somebody has seen to it meanwhile."""
    returned = unit.session.get(Message, message.facts["message_id"])
    if returned is None or returned.state is not State.BOUNCED:
        return None
    return Words(
        {
            "mailbox": returned.recipient_email,
            "fault": fault_in_words(returned.fault, message.language),
            "link": f"{unit.settings.web.base_url.rstrip('/')}/messages",
        }
    )


DERIVE: Mapping[Occasion, Derive] = {Occasion.NOT_REACHED: not_reached_words}


def _found(unit: Unit, bounce: Bounce) -> Message | None:
    """By the mail's own id: each of ours went to one recipient, so it says more than the name of another address.

    Before that, whoever is named themselves: a calendar's server writes one mail to many, a gateway one report.
    """
    by_id = bounces.message_bearing(unit.session, bounce.message_ids)
    if by_id is not None and _went_to(unit, by_id, bounce.recipient):
        return by_id
    meeting_id = by_id.about if by_id and by_id.occasion in bounces.BY_CALENDAR else ""
    return bounces.newest_calendar_message(unit.session, bounce.uid, meeting_id, bounce.recipient) or by_id


def _went_to(unit: Unit, message: Message, address: str) -> bool:
    """In a trial, everything goes to one address."""
    return address == (unit.settings.mail.redirect_to or message.recipient_email).lower()


def _mark(unit: Unit, message: Message, bounce: Bounce, now: datetime) -> None:
    message.bounce(bounce.status)
    facts = {"message": message.id, "occasion": str(message.occasion), "status": bounce.status}
    unit.record("take_bounce", message.about, now, "", **facts)
    office = {to.email.lower() for to in office_recipient(unit, message.body_id)}
    if message.recipient_email.lower() not in office and not bounces.has_another_returned(
        unit.session, message
    ):
        notice = Notice(Occasion.NOT_REACHED, message.body_id, message.about, Reason.MAIL_CAME_BACK)
        tell_office(unit, notice, now, message_id=message.id)
