"""Messages as people read them in a terminal: one line each, and below it what went wrong."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from textwrap import wrap
from types import MappingProxyType

from agenda.reference import is_reference
from notifications.dates import moment_in_words
from notifications.message import State
from service.shown.deed_words import DEEDS
from service.shown.outbox import MessageShape, MessagesShape

LANGUAGE = "da"
WIDTH = 96

STATES: Mapping[State, str] = MappingProxyType(
    {
        State.PENDING: "venter",
        State.CLAIMED: "sendes nu",
        State.SENT: "sendt",
        State.IN_DOUBT: "uvist",
        State.BOUNCED: "kom tilbage",
        State.DEAD: "afvist",
        State.DROPPED: "bortfaldet",
    }
)


def outbox_table(shown: MessagesShape, zone: tzinfo) -> str:
    return "\n".join(line for message in shown.messages for line in _told(message, zone)) or "Ingen beskeder."


def told_in_a_line(message: MessageShape) -> str:
    return f"{message.id}: {STATES[message.state]}"


def _told(message: MessageShape, zone: tzinfo) -> Iterator[str]:
    due = moment_in_words(message.due_at, zone, LANGUAGE)
    yield f"{message.id}  {STATES[message.state]:<12} {due}"
    about = f" ({message.about})" if is_reference(message.about) else ""
    yield from _indented(f"{DEEDS[message.occasion]} til {message.recipient_email}{about}")
    if message.fault and message.state is not State.SENT:
        yield from _indented(f"{message.fault_in_words}; forsøg: {message.attempts}{_next(message, zone)}")


def _next(message: MessageShape, zone: tzinfo) -> str:
    if message.next_attempt_at is None:
        return ""
    return f", næste {moment_in_words(message.next_attempt_at, zone, LANGUAGE)}"


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False)
