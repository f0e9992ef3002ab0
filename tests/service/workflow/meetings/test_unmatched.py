from datetime import timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import KE, member, member_of, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.errors import Absent
from agenda.meetings.attendance import Answered
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.laid_aside import AlreadySettled, AsideKind, NothingToAssign, UnmatchedReply
from service.workflow.meetings.changing import Times
from service.workflow.meetings.reading import candidates_for, unmatched_of
from service.workflow.meetings.replying import file_reply, take_reply
from service.workflow.meetings.settling import assign_reply, dismiss_reply
from service.workflow.meetings.waiting import parts_of_office, told_together
from service.workflow.rescheduling import move_meeting

ALIAS = "alias.ssp@moedeklar.invalid"
NOON = local("2026-11-04", "12:00")
SERVERS_OWN = "040000008200E00074C5B7101A82E008"


@pytest.fixture
def invited(start_on):
    driven = start_on(local("2026-11-04", "12:00"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    return driven


def unmatched(driven):
    with driven.service.unit(CLOCK) as unit:
        return list(unmatched_of(unit))


def the_attendee(driven):
    (meeting,) = driven.meetings(KE)
    (attendee,) = driven.attendees(meeting.id)
    return attendee


def keep_entry(driven):
    """As if the meeting stood in a calendar whose server gave it a UID of its own."""
    (meeting,) = driven.meetings(KE)
    entry = CalendarEntry("e1", meeting.id, None, "ke@moedeklar.invalid", "exchange", "r1", SERVERS_OWN)
    with driven.service.unit(CLOCK) as unit:
        unit.session.add(entry)


def laid_aside(driven, answer="DECLINED", **named):
    (meeting,) = driven.meetings(KE)
    driven.do(file_reply, "svar.eml", reply(meeting.uid, ALIAS, answer, **named))
    (found,) = unmatched(driven)
    return found


def test_an_answer_from_an_alias_is_listed_with_meeting_sender_and_answer(invited):
    found = laid_aside(invited)
    assert (found.meeting_id, found.sender, found.answered, found.reason) == (
        invited.meetings(KE)[0].id,
        ALIAS,
        Answered.DECLINED,
        "unknown_attendee",
    )


def test_the_same_sender_again_is_one_and_the_newer_answer_counts(invited):
    laid_aside(invited)
    assert laid_aside(invited, "TENTATIVE", stamp="20261102T100000Z").answered is Answered.TENTATIVE
    assert laid_aside(invited, "ACCEPTED", stamp="20261101T100000Z").answered is Answered.TENTATIVE


def test_no_sender_and_no_record_of_the_sender_bears_personal_data(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(file_reply, "svar.eml", reply(meeting.uid, "010190-5001@moedeklar.invalid"))
    laid_aside_now = [(one.sender, one.answered) for one in unmatched(invited)]
    assert laid_aside_now == [("", Answered.ACCEPTED)]
    assert [set(e.facts) for e in invited.entries("lay_aside_reply")] == [{"reason"}]


def test_an_attendee_takes_the_answer_that_a_person_assigns(invited):
    found = laid_aside(invited)
    invited.do(assign_reply, found.id, the_attendee(invited).id)
    assert (the_attendee(invited).answered, unmatched(invited)) == (Answered.DECLINED, [])
    assert [e.facts["answered"] for e in invited.entries("assign_reply")] == ["declined"]


def test_what_the_attendee_answers_later_is_newer_and_what_was_said_before_is_not(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(assign_reply, laid_aside(invited).id, the_attendee(invited).id)
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), stamp="20261101T100000Z"))
    assert the_attendee(invited).answered is Answered.DECLINED
    invited.clock.now = local("2026-11-05", "12:00")
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), stamp="20261105T100000Z"))
    assert the_attendee(invited).answered is Answered.ACCEPTED


def test_a_dismissed_answer_leaves_the_list_and_changes_nobody(invited):
    found = laid_aside(invited)
    invited.do(dismiss_reply, found.id)
    assert (the_attendee(invited).answered, unmatched(invited)) == (Answered.NEEDS_ACTION, [])
    with pytest.raises(AlreadySettled):
        invited.do(assign_reply, found.id, the_attendee(invited).id)


def test_neither_somebody_of_another_meeting_nor_a_mail_that_answers_nothing_can_be_assigned(invited):
    with pytest.raises(Absent):
        invited.do(assign_reply, laid_aside(invited).id, "nobody")
    invited.do(file_reply, "x.eml", b"not a mail at all")
    strange = next(one for one in unmatched(invited) if one.answered is None)
    with pytest.raises(NothingToAssign):
        invited.do(assign_reply, strange.id, the_attendee(invited).id)


def test_an_answer_to_the_servers_own_uid_finds_the_meeting_whatever_its_sequence(invited):
    keep_entry(invited)
    invited.do(take_reply, reply(SERVERS_OWN, member_of("ssp"), "TENTATIVE"))
    (meeting,) = invited.meetings(KE)
    invited.do(move_meeting, meeting.id, Times(local("2026-11-26")), meeting.revision)
    invited.do(take_reply, reply(SERVERS_OWN, member_of("ssp"), stamp="20261102T100000Z"))
    assert (
        the_attendee(invited).answered is Answered.ACCEPTED
    )  # to the old time: nobody knows of the new one yet
    invited.play_until(invited.now + timedelta(minutes=10))
    assert the_attendee(invited).answered is Answered.NEEDS_ACTION
    invited.do(take_reply, reply(SERVERS_OWN, member_of("ssp"), stamp="20261103T100000Z"))
    assert the_attendee(invited).answered is Answered.ACCEPTED


def test_an_older_answer_to_the_servers_own_uid_changes_nothing(invited):
    keep_entry(invited)
    for answer, stamp in (("DECLINED", "20261102T100000Z"), ("ACCEPTED", "20261101T100000Z")):
        invited.do(take_reply, reply(SERVERS_OWN, member_of("ssp"), answer, stamp=stamp, sequence=7))
    assert the_attendee(invited).answered is Answered.DECLINED


def test_an_answer_for_another_is_listed_for_whom_and_placed_with_the_likeliest(invited):
    (meeting,) = invited.meetings(KE)
    mail = reply(meeting.uid, "sekr@andetsteds.invalid", "DECLINED", attendee=member_of("ssp"))
    invited.do(file_reply, "svar.eml", mail)
    (found,) = unmatched(invited)
    assert (found.kind, found.reason, found.meeting_id, found.sender, found.address, found.answered) == (
        AsideKind.ANSWER,
        "sender_is_not_attendee",
        meeting.id,
        "sekr@andetsteds.invalid",
        member_of("ssp"),
        Answered.DECLINED,
    )
    assert the_attendee(invited).answered is Answered.NEEDS_ACTION
    with invited.service.unit(CLOCK) as unit:
        first = candidates_for(unit, found, invited.now)[0]
    invited.do(assign_reply, found.id, first.id)
    assert the_attendee(invited).answered is Answered.DECLINED


def test_a_delegates_answers_for_two_are_two(invited):
    (meeting,) = invited.meetings(KE)
    for attendee in ("a@andetsteds.invalid", "b@andetsteds.invalid"):
        invited.do(file_reply, "svar.eml", reply(meeting.uid, "sekr@andetsteds.invalid", attendee=attendee))
    assert {one.address for one in unmatched(invited)} == {"a@andetsteds.invalid", "b@andetsteds.invalid"}


def test_the_likeliest_is_whom_it_names_then_who_sent_it_then_a_colleague():
    aside = UnmatchedReply("1", "", "", NOON, sender="b@x.invalid", address="a@x.invalid")
    guessed = ["c@x.invalid", "A@x.invalid", "d@y.invalid", "b@x.invalid"]
    assert sorted(guessed, key=lambda email: -aside.likelihood(email)) == [
        "A@x.invalid",
        "b@x.invalid",
        "c@x.invalid",
        "d@y.invalid",
    ]


def answer(driven, answered, **named):
    (meeting,) = driven.meetings(KE)
    driven.do(file_reply, "svar.eml", reply(meeting.uid, member_of("ssp"), answered, **named))


def stands(driven):
    return the_attendee(driven).answered, [(one.reason, one.answered) for one in unmatched(driven)]


def test_another_answer_of_the_same_stamp_is_taken_by_the_mails_date(invited):
    answer(invited, "ACCEPTED", date="Sun, 01 Nov 2026 11:00:01 +0100")
    answer(invited, "DECLINED", date="Sun, 01 Nov 2026 12:00:00 +0100")
    assert stands(invited) == (Answered.DECLINED, [])


def test_another_answer_of_the_same_moment_is_listed_and_a_copy_is_not(invited):
    for _ in range(2):
        answer(invited, "ACCEPTED")
    assert stands(invited) == (Answered.ACCEPTED, [])
    answer(invited, "DECLINED")
    assert stands(invited) == (Answered.ACCEPTED, [("same_moment", Answered.DECLINED)])


def test_an_older_answer_that_comes_late_is_neither_taken_nor_listed(invited):
    answer(invited, "ACCEPTED", stamp="20261102T100000Z")
    answer(invited, "DECLINED", stamp="20261101T100000Z")
    assert stands(invited) == (Answered.ACCEPTED, [])


def test_a_number_that_the_calendar_raised_by_itself_keeps_out_no_later_answer(invited):
    answer(invited, "ACCEPTED", sequence=7)
    answer(invited, "DECLINED", sequence=0, stamp="20261102T100000Z")
    assert stands(invited) == (Answered.DECLINED, [])


@pytest.fixture
def moved(invited):
    """Told of the new time on 4 November at 12:03, and asked again."""
    answer(invited, "ACCEPTED")
    (meeting,) = invited.meetings(KE)
    invited.do(move_meeting, meeting.id, Times(local("2026-11-26")), meeting.revision)
    invited.play_until(invited.now + timedelta(minutes=10))
    assert stands(invited) == (Answered.NEEDS_ACTION, [])
    invited.clock.now = local("2026-11-06", "12:00")
    return invited


def test_an_answer_without_a_number_after_a_move_is_taken(moved):
    answer(moved, "DECLINED", sequence=None, stamp="20261105T100000Z")
    assert stands(moved) == (Answered.DECLINED, [])


def test_one_without_a_number_from_before_the_telling_is_listed(moved):
    answer(moved, "DECLINED", sequence=None, stamp="20261104T100000Z")
    assert stands(moved) == (Answered.NEEDS_ACTION, [("earlier_revision", Answered.DECLINED)])


def test_one_with_the_old_number_from_after_the_telling_is_listed(moved):
    answer(moved, "DECLINED", sequence=0, stamp="20261105T100000Z")
    assert stands(moved) == (Answered.NEEDS_ACTION, [("earlier_revision", Answered.DECLINED)])


def test_one_with_the_old_number_from_before_the_telling_says_nothing(moved):
    answer(moved, "DECLINED", sequence=0, stamp="20261103T100000Z")
    assert stands(moved) == (Answered.NEEDS_ACTION, [])


AWAY = b"From: Testa <testa@x.invalid>\r\nAuto-Submitted: auto-replied\r\nSubject: x\r\n\r\nJeg er her ikke."
SEALED = b"From: t@x.invalid\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMII="
PACKED = (
    b'From: t@x.invalid\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    b'Content-Type: application/ms-tnef; name="winmail.dat"\r\n\r\neJ8+\r\n--b--\r\n'
)


@pytest.mark.parametrize(
    ("mail", "kind", "reason"),
    [
        (AWAY, AsideKind.AUTOMATIC, "automatic_reply"),
        (SEALED, AsideKind.OTHER, "sealed"),
        (PACKED, AsideKind.OTHER, "packed_by_outlook"),
        (b"From: t@x.invalid\r\n\r\nHej", AsideKind.OTHER, "no_calendar"),
    ],
)
def test_what_is_no_answer_is_listed_by_what_it_is_and_its_sender(invited, mail, kind, reason):
    invited.do(file_reply, "x.eml", mail)
    (found,) = unmatched(invited)
    assert (found.kind, found.reason, found.sender.partition("@")[2]) == (kind, reason, "x.invalid")


def test_automatic_replies_of_one_sender_are_listed_once_and_wait_for_nobody(invited):
    for _ in range(3):
        invited.do(file_reply, "x.eml", AWAY)
    assert [one.sender for one in unmatched(invited)] == ["testa@x.invalid"]
    with invited.service.unit(actor_named("secretariat")) as unit:
        assert told_together(unit, parts_of_office(unit, invited.now), invited.now) == []
