"""A mail carries its parts in the order programs prefer, and the same arguments give the same bytes."""

from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest
from example_facts import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from notifications.address import Address
from notifications.mail import BadMail, Envelope, Letter, compose
from notifications.occasion import Occasion
from notifications.wording import letter

REQUEST = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:M\xc3\xb8de\r\nEND:VEVENT\r\n"
CANCEL = REQUEST.replace(b"REQUEST", b"CANCEL")
LETTER = Letter("Ny anmodning", "Kære Prøve\n\nBlåbærgrød.\n", "<p>Blåbærgrød</p>\n")


def envelope(**changes):
    facts = {
        "message_id": "<lookup-request.1@moedeklar.example.dk>",
        "sender": Address("VINK, sekretariatet", "vink@example.dk"),
        "recipient": Address("Åse Prøve", "aase@example.dk"),
        "sent_at": datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
        "language": "da",
    }
    return Envelope(**(facts | changes))


def opened(content):
    return message_from_bytes(content, policy=default)


def test_the_headers_say_who_what_and_when():
    mail = opened(compose(envelope(), LETTER, None))
    assert {name: str(value) for name, value in mail.items() if name != "Content-Type"} == {
        "MIME-Version": "1.0",
        "From": '"VINK, sekretariatet" <vink@example.dk>',
        "To": "Åse Prøve <aase@example.dk>",
        "Subject": "Ny anmodning",
        "Date": "Tue, 24 Nov 2026 08:00:00 +0000",
        "Message-ID": "<lookup-request.1@moedeklar.example.dk>",
        "Content-Language": "da",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF",
    }


def test_the_parts_are_text_then_html_then_calendar():
    parts = list(opened(compose(envelope(), LETTER, REQUEST)).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html", "text/calendar"]
    assert parts[0].get_content().replace("\r\n", "\n") == LETTER.text
    assert parts[1].get_content().replace("\r\n", "\n") == LETTER.html
    assert parts[2].get_payload(decode=True) == REQUEST


@pytest.mark.parametrize("occasion", Occasion)
def test_the_standard_library_opens_the_mail_of_every_occasion_without_a_complaint(occasion):
    words = letter(occasion, EXAMPLES[occasion], "da")
    mail = opened(compose(envelope(), words, REQUEST if occasion is Occasion.INVITATION else None))
    text, html = list(mail.iter_parts())[:2]
    assert str(mail["Subject"]) == words.subject
    assert text.get_content().replace("\r\n", "\n") == words.text
    assert html.get_content().replace("\r\n", "\n") == words.html
    assert [defect for part in mail.walk() for defect in part.defects] == []
    assert [defect for value in mail.values() for defect in value.defects] == []


def test_a_mail_without_calendar_has_two_parts():
    parts = list(opened(compose(envelope(), LETTER, None)).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]


@pytest.mark.parametrize(("calendar", "method"), [(REQUEST, "REQUEST"), (CANCEL, "CANCEL")])
def test_the_method_parameter_is_the_method_property(calendar, method):
    part = list(opened(compose(envelope(), LETTER, calendar)).iter_parts())[-1]
    assert dict(part["Content-Type"].params) == {
        "charset": "utf-8",
        "method": method,
        "component": "VEVENT",
    }
    assert part["Content-Transfer-Encoding"] == "base64"
    assert part["Content-Disposition"] is None


def test_a_calendar_without_method_is_refused():
    with pytest.raises(BadMail) as refusal:
        compose(envelope(), LETTER, b"BEGIN:VCALENDAR\r\n METHOD:REQUEST\r\n")
    assert refusal.value.field == "calendar"


def test_the_same_arguments_give_the_same_bytes():
    assert compose(envelope(), LETTER, REQUEST) == compose(envelope(), LETTER, REQUEST)
    summer = timezone(timedelta(hours=1))
    same_moment = envelope(sent_at=datetime(2026, 11, 24, 9, 0, tzinfo=summer))
    assert compose(same_moment, LETTER, REQUEST) == compose(envelope(), LETTER, REQUEST)


def test_another_message_has_other_boundaries():
    other = envelope(message_id="<lookup-request.2@moedeklar.example.dk>")
    boundaries = {opened(compose(each, LETTER, None)).get_boundary() for each in (envelope(), other)}
    assert len(boundaries) == 2


def test_every_line_ends_with_crlf_and_is_seven_bits():
    content = compose(envelope(), LETTER, REQUEST)
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    assert content.isascii()


@given(st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "Zs"), exclude_characters="\xa0")))
def test_a_subject_in_danish_arrives_with_all_its_spaces(tail):
    subject = f"Ændret svarfrist på {tail} for sag"
    header = message_from_bytes(compose(envelope(), Letter(subject, "x", "y"), None))["Subject"]
    assert str(make_header(decode_header(header))) == subject


@pytest.mark.parametrize("subject", ["", " ", "A\r\nBcc: b@example.dk", "A\nB", "A\u2028B"])
def test_a_subject_of_none_or_several_lines_is_refused(subject):
    with pytest.raises(BadMail) as refusal:
        Letter(subject, "text", "html")
    assert refusal.value.field == "subject"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("message_id", "no brackets"),
        ("message_id", "<a@b>\r\nBcc: b@example.dk"),
        ("sent_at", datetime(2026, 11, 24, 8, 0)),  # noqa: DTZ001 - naive on purpose
        ("language", "da\r\nX: 1"),
    ],
)
def test_an_envelope_that_could_break_a_header_is_refused(field, value):
    with pytest.raises(BadMail) as refusal:
        envelope(**{field: value})
    assert refusal.value.field == field
