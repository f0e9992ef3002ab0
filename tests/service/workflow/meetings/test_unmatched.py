from datetime import timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import KE, member, member_of, set_everybody

from agenda.access import CLOCK
from agenda.errors import Absent
from agenda.meetings.attendance import AlreadySettled, Answered, NothingToAssign
from agenda.meetings.calendar_entry import CalendarEntry
from service.workflow.meetings.changing import Times
from service.workflow.meetings.reading import unmatched_of
from service.workflow.meetings.replying import file_reply, take_reply
from service.workflow.meetings.settling import assign_reply, dismiss_reply
from service.workflow.rescheduling import move_meeting

ALIAS = "alias.ssp@moedeklar.invalid"
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
