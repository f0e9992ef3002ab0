"""Whatever comes in the guise of an answer is read or refused, cheaply, and with no other exception."""

from contextlib import suppress

import pytest
from hostile_mails import HOSTILE, cost
from hypothesis import given
from hypothesis import strategies as st
from icalendar.timezone import tzp
from written_replies import ENDLESS, UID, ZONE, before_the_event, calendar, mail, read_reply, reason

from notifications.reply import NotAReply, read_replies


def test_a_mail_above_the_bound_is_not_even_parsed():
    content = mail(calendar())
    assert reason(content, largest=len(content) - 1) == "too_large"
    assert read_reply(content, largest=len(content)).uid == UID


def test_a_mail_of_50_mb_costs_nothing():
    head, _, rest = mail(calendar()).partition(b"\r\n\r\n")
    content = head + b"\r\n\r\n" + b"x" * 76 * 657_000 + rest
    assert reason(content) == "too_large"
    seconds, most = cost(read_replies, content)
    assert seconds < 0.01
    assert most < 100_000


HOSTILE_CALENDARS = {
    "components": before_the_event("BEGIN:A\r\n" * 1_900),
    "lines": calendar(extra="A:b\r\n" * 15_000),
    "comments": calendar(extra="COMMENT:b\r\n" * 1_900),
    "parameters": calendar(extra=f"ATTENDEE{';A=b' * 20_000}:x\r\n"),
    "quotes": calendar(extra="ATTENDEE;A=" + '"",' * 30_000 + ":x\r\n"),
    "spaces": calendar(extra=f"ATTENDEE;A={' ' * 90_000}:x\r\n"),
    "a rule": calendar(extra=f"COMMENT;VALUE=RECUR:FREQ=SECONDLY;BYSECOND={'1,' * 40_000}1\r\n"),
}
LARGEST_CALENDARS = {
    "parameters": calendar(extra=f"ATTENDEE{';A=b' * 1_750}:x\r\n"),
    "commas": calendar(extra=f"ATTENDEE;A={',' * 7_000}:x\r\n"),
    "attendees": calendar(extra="ATTENDEE:x\r\n" * 500),
    "a rule": calendar(extra=f"COMMENT;VALUE=RECUR:FREQ=SECONDLY;BYSECOND={'1,' * 3_500}1\r\n"),
    "zones": before_the_event("".join(ZONE.format(name=n, rule=ENDLESS) for n in range(200))),
    "properties": calendar(extra="X-A:b\r\n" * 1_900),
    "recurrences": calendar(extra=ENDLESS * 1_000 + f"RDATE:{'20261208T080000Z,' * 500}20261208T080000Z\r\n"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_is_refused(content):
    assert reason(content) in {"too_complex", "no_calendar"}


@pytest.mark.parametrize("content", HOSTILE_CALENDARS.values(), ids=HOSTILE_CALENDARS.keys())
def test_a_hostile_calendar_is_refused(content):
    assert reason(mail(content)) == "too_complex"


@pytest.mark.parametrize(
    "content",
    [
        *HOSTILE.values(),
        *map(mail, HOSTILE_CALENDARS.values()),
        *(mail(each, each + "X-A:b\r\n") for each in LARGEST_CALENDARS.values()),
    ],
    ids=[*HOSTILE, *HOSTILE_CALENDARS, *(f"largest: {name}" for name in LARGEST_CALENDARS)],
)
def test_no_mail_costs_much_time_or_memory(content):
    seconds, most = cost(read_replies, content)
    assert seconds < 0.1  # 0.05 where the machine is quiet
    assert most < 20_000_000


def test_a_time_zone_of_a_stranger_is_not_remembered():
    read_reply(mail(before_the_event(ZONE.format(name="Hostile/Zone", rule=ENDLESS))))
    assert tzp.timezone("Hostile/Zone") is None


def test_a_comment_is_bounded_and_without_control_characters():
    content = mail(calendar(extra="COMMENT:Nul\x00 her\x1b[2J " + "x" * 5000 + "\r\n"))
    comment = read_reply(content).comment
    assert (len(comment), comment[:12]) == (1000, "Nul her[2J x")


@given(st.binary(max_size=3000))
def test_random_bytes_are_no_reply(content):
    assert reason(content)


@given(st.data())
def test_a_mutated_reply_is_read_or_refused(data):
    content = bytearray(
        mail(calendar()) if data.draw(st.booleans()) else mail(calendar(), content_type="text/calendar x")
    )
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    with suppress(NotAReply):
        for reply in read_replies(bytes(content)):
            assert reply.reason or reply.attendee == reply.sender


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_inside_the_calendar_is_read_or_refused(first, second):
    content = f"From: testa@ssp.example.dk\nContent-Type: text/calendar\n\n{first}{calendar()}{second}"
    with suppress(NotAReply):
        for reply in read_replies(content.encode()):
            assert reply.reason or reply.attendee == reply.sender
