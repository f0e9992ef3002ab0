"""Messages in the outbox, and the record of what was done and read."""

from typing import Any

from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.reason import Reason, reason_in_words
from service.database.record import Entry
from service.shown.shape import LANGUAGE, Local, Shape


class MessageShape(Shape):
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
    fault: str | None


class MessagesShape(Shape):
    messages: tuple[MessageShape, ...]


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
        fault=message.fault,
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
