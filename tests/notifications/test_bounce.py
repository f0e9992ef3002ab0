"""A report of a mail that did not arrive is read; out of anything else comes a reason, and no other exception."""

import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hostile_mails import HOSTILE, cost
from hypothesis import given
from hypothesis import strategies as st

from notifications.address import Address
from notifications.bounce import Action, Bounce, NotABounce, read_bounce
from notifications.invitation import Event, request
from notifications.mail import Envelope, Letter, compose

UID = "koordineringsenheden-2026-12-08@moedeklar.example.dk"
MESSAGE_ID = "<000017@vink.example.dk>"
VINK, AASE = Address("VINK", "moeder@vink.example.dk"), Address("Åse Øster-Prøve", "Aase@ssp.example.dk")
SENT_AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def sent(uid=UID):
    event = Event(
        uid, 0, SENT_AT, SENT_AT + timedelta(hours=2), "Møde", "", "Rådhuset", "", VINK, is_private=True
    )
    letter = Letter("Møde den 8. december", "Kære Åse\n", "<p>Kære Åse</p>")
    return compose(Envelope(MESSAGE_ID, VINK, AASE, SENT_AT, "da"), letter, request(event, [AASE], SENT_AT))


def block(
    *, action="failed", status="5.1.1", diagnostic="smtp; 550 5.1.1 <aase@ssp.example.dk>: unknown", extra=""
):
    return (
        f"Final-Recipient: rfc822; Aase@SSP.example.dk\r\n{extra}"
        f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: {diagnostic}\r\n"
    )


def report(*blocks, returned=None, kind="message/rfc822", head=""):
    """As Postfix writes it."""
    returned = sent() if returned is None else returned
    status = "\r\n".join(["Reporting-MTA: dns; mx.example.dk\r\n", *(blocks or [block()])])
    return (
        (
            f"From: MAILER-DAEMON@mx.example.dk\r\n{head}"
            'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="b"\r\n\r\n'
            "--b\r\nContent-Description: Notification\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n\r\n"
            f"--b\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n{status}\r\n"
            f"--b\r\nContent-Type: {kind}\r\n\r\n"
        ).encode()
        + returned
        + b"\r\n--b--\r\n"
    )


BOUNCE = Bounce("aase@ssp.example.dk", Action.FAILED, "5.1.1", MESSAGE_ID, UID, "550 5.1.1")

BY_EXCHANGE = (
    "From: Microsoft Outlook\r\n"
    " <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@vink.example.dk>\r\n"
    "To: <moeder@vink.example.dk>\r\nDate: Tue, 24 Nov 2026 09:00:05 +0100\r\n"
    'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="_b_"\r\n'
    "X-MS-Exchange-Message-Is-Ndr:\r\nX-MS-Exchange-Organization-SCL: -1\r\nContent-Language: da-DK\r\n"
    "Message-ID: <5e1c@EX01.vink.example.dk>\r\nIn-Reply-To: <000017@vink.example.dk>\r\n"
    "References: <000017@vink.example.dk>\r\nSubject: =?utf-8?B?S2FuIGlra2UgbGV2ZXJlczog?= x\r\n\r\n"
    '--_b_\r\nContent-Type: multipart/alternative; differences=Content-Type;\r\n\tboundary="_c_"\r\n\r\n'
    '--_c_\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nLeveringen mislykkedes.\r\n\r\n--_c_--\r\n\r\n'
    "--_b_\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns;EX01.vink.example.dk\r\n"
    "Received-From-MTA: dns;EX02.vink.example.dk\r\nArrival-Date: Tue, 24 Nov 2026 08:00:04 +0000\r\n\r\n"
    "Original-Recipient: rfc822;aase@ssp.example.dk\r\nFinal-Recipient: rfc822;Aase.Oester@intern.example.dk\r\n"
    "Action: failed\r\nStatus: 5.1.10\r\n"
    "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient aase@ssp.example.dk not\r\n found\r\n"
    "X-Display-Name: =?utf-8?B?w4VzZQ==?=\r\n\r\n"
    "--_b_\r\nContent-Type: {kind}\r\n\r\n{returned}\r\n--_b_--\r\n"
)
RETURNED_HEAD = (
    "Received: x\r\nX-MS-Exchange-Organization-AuthAs: Internal\r\nMessage-ID:\r\n {id}\r\nSubject: x\r\n"
)


def by_exchange(kind, returned):
    return BY_EXCHANGE.replace("{kind}", kind).replace("{returned}", returned).encode()


def reason(content, **bounds):
    with pytest.raises(NotABounce) as refusal:
        read_bounce(content, **bounds)
    return refusal.value.reason


def test_a_report_with_the_invitation_returned_is_read_whole():
    assert read_bounce(report()) == BOUNCE
    assert BOUNCE.is_final


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_of_exchange_is_read(kind):
    returned = RETURNED_HEAD.replace("{id}", MESSAGE_ID) + "\r\n"
    told = read_bounce(by_exchange(kind, returned))
    assert told == Bounce("aase@ssp.example.dk", Action.FAILED, "5.1.10", MESSAGE_ID, None, "550 5.1.10")


@pytest.mark.parametrize("returned", ["", "Subject: x\r\n\r\n", "Message-ID: none\r\n\r\n"])
def test_where_nothing_comes_back_the_reports_head_names_the_mail(returned):
    assert read_bounce(by_exchange("message/rfc822", returned)).original_message_id == MESSAGE_ID
    assert read_bounce(report(returned=returned.encode())).original_message_id is None


def test_a_temporary_status_of_what_failed_for_good_is_a_bounce():
    told = read_bounce(report(block(status="4.4.7", diagnostic="smtp; 451-4.4.1 no answer")))
    assert (told.is_final, told.status, told.diagnostic) == (True, "4.4.7", "451 4.4.1")


def test_what_is_delayed_is_told_and_not_final():
    told = read_bounce(report(block(action="delayed", status="4.4.1 (persistent)", diagnostic="x")))
    assert (told.action, told.is_final, told.diagnostic) == (Action.DELAYED, False, "")


def test_a_wrapped_report_is_read():
    head = 'From: a@b\r\nContent-Type: multipart/mixed; boundary="w"\r\n\r\n--w\r\n'
    assert read_bounce(head.encode() + report() + b"\r\n--w--\r\n") == BOUNCE


def test_the_same_recipient_twice_is_one_bounce():
    assert read_bounce(report(block(), block())) == BOUNCE


def test_a_report_inside_a_returned_mail_is_none_of_ours():
    forwarded = b"From: a@b\r\nContent-Type: message/rfc822\r\n\r\n" + report()
    assert reason(forwarded) == "not_a_report"
    assert reason(report(block(action="relayed"), returned=report())) == "no_failure"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "not_a_report"),
        (sent(), "not_a_report"),
        (b"From: MAILER-DAEMON@x\n\n<aase@ssp.example.dk>: 550 unknown", "not_a_report"),
        (report().replace(b"delivery-status;", b"disposition-notification;"), "not_a_report"),
        (report().replace(b"message/delivery-status", b"text/plain"), "no_delivery_status"),
        (report(block(action="delivered", status="2.0.0")), "no_failure"),
        (report("Subject: x\r\n"), "no_failure"),
        (report(block(status="2.0.0")), "bad_status"),
        (report(block(status="")), "bad_status"),
        (report(block(status="5.1.9999")), "bad_status"),
        (report(block().replace("rfc822; Aase@SSP.example.dk", "x400; /C=DK/")), "no_recipient"),
        (report(block().replace("rfc822; Aase@SSP.example.dk", "a@b")), "no_recipient"),
        (report(block(), block(status="5.2.2")), "contradictory"),
        (report(block(), block().replace("Aase", "Ida")), "contradictory"),
        (report(*[block()] * 51), "too_complex"),
    ],
)
def test_what_is_no_bounce_says_why(content, expected):
    assert reason(content) == expected


def test_two_meetings_in_one_returned_mail_name_none():
    one = sent().replace(MESSAGE_ID.encode(), b"<1@b>")
    both = (
        b'Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\n' + one + b"\r\n--m\r\n" + sent("another")
    )
    told = read_bounce(report(returned=both + b"\r\n--m--\r\n"))
    assert (told.uid, told.original_message_id) == (None, None)


def test_a_diagnostic_repeats_no_word_of_the_servers():
    told = read_bounce(
        report(block(diagnostic="smtp; 550 5.1.1 Aase Oester 010190-5001 har ingen postkasse"))
    )
    assert told.diagnostic == "550 5.1.1"


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
    seconds, most = cost(read_bounce, content)
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
        bounce = read_bounce(bytes(content))
        assert bounce.recipient == bounce.recipient.lower()
        assert bounce.status[0] in "45"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_in_a_report_is_read_or_refused(first, second):
    with suppress(NotABounce):
        bounce = read_bounce(report(block(status=first, diagnostic=second, extra=second)))
        assert len(bounce.diagnostic) <= 14
