"""Whatever comes in the guise of a report is read or refused, cheaply, and with no other exception."""

import base64
from contextlib import suppress

import pytest
from hostile_mails import HOSTILE, cost
from hypothesis import given
from hypothesis import strategies as st
from written_reports import (
    BOUNCE,
    block,
    read_bounce,
    reason,
    report,
    sent,
)

from notifications.bounce import NotABounce, read_bounces


def test_a_mail_above_the_bound_is_not_even_parsed():
    content = report()
    assert reason(content, largest=len(content) - 1) == "too_large"
    assert read_bounce(content, largest=len(content)) == BOUNCE
    assert reason(b"x" * 50_000_000) == "too_large"


def packed(head):
    return base64.encodebytes(head)


HEAD_BOMB = report(
    returned=packed(b"a:\r\n" * 30_000), kind="text/rfc822-headers\r\nContent-Transfer-Encoding: base64"
)
HOSTILE_REPORTS = {
    "ids": report(*["Action: failed\r\nMessage-ID: " + "a" * 900 + "\r\n"] * 900),
    "words": b"From: MAILER-DAEMON@x\r\n\r\n" + b"<a@b>: 550\r\nMessage-ID: a@b\r\n" * 4_900,
    "packed": report(*["Action: failed\r\nStatus: 5.1.1\r\n"] * 3_000, packs_status=True),
    "blocks": report(*["Action: failed\r\nStatus: 5.1.1\r\n"] * 3_000),
    "returned heads": HEAD_BOMB,
    "a long recipient": report(block(extra=f"Original-Recipient: rfc822;{'a@' * 4_000}\r\n")),
    "a long status": report(block(status="5." + "1" * 9_000)),
    "a long diagnostic": report(block(diagnostic="smtp; " + "550-" * 2_000)),
    "folded fields": report(block(extra="X: y\r\n" + " z\r\n" * 9_000)),
    "calendars": report(returned=sent().replace(b"Content-Type: text/html", b"Content-Type: text/calendar")),
    "a folded calendar": report(
        returned=b"Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + packed(b"\r\n " * 33_000)
    ),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_is_refused(content):
    assert reason(content) in {"too_complex", "not_a_report"}


@pytest.mark.parametrize(
    "content", [*HOSTILE.values(), *HOSTILE_REPORTS.values()], ids=[*HOSTILE, *HOSTILE_REPORTS]
)
def test_no_mail_costs_much_time_or_memory(content):
    seconds, most = cost(read_bounces, content)
    assert seconds < 0.1  # 0.05 where the machine is quiet
    assert most < 20_000_000


def test_a_bomb_among_the_returned_heads_is_not_parsed():
    assert reason(HEAD_BOMB) == "too_large"


@given(st.binary(max_size=3000))
def test_random_bytes_are_no_bounce(content):
    assert reason(content)


@given(st.data())
def test_a_mutated_report_is_read_or_refused(data):
    content = bytearray(report())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    with suppress(NotABounce):
        for bounce in read_bounces(bytes(content)):
            assert bounce.recipient == bounce.recipient.lower()
            assert bounce.status[0] in "45"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_in_a_report_is_read_or_refused(first, second):
    with suppress(NotABounce):
        for bounce in read_bounces(report(block(status=first, diagnostic=second, extra=second))):
            assert len(bounce.diagnostic) <= 14
