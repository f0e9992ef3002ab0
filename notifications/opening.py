"""A finished mail opened again, for servers that take its subject and text instead of its bytes."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from notifications.carrier import Refused


@dataclass(frozen=True)
class Opened:
    """`message_id` with its angle brackets; lines end in a single line feed."""

    subject: str
    html: str
    text: str
    message_id: str


def opened(content: bytes) -> Opened:
    """Open a mail of our own, as `mail.compose` made it."""
    mail = message_from_bytes(content, EmailMessage, policy=default)
    message_id = str(mail["Message-ID"] or "").strip()
    if not message_id:
        raise Refused("the mail has no Message-ID")
    return Opened(str(mail["Subject"] or ""), _part(mail, "html"), _part(mail, "plain"), message_id)


def _part(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body(preferencelist=(subtype,))
    text = part.get_content() if part is not None else ""
    return str(text).replace("\r\n", "\n")
