"""What a mail server's reply means, by the stage at which it is given: whom it concerns, and for how long."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto

from notifications.carrier import NotSent, Refused


class Stage(StrEnum):
    """What the server was asked; each is named as it stands in a fault."""

    CONNECTION = "the connection"
    LOGIN = "the login"
    SENDER = "the sender"
    RECIPIENT = "the recipient"
    MAIL = "the mail"


class Meaning(Enum):
    SERVER = auto()  # trouble of the server: later
    REPAIR = auto()  # trouble of the mailbox, until a person has mended something
    RECIPIENT = auto()  # trouble of this recipient, or nobody knows: later, and the mailbox goes on
    NEVER = auto()  # a definite no to this one
    OURS = auto()  # a no to what we send, or to whom we are: others fail alike


@dataclass(frozen=True)
class _Rule:
    """`reply` is matched against the code, a space and the enhanced status where there is one (RFC 3463)."""

    stages: frozenset[Stage]
    reply: re.Pattern[str]
    meaning: Meaning


def _at(stages: str, reply: str, meaning: Meaning) -> _Rule:
    named = {name: stage for stage in Stage for name in (stage.name.lower(),)}
    return _Rule(frozenset(named[name] for name in stages.split()), re.compile(reply), meaning)


_ANY = "connection login sender recipient mail"
_RULES = (
    _at("connection", "", Meaning.SERVER),
    _at(_ANY, "421|454", Meaning.SERVER),  # it is closing, or can't encrypt or authenticate just now
    _at("login", "4", Meaning.SERVER),
    _at("login", "", Meaning.REPAIR),
    _at(_ANY, "53[0458]", Meaning.REPAIR),  # it asks for, or minds, how we authenticate
    _at("sender", "4", Meaning.SERVER),
    _at("sender", "5", Meaning.REPAIR),
    _at("recipient", "4", Meaning.RECIPIENT),
    _at("mail", r"4\d\d 4\.2", Meaning.RECIPIENT),
    _at("recipient mail", r"5\d\d 5\.(7|3\.4)", Meaning.OURS),
    _at("mail", r"5\d\d 5\.6|552$", Meaning.OURS),
    _at("recipient mail", r"5\d\d 5\.[124]", Meaning.NEVER),
    _at("recipient mail", r"5\d\d 5\.[35]", Meaning.SERVER),
    _at("recipient mail", "55[01346]|552", Meaning.NEVER),
    _at("recipient", "", Meaning.RECIPIENT),
    _at(_ANY, "", Meaning.SERVER),  # a reply that nobody knows kills nothing
)
_STATUS = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_GREYLISTED = re.compile(rb"\bgr[ae]y[ -]?list", re.IGNORECASE)
_WAIT = re.compile(
    rb"\b(?:(?:try|retry|come back)(?: again| later)?,? (?:in|after)|retry[- ]after:?|wait(?: for)?|gr[ae]ylisted for)"
    rb" (\d{1,4}) ?(s|secs?|seconds?|m|mins?|minutes?)\b",
    re.IGNORECASE,
)
_LONGEST_WAIT = timedelta(hours=1)
_TILL_REPAIRED = timedelta(minutes=15)
_FAULT = re.compile(r"(\d{3}(?: [245]\.\d{1,3}\.\d{1,3})?): the server refuses (.+)")


def meaning_of(stage: Stage, reply: str) -> Meaning:
    """`reply` is a code, and an enhanced status after a space where there is one."""
    return next(rule.meaning for rule in _RULES if stage in rule.stages and rule.reply.match(reply))


def verdict(stage: Stage, code: int, text: bytes) -> NotSent | Refused:
    """The server's own words stay out: they may hold an address."""
    status = _STATUS.match(text)
    reply = f"{code} {status[1].decode()}" if status else str(code)
    reason, wish = f"{reply}: the server refuses {stage}", _wish(text)
    match meaning_of(stage, reply):
        case Meaning.NEVER | Meaning.OURS:
            return Refused(reason)
        case Meaning.REPAIR:
            return NotSent(_TILL_REPAIRED, reason)
        case meaning:
            is_greylisted = stage in {Stage.RECIPIENT, Stage.MAIL} and _GREYLISTED.search(text) is not None
            return NotSent(wish, reason, of_recipient=is_greylisted or meaning is Meaning.RECIPIENT)


def is_fault_of_ours(fault: str) -> bool:
    """Whether a refusal, as `verdict` words it, is one of what we send or who we are."""
    found = _FAULT.fullmatch(fault)
    return (
        found is not None and found[2] in set(Stage) and meaning_of(Stage(found[2]), found[1]) is Meaning.OURS
    )


def _wish(text: bytes) -> timedelta | None:
    """Read how long to wait out of the forms in which servers say it, such as `try again in 300 seconds`."""
    found = _WAIT.search(text)
    if not found:
        return None
    number = int(found[1])
    wish = timedelta(minutes=number) if found[2].lower().startswith(b"m") else timedelta(seconds=number)
    return min(wish, _LONGEST_WAIT)
