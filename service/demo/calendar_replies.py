"""Calendar programs answer: mails with an iTIP REPLY, made from the invitations that were really sent."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from icalendar import Calendar, Event

WORDS = {"ACCEPTED": "deltager", "TENTATIVE": "deltager måske", "DECLINED": "deltager ikke"}


@dataclass(frozen=True)
class Invited:
    """One invitation as its recipient got it."""

    name: str
    email: str
    organiser: str
    event: Event


def invitations(outbox: Path, meeting: str | None = None) -> list[Invited]:
    """Those sent, to one meeting if it is named; by address."""
    mails = (message_from_bytes(path.read_bytes()) for path in sorted(outbox.glob("*_invitation-*.eml")))
    found = [one for mail in mails if (one := _invited(mail)) is not None]
    found = [one for one in found if meeting in {None, _meeting(one.event)}]
    return sorted(found, key=lambda one: one.email)


def reply(invited: Invited, partstat: str, now: datetime) -> bytes:
    """The mail a calendar program sends when its owner has pressed a button."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{invited.email}"
    mail["To"] = invited.organiser
    mail["Date"] = format_datetime(now)
    mail["Subject"] = f"{invited.name} {WORDS[partstat]}"
    mail.set_content(
        _calendar(invited, partstat, now).to_ical().decode(), subtype="calendar", charset="utf-8"
    )
    mail.set_param("method", "REPLY")
    return mail.as_bytes()


def _meeting(event: Event) -> str:
    """The id before the @ of the UID."""
    return str(event["UID"]).partition("@")[0]


def _invited(mail: "Message[str, str]") -> Invited | None:
    for part in mail.walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/calendar" and isinstance(content, bytes):
            event = Calendar.from_ical(content).events[0]
            _, email = parseaddr(str(mail["To"]))
            return Invited(_name(event, email), email, parseaddr(str(mail["From"]))[1], event)
    return None


def _name(event: Event, email: str) -> str:
    listed = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    own = next(one for one in listed if str(one).lower() == f"mailto:{email}".lower())
    return str(own.params["CN"])


def _calendar(invited: Invited, partstat: str, now: datetime) -> Calendar:
    event = Event()
    for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER"):
        event[name] = invited.event[name]
    event.add("DTSTAMP", now)
    event.add("ATTENDEE", f"mailto:{invited.email}", parameters={"PARTSTAT": partstat})
    calendar = Calendar()
    calendar.add("PRODID", "-//Moedeklar//Demo//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "REPLY")
    calendar.add_component(event)
    return calendar
