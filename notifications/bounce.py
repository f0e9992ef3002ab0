"""Bounces in (RFC 3464, and what servers make of it): a mail did not arrive, says a mail anybody may have written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser, HeaderParser
from enum import StrEnum
from typing import TypeAlias

from notifications.bounds import OutOfBounds, keep_bounds
from notifications.inbox import LARGEST_MAIL
from notifications.report_fields import blocks_of, text_of

_MOST_RECIPIENTS = 50
_MOST_IDS = 20
_LARGEST_CALENDAR = 100_000
_LARGEST_HEAD = 100_000
_LONGEST_FIELD = 1000
_DELIVERY_STATUS = {"message/delivery-status", "message/global-delivery-status"}
_RETURNED_HEADERS = {"text/rfc822-headers", "message/global-headers"}
_RETURNED = {"message/rfc822", "message/global"}
_CALENDARS = {"text/calendar", "application/ics"}
_PACKED = {"base64", "quoted-printable"}
_ADDRESS = re.compile(r"(?<![^\s<>@;,\"()])[^\s<>@;,\"()]{1,64}@[^\s<>@;,\"()]{1,190}")
_BEFORE_WORDS = re.compile(r"^<([^\s<>@;]{1,64}@[^\s<>@;]{1,190})>", re.MULTILINE)
_STATUS = re.compile(r"\b([45]\.\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b(?:[ -]([45]\.\d{1,3}\.\d{1,3})\b)?")
_MESSAGE_ID = re.compile(r"(?<![^\s<>@,;\"])[^\s<>@,;\"]{1,200}@[^\s<>@,;\"]{1,200}")
_ID_IN_TEXT = re.compile(
    r"^(?:x-original-|original-)?message-id[ \t]*:(.{1,600})", re.MULTILINE | re.IGNORECASE
)
_FOR_GOOD = re.compile(r"\bpermanent|\b5\d\d[ -]5\.\d|\b55\d\b|given up", re.IGNORECASE)
_MACHINES = re.compile(r"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_FOLD = re.compile(rb"\r?\n[ \t]")
_UID = re.compile(rb"^UID:([\x21-\x7e]{1,255})\r?$", re.MULTILINE | re.IGNORECASE)

Part: TypeAlias = "Message[str, str]"


class NotABounce(ValueError):
    """`reason` is a code: nothing of the mail is repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not a report of a mail that did not arrive: {reason}")
        self.reason = reason


class Action(StrEnum):
    FAILED = "failed"
    DELAYED = "delayed"  # the server still tries


@dataclass(frozen=True)
class Bounce:
    """Of one recipient, an address in lower case, or "" where none is named, as for a program that takes mails.

    Anybody can write one: match it with a mail that was sent. `message_ids`, in angle brackets, are those that
    may be the mail's, the likeliest first. `uid` is the meeting's, if an invitation came back whole;
    `diagnostic` is a code such as `550 5.1.1`, or empty.
    """

    recipient: str
    action: Action
    status: str
    message_ids: tuple[str, ...]
    uid: str | None
    diagnostic: str

    @property
    def is_final(self) -> bool:
        return self.action is Action.FAILED


def read_bounces(mail: bytes, largest: int = LARGEST_MAIL) -> tuple[Bounce, ...]:
    """Read what failed, a recipient each; raise NotABounce, and nothing else, whatever the bytes."""
    try:
        keep_bounds(mail, largest)
        bounces = _bounces(message_from_bytes(mail))
    except NotABounce:
        raise
    except OutOfBounds as fault:
        raise NotABounce(fault.reason) from fault
    except Exception as fault:  # the mail parser stumbles in many ways over bytes made to trip it
        raise NotABounce("unreadable") from fault
    if not bounces:
        raise NotABounce("no_failure")
    return bounces


def _bounces(message: Part) -> tuple[Bounce, ...]:
    parts = list(_outside_messages(message))
    blocks = _blocks(parts)
    if blocks is None:
        return _told_in_words(message, parts)
    about = [block for block in blocks if _is_about_somebody(block)]
    if len(about) > _MOST_RECIPIENTS:
        raise NotABounce("too_complex")
    ids, uid = _message_ids(message, parts, blocks), _uid(parts)
    return _one_each(
        _bounce(block, action, ids, uid) for block in about if (action := _action(block)) is not None
    )


def _outside_messages(message: Part) -> Iterator[Part]:
    """What lies in a returned or forwarded mail is no report to us."""
    yield message
    if message.get_content_maintype() == "multipart":
        for part in _children(message):
            yield from _outside_messages(part)


def _children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _blocks(parts: list[Part]) -> list[Mapping[str, str]] | None:
    """A part for machines is what makes a report, whatever is written around it; some call theirs plain text."""
    status = [part for part in parts if part.get_content_type() in _DELIVERY_STATUS]
    plain = [
        part for part in parts[2:] if part.get_content_type() in {"text/plain", "application/octet-stream"}
    ]
    found = [block for part in status or plain for block in blocks_of(part)]
    is_report = bool(status) or any(_recipients(block) and "action" in block for block in found)
    return found if is_report else None


def _is_about_somebody(block: Mapping[str, str]) -> bool:
    return "action" in block or ("status" in block and bool(_recipients(block)))


def _recipients(block: Mapping[str, str]) -> list[str]:
    """Prefer whom we wrote to over where it was forwarded to."""
    names = ("original-recipient", "final-recipient")
    return [block[name] for name in names if name in block]


def _action(block: Mapping[str, str]) -> Action | None:
    """None where nothing is wrong: delivered, relayed, expanded."""
    said = block.get("action", "").lower()
    if not said:
        return {"5": Action.FAILED, "4": Action.DELAYED}.get(block.get("status", "")[:1])
    return next((action for action in Action if said.startswith(action[:4])), None)


def _bounce(block: Mapping[str, str], action: Action, ids: tuple[str, ...], uid: str | None) -> Bounce:
    said = block.get("diagnostic-code", "")
    code = _CODE.search(said)
    status = _STATUS.match(block.get("status", "")) or _STATUS.search(said)
    return Bounce(
        recipient=_recipient(block),
        action=action,
        status=status[1] if status else ("5.0.0" if action is Action.FAILED else "4.0.0"),
        message_ids=ids,
        uid=uid,
        diagnostic=" ".join(filter(None, code.groups())) if code else "",
    )


def _recipient(block: Mapping[str, str]) -> str:
    found = (_ADDRESS.search(given.rpartition(";")[2]) for given in _recipients(block))
    return next((address[0].lower() for address in found if address), "")


def _one_each(bounces: Iterable[Bounce]) -> tuple[Bounce, ...]:
    """Somebody named twice is one; what failed for good counts more than what is late."""
    found: dict[str, Bounce] = {}
    for bounce in bounces:
        if bounce.recipient not in found or (bounce.is_final and not found[bounce.recipient].is_final):
            found[bounce.recipient] = bounce
    return tuple(found.values())


def _told_in_words(message: Part, parts: list[Part]) -> tuple[Bounce, ...]:
    """As qmail and others write it, without any part for machines: who, that it is for good, and the mail itself."""
    words = "\n".join(text_of(part) for part in parts if part.get_content_maintype() == "text")
    failed = _ADDRESS.findall(_head(message, "X-Failed-Recipients"))
    named = failed or _BEFORE_WORDS.findall(words)
    is_by_machine = bool(_MACHINES.search(_head(message, "From"))) or _head(message, "Return-Path") == "<>"
    ids = _message_ids(message, parts, [])
    if not (is_by_machine and named and ids) or len(named) > _MOST_RECIPIENTS:
        raise NotABounce("not_a_report")
    if not (failed or _FOR_GOOD.search(words)):
        raise NotABounce("no_failure")
    said = {"action": "failed", "diagnostic-code": words[:_LONGEST_FIELD]}
    uid = _uid(parts)
    return _one_each(_bounce({**said, "final-recipient": one}, Action.FAILED, ids, uid) for one in named)


def _head(part: Part, name: str) -> str:
    return str(part.get(name, ""))[:_LONGEST_FIELD].strip()


def _message_ids(message: Part, parts: list[Part], blocks: list[Mapping[str, str]]) -> tuple[str, ...]:
    """Out of what was returned, of what the report names, of its words; Exchange also names it in the report's head."""
    names = ("original-message-id", "x-original-message-id", "message-id")
    in_words = (found for part in parts if _is_text(part) for found in _ID_IN_TEXT.findall(text_of(part)))
    given = (
        [_head(each, "Message-ID") for each in _returned_heads(parts)],
        [block[name] for block in blocks for name in names if name in block],
        list(in_words),
        [_head(message, name) for name in ("X-Original-Message-ID", "In-Reply-To", "References")],
    )
    texts = [text for source in given for text in source[:_MOST_IDS]]
    found = dict.fromkeys(f"<{one}>" for text in texts for one in _MESSAGE_ID.findall(text))
    return tuple(found)[:_MOST_IDS]


def _is_text(part: Part) -> bool:
    return part.get_content_maintype() == "text" and part.get_content_type() not in _RETURNED_HEADERS


def _returned_heads(parts: list[Part]) -> Iterator[Part]:
    for part in parts:
        kind, encoding = part.get_content_type(), _head(part, "Content-Transfer-Encoding").lower()
        if kind in _RETURNED:
            is_packed = encoding in _PACKED
            yield from [HeaderParser().parsestr(_small(text_of(part)))] if is_packed else _children(part)
        content = part.get_payload(decode=True) if kind in _RETURNED_HEADERS else None
        if isinstance(content, bytes):
            keep_bounds(content, _LARGEST_HEAD)
            yield BytesHeaderParser().parsebytes(content)


def _small(text: str) -> str:
    keep_bounds(text.encode("utf-8", "replace"), _LARGEST_HEAD)
    return text


def _uid(parts: list[Part]) -> str | None:
    found: set[bytes] = set()
    returned = (each for part in parts if part.get_content_type() in _RETURNED for each in _children(part))
    calendars = (part for mail in returned for part in mail.walk() if part.get_content_type() in _CALENDARS)
    for content in (calendar.get_payload(decode=True) for calendar in calendars):
        if isinstance(content, bytes) and len(content) <= _LARGEST_CALENDAR:
            found |= set(_UID.findall(_FOLD.sub(b"", content)))
    return found.pop().decode() if len(found) == 1 else None
