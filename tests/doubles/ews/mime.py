"""Mails of an inbox as bytes, the way Exchange converts its own items."""

import base64
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tests.doubles.ews.soap import t
from tests.doubles.graph.mime import bounce, sealed

__all__ = ["answer", "put", "report", "sealed"]

PARTSTAT = {"Accept": "ACCEPTED", "Decline": "DECLINED", "Tentative": "TENTATIVE"}


def put(item, content):
    """Give an item its bytes and its size."""
    item.fields["MimeContent"] = t("MimeContent", base64.b64encode(content).decode(), CharacterSet="UTF-8")
    item.set(Size=str(len(content)))


def answer(meeting, address, response, now):
    """An attendee's answer, as a mail with a reply in iCalendar."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = address, meeting.mailbox
    mail["Subject"] = f"{response}: {meeting.text('Subject', '')}"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<svar-{now:%Y%m%d%H%M%S%f}@example.dk>"
    mail.set_content("\r\n")
    mail.add_alternative(
        _reply(meeting, address, response, now), subtype="calendar", params={"method": "REPLY"}
    )
    return mail.as_bytes()


def report(mailbox, to, subject, message_id, now, *, body=None):
    """RFC 3464; a body of the test's own takes the place of the whole."""
    content = bounce(mailbox, to, subject, message_id, now)
    return content if body is None else content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body.encode()


def _reply(meeting, address, response, now):
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:Microsoft Exchange Server 2010",
        "VERSION:2.0",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{meeting.text('UID')}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{meeting.text('AppointmentSequenceNumber', '0')}",
        f"ATTENDEE;PARTSTAT={PARTSTAT[response]}:mailto:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join([*lines, ""])
