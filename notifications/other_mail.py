"""What a mail is that is neither an answer nor a report, as far as its head and the kinds of its parts tell."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from enum import StrEnum

from notifications.sender import sender_of

SEALED = "sealed"  # the reason
_LARGEST_HEAD = 30_000
_LONGEST_FIELD = 200
_PACKED = re.compile(
    rb"^content-type:[ \t]*application/(?:vnd\.)?ms-tnef|winmail\.dat", re.IGNORECASE | re.MULTILINE
)
_SEALS = re.compile(
    r"application/(x-)?pkcs7-mime|application/pgp-encrypted|multipart/encrypted", re.IGNORECASE
)
_BY_ITSELF = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From")
_OUT_OF_OFFICE = re.compile(
    r"auto(matic|matisk)[ -]?(reply|svar)|out of office|ikke til stede", re.IGNORECASE
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")


class Kind(StrEnum):
    AUTOMATIC = "automatic"  # written by a program in somebody's name, such as that they are away
    OTHER = "other"


@dataclass(frozen=True)
class OtherMail:
    """`sender` is an address in lower case, or "" where there is not one; `reason` is a code."""

    kind: Kind
    reason: str
    sender: str


def look_at(mail: bytes, reason: str) -> OtherMail:
    """`reason` says why it could not be read as an answer; what is seen here says more. Raises nothing."""
    head = BytesHeaderParser().parsebytes(_HEAD_END.split(mail[:_LARGEST_HEAD], maxsplit=1)[0])
    sender = sender_of(head)
    if _is_automatic(head):
        return OtherMail(Kind.AUTOMATIC, "automatic_reply", sender)
    if is_sealed(_field(head, "Content-Type")):
        return OtherMail(Kind.OTHER, SEALED, sender)
    return OtherMail(Kind.OTHER, "packed_by_outlook" if _PACKED.search(mail) else reason, sender)


def is_sealed(content_type: str) -> bool:
    """Encrypted, or signed in one opaque block: its kind is told in the head, and nothing of what it says."""
    return bool(_SEALS.search(content_type))


def _is_automatic(head: "Message[str, str]") -> bool:
    submitted = _field(head, "Auto-Submitted")
    is_receipt = "disposition-notification" in _field(head, "Content-Type")
    is_told = submitted.startswith(("auto-replied", "auto-generated", "auto-notified"))
    return (
        is_told
        or is_receipt
        or any(name in head for name in _BY_ITSELF)
        or "auto" in _field(head, "Precedence")
        or _says(head, "Subject", _OUT_OF_OFFICE)
    )


def _says(head: "Message[str, str]", name: str, wanted: re.Pattern[str]) -> bool:
    return bool(wanted.search(_field(head, name)))


def _field(head: "Message[str, str]", name: str) -> str:
    return str(head.get(name, ""))[:_LONGEST_FIELD].strip().lower()
