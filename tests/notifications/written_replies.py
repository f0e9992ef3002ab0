"""Answers to an invitation, as calendar programs write them, and what is read out of them."""

import base64
from datetime import UTC, datetime

import pytest

from notifications.reply import NotAReply, read_replies

STAMP = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
UID = "koordineringsenheden-2026-12-08@moedeklar.example.dk"


def calendar(*, method="REPLY", partstat="ACCEPTED", attendee="mailto:testa@ssp.example.dk", extra=""):
    return (
        "BEGIN:VCALENDAR\r\n"
        "PRODID:-//Google Inc//Google Calendar 70.9054//EN\r\n"
        f"VERSION:2.0\r\nMETHOD:{method}\r\n"
        "BEGIN:VEVENT\r\n"
        "DTSTART:20261208T080000Z\r\nDTEND:20261208T100000Z\r\nDTSTAMP:20261120T093000Z\r\n"
        "ORGANIZER;CN=VINK:mailto:moeder@vink.example.dk\r\n"
        f"UID:{UID}\r\n"
        f'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN="Prøve: T\r\n'
        f' esta; a";X-NUM-GUESTS=0:{attendee}\r\n'
        f"SEQUENCE:1\r\n{extra}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def mail(*calendars, sender="Testa Prøve <Testa@SSP.example.dk>", content_type="text/calendar"):
    parts = [
        f'Content-Type: {content_type}; charset="UTF-8"; method=REPLY\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(each.encode()).decode()}"
        for each in calendars
    ]
    text = 'Content-Type: text/plain; charset="utf-8"\r\n\r\nTesta har accepteret.'
    body = "".join(f"\r\n--b\r\n{part}" for part in [text, *parts])
    head = f'From: {sender}\r\nSubject: Accepteret\r\nContent-Type: multipart/mixed; boundary="b"\r\n'
    return f"{head}{body}\r\n--b--\r\n".encode()


def read_reply(content, **bounds):
    (reply,) = read_replies(content, **bounds)
    return reply


def reason(content, **bounds):
    with pytest.raises(NotAReply) as refusal:
        read_replies(content, **bounds)
    return refusal.value.reason


def lacks(content):
    """Why the one answer of a mail can't be placed without a person."""
    return read_reply(content).reason


ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\n"
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n{rule}END:STANDARD\r\nEND:VTIMEZONE\r\n"
)
ENDLESS = "RRULE:FREQ=SECONDLY\r\n"


def before_the_event(text):
    return calendar().replace("BEGIN:VEVENT", f"{text}BEGIN:VEVENT")
