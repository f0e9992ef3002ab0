"""Put a message into words when its moment comes; what is no longer true is dropped, what can't be said refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import TypeVar

import structlog
from jinja2 import TemplateError
from sqlalchemy.exc import DBAPIError

from notifications.address import Address, BadAddress
from notifications.date_words import spoken
from notifications.invitation import BadEvent, Event, cancellation, request
from notifications.leaks import PersonalDataFound, TooLongToCheck, readable_parts
from notifications.leaks import check as check_leaks
from notifications.mail import BadMail, Envelope, Letter, compose
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.wording import letter
from service.database.due import blaming
from service.database.outbox import is_told_anew
from service.workflow.meetings.sender import sender_of
from service.workflow.unit import Unit

log = structlog.get_logger()

UNSAYABLE = (KeyError, AttributeError, TypeError, AssertionError, TemplateError)  # however often it is tried


@dataclass(frozen=True)
class CalendarPart:
    """The meeting that goes along; whom `attendees` and `rooms` name is shown to the reader."""

    event: Event
    attendees: tuple[Address, ...]
    rooms: tuple[Address, ...] = ()
    is_cancellation: bool = False


@dataclass(frozen=True)
class Words:
    """What a message's template is filled with, and the calendar event that goes along."""

    facts: Mapping[str, object]
    calendar: CalendarPart | None = None


_Item = TypeVar("_Item")
Derive = Callable[[Unit, Message, datetime], Words | None]
Derivers = Mapping[Occasion, Derive]


def freeze(unit: Unit, message: Message, derive: Derivers, now: datetime) -> None:
    """Make the bytes that every attempt will send, or drop or refuse the message."""
    words = derived(unit, message, derive, now)
    if words is None:
        return
    with refusing(message):
        message_id = f"<{message.mail_name}@{sender_of(unit, message.body_id).email.partition('@')[2]}>"
        content = _composed(unit, message, words, message_id, now)
        check_leaks(readable_parts(content), unit.known_traces)
        message.freeze(content, message_id)


def forget_links(unit: Unit, message: Message) -> None:
    """The forum's mails bear private links, which nobody is to find in the database."""
    if message.body_id == unit.settings.forum.body:
        message.forget_words()


def derived(unit: Unit, message: Message, derive: Derivers, now: datetime) -> Words | None:
    """The words as things stand; None where the message was dropped or refused instead."""
    words = None
    with blaming(message.id), refusing(message):
        words = derive[message.occasion](unit, message, now)
        if words is None:
            message.drop("no longer true when its moment came")
        elif _is_said_anew(unit, message, words):
            message.drop("a later message says the same")
            words = None
    return words


def _is_said_anew(unit: Unit, message: Message, words: Words) -> bool:
    """As when it was held up until the next day's reminder.

    Not for what a calendar takes in, where what changes is told by a mail of its own.
    """
    return words.calendar is None and is_told_anew(unit.session, message)


@contextmanager
def refusing(*messages: Message) -> Iterator[None]:
    """What can't be said of some messages is refused, and the others go out; what can't be read is tried again."""
    try:
        yield
    except PersonalDataFound as found:
        _refuse(messages, f"it would have borne personal data: {found.kind} in {found.field}")
    except (BadAddress, BadEvent, BadMail, TooLongToCheck) as problem:
        _refuse(messages, f"it cannot be put into a mail: {problem}")
    except UNSAYABLE as problem:
        log.exception("message_has_no_words", message=messages[0].id, occasion=str(messages[0].occasion))
        _refuse(messages, f"it cannot be put into words: {type(problem).__name__}")


def each_legible(ids: Iterable[str], tell: Callable[[str], _Item | None]) -> list[_Item]:
    """What there is to tell of each in one mail; one that can't be read is left out, unless nothing else is told."""
    found: list[_Item] = []
    unread: Exception | None = None
    for each in ids:
        try:
            item = tell(each)
        except (*UNSAYABLE, DBAPIError):
            raise
        except Exception as fault:  # noqa: BLE001 - its own reminder breaks on it too, and is set aside and shown
            unread = unread or fault
        else:
            found += [] if item is None else [item]
    if unread is not None and not found:
        raise unread
    return found


def worded(unit: Unit, occasion: Occasion, words: Words, *languages: str) -> Letter:
    always = {"zone": unit.calendar.zone, "sender": unit.settings.letters.sender}
    return letter(occasion, {**words.facts, **always}, *languages)


def is_outdated(unit: Unit, message: Message, derive: Derivers, now: datetime) -> bool:
    """Whether what was put into words before says other than what now holds, or is another's to read by now.

    A reminder may not outlive the answer it asks for, and a request goes to who holds the role when it is sent.
    """
    assert message.content is not None
    assert message.message_id is not None
    words = derive[message.occasion](unit, message, now)
    if words is None or _is_said_anew(unit, message, words):
        return True
    made_at = parsedate_to_datetime(BytesHeaderParser().parsebytes(message.content)["Date"])
    return _composed(unit, message, words, message.message_id, made_at) != message.content


def recipient_of(unit: Unit, message: Message) -> Address:
    """Whom it goes to: in a trial, everything goes to one address."""
    return redirected(unit, Address(message.recipient_name, message.recipient_email))


def redirected(unit: Unit, address: Address) -> Address:
    trial = unit.settings.mail.redirect_to
    return Address(address.name, trial) if trial else address


def _composed(unit: Unit, message: Message, words: Words, message_id: str, now: datetime) -> bytes:
    sender = sender_of(unit, message.body_id)
    text = worded(unit, message.occasion, words, message.language)
    recipient = recipient_of(unit, message)
    part = words.calendar
    if part is not None and unit.settings.mail.redirect_to:  # then nobody's room is booked either
        part = replace(part, attendees=(recipient,), rooms=())
    calendar = _calendar(part, text.text, now) if part else None
    envelope = Envelope(message_id, sender, recipient, now, spoken(message.language))
    return compose(envelope, text, calendar)


def _calendar(part: CalendarPart, text: str, now: datetime) -> bytes:
    build = cancellation if part.is_cancellation else request
    return build(replace(part.event, description=text), part.attendees, now, part.rooms)


def _refuse(messages: Iterable[Message], fault: str) -> None:
    for message in messages:
        message.refuse(fault)
