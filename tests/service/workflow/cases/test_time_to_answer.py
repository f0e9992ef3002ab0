"""Whoever is asked has a working day and no longer than until the meeting; where that can't be, a person decides."""

from datetime import timedelta

import pytest
from driven_service import local
from sample_people import KE, concern, confirmed, contact_of, member, set_everybody

from agenda.access import actor_named
from agenda.cases.case import CaseState
from agenda.cases.concern import Urgency
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.placing import NoTimeToAnswer
from service.shown.preview import preview_shape
from service.workflow.agendas import compose_agenda, release_by_hand
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.asking import Confirmation, confirm_parties
from service.workflow.cases.intake import take_concern
from service.workflow.cases.placing import OntoMeeting, move_case
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.rescheduling import confirm_meeting, move_meeting

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
TOMORROW = local("2026-11-10", "08:30")


@pytest.fixture
def driven(start_on):
    """On Monday the 9th, at nine; meetings on 24 November, 8 and 22 December."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    return driven


@pytest.fixture
def first(driven):
    return driven.meetings(KE)[0]


@pytest.fixture
def reference(driven):
    return driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference


def move(driven, meeting, starts_at, *, with_gaps=False):
    revision = driven.meeting(meeting.id).revision
    return driven.do(move_meeting, meeting.id, Times(starts_at, with_gaps=with_gaps), revision)


def previewed(driven, meeting, starts_at):
    def moved(unit, now):
        times = Times(starts_at, with_gaps=True)
        return move_meeting(unit, meeting.id, times, driven.meeting(meeting.id).revision, now)

    return driven.service.preview(meeting.id, moved, actor_named("secretariat"))


def due_at(driven, reference, party="ssp"):
    return driven.lookup(reference, party).due_at


def test_a_move_that_leaves_no_working_day_to_answer_is_refused_and_names_the_cases(driven, first, reference):
    with pytest.raises(NoTimeToAnswer) as refused:
        move(driven, first, TOMORROW)
    assert (refused.value.field, refused.value.current) == ("with_gaps", {"cases": [reference]})
    assert (driven.meeting(first.id).starts_at, due_at(driven, reference)) == (
        first.starts_at,
        local("2026-11-19", "12:00"),
    )


def test_the_preview_shows_what_it_would_take_and_does_not_refuse(driven, first, reference):
    shown = previewed(driven, first, TOMORROW)
    assert shown.with_gaps == [reference]
    (case,) = preview_shape(shown).cases
    assert (case.after.with_gaps, {one.due_at for one in case.after.answers_due}) == (True, {TOMORROW})
    assert previewed(driven, first, local("2026-11-10", "09:00")).with_gaps == []


def test_by_decision_it_goes_on_with_gaps_and_nobody_is_told_of_a_deadline_that_is_overrun(
    driven, first, reference
):
    driven.tick()
    move(driven, first, TOMORROW, with_gaps=True)
    assert {due_at(driven, reference, party) for party in ("ssp", "sof")} == {TOMORROW}
    driven.play_until(local("2026-11-10", "08:00"))
    assert driven.told("escalation") == []
    assert [t.to for t in driven.told("lookup_changed")] == [contact_of("sof"), contact_of("ssp")]
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    agenda = driven.do(compose_agenda, first.id)
    driven.do(release_by_hand, first.id, agenda.revision)
    case = driven.case(reference)
    assert (case.state, case.has_gaps, case.meeting_id) == (CaseState.RELEASED, True, first.id)


def test_who_was_given_until_the_meeting_can_answer_until_it_begins(driven, first, reference):
    move(driven, first, TOMORROW, with_gaps=True)
    driven.clock.now = TOMORROW - timedelta(seconds=1)
    lookup = driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    assert lookup.is_late() is False


def test_moved_off_again_the_agencies_are_waited_for_again(driven, first, reference):
    move(driven, first, TOMORROW, with_gaps=True)
    assert driven.case(reference).has_gaps
    move(driven, first, local("2026-11-26"))
    assert (driven.case(reference).has_gaps, due_at(driven, reference)) == (
        False,
        local("2026-11-23", "12:00"),
    )


def test_moved_a_little_later_it_still_goes_on_with_gaps(driven, first, reference):
    move(driven, first, TOMORROW, with_gaps=True)
    later = TOMORROW + timedelta(minutes=15)
    move(driven, first, later)
    assert (driven.case(reference).has_gaps, due_at(driven, reference)) == (True, later)


def test_where_nobody_has_yet_to_answer_nothing_has_to_be_decided(driven, first, reference):
    for party in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(reference, party).id, NOTHING, as_=f"agency:{party}")
    move(driven, first, TOMORROW)
    assert driven.meeting(first.id).starts_at == TOMORROW


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_working_day_is_enough(driven, first, reference, seconds):
    move(driven, first, local("2026-11-10") + timedelta(seconds=seconds))
    assert (due_at(driven, reference), driven.case(reference).has_gaps) == (local("2026-11-10"), False)


def test_one_more_party_asked_the_evening_before_an_extraordinary_meeting_has_until_it_begins(driven):
    haste = driven.do(take_concern, confirmed(concern(urgency=Urgency.URGENT), parties=("ssp",))).reference
    called = driven.do(add_extraordinary, KE, Times(local("2026-11-11"), reason="En sag haster"))
    driven.do(confirm_meeting, called.id)
    driven.clock.now = local("2026-11-10", "18:00")
    driven.do(confirm_parties, haste, Confirmation(("sof",), True, driven.case(haste).revision))
    assert (due_at(driven, haste, "ssp"), due_at(driven, haste, "sof")) == (
        local("2026-11-10"),
        local("2026-11-11"),
    )


def test_who_is_asked_a_minute_before_the_meetings_deadline_has_a_working_day(driven, reference):
    driven.play_until(local("2026-11-19", "11:59"))
    driven.do(confirm_parties, reference, Confirmation(("bif",), True, driven.case(reference).revision))
    assert due_at(driven, reference, "bif") == local("2026-11-20", "11:59")


def test_who_was_overdue_and_is_asked_for_a_later_meeting_has_a_working_day(driven, first, reference):
    """Moved by a day when the deadline was overrun, it would be due the next day at noon."""
    driven.play_until(local("2026-11-19", "13:00"))
    move(driven, first, local("2026-11-25", "09:00"))
    assert due_at(driven, reference) == local("2026-11-20", "13:00")


def test_a_case_moved_onto_a_meeting_that_is_near_takes_the_same_decision(driven, reference):
    called = driven.do(add_extraordinary, KE, Times(TOMORROW, reason="En sag haster"))
    driven.do(confirm_meeting, called.id)
    onto = OntoMeeting(called.id, "Det haster", driven.case(reference).revision)
    with pytest.raises(NoTimeToAnswer):
        driven.do(move_case, reference, onto)
    driven.do(move_case, reference, OntoMeeting(called.id, "Det haster", onto.revision, with_gaps=True))
    case = driven.case(reference)
    assert (case.meeting_id, case.has_gaps, due_at(driven, reference)) == (called.id, True, TOMORROW)


def test_gaps_that_were_accepted_for_one_meeting_are_not_for_the_next(driven, first, reference):
    move(driven, first, TOMORROW, with_gaps=True)
    second = driven.meetings(KE)[1]
    onto = OntoMeeting(second.id, "Svarene mangler", driven.case(reference).revision)
    driven.do(move_case, reference, onto)
    assert (driven.case(reference).has_gaps, due_at(driven, reference)) == (
        False,
        local("2026-12-03", "12:00"),
    )


def test_who_is_asked_while_the_meeting_lasts_is_asked_for_the_next_and_can_answer(driven, reference):
    called = driven.do(add_extraordinary, KE, Times(TOMORROW, reason="En sag haster"))
    driven.do(confirm_meeting, called.id)
    onto = OntoMeeting(called.id, "Det haster", driven.case(reference).revision, with_gaps=True)
    driven.do(move_case, reference, onto)
    driven.play_until(TOMORROW + timedelta(minutes=30))
    driven.do(confirm_parties, reference, Confirmation(("bif",), True, driven.case(reference).revision))
    assert due_at(driven, reference, "bif") == local("2026-11-11", "09:00")
    driven.clock.now += timedelta(minutes=10)
    driven.do(answer_lookup, driven.lookup(reference, "bif").id, NOTHING, as_="agency:bif")
    assert driven.lookup(reference, "bif").is_late() is False


def on_the_near_meeting(driven, first, reference):
    """On Thursday at one it comes onto Tuesday's meeting, whose agenda is released on Friday at noon."""
    driven.play_until(local("2026-11-19", "13:00"))
    given = OntoMeeting(first.id, "Det haster", driven.case(reference).revision)
    driven.do(move_case, reference, given)
    assert due_at(driven, reference) == local("2026-11-20", "13:00")
    driven.play_until(local("2026-11-20", "12:59"))
    assert (driven.case(reference).state, driven.case(reference).meeting_id) == (CaseState.ASKING, first.id)


@pytest.fixture
def of_the_next(driven, first):
    driven.play_until(local("2026-11-17", "10:00"))
    return driven.do(take_concern, confirmed(parties=("ssp",))).reference


def test_who_was_given_longer_than_the_agenda_is_waited_for(driven, first, of_the_next):
    on_the_near_meeting(driven, first, of_the_next)
    driven.do(answer_lookup, driven.lookup(of_the_next, "ssp").id, NOTHING, as_="agency:ssp")
    driven.play_until(local("2026-11-20", "13:10"))
    case = driven.case(of_the_next)
    assert (case.state, case.meeting_id, case.has_gaps) == (CaseState.RELEASED, first.id, False)
    told = {(one.at, one.occasion) for one in driven.told(since=local("2026-11-20", "12:59"))}
    assert told == {("2026-11-20 13:05", "agenda_changed")}


def test_one_who_stays_silent_even_so_lets_the_case_roll_over_then(driven, first, of_the_next):
    on_the_near_meeting(driven, first, of_the_next)
    driven.play_until(local("2026-11-20", "13:00"))
    assert driven.case(of_the_next).meeting_id == driven.meetings(KE)[1].id
