"""Bounces in (RFC 3464): what a mail server says of a mail that did not arrive, in a mail anybody may have written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from enum import StrEnum
from typing import TypeAlias

from notifications.bounds import OutOfBounds, keep_bounds
from notifications.inbox import LARGEST_MAIL

_MOST_RECIPIENTS = 50
_LARGEST_CALENDAR = 100_000
_LARGEST_HEAD = 100_000
_LONGEST_FIELD = 1000
_DELIVERY_STATUS = {"message/delivery-status", "message/global-delivery-status"}
_RETURNED_HEADERS = {"text/rfc822-headers", "message/global-headers"}
_RETURNED = {"message/rfc822", "message/global"}
_ADDRESS = re.compile(r"<?([^\s<>@;]{1,64}@[^\s<>@;]{1,190})>?")
_STATUS = re.compile(r"([45]\.\d{1,3}\.\d{1,3})\b")
_CODE = re.compile(r"\b([45]\d\d)\b(?:[ -]([45]\.\d{1,3}\.\d{1,3})\b)?")
_MESSAGE_ID = re.compile(r"<[^\s<>@]{1,200}@[^\s<>@]{1,200}>")
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
    """Of one recipient, an address in lower case. Anybody can write one: match it with a mail that was sent.

    `uid` is the meeting's, if an invitation came back whole; `diagnostic` is a code such as `550 5.1.1`, or empty.
    """

    recipient: str
    action: Action
    status: str
    original_message_id: str | None
    uid: str | None
    diagnostic: str

    @property
    def is_final(self) -> bool:
        return self.action is Action.FAILED


def read_bounce(mail: bytes, largest: int = LARGEST_MAIL) -> Bounce:
    """Read the one failure in a report; raise NotABounce, and nothing else, whatever the bytes."""
    try:
        keep_bounds(mail, largest)
        message = message_from_bytes(mail)
        bounces = _bounces(message)
    except NotABounce:
        raise
    except OutOfBounds as fault:
        raise NotABounce(fault.reason) from fault
    except Exception as fault:  # the mail parser stumbles in many ways over bytes made to trip it
        raise NotABounce("unreadable") from fault
    if len(bounces) != 1:
        raise NotABounce("contradictory" if bounces else "no_failure")
    return bounces.pop()


def _bounces(message: Part) -> set[Bounce]:
    report = next((each for each in _outside_messages(message) if _is_report(each)), None)
    if report is None:
        raise NotABounce("not_a_report")
    parts = _children(report)
    status = next((part for part in parts if part.get_content_type() in _DELIVERY_STATUS), None)
    if status is None:
        raise NotABounce("no_delivery_status")
    blocks = [block for block in _children(status) if "Action" in block]
    if len(blocks) > _MOST_RECIPIENTS:
        raise NotABounce("too_complex")
    message_id, uid = _original_message_id(message, parts), _uid(parts)
    return {_bounce(block, message_id, uid) for block in blocks if _action(block) in set(Action)}


def _action(block: Part) -> str:
    return _text(block, "Action").lower().partition(" ")[0]


def _outside_messages(message: Part) -> Iterator[Part]:
    """Some gateways wrap a report; what lies in a returned or forwarded mail is no report to us."""
    yield message
    if message.get_content_maintype() == "multipart":
        for part in _children(message):
            yield from _outside_messages(part)


def _children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _is_report(part: Part) -> bool:
    kind = part.get_param("report-type")
    return part.get_content_type() == "multipart/report" and str(kind).lower() == "delivery-status"


def _bounce(block: Part, message_id: str | None, uid: str | None) -> Bounce:
    status = _STATUS.match(_text(block, "Status"))
    if not status:
        raise NotABounce("bad_status")
    code = _CODE.search(_text(block, "Diagnostic-Code"))
    return Bounce(
        recipient=_recipient(block),
        action=Action(_action(block)),
        status=status[1],
        original_message_id=message_id,
        uid=uid,
        diagnostic=" ".join(filter(None, code.groups())) if code else "",
    )


def _recipient(block: Part) -> str:
    """Prefer whom we wrote to over where it was forwarded to."""
    for name in ("Original-Recipient", "Final-Recipient"):
        address = _ADDRESS.fullmatch(_text(block, name).partition(";")[2].strip())
        if address:
            return address[1].lower()
    raise NotABounce("no_recipient")


def _text(part: Part, name: str) -> str:
    return str(part.get(name, ""))[:_LONGEST_FIELD].strip()


def _original_message_id(message: Part, parts: list[Part]) -> str | None:
    """Out of what was returned; Exchange also names it in the report's own head."""
    given = [_text(each, "Message-ID") for each in _returned_heads(parts)] + [_text(message, "In-Reply-To")]
    return next((each for each in given if _MESSAGE_ID.fullmatch(each)), None)


def _returned_heads(parts: list[Part]) -> Iterator[Part]:
    for part in parts:
        if part.get_content_type() in _RETURNED:
            yield from _children(part)
        content = part.get_payload(decode=True) if part.get_content_type() in _RETURNED_HEADERS else None
        if isinstance(content, bytes):
            keep_bounds(content, _LARGEST_HEAD)
            yield BytesHeaderParser().parsebytes(content)


def _uid(parts: list[Part]) -> str | None:
    found: set[bytes] = set()
    for returned in (
        each for part in parts if part.get_content_type() in _RETURNED for each in _children(part)
    ):
        for calendar in (each for each in returned.walk() if each.get_content_type() == "text/calendar"):
            content = calendar.get_payload(decode=True)
            if isinstance(content, bytes) and len(content) <= _LARGEST_CALENDAR:
                found |= set(_UID.findall(_FOLD.sub(b"", content)))
    return found.pop().decode() if len(found) == 1 else None
