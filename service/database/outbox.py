"""The outbox: messages waiting to be handed over, and which of them are due."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agenda.set_aside import Matter
from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.pacing import OrganiserMailbox
from notifications.reason import Reason
from service.database.columns import Word, identity
from service.database.due import Due, read_each
from service.database.engine import Moment, mapping, metadata
from service.database.set_aside import is_aside

message = Table(
    "message",
    metadata,
    identity(),
    Column("key", String(200), nullable=False, unique=True),
    Column("occasion", Word(Occasion), nullable=False),
    Column("body_id", String(40), nullable=False),
    Column("recipient_name", String(200), nullable=False),
    Column("recipient_email", String(254), nullable=False),
    Column("language", String(5), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("about", String(200), nullable=False, index=True),
    Column("why", Word(Reason), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Word(State), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", Moment),
    Column("next_attempt_at", Moment),
    Column("sent_at", Moment),
    Column("content", LargeBinary),
    Column("message_id", String(255), index=True),
    Column("is_alone", Boolean, nullable=False),
    Column("channel", String(20)),
    Column("fault", String(500)),
    Column("was_in_doubt", Boolean, nullable=False),
    Index("ix_message_due", "state", "next_attempt_at"),
    Index("ix_message_lease", "state", "lease_until"),
    Index("ix_message_newest", "created_at", "body_id"),
    Index("ix_message_newest_so", "state", "created_at", "body_id"),
)

organiser_mailbox = Table(
    "organiser_mailbox",
    metadata,
    Column("address", String(254), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("worker", String(40)),
    Column("lease_until", Moment),
    Column("rests_until", Moment),
    Column("failures", Integer, nullable=False),
    Column("fault", String(500), nullable=False),
    Column("minute_began_at", Moment),
    Column("sent_in_minute", Integer, nullable=False),
    Column("polled_at", Moment),
    Column("cursor", Text),
)

WAITING = (State.PENDING, State.IN_DOUBT)
# After a rest of their mailbox all are due at once: one that is refused again and again lets the others go first.
MESSAGES = Due(
    "messages",
    message,
    message.c.id,
    message.c.next_attempt_at,
    (message.c.state.in_(WAITING),),
    then=(message.c.attempts,),
)
LEASES = Due(
    "lapsed_leases", message, message.c.id, message.c.lease_until, (message.c.state == State.CLAIMED,)
)


def map_outbox() -> None:
    mapping.map_imperatively(Message, message)
    mapping.map_imperatively(OrganiserMailbox, organiser_mailbox)


def message_by_key(session: Session, key: str) -> Message | None:
    return session.scalars(select(Message).where(message.c.key == key)).one_or_none()


def messages_waiting(session: Session, occasion: Occasion, about: str, email: str) -> Sequence[Message]:
    """Messages to that recipient on that matter which nobody has begun to send; the first due first."""
    question = select(Message).where(
        message.c.occasion == occasion,
        message.c.about == about,
        message.c.recipient_email == email,
        message.c.state == State.PENDING,
        message.c.attempts == 0,
    )
    return session.scalars(
        question.order_by(message.c.due_at).with_for_update().execution_options(populate_existing=True)
    ).all()


def messages_unbegun(session: Session, occasion: Occasion, about: str) -> Sequence[Message]:
    """What there is to tell anybody of that matter and nobody has begun to send, in the order it was thought of."""
    unbegun = (message.c.state == State.PENDING, message.c.attempts == 0)
    question = select(Message).where(message.c.occasion == occasion, message.c.about == about, *unbegun)
    return session.scalars(
        question.order_by(message.c.created_at, message.c.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def is_told_alike(session: Session, one: Message, email: str) -> bool:
    """Whether somebody is told the very same by a message of their own."""
    question = select(Message).where(
        message.c.occasion == one.occasion,
        message.c.about == one.about,
        message.c.created_at == one.created_at,
        message.c.id != one.id,
        message.c.state != State.DROPPED,
        func.lower(message.c.recipient_email) == email.lower(),
    )
    return any(other.facts == one.facts for other in session.scalars(question))


def is_told_anew(session: Session, one: Message) -> bool:
    """Whether the same person is told the very same by a later message, as by the next day's reminder."""
    question = select(Message).where(
        message.c.occasion == one.occasion,
        message.c.about == one.about,
        func.lower(message.c.recipient_email) == one.recipient_email.lower(),
        message.c.created_at > one.created_at,
        message.c.state != State.DROPPED,
    )
    return any(other.facts == one.facts for other in session.scalars(question))


def message_to_claim(
    session: Session, now: datetime, body_ids: Collection[str] | None = None
) -> Message | None:
    """The message longest due, of all bodies or of some, locked against other workers; what is set aside is not.

    Raises PieceBroke where it can't be read.
    """
    of_some = () if body_ids is None else (message.c.body_id.in_(body_ids),)
    message_id = MESSAGES.next_piece(session, now, *of_some)
    return None if message_id is None else read_each(session, Message, [message_id])[0]


def has_due(session: Session, now: datetime, body_ids: Collection[str]) -> bool:
    """Whether some bodies have something to tell; locks nothing, so that a mailbox is always locked first."""
    due = (message.c.state.in_(WAITING), message.c.next_attempt_at <= now, message.c.body_id.in_(body_ids))
    aside = is_aside(MESSAGES.kind, message.c.id, now)
    return session.scalar(select(message.c.id).where(*due, ~aside).limit(1)) is not None


def messages_due_together(
    session: Session, about: str, occasions: Collection[Occasion], now: datetime
) -> list[Message]:
    """What is due of one matter and has not been refused together before. Raises PieceBroke."""
    together = (message.c.about == about, message.c.occasion.in_(occasions), message.c.is_alone.is_(False))
    return read_each(session, Message, MESSAGES.pieces(session, now, *together))


def message_still_claimed(session: Session, message_id: str, attempt: int) -> Message | None:
    """The message, unless the lease was lost meanwhile and another has it."""
    found = session.get_one(Message, message_id, with_for_update=True)
    return found if found.state is State.CLAIMED and found.attempts == attempt else None


def channel_begun(session: Session, about: str, occasions: Collection[Occasion]) -> str | None:
    """The channel over which the first of such messages on that matter went, or may have gone."""
    question = (
        select(message.c.channel)
        .where(
            message.c.about == about,
            message.c.occasion.in_(occasions),
            message.c.channel.is_not(None),
            or_(message.c.state.in_((State.SENT, State.BOUNCED)), message.c.was_in_doubt),
        )
        .order_by(message.c.created_at, message.c.id)
        .limit(1)
    )
    return session.scalar(question)


def has_sent_since(session: Session, one: Message) -> bool:
    """Whether others of its body have gone out over its channel since its last attempt failed."""
    others = (message.c.body_id == one.body_id, message.c.channel == one.channel, message.c.id != one.id)
    question = select(message.c.id).where(*others, message.c.sent_at > one.failed_by).limit(1)
    return session.scalar(question) is not None


def put_off_all(session: Session, body_ids: Collection[str], until: datetime) -> None:
    """What some bodies have to tell waits: their mailbox rests, or has sent enough for now."""
    waiting = (message.c.state.in_(WAITING), message.c.body_id.in_(body_ids))
    early = message.c.next_attempt_at < until
    session.execute(update(Message).where(*waiting, early).values(next_attempt_at=until))


def mailbox_named(session: Session, address: str, channel: str = "") -> OrganiserMailbox:
    """The mailbox's row, made when it is first asked for, and locked."""
    found = session.get(OrganiserMailbox, address, with_for_update=True)
    if found is None:
        try:
            with session.begin_nested():
                found = OrganiserMailbox(address, channel)
                session.add(found)
        except IntegrityError:  # another worker has just made it
            found = session.get_one(OrganiserMailbox, address, with_for_update=True)
    return found


def mailboxes(session: Session) -> list[OrganiserMailbox]:
    return list(session.scalars(select(OrganiserMailbox).order_by(organiser_mailbox.c.address)))


def end_leases(session: Session, now: datetime) -> None:
    """Whoever had claimed something is gone; no message is read for it, since one may be unreadable."""
    session.execute(update(Message).where(message.c.state == State.CLAIMED).values(lease_until=now))
    session.execute(update(OrganiserMailbox).values(worker=None, lease_until=None))


def of_bodies(body_ids: Collection[str]) -> ColumnElement[bool]:
    return message.c.body_id.in_(body_ids)


def next_delivery_at(session: Session, body_ids: Collection[str]) -> datetime | None:
    """When the next message of some bodies is due, or the next lease ends."""
    due = MESSAGES.only(of_bodies(body_ids)).next_at(session)
    return min((m for m in (due, LEASES.next_at(session)) if m), default=None)


def of_message(session: Session, message_id: str) -> Matter:
    found = session.execute(
        select(message.c.body_id, message.c.about).where(message.c.id == message_id)
    ).one_or_none()
    return Matter(*found) if found else Matter("")


def count_by_occasion(session: Session) -> dict[str, int]:
    """How many messages were handed over, by occasion."""
    question = (
        select(message.c.occasion, func.count())
        .where(message.c.state == State.SENT)
        .group_by(message.c.occasion)
    )
    return {str(occasion): int(count) for occasion, count in session.execute(question)}


def delete_messages(session: Session, body_id: str, addresses: Collection[str]) -> None:
    """To those addresses (in lower case), in a body's name; with the bytes of their mails."""
    theirs = func.lower(message.c.recipient_email).in_(addresses)
    session.execute(delete(Message).where(message.c.body_id == body_id, theirs))
