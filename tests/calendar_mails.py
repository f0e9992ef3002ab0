"""Mails as calendar programs send them."""


def reply(uid, sender, answer="ACCEPTED", *, sequence=0, stamp="20261101T100000Z", attendee="", date=""):
    """A mail as calendar programs send it; `sequence` None is left out, `attendee` is the sender unless told."""
    lines = [
        f"From: {sender}",
        "To: ke@moedeklar.invalid",
        "Subject: svar",
        *([f"Date: {date}"] if date else []),
        "MIME-Version: 1.0",
        "Content-Type: text/calendar; charset=utf-8; method=REPLY",
        "",
        "BEGIN:VCALENDAR",
        "PRODID:-//Test//DA",
        "VERSION:2.0",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        *([] if sequence is None else [f"SEQUENCE:{sequence}"]),
        f"DTSTAMP:{stamp}",
        "ORGANIZER:mailto:ke@moedeklar.invalid",
        f"ATTENDEE;PARTSTAT={answer}:mailto:{attendee or sender}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines).encode()
