"""A report of a mail that did not arrive is read; out of anything else comes a reason."""

import base64

import pytest
from written_reports import (
    BOUNCE,
    MESSAGE_ID,
    RETURNED_HEAD,
    block,
    by_exchange,
    read_bounce,
    reason,
    report,
    sent,
)

from notifications.bounce import Action, Bounce, read_bounces


def test_a_report_with_the_invitation_returned_is_read_whole():
    assert read_bounce(report()) == BOUNCE
    assert BOUNCE.is_final


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_of_exchange_is_read(kind):
    returned = RETURNED_HEAD.replace("{id}", MESSAGE_ID) + "\r\n"
    told = read_bounce(by_exchange(kind, returned))
    assert told == Bounce("aase@ssp.example.dk", Action.FAILED, "5.1.10", (MESSAGE_ID,), None, "550 5.1.10")


@pytest.mark.parametrize("returned", ["", "Subject: x\r\n\r\n", "Message-ID: none\r\n\r\n"])
def test_where_nothing_comes_back_the_reports_head_names_the_mail(returned):
    assert MESSAGE_ID in read_bounce(by_exchange("message/rfc822", returned)).message_ids
    assert read_bounce(report(returned=returned.encode())).message_ids == ()


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
    returned = report().replace(b'"b"', b'"inner"').replace(b"--b", b"--inner")
    assert reason(report(block(action="relayed"), returned=returned)) == "no_failure"


def test_a_report_about_two_is_a_bounce_of_each():
    other = block().replace("Aase", "Ida")
    assert [one.recipient for one in read_bounces(report(block(), other))] == [
        "aase@ssp.example.dk",
        "ida@ssp.example.dk",
    ]


def test_who_is_named_twice_is_one_and_failed_for_good_counts_more_than_late():
    late, failed = block(action="delayed", status="4.4.1"), block(status="5.2.2")
    assert [one.status for one in read_bounces(report(late, failed, block()))] == ["5.2.2"]


@pytest.mark.parametrize(
    ("status", "diagnostic", "expected"),
    [
        ("5.1.10 (unknown)", "smtp; 550", "5.1.10"),
        ("", "smtp; 550 5.7.1 no", "5.7.1"),
        ("2.0.0", "smtp; 5.4.7 given up", "5.4.7"),
        ("5.1.9999", "X-Notes; No such user", "5.0.0"),
        ("", "smtp; 550 no", "5.0.0"),
    ],
)
def test_a_status_that_is_none_is_looked_for_in_the_diagnostic(status, diagnostic, expected):
    assert read_bounce(report(block(status=status, diagnostic=diagnostic))).status == expected


@pytest.mark.parametrize(
    "block_as_written",
    [
        block().replace("Action: ", "Action : "),
        block().replace("Action: failed\r\n", ""),
        block(action="Failed (permanent)"),
        block().replace("rfc822; Aase@SSP.example.dk", "Aase@SSP.example.dk"),
        block().replace("rfc822; Aase@SSP.example.dk", "RFC822;<Aase@SSP.example.dk> (Åse)"),
        block(diagnostic="smtp; 550-5.1.1 not\r\npermitted to\r\n550 relay").replace("Final-", "Original-"),
        block(diagnostic="smtp; 550 5.1.1 said:\r\n550 no\r\nX: y", extra="Final-Log-ID: x\r\n"),
    ],
)
def test_a_block_is_read_as_servers_write_it(block_as_written):
    told = read_bounce(report(block_as_written))
    assert (told.recipient, told.is_final, told.status) == ("aase@ssp.example.dk", True, "5.1.1")


@pytest.mark.parametrize(
    "recipient", ["x400; /C=DK/", "local; |/usr/bin/procmail", "X-Unix; |program", "none"]
)
def test_a_recipient_that_is_no_address_is_left_out_and_the_mail_is_named(recipient):
    told = read_bounce(report(block().replace("rfc822; Aase@SSP.example.dk", recipient)))
    assert (told.recipient, told.message_ids) == ("", (MESSAGE_ID,))


SHAPES = {
    "no report-type": report().replace(b"report-type=delivery-status;", b""),
    "mixed": report().replace(b"multipart/report; report-type=delivery-status;", b"multipart/mixed;"),
    "global": report(kind="message/global").replace(
        b"message/delivery-status", b"message/global-delivery-status"
    ),
    "status as plain text": report().replace(b"message/delivery-status", b"text/plain; name=details.txt"),
    "status as a file": report().replace(b"message/delivery-status", b"application/octet-stream"),
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES.keys())
def test_a_report_is_read_whatever_is_written_around_it(content):
    assert read_bounce(content) == BOUNCE


def test_a_status_packed_in_base64_is_read():
    assert read_bounce(report(packs_status=True)) == BOUNCE


NAMED_ELSEWHERE = {
    "without brackets": report(returned=b"Message-ID: 000017@vink.example.dk\r\n\r\n"),
    "by the reporting server": report(returned=b"Subject: x\r\n\r\n").replace(
        b"Reporting-MTA:", b"X-Original-Message-ID: <000017@vink.example.dk>\r\nReporting-MTA:"
    ),
    "in the block": report(block(extra="Original-Message-ID: 000017@vink.example.dk\r\n"), returned=b"\r\n"),
    "in what it refers to": report(returned=b"\r\n", head="References: <000017@vink.example.dk>\r\n"),
    "in plain words": report(returned=b"Message-Id: <000017@vink.example.dk>\r\n", kind="text/plain"),
    "in packed headers": report(
        returned=base64.encodebytes(b"Message-ID: <000017@vink.example.dk>\r\n\r\n"),
        kind="message/rfc822\r\nContent-Transfer-Encoding: base64",
    ),
}


@pytest.mark.parametrize("content", NAMED_ELSEWHERE.values(), ids=NAMED_ELSEWHERE.keys())
def test_the_mail_may_be_named_anywhere(content):
    assert MESSAGE_ID in read_bounce(content).message_ids


BY_QMAIL = (
    "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example.dk\r\nTo: moeder@vink.example.dk\r\n"
    "Subject: failure notice\r\n\r\n"
    "Hi. This is the qmail-send program at mx.example.dk.\r\nI'm afraid I wasn't able to deliver your message.\r\n"
    "This is a permanent error; I've given up. Sorry it didn't work out.\r\n\r\n<Aase@SSP.example.dk>:\r\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n"
    "Return-Path: <moeder@vink.example.dk>\r\nMessage-ID: <000017@vink.example.dk>\r\nSubject: x\r\n"
)
BY_EXIM = (
    "X-Failed-Recipients: aase@ssp.example.dk\r\nAuto-Submitted: auto-replied\r\n"
    "From: Mail Delivery System <Mailer-Daemon@mx.example.dk>\r\n\r\n"
    "A message that you sent could not be delivered.\r\n\r\n  aase@ssp.example.dk\r\n    550 Unrouteable\r\n\r\n"
    "------ This is a copy of the message's headers. ------\r\n\r\nMessage-Id: <000017@vink.example.dk>\r\n"
)


@pytest.mark.parametrize("content", [BY_QMAIL, BY_EXIM])
def test_a_report_in_words_alone_is_read(content):
    told = read_bounce(content.encode())
    assert (told.recipient, told.is_final, told.message_ids) == ("aase@ssp.example.dk", True, (MESSAGE_ID,))


def test_words_that_are_not_by_a_machine_or_not_for_good_are_no_report():
    by_hand = BY_QMAIL.replace("MAILER-DAEMON", "ida").replace("Return-Path: <>\r\n", "", 1)
    late = BY_QMAIL.replace("permanent", "temporary").replace("given up", "not given up hope yet")
    assert reason(by_hand.encode()) == "not_a_report"
    assert reason(late.replace("#5.1.1", "#4.4.1").replace("not given up", "").encode()) == "no_failure"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "not_a_report"),
        (sent(), "not_a_report"),
        (b"From: MAILER-DAEMON@x\n\n<aase@ssp.example.dk>: 550 unknown", "not_a_report"),
        (report().replace(b"message/delivery-status", b"message/disposition-notification"), "not_a_report"),
        (report(block(action="delivered", status="2.0.0")), "no_failure"),
        (report("Subject: x\r\n"), "no_failure"),
        (report(block(action="expanded", status="5.0.0")), "no_failure"),
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
    assert (told.uid, told.message_ids) == (None, ())


def test_a_diagnostic_repeats_no_word_of_the_servers():
    told = read_bounce(
        report(block(diagnostic="smtp; 550 5.1.1 Aase Oester 010190-5001 har ingen postkasse"))
    )
    assert told.diagnostic == "550 5.1.1"
