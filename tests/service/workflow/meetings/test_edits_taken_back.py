"""What is told is compared by what people read: an edit taken back in time is told to nobody, and erases no answer."""

from datetime import date, timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import KE, citizen, concern, confirmed, everybody, member, member_of, set_everybody

from agenda.meetings.attendance import Answered
from agenda.meetings.party import Recipient
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.calendar_reading import read_calendars
from service.workflow.meetings.changing import Times
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.replying import take_reply
from service.workflow.people import BodyGiven, Days, PeopleGiven, set_people
from service.workflow.rescheduling import move_meeting

NOVEMBER = local("2026-11-09")
NINE, TEN, THURSDAY = local("2026-11-24"), local("2026-11-24", "10:00"), local("2026-11-26")
SSP, SOF = member_of("ssp"), member_of("sof")
VERA = "vera@moedeklar.invalid"
TO_THE_24TH = Days(date(2026, 1, 1), date(2026, 11, 24))
FROM_THE_25TH = Days(date(2026, 11, 25))


@pytest.fixture
def driven(start_on):
    """The meeting of 24 Nov at 9, to which SSP and SOF are invited; SSP comes."""
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    answer(driven, SSP)
    later(driven, 1)
    return driven


def the_meeting(driven):
    return driven.meetings(KE)[0]


def answer(driven, email, said="ACCEPTED", **named):
    driven.do(take_reply, reply(the_meeting(driven).uid, email, said, **named))


def answers(driven):
    return {a.email: a.answered for a in driven.attendees(the_meeting(driven).id) if a.is_invited}


def later(driven, minutes):
    driven.play_until(driven.now + timedelta(minutes=minutes))


def move(driven, starts_at, **named):
    meeting = the_meeting(driven)
    driven.do(move_meeting, meeting.id, Times(starts_at, **named), meeting.revision)


def told_meanwhile(driven):
    """What is told until the pause of the last edit has long ended."""
    before = NOVEMBER + timedelta(seconds=59)
    later(driven, 30)
    return [(t.occasion, t.to) for t in driven.told(since=before)]


def test_a_move_taken_back_within_the_pause_is_told_to_nobody_and_answers_stand(driven):
    driven.do(take_concern, confirmed(concern(citizen()), parties=("ssp",)))
    later(driven, 0)
    asked = driven.told()
    move(driven, TEN)
    later(driven, 2)
    move(driven, NINE, reason="det var en fejl")
    later(driven, 30)
    assert driven.told() == asked
    assert answers(driven) == {SSP: Answered.ACCEPTED, SOF: Answered.NEEDS_ACTION}


def test_a_move_taken_back_after_the_pause_is_told_twice_and_asked_about_anew(driven):
    move(driven, TEN)
    later(driven, 6)
    move(driven, NINE)
    updates = [("invitation_update", SOF), ("invitation_update", SSP)]
    assert told_meanwhile(driven) == updates * 2
    assert answers(driven)[SSP] is Answered.NEEDS_ACTION


def test_an_answer_stands_until_the_new_time_is_told(driven):
    move(driven, TEN)
    later(driven, 4)
    assert answers(driven)[SSP] is Answered.ACCEPTED
    answer(driven, SOF, "DECLINED")
    assert answers(driven)[SOF] is Answered.DECLINED
    later(driven, 2)
    assert answers(driven) == {SSP: Answered.NEEDS_ACTION, SOF: Answered.NEEDS_ACTION}
    answer(driven, SOF, sequence=0, stamp="20261109T090000Z")
    assert answers(driven)[SOF] is Answered.NEEDS_ACTION


def test_an_answer_to_a_meeting_that_was_moved_and_moved_back_is_taken(driven):
    move(driven, TEN)
    move(driven, NINE)
    later(driven, 30)
    answer(driven, SOF, sequence=0)
    assert answers(driven)[SOF] is Answered.ACCEPTED


def test_another_length_is_told_and_the_old_one_again_is_not(driven):
    move(driven, NINE, ends_at=local("2026-11-24", "12:00"))
    move(driven, NINE, ends_at=local("2026-11-24", "11:00"))
    assert told_meanwhile(driven) == []
    move(driven, NINE, ends_at=local("2026-11-24", "12:00"))
    assert told_meanwhile(driven) == [("invitation_update", SOF), ("invitation_update", SSP)]


def meet_at(driven, place):
    driven.do(set_people, PeopleGiven(bodies=((KE, BodyGiven(place=place)),)))


def test_a_place_corrected_within_the_pause_is_told_to_nobody(driven):
    meet_at(driven, "Prøvegade 2"), later(driven, 2), meet_at(driven, "Prøvegade 1")
    assert told_meanwhile(driven) == []


def test_of_a_time_taken_back_and_a_place_that_stays_the_place_is_told_and_answers_stand(driven):
    move(driven, TEN), meet_at(driven, "Prøvegade 2"), move(driven, NINE)
    assert told_meanwhile(driven) == [("invitation_update", SOF), ("invitation_update", SSP)]
    assert answers(driven)[SSP] is Answered.ACCEPTED


def test_a_move_past_a_members_last_day_and_back_cancels_nothing(driven):
    driven.do(set_people, everybody(member("ssp", days=TO_THE_24TH)))
    move(driven, THURSDAY)
    later(driven, 2)
    assert SSP not in answers(driven)
    move(driven, NINE)
    assert told_meanwhile(driven) == []
    assert answers(driven)[SSP] is Answered.ACCEPTED


def test_a_move_past_a_members_last_day_cancels_once_its_pause_is_over(driven):
    driven.do(set_people, everybody(member("ssp", days=TO_THE_24TH)))
    move(driven, THURSDAY)
    later(driven, 4)
    assert driven.told("invitation_cancellation") == []
    assert told_meanwhile(driven) == [("invitation_cancellation", SSP), ("invitation_update", SOF)]


def test_who_comes_after_all_is_told_of_what_stayed_otherwise(driven):
    driven.do(set_people, everybody(member("ssp", days=TO_THE_24TH)))
    move(driven, THURSDAY), meet_at(driven, "Prøvegade 2"), move(driven, NINE)
    assert told_meanwhile(driven) == [("invitation_update", SOF), ("invitation_update", SSP)]


def test_a_move_to_a_members_first_day_and_back_invites_nobody(driven):
    driven.do(set_people, everybody(member("dks", days=FROM_THE_25TH)))
    move(driven, THURSDAY), later(driven, 2), move(driven, NINE)
    assert told_meanwhile(driven) == []


def test_who_is_wanted_again_within_the_pause_is_invited_once(driven):
    driven.do(set_people, everybody(member("dks", days=FROM_THE_25TH)))
    move(driven, THURSDAY), move(driven, NINE), move(driven, THURSDAY)
    assert ("invitation", member_of("dks")) in (told := told_meanwhile(driven))
    assert len(told) == 3


def test_a_deputy_stays_with_whom_they_stand_in_for(driven):
    (absent,) = (a for a in driven.attendees(the_meeting(driven).id) if a.email == SOF)
    driven.do(invite_deputy, the_meeting(driven).id, absent.id, Recipient("Vera Vikar", VERA, "da"))
    driven.do(set_people, everybody(member("sof", days=TO_THE_24TH)))
    later(driven, 1)
    told = driven.told()
    move(driven, THURSDAY), later(driven, 2), move(driven, NINE), later(driven, 30)
    assert driven.told() == told
    assert set(answers(driven)) == {SSP, SOF, VERA}


def test_who_was_taken_out_by_mistake_and_put_back_hears_nothing(driven):
    driven.do(set_people, everybody(member("ssp", days=Days(None, date(2026, 11, 10)))))
    later(driven, 2)
    driven.do(set_people, everybody(member("ssp", days=Days(goes_on=True))))
    assert told_meanwhile(driven) == []
    assert answers(driven)[SSP] is Answered.ACCEPTED


@pytest.fixture
def in_calendar(start_on):
    """The same over a calendar channel, where SSP has accepted."""
    driven = start_on(NOVEMBER)
    driven.paper = PaperCarrier()
    driven.send_by(driven.paper, "exchange")
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    driven.paper.answer(SSP, "accepted", driven.now)
    read(driven)
    driven.paper.calendar.told.clear()
    later(driven, 1)
    return driven


def read(driven):
    read_calendars(
        driven.service.channels, "ke@moedeklar.invalid", driven.service.clockwork.shelf, driven.now
    )


def test_in_a_calendar_too_answers_outlive_a_move_taken_back(in_calendar):
    move(in_calendar, TEN), later(in_calendar, 2), move(in_calendar, NINE), later(in_calendar, 30)
    read(in_calendar)
    assert in_calendar.paper.calendar.told == []
    assert answers(in_calendar) == {SSP: Answered.ACCEPTED, SOF: Answered.NEEDS_ACTION}


def test_in_a_calendar_an_answer_to_the_old_time_falls_when_the_new_one_is_told(in_calendar):
    move(in_calendar, TEN), later(in_calendar, 30)
    read(in_calendar)
    assert set(in_calendar.paper.calendar.told) == {("update", SOF), ("update", SSP)}
    assert answers(in_calendar)[SSP] is Answered.NEEDS_ACTION


def test_an_answer_given_in_the_calendar_between_two_edits_is_kept(in_calendar):
    move(in_calendar, TEN)
    in_calendar.paper.answer(SOF, "declined", in_calendar.now)
    read(in_calendar)
    move(in_calendar, NINE), later(in_calendar, 30)
    assert answers(in_calendar)[SOF] is Answered.DECLINED


def test_who_joins_while_another_is_let_go_takes_nobody_off_the_entry(in_calendar):
    in_calendar.do(set_people, everybody(member("ssp", days=TO_THE_24TH)))
    move(in_calendar, THURSDAY)
    in_calendar.do(set_people, everybody(member("dks")))
    later(in_calendar, 1)
    assert ("cancel", SSP) not in in_calendar.paper.calendar.told
    move(in_calendar, NINE), later(in_calendar, 30)
    assert ("cancel", SSP) not in in_calendar.paper.calendar.told
    assert answers(in_calendar)[SSP] is Answered.ACCEPTED
