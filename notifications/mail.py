"""A letter as a mail: the same arguments give the same bytes, so that they can be sent again."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import BASE64, QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime

from notifications.address import Address

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")
_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_BREAK = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


class BadMail(ValueError):
    def __init__(self, field: str) -> None:
        super().__init__(f"{field} of a mail: {_REMEDIES[field]}")
        self.field = field


_REMEDIES = {
    "subject": "give one line",
    "message_id": "give an identifier like <abc@example.dk>",
    "sent_at": "give an aware moment",
    "language": "give a language tag like da",
    "calendar": "give one iCalendar stream with a METHOD",
}


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str

    def __post_init__(self) -> None:
        if not self.subject.strip() or _BREAK.search(self.subject):
            raise BadMail("subject")


@dataclass(frozen=True)
class Envelope:
    message_id: str
    sender: Address
    recipient: Address
    sent_at: datetime
    language: str

    def __post_init__(self) -> None:
        if not _MESSAGE_ID.fullmatch(self.message_id):
            raise BadMail("message_id")
        if self.sent_at.tzinfo is None:
            raise BadMail("sent_at")
        if not _LANGUAGE.fullmatch(self.language):
            raise BadMail("language")


def compose(envelope: Envelope, letter: Letter, calendar: bytes | None) -> bytes:
    """Give one mail to one recipient; a calendar part makes it an invitation to Outlook and Gmail."""
    mail = MIMEMultipart("alternative", boundary=_boundary(envelope))
    _address(mail, envelope, letter)
    mail.attach(_prose(letter.text, "plain"))
    mail.attach(_prose(letter.html, "html"))
    if calendar is not None:
        mail.attach(_calendar(calendar))  # last: the part a calendar program prefers
    return mail.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _boundary(envelope: Envelope) -> str:
    return f"={hashlib.sha256(envelope.message_id.encode()).hexdigest()[:32]}="


def _address(mail: MIMEMultipart, envelope: Envelope, letter: Letter) -> None:
    mail["From"] = envelope.sender.for_header()
    mail["To"] = envelope.recipient.for_header()
    charset = "ascii" if letter.subject.isascii() else "utf-8"
    mail["Subject"] = Header(letter.subject, charset, header_name="Subject").encode()
    mail["Date"] = format_datetime(envelope.sent_at.astimezone(UTC))
    mail["Message-ID"] = envelope.message_id
    mail["Content-Language"] = envelope.language
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF"


def _prose(text: str, subtype: str) -> MIMENonMultipart:
    charset = Charset("utf-8")
    charset.body_encoding = QP  # a person can still read the file
    return _part(text, subtype, charset)


def _calendar(calendar: bytes) -> MIMENonMultipart:
    """Give the part whose method parameter is the METHOD property, or Outlook shows a file instead."""
    method = _METHOD.search(calendar)
    if not method:
        raise BadMail("calendar")
    charset = Charset("utf-8")
    charset.body_encoding = BASE64  # no gateway rewrites its line ends
    part = _part(calendar.decode(), "calendar", charset)
    part.set_param("method", method[1].decode())
    part.set_param("component", "VEVENT")
    return part


def _part(text: str, subtype: str, charset: Charset) -> MIMENonMultipart:
    part = MIMENonMultipart("text", subtype)
    part.set_payload(text, charset)
    del part["MIME-Version"]  # stands once, at the top
    return part
