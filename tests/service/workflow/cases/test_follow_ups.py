"""A follow-up puts its case back on the right meeting's agenda by itself, and follows every change."""

from datetime import date, timedelta

import pytest
from case_at_meeting import BEGINS, CONVERSATION, at_its_meeting, decide, shown, with_meetings
from driven_service import local
from sample_people import KE, citizen, concern, confirmed

from agenda.cases.case import CaseIsClosed, CaseNotThere, CaseState, CloseReason
from agenda.cases.follow_up import FollowUpGiven, FollowUpSettled, FollowUpState, FollowUpTooFar
from agenda.cases.outcome import CaseNotOnAgenda, MeetingNotBegun
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.agenda import ItemKind
from agenda.meetings.plan import ClosedDate
from service.database.cases.following import NoSuchFollowUp
from service.workflow.cases.agenda import wanted_of_cases
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.following_up import Following, Settling, set_follow_up, settle_follow_up
from service.workflow.cases.intake import take_concern
from service.workflow.desk import waiting_for_a_person
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, close_day, move_meeting

PURPOSE = "Status på samtalen"


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on)


@pytest.fixture
def reference(driven):
    taken = at_its_meeting(driven)
    decide(driven, taken)
    return taken


def lay(driven, reference, on, **named):
    given = Following(FollowUpGiven(date.fromisoformat(on), PURPOSE), driven.case(reference).revision)
    return driven.do(set_follow_up, reference, given, **named)


def the_one(driven, reference):
    (one,) = shown(driven, reference).follow_ups
    return one


def meeting_day(driven, reference):
    meeting = the_one(driven, reference).meeting
    return meeting and driven.calendar.local(meeting.starts_at).date().isoformat()


def wanted(driven, on):
    meeting = next(
        m for m in driven.meetings(KE) if driven.calendar.local(m.starts_at).date().isoformat() == on
    )
    return [(item.kind, item.about) for item in driven.do(wanted_of_cases, meeting)]


def test_it_lies_on_the_first_meeting_from_its_day_on_and_is_wanted_on_its_agenda(driven, reference):
    lay(driven, reference, "2026-12-09")
    assert meeting_day(driven, reference) == "2026-12-22"
    assert wanted(driven, "2026-12-22") == [(ItemKind.FOLLOW_UP, reference)]
    assert wanted(driven, "2026-12-08") == []


def test_what_it_is_for_lies_sealed_and_is_read_with_the_case(driven, reference):
    laid = lay(driven, reference, "2026-12-09")
    assert (the_one(driven, reference).purpose, b"samtale" in laid.sealed_purpose) == (PURPOSE, False)
    assert PURPOSE not in str([e.facts for e in driven.entries("set_follow_up")])


def test_the_same_sent_twice_is_laid_once(driven, reference):
    read = driven.case(reference).revision
    given = Following(FollowUpGiven(date(2026, 12, 9), PURPOSE), read)
    driven.do(set_follow_up, reference, given)
    with pytest.raises(ChangedMeanwhile):
        driven.do(set_follow_up, reference, given)
    assert the_one(driven, reference).purpose == PURPOSE


def test_a_closed_day_is_moved_to_an_open_one(driven, reference):
    laid = lay(driven, reference, "2026-12-24")
    assert (laid.wanted_on, laid.on) == (date(2026, 12, 24), date(2026, 12, 28))


def test_a_day_that_is_closed_later_moves_it_too(driven, reference):
    lay(driven, reference, "2026-12-22")
    driven.do(close_day, ClosedDate(date(2026, 12, 22), "Flytning"))
    assert the_one(driven, reference).follow_up.on == date(2026, 12, 23)
    assert meeting_day(driven, reference) is None


def test_in_a_year_is_too_far_and_nothing_is_kept(driven, reference):
    with pytest.raises(FollowUpTooFar):
        lay(driven, reference, "2027-11-24")
    assert shown(driven, reference).follow_ups == ()


def test_it_waits_for_a_meeting_that_is_confirmed_later(driven, reference):
    lay(driven, reference, "2027-01-10")
    assert meeting_day(driven, reference) is None
    driven.plan(KE, "2027-01-01", "2027-02-28")
    assert meeting_day(driven, reference) == "2027-01-19"


def test_it_follows_a_meeting_that_is_cancelled_or_moved_before_its_day(driven, reference):
    lay(driven, reference, "2026-12-08")
    second, third = driven.meetings(KE)[1:3]
    driven.do(cancel_meeting, second.id, "Der er ingen sager", second.revision)
    assert meeting_day(driven, reference) == "2026-12-22"
    moved = Times(local("2026-12-07", "09:00"), reason="Lokalet er optaget")
    driven.do(move_meeting, third.id, moved, driven.meeting(third.id).revision)
    assert meeting_day(driven, reference) is None


def test_at_its_meeting_the_case_gets_a_further_outcome_and_the_follow_up_is_done_with(driven, reference):
    lay(driven, reference, "2026-12-08")
    driven.play_until(local("2026-12-08"))
    decide(driven, reference, CONVERSATION, driven.meetings(KE)[1].id)
    assert the_one(driven, reference).follow_up.state is FollowUpState.DISCUSSED


def test_one_set_after_an_agenda_went_out_comes_onto_the_next_and_gets_no_outcome_at_the_first(
    driven, reference
):
    driven.play_until(local("2026-12-07"))
    lay(driven, reference, "2026-12-08")
    driven.play_until(local("2026-12-08"))
    assert meeting_day(driven, reference) == "2026-12-22"
    with pytest.raises(CaseNotOnAgenda):
        decide(driven, reference, CONVERSATION, driven.meetings(KE)[1].id)


def test_one_that_is_left_stands_on_the_next_agenda_too_and_on_the_desk(driven, reference):
    lay(driven, reference, "2026-12-08")
    driven.play_until(local("2026-12-09"))
    assert wanted(driven, "2026-12-22") == [(ItemKind.FOLLOW_UP, reference)]
    owed = [(w.what, w.about) for w in driven.do(waiting_for_a_person) if w.what in {"outcome", "follow_up"}]
    assert owed == [("outcome", reference)]  # which says what became of the follow-up, too


def test_it_can_be_said_to_have_been_discussed_once_its_meeting_has_begun(driven, reference):
    laid = lay(driven, reference, "2026-12-08")
    discussed = Settling(FollowUpState.DISCUSSED, laid.revision)
    with pytest.raises(MeetingNotBegun):
        driven.do(settle_follow_up, laid.id, discussed)
    driven.play_until(local("2026-12-08"))
    driven.do(settle_follow_up, laid.id, discussed)
    assert wanted(driven, "2026-12-08") == []
    with pytest.raises(FollowUpSettled):
        driven.do(settle_follow_up, laid.id, Settling(FollowUpState.DROPPED, laid.revision + 1))


def test_of_two_secretaries_the_second_is_told_how_it_stands(driven, reference):
    laid = lay(driven, reference, "2026-12-08")
    driven.do(settle_follow_up, laid.id, Settling(FollowUpState.DROPPED, laid.revision))
    with pytest.raises(ChangedMeanwhile):
        driven.do(settle_follow_up, laid.id, Settling(FollowUpState.DROPPED, laid.revision))
    with pytest.raises(NoSuchFollowUp):
        driven.do(settle_follow_up, "nobody", Settling(FollowUpState.DROPPED, 1))


def test_a_case_that_ends_does_not_come_back(driven, reference):
    lay(driven, reference, "2026-12-08")
    driven.do(close_case, reference, Closing(CloseReason.CITIZEN_DECLINES, driven.case(reference).revision))
    assert the_one(driven, reference).follow_up.state is FollowUpState.DROPPED
    assert wanted(driven, "2026-12-08") == []
    with pytest.raises(CaseIsClosed):
        lay(driven, reference, "2026-12-08")


def test_a_case_that_is_being_prepared_needs_none(driven):
    other = concern(citizen("Fiktiva Eksempel", "020280-6002"))
    taken = driven.do(take_concern, confirmed(other, parties=("ssp",))).reference
    with pytest.raises(CaseNotThere):
        lay(driven, taken, "2026-12-08")


def test_no_agency_sets_one(driven, reference):
    with pytest.raises(NotAllowed):
        lay(driven, reference, "2026-12-08", as_="agency:ssp")


def test_what_it_is_for_is_hidden_from_the_parties_fourteen_days_after_its_meeting(driven, reference):
    lay(driven, reference, "2026-12-08")
    assert shown(driven, reference, "agency:ssp").follow_ups[0].purpose == PURPOSE
    driven.at(local("2026-12-08", "11:00") + timedelta(days=14))
    assert shown(driven, reference, "agency:ssp").follow_ups[0].purpose is None
    assert (driven.case(reference).state, driven.now > BEGINS) == (CaseState.CONVERSATION, True)
