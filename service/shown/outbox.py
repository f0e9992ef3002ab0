"""Messages in the outbox, and the record of what was done and read."""

from typing import Any

from agenda.paging import Page
from notifications.fault import fault_in_words
from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.reason import Reason, reason_in_words
from service.database.outbox import WAITING
from service.database.record import Entry
from service.shown.paging import PagedShape, paged
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.outbox import Cause, Mailbox


class MessageShape(Shape):
    """`next_attempt_at` is null where nothing more is tried; `revision` is that of this reading."""

    id: str
    occasion: Occasion
    body: str
    recipient_name: str
    recipient_email: str
    about: str
    why: Reason
    why_in_words: str
    state: State
    created_at: Local
    due_at: Local
    sent_at: Local | None
    attempts: int
    next_attempt_at: Local | None
    fault: str | None
    fault_in_words: str
    revision: str


class MessagesShape(PagedShape):
    messages: tuple[MessageShape, ...]


class CauseShape(Shape):
    """`is_ours`: a fault of what is sent, or of the server it is sent by, which a person mends once for all."""

    cause: str
    cause_in_words: str
    count: int
    oldest_due_at: Local
    is_ours: bool


class CausesShape(Shape):
    causes: tuple[CauseShape, ...]


class RetriedShape(Shape):
    retried: int


class MailboxShape(Shape):
    """An organiser's mailbox: it sends nothing until `rests_until`; the oldest message has waited since then."""

    address: str
    channel: str
    rests_until: Local | None
    failures: int
    fault: str
    fault_in_words: str
    waiting_since: Local | None


class MailboxesShape(Shape):
    mailboxes: tuple[MailboxShape, ...]


class EntryShape(Shape):
    """`about` is a reference or an id; `facts` hold nothing personal."""

    id: int
    at: Local
    actor: str
    action: str
    about: str
    purpose: str
    facts: dict[str, Any]


class RecordShape(Shape):
    entries: tuple[EntryShape, ...]


def messages_shape(page: Page[Message]) -> MessagesShape:
    return MessagesShape(messages=tuple(message_shape(message) for message in page.rows), **paged(page))


def message_shape(message: Message) -> MessageShape:
    return MessageShape(
        id=message.id,
        occasion=message.occasion,
        body=message.body_id,
        recipient_name=message.recipient_name,
        recipient_email=message.recipient_email,
        about=message.about,
        why=message.why,
        why_in_words=reason_in_words(message.why, LANGUAGE),
        state=message.state,
        created_at=message.created_at,
        due_at=message.due_at,
        sent_at=message.sent_at,
        attempts=message.attempts,
        next_attempt_at=message.next_attempt_at if message.state in WAITING else None,
        fault=message.fault,
        fault_in_words=fault_in_words(message.fault, LANGUAGE),
        revision=message.revision,
    )


def cause_shape(cause: Cause) -> CauseShape:
    return CauseShape(
        cause=cause.fault,
        cause_in_words=fault_in_words(cause.fault, LANGUAGE),
        count=cause.count,
        oldest_due_at=cause.oldest_due_at,
        is_ours=cause.is_ours,
    )


def mailbox_shape(mailbox: Mailbox) -> MailboxShape:
    return MailboxShape(
        address=mailbox.address,
        channel=mailbox.channel,
        rests_until=mailbox.rests_until,
        failures=mailbox.failures,
        fault=mailbox.fault,
        fault_in_words=fault_in_words(mailbox.fault, LANGUAGE),
        waiting_since=mailbox.waiting_since,
    )


def entry_shape(entry: Entry) -> EntryShape:
    return EntryShape(
        id=entry.id or 0,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        about=entry.about,
        purpose=entry.purpose,
        facts=entry.facts,
    )
