"""One answer is read out of a mail; out of anything else comes a reason."""

from datetime import UTC, datetime

import pytest
from hostile_mails import cost
from written_replies import (
    STAMP,
    UID,
    ZONE,
    before_the_event,
    calendar,
    lacks,
    mail,
    read_reply,
    reason,
)

from notifications.reply import Reply, Status, read_replies


def test_an_acceptance_is_read_whole():
    assert read_reply(mail(calendar(extra="COMMENT:Kommer\\, men\\nsent\r\n"))) == Reply(
        uid=UID,
        attendee="testa@ssp.example.dk",
        status=Status.ACCEPTED,
        stamp=STAMP,
        sequence=1,
        comment="Kommer, men\nsent",
        sender="testa@ssp.example.dk",
    )


@pytest.mark.parametrize(
    ("partstat", "status"),
    [("ACCEPTED", Status.ACCEPTED), ("declined", Status.DECLINED), ("Tentative", Status.TENTATIVE)],
)
def test_each_answer_has_its_status(partstat, status):
    assert read_reply(mail(calendar(partstat=partstat))).status == status


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "DELEGATED", "", "X-PERHAPS"])
def test_what_answers_nothing_is_for_a_person_with_the_rest(partstat):
    told = read_reply(mail(calendar(partstat=partstat)))
    assert (told.reason, told.status, told.attendee, told.uid) == (
        "no_answer",
        None,
        "testa@ssp.example.dk",
        UID,
    )


def test_a_counter_proposal_is_tentative():
    content = mail(calendar(method="COUNTER", partstat="ACCEPTED"))
    assert read_reply(content).status == Status.TENTATIVE


@pytest.mark.parametrize("attendee", ["MAILTO:testa@ssp.example.dk", "Mailto:TESTA@ssp.example.dk"])
def test_an_address_is_the_same_in_any_case(attendee):
    assert read_reply(mail(calendar(attendee=attendee))).attendee == "testa@ssp.example.dk"


def test_the_same_reply_twice_in_one_mail_is_one_reply():
    assert read_reply(mail(calendar(), calendar())) == read_reply(mail(calendar()))


def test_two_different_replies_to_one_meeting_are_for_a_person():
    told = read_reply(mail(calendar(), calendar(partstat="DECLINED")))
    assert (told.reason, told.status, told.uid) == ("contradictory", None, UID)


@pytest.mark.parametrize("extra", ["", "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"])
def test_replies_to_two_meetings_in_one_mail_are_two(extra):
    other = calendar(partstat="DECLINED").replace(UID, "another")
    event = other[other.index("BEGIN:VEVENT") : other.index("END:VCALENDAR")]
    both = calendar().replace("END:VCALENDAR", f"{extra}{event}END:VCALENDAR")
    told = [(one.uid, one.status) for one in read_replies(mail(both))]
    assert told == [(UID, Status.ACCEPTED), ("another", Status.DECLINED)]


@pytest.mark.parametrize("beside", ["Jeg kommer.", calendar(method="REQUEST")])
def test_what_else_lies_in_the_mail_keeps_no_reply_from_being_read(beside):
    assert read_reply(mail(beside, calendar())) == read_reply(mail(calendar()))


def test_an_attendee_named_twice_has_answered_once():
    twice = "ATTENDEE;PARTSTAT={}:mailto:testa@ssp.example.dk\r\n"
    assert lacks(mail(calendar(extra=twice.format("ACCEPTED")))) == ""
    assert lacks(mail(calendar(extra=twice.format("NEEDS-ACTION")))) == ""
    assert lacks(mail(calendar(extra=twice.format("DECLINED")))) == "contradictory"


@pytest.mark.parametrize(
    "kind",
    [
        "application/ics",
        'application/octet-stream; name="invite.ics"',
        "application/octet-stream",
        'text/plain; name="svar.ics"',
        "text/plain",
        "text/x-vcalendar",
    ],
)
def test_a_calendar_is_one_whatever_it_is_sent_as(kind):
    assert read_reply(mail(calendar(), content_type=kind)) == read_reply(mail(calendar()))


def test_a_plain_text_that_only_speaks_of_a_calendar_is_none():
    assert reason(mail(f"Se her: {calendar()}", content_type="text/plain")) == "no_calendar"


def test_a_method_that_the_calendar_lacks_is_the_parts_or_a_reply():
    without = calendar().replace("METHOD:REPLY\r\n", "")
    assert lacks(mail(without)) == ""
    assert lacks(mail(without).replace(b"; method=REPLY", b"")) == ""
    assert reason(mail(without).replace(b"method=REPLY", b"method=REQUEST")) == "other_method"


DATED = b"Date: Sat, 28 Nov 2026 08:10:00 +0100\r\n"
DATE = datetime(2026, 11, 28, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize("stamp", ["20261120T093000", "20261332T093000Z", "20261120", "nonsense"])
def test_where_the_stamp_says_no_moment_the_mails_date_does(stamp):
    content = mail(calendar().replace("20261120T093000Z", stamp))
    assert (read_reply(DATED + content).stamp, read_reply(content).stamp) == (DATE, None)


def test_where_a_program_never_moves_its_stamp_the_mails_date_is_later():
    assert read_reply(DATED + mail(calendar())).stamp == DATE
    assert read_reply(DATED + mail(calendar().replace("20261120T", "20261129T"))).stamp > DATE


@pytest.mark.parametrize("sequence", ["-1", "9" * 5000, "14073173673049", "x", ""])
def test_a_sequence_that_is_none_is_left_open(sequence):
    told = read_reply(mail(calendar().replace("SEQUENCE:1", f"SEQUENCE:{sequence}")))
    assert (told.sequence, told.reason) == (None, "")


@pytest.mark.parametrize(
    "sender", ["Prøve, Testa <Testa@SSP.example.dk>", "Prøve, Testa, SSP <testa@ssp.example.dk>"]
)
def test_a_comma_that_nobody_quoted_makes_no_two_senders(sender):
    assert read_reply(mail(calendar(), sender=sender)).sender == "testa@ssp.example.dk"


def test_a_reply_may_come_as_an_attached_file():
    assert read_reply(mail(calendar(), content_type="application/ics")).status == Status.ACCEPTED


def test_a_mail_that_is_nothing_but_a_calendar_is_read():
    head = "From: testa@ssp.example.dk\nContent-Type: text/calendar; method=REPLY\n\n"
    assert read_reply((head + calendar()).encode()).uid == UID


RULES = {
    "endless": "RRULE:FREQ=SECONDLY\r\n",
    "long": "RRULE:FREQ=SECONDLY;COUNT=999999999\r\n",
    "without any date": "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n",
    "many": "RRULE:FREQ=SECONDLY\r\n" * 500,
    "no rule": "RRULE:FREQ=\x00;;;UNTIL=x\r\n",
    "wide": f"RRULE:FREQ=YEARLY;BYSECOND={'1,' * 4_000}1\r\n",
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_recurring_reply_is_read_and_its_rule_costs_nothing(rule):
    content, plain = mail(calendar(extra=rule)), mail(calendar())
    assert read_reply(content) == read_reply(plain)
    assert cost(read_replies, content)[0] < cost(read_replies, plain)[0] + 0.02


def test_an_alarm_inside_the_event_says_nothing_of_it():
    alarm = "BEGIN:VALARM\r\nCOMMENT:Vækkeur\r\nEND:VALARM\r\n"
    assert read_reply(mail(calendar(extra=alarm))).comment == ""


@pytest.mark.parametrize("sender", ["suppleant@ssp.example.dk", '"testa@ssp.example.dk" <x@example.dk>'])
def test_an_answer_on_behalf_of_another_is_for_a_person_with_all_that_was_read(sender):
    told = read_reply(mail(calendar(partstat="DECLINED"), sender=sender))
    assert (told.reason, told.uid, told.attendee, told.status) == (
        "sender_is_not_attendee",
        UID,
        "testa@ssp.example.dk",
        Status.DECLINED,
    )
    assert told.sender in {"suppleant@ssp.example.dk", "x@example.dk"}


@pytest.mark.parametrize("head", ["Sender", "Reply-To", "Return-Path", "X-Original-From", "Resent-From"])
def test_only_the_sender_speaks_for_the_attendee(head):
    content = f"{head}: testa@ssp.example.dk\r\n".encode() + mail(calendar(), sender="x@example.dk")
    assert lacks(content) == "sender_is_not_attendee"


def test_a_deputy_named_in_the_attendees_line_is_for_a_person():
    content = mail(
        calendar().replace("X-NUM-GUESTS=0", 'SENT-BY="mailto:x@example.dk"'), sender="x@example.dk"
    )
    assert lacks(content) == "sender_is_not_attendee"


def test_of_several_attendees_the_one_that_answers_is_meant():
    others = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ida@ssp.example.dk\r\n"
    assert read_reply(mail(calendar(extra=others), sender="x@example.dk")).attendee == "testa@ssp.example.dk"


def test_where_several_answer_it_is_open_who_does():
    others = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ida@ssp.example.dk\r\n"
    told = read_reply(mail(calendar(extra=others), sender="x@example.dk"))
    assert (told.attendee, told.status, told.reason) == ("", Status.ACCEPTED, "no_attendee")


@pytest.mark.parametrize("senders", [b"From: x@example.dk\r\n", b"From: testa@ssp.example.dk\r\n"])
def test_a_mail_with_two_senders_lines_is_for_a_person(senders):
    assert lacks(senders + mail(calendar())) == "no_single_sender"


@pytest.mark.parametrize(
    "sender",
    ["", "nobody", "a@example.dk, testa@ssp.example.dk", "a@b.dk <testa@ssp.example.dk>, c", "a@b," * 400],
)
def test_a_mail_without_one_sender_is_for_a_person(sender):
    told = read_reply(mail(calendar(), sender=sender))
    assert (told.reason, told.sender, told.attendee) == ("no_single_sender", "", "testa@ssp.example.dk")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (mail(calendar().replace("UID:", "UIX:")), "not_one_uid"),
        (mail(calendar(extra="UID:another\r\n")), "not_one_uid"),
    ],
)
def test_what_names_no_meeting_is_for_a_person(content, expected):
    assert lacks(content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "no_calendar"),
        (b"From: testa@ssp.example.dk\n\nJeg kommer.", "no_calendar"),
        (mail(calendar(method="REQUEST")), "other_method"),
        (mail("Jeg kommer."), "not_one_calendar"),
        (mail(calendar().replace("END:VEVENT\r\n", "")), "unreadable"),
        (mail(calendar(), calendar(extra="X-A:1\r\n"), calendar(extra="X-A:2\r\n")), "too_complex"),
    ],
)
def test_what_is_no_reply_says_why(content, expected):
    assert reason(content) == expected


def test_a_reply_without_sequence_leaves_open_which_revision_it_answers():
    assert read_reply(mail(calendar().replace("SEQUENCE:1\r\n", ""))).sequence is None


def test_a_reply_in_local_time_with_its_time_zone_is_read():
    local = before_the_event(ZONE.format(name="Romance Standard Time", rule="")).replace(
        "DTSTART:20261208T080000Z", "DTSTART;TZID=Romance Standard Time:20261208T090000"
    )
    assert read_reply(mail(local)) == read_reply(mail(calendar()))
