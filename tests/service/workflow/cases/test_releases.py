from datetime import timedelta

import pytest
from driven_service import Told, local
from sample_people import (
    KE,
    OFFICE,
    citizen,
    concern,
    confirmed,
    contact_of,
    member,
    member_of,
    set_everybody,
)

from agenda.cases.case import CaseState
from agenda.cases.concern import Urgency
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.placing import NoMeetingAhead
from agenda.cases.readiness import Cell, Readiness
from agenda.errors import NotAllowed
from agenda.meetings.meeting import ReasonMissing
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import Intake, take_concern
from service.workflow.cases.placing import OntoMeeting, move_case
from service.workflow.cases.readiness import readiness_of

NOVEMBER = local("2026-11-09")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
URGENT = concern(urgency=Urgency.URGENT)
CUT_OFF = local("2026-11-16", "16:00")
SECOND = timedelta(seconds=1)


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def take(driven, given=None, parties=("ssp", "sof"), **named):
    return driven.do(take_concern, confirmed(given, parties=parties, **named)).reference


def answer(driven, reference, *party_ids):
    for party_id in party_ids:
        driven.do(answer_lookup, driven.lookup(reference, party_id).id, NOTHING, as_=f"agency:{party_id}")


def lies_on(driven, reference):
    case = driven.case(reference)
    return case.meeting_id and driven.meeting(case.meeting_id).starts_at


@pytest.mark.parametrize(
    ("moment", "meeting_on"),
    [(CUT_OFF - SECOND, "2026-11-24"), (CUT_OFF, "2026-12-08"), (CUT_OFF + SECOND, "2026-12-08")],
)
def test_a_concern_lands_on_the_first_meeting_whose_cut_off_is_still_to_come(driven, moment, meeting_on):
    driven.at(moment)
    assert lies_on(driven, take(driven)) == local(meeting_on)


@pytest.mark.parametrize(
    ("moment", "meeting_on", "due"),
    [
        (local("2026-11-20", "10:00"), "2026-11-24", local("2026-11-23", "10:00")),
        (local("2026-11-17", "10:00"), "2026-11-24", local("2026-11-19", "12:00")),
        (local("2026-11-23", "09:00") - SECOND, "2026-11-24", local("2026-11-24", "09:00") - SECOND),
        (local("2026-11-23", "09:00"), "2026-12-08", local("2026-12-03", "12:00")),
    ],
)
def test_an_urgent_concern_lands_more_than_one_working_day_off(driven, moment, meeting_on, due):
    driven.at(moment)
    reference = take(driven, URGENT)
    assert lies_on(driven, reference) == local(meeting_on)
    assert driven.lookup(reference, "ssp").due_at == due


def test_where_that_meeting_is_far_off_the_secretariat_is_asked_for_an_extraordinary_one(driven):
    driven.at(local("2026-11-16", "15:00"))
    take(driven, URGENT)
    driven.tick()
    assert driven.told("extraordinary_meeting_wanted") == [
        Told("2026-11-16 15:00", "extraordinary_meeting_wanted", OFFICE)
    ]


def test_where_it_is_within_five_working_days_nobody_is_asked_for_one(driven):
    driven.at(local("2026-11-17", "09:00"))
    take(driven, URGENT)
    driven.tick()
    assert driven.told("extraordinary_meeting_wanted") == []


def test_an_urgent_case_that_joins_after_the_agenda_went_out_is_released_when_its_answers_are_due(driven):
    driven.play_until(local("2026-11-20", "14:00"))
    reference = take(driven, URGENT, parties=("ssp",))
    answer(driven, reference, "ssp")
    driven.play_until(local("2026-11-23", "14:00"))
    assert driven.case(reference).state is CaseState.RELEASED
    driven.play_until(local("2026-11-24", "11:00"))
    assert driven.case(reference).state is CaseState.DISCUSSED


def test_a_ready_case_is_released_with_the_agenda_and_discussed_at_the_meeting(driven):
    reference = take(driven)
    answer(driven, reference, "ssp", "sof")
    driven.play_until(local("2026-11-20", "12:00") - SECOND)
    assert driven.case(reference).state is CaseState.ASKING
    driven.play_until(local("2026-11-20", "12:00"))
    case = driven.case(reference)
    assert (case.state, case.released_at, case.has_gaps) == (CaseState.RELEASED, driven.now, False)
    assert driven.told("agenda_released") == [Told("2026-11-20 12:00", "agenda_released", member_of("ssp"))]
    driven.play_until(local("2026-11-24", "11:00"))
    assert driven.case(reference).state is CaseState.DISCUSSED


def test_a_case_that_is_not_ready_rolls_over_once_with_a_notice(driven):
    reference = take(driven)
    answer(driven, reference, "ssp")
    driven.play_until(local("2026-11-20", "12:05"))
    case = driven.case(reference)
    assert (case.state, case.rolled_over, lies_on(driven, reference)) == (
        CaseState.ASKING,
        1,
        local("2026-12-08"),
    )
    assert driven.lookup(reference, "sof").due_at == local("2026-12-03", "12:00")
    assert driven.told("case_rolled_over", "lookup_changed") == [
        Told("2026-11-20 12:00", "case_rolled_over", OFFICE),
        Told("2026-11-20 12:05", "lookup_changed", contact_of("sof")),
    ]


def test_the_second_time_it_goes_on_with_gaps_and_the_silent_agencys_request_lapses(driven):
    reference = take(driven)
    answer(driven, reference, "ssp")
    driven.play_until(local("2026-12-04", "12:00"))
    case = driven.case(reference)
    assert (case.state, case.has_gaps, lies_on(driven, reference)) == (
        CaseState.RELEASED,
        True,
        local("2026-12-08"),
    )
    assert driven.told("case_with_gaps") == [Told("2026-12-04 12:00", "case_with_gaps", OFFICE)]
    driven.play_until(local("2026-12-08", "11:00"))
    assert (driven.case(reference).state, driven.lookup(reference, "sof").state) == (
        CaseState.DISCUSSED,
        LookupState.LAPSED,
    )


def test_an_urgent_case_goes_on_with_gaps_at_once(driven):
    driven.at(local("2026-11-17", "10:00"))
    reference = take(driven, URGENT)
    driven.play_until(local("2026-11-20", "12:00"))
    case = driven.case(reference)
    assert (case.state, case.has_gaps, case.rolled_over) == (CaseState.RELEASED, True, 0)


def test_where_no_meeting_follows_a_case_goes_on_with_gaps(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    reference = take(driven)
    driven.play_until(local("2026-11-20", "12:00"))
    assert (driven.case(reference).state, driven.case(reference).has_gaps) == (CaseState.RELEASED, True)


def test_a_case_nobody_was_asked_about_goes_along_without_being_rolled_over(driven):
    reference = driven.do(take_concern, Intake(concern())).reference
    driven.play_until(local("2026-12-04", "13:00"))
    case = driven.case(reference)
    assert (case.state, case.rolled_over, lies_on(driven, reference)) == (
        CaseState.RECEIVED,
        0,
        local("2026-12-22"),
    )


def test_a_discussed_case_returns_with_a_further_concern_and_its_gaps_remain_gaps(driven):
    reference = take(driven)
    answer(driven, reference, "ssp")
    driven.play_until(local("2026-12-08", "12:00"))
    driven.do(take_concern, confirmed(parties=("ssp", "sof")))
    assert (driven.case(reference).state, lies_on(driven, reference)) == (
        CaseState.ASKING,
        local("2026-12-22"),
    )
    assert driven.do(readiness_of, None).readiness is Readiness.READY_WITH_GAPS
    driven.play_until(local("2026-12-18", "12:00"))
    assert driven.case(reference).state is CaseState.RELEASED


def test_a_case_is_moved_by_hand_for_a_reason_alone(driven):
    reference = take(driven)
    onto = driven.meetings(KE)[2]
    revision = driven.case(reference).revision
    with pytest.raises(ReasonMissing):
        driven.do(move_case, reference, OntoMeeting(onto.id, " ", revision))
    with pytest.raises(NotAllowed):
        driven.do(move_case, reference, OntoMeeting(onto.id, "Ferie", revision), as_="agency:ssp")
    driven.do(move_case, reference, OntoMeeting(onto.id, "Ferie", revision))
    assert lies_on(driven, reference) == local("2026-12-22")
    assert driven.lookup(reference, "ssp").due_at == local("2026-12-17", "12:00")


def test_no_concern_is_taken_when_the_last_cut_off_has_passed(driven):
    driven.at(local("2026-12-21"))
    with pytest.raises(NoMeetingAhead):
        take(driven)


def test_readiness_is_a_matrix_of_cases_and_parties_with_what_is_missing_and_what_comes_next(driven):
    waiting = take(driven)
    ready = take(driven, concern(citizen("Anden Prøvesen", "020290-5002")), parties=("ssp",))
    answer(driven, waiting, "sof")
    answer(driven, ready, "ssp")
    shown = driven.do(readiness_of, None)
    assert (shown.meeting.starts_at, shown.readiness) == (local("2026-11-24"), Readiness.WAITING)
    assert [p for p, _ in shown.parties] == ["bif", "dks", "kf", "sof", "ssp"]
    cells = [[cell.cell for cell in row.cells] for row in shown.rows]
    none = Cell.NOT_ASKED
    assert cells == [[none, none, none, Cell.ANSWERED, Cell.WAITING], [none, none, none, none, Cell.ANSWERED]]
    assert [(m.party_id, m.what, m.since) for m in shown.rows[0].missing] == [("ssp", "answer", NOVEMBER)]
    assert [(row.next_step.what, row.next_step.at) for row in shown.rows] == [
        ("remind", local("2026-11-17")),
        ("release", local("2026-11-20", "12:00")),
    ]


@pytest.mark.parametrize(
    ("moment", "word", "cell"),
    [
        (local("2026-11-19", "12:00") - SECOND, Readiness.WAITING, Cell.WAITING),
        (local("2026-11-19", "12:00"), Readiness.OVERDUE, Cell.OVERDUE),
        (local("2026-11-19", "12:00") + SECOND, Readiness.OVERDUE, Cell.OVERDUE),
    ],
)
def test_a_request_is_overdue_from_its_deadline_on(driven, moment, word, cell):
    take(driven, parties=("ssp",))
    driven.play_until(moment)
    shown = driven.do(readiness_of, None)
    assert (shown.readiness, shown.rows[0].cells[-1].cell) == (word, cell)


def test_a_meeting_without_cases_is_ready_and_a_late_answer_shows_as_late(driven):
    assert driven.do(readiness_of, None).readiness is Readiness.READY
    reference = take(driven, parties=("ssp",))
    driven.play_until(local("2026-11-19", "12:00"))
    answer(driven, reference, "ssp")
    shown = driven.do(readiness_of, None)
    assert (shown.readiness, shown.rows[0].cells[-1].cell) == (Readiness.READY, Cell.ANSWERED_LATE)


def test_whoever_reads_readiness_is_recorded_with_the_purpose(driven):
    reference = take(driven)
    driven.do(readiness_of, None)
    (entry,) = driven.entries("list_case")
    assert (entry.actor, entry.about, entry.purpose) == ("secretariat", reference, "readiness of the meeting")
