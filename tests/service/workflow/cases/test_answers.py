from datetime import timedelta

import pytest
from driven_service import local
from sample_people import KE, OFFICE, citizen, concern, confirmed, contact_of, deputy_of, party, set_everybody

from agenda.access import actor_named
from agenda.cases.case import CaseIsClosed, CaseState, CloseReason
from agenda.cases.lookup import (
    AlreadyAnswered,
    AnswerAfterRelease,
    AnswerGiven,
    AnswerKind,
    LookupState,
    NoAnswerToAmend,
    NobodyStandsIn,
    RequestWithdrawn,
    StatementsMisplaced,
    StatementTooLong,
    WaitsForCorrection,
)
from agenda.errors import Absent, NotAllowed
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.contents import open_answer
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.intake import take_concern
from service.workflow.desk import waiting_for_a_person

NOVEMBER = local("2026-11-09")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
SSP, SOF = "agency:ssp", "agency:sof"


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


@pytest.fixture
def reference(driven):
    """A case about which SSP and SOF are asked, and have been told so."""
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof")))
    driven.tick()
    driven.clock.now += timedelta(minutes=1)
    return taken.reference


def answer(driven, reference, given, as_=SSP):
    return driven.do(answer_lookup, driven.lookup(reference, as_.partition(":")[2]).id, given, as_=as_)


@pytest.mark.parametrize(
    "given",
    [
        AnswerGiven(AnswerKind.NOTHING_REGISTERED),
        AnswerGiven(AnswerKind.NOT_RELEVANT),
        AnswerGiven(AnswerKind.RELEVANT, ("Er set ved optøjer",), ("Har et arbejde",)),
        AnswerGiven(AnswerKind.RELEVANT, protective_factors=("Har et arbejde",)),
        AnswerGiven(AnswerKind.ORAL_ONLY),
        AnswerGiven(AnswerKind.DECLINES),
    ],
)
def test_each_answer_settles_the_request_and_is_kept_as_it_was_given(driven, reference, given):
    lookup = answer(driven, reference, given)
    assert (lookup.state, lookup.answered_at, lookup.next_reminder_at) == (
        LookupState.ANSWERED,
        driven.now,
        None,
    )
    with driven.service.unit(actor_named("secretariat")) as unit:
        kept = open_answer(unit, lookup.case_id, lookup.answers[-1])
    assert (kept.kind, kept.risk_factors, kept.protective_factors) == (
        given.kind,
        given.risk_factors,
        given.protective_factors,
    )


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (AnswerGiven(AnswerKind.RELEVANT), StatementsMisplaced),
        (AnswerGiven(AnswerKind.DECLINES, ("Noget",)), StatementsMisplaced),
        (AnswerGiven(AnswerKind.RELEVANT, (" ",)), StatementTooLong),
        (AnswerGiven(AnswerKind.RELEVANT, ("x" * 1001,)), StatementTooLong),
        (AnswerGiven(AnswerKind.RELEVANT, ("x",) * 41), StatementTooLong),
        (AnswerGiven(AnswerKind.DECLINES, amends=1), NoAnswerToAmend),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(driven, reference, given, refusal):
    with pytest.raises(refusal):
        answer(driven, reference, given)
    lookup = driven.lookup(reference, "ssp")
    assert (lookup.state, lookup.answers) == (LookupState.OPEN, [])


def test_an_answer_can_be_amended_until_release_and_every_version_is_kept(driven, reference):
    answer(driven, reference, NOTHING)
    answer(driven, reference, AnswerGiven(AnswerKind.DECLINES, amends=1))
    assert [a.version for a in driven.lookup(reference, "ssp").answers] == [1, 2]


def test_a_second_answer_names_the_version_it_replaces(driven, reference):
    answer(driven, reference, NOTHING)
    with pytest.raises(AlreadyAnswered) as refused:
        answer(driven, reference, NOTHING)
    assert refused.value.current == {"state": "answered", "version": 1}
    with pytest.raises(NoAnswerToAmend):
        answer(driven, reference, AnswerGiven(AnswerKind.DECLINES, amends=2))
    assert len(driven.lookup(reference, "ssp").answers) == 1


def test_after_release_no_answer_is_amended_but_a_first_one_is_taken_until_the_meeting(driven, reference):
    answer(driven, reference, NOTHING)
    driven.play_until(local("2026-12-04", "12:00"))
    assert driven.case(reference).state is CaseState.RELEASED
    with pytest.raises(AnswerAfterRelease):
        answer(driven, reference, AnswerGiven(AnswerKind.DECLINES, amends=1))
    driven.clock.now = local("2026-12-08") - timedelta(seconds=1)
    assert answer(driven, reference, NOTHING, as_=SOF).state is LookupState.ANSWERED


def test_from_the_beginning_of_the_meeting_no_answer_is_taken(driven, reference):
    driven.play_until(local("2026-12-04", "12:00"))
    driven.clock.now = local("2026-12-08")
    with pytest.raises(AnswerAfterRelease):
        answer(driven, reference, NOTHING)


def test_an_answer_to_a_withdrawn_request_is_refused(driven, reference):
    answer(driven, reference, NOTHING, as_=SOF)
    before = driven.now
    driven.clock.now += timedelta(minutes=1)
    revision = driven.case(reference).revision
    driven.do(close_case, reference, Closing(CloseReason.UNFOUNDED, revision))
    driven.tick()
    with pytest.raises(RequestWithdrawn):
        answer(driven, reference, NOTHING)
    assert [(t.occasion, t.to) for t in driven.told(since=before)] == [
        ("lookup_withdrawn", contact_of("ssp"))
    ]


def test_a_closed_case_is_closed_once_and_not_corrected(driven, reference):
    answer(driven, reference, NOTHING)
    driven.do(close_case, reference, Closing(CloseReason.UNFOUNDED, driven.case(reference).revision))
    revision = driven.case(reference).revision
    with pytest.raises(CaseIsClosed):
        driven.do(close_case, reference, Closing(CloseReason.ENDED, revision))
    with pytest.raises(CaseIsClosed):
        driven.do(correct, reference, Correction(citizen("Anden Prøvesen", "020290-5002"), revision))
    assert driven.lookup(reference, "ssp").state is LookupState.ANSWERED


def test_a_conflict_of_interest_is_answered_by_the_deputy_and_the_contact_hears_no_more(driven, reference):
    before = driven.now
    answer(driven, reference, AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST))
    assert driven.lookup(reference, "ssp").state is LookupState.OPEN
    answer(driven, reference, NOTHING, as_=SOF)
    driven.play_until(local("2026-11-20", "11:00"))
    told = {(t.occasion, t.to) for t in driven.told(since=before - timedelta(seconds=1)) if t.to != OFFICE}
    assert told == {
        ("lookup_to_deputy", deputy_of("ssp")),
        ("reminder", deputy_of("ssp")),
        ("escalation", deputy_of("ssp")),
    }
    assert answer(driven, reference, NOTHING).state is LookupState.ANSWERED


@pytest.mark.parametrize("before", [None, NOTHING])
def test_who_stands_in_when_answers_were_due_has_a_working_day(driven, reference, before):
    if before:
        answer(driven, reference, before)
    driven.play_until(local("2026-11-19", "12:30"))
    amended = before and driven.lookup(reference, "ssp").latest.version
    conflict = AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST, amends=amended)
    assert driven.lookup(reference, "ssp").due_at <= driven.now
    assert answer(driven, reference, conflict).due_at == local("2026-11-20", "12:30")
    driven.play_until(local("2026-11-20", "12:29"))
    said = [t.occasion for t in driven.told() if t.to == deputy_of("ssp")]
    assert said.count("lookup_to_deputy") == 1
    assert driven.lookup(reference, "ssp").escalated_at is None


def test_a_conflict_of_interest_without_a_deputy_or_of_the_deputy_too_is_refused(driven, reference):
    answer(driven, reference, AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST))
    with pytest.raises(NobodyStandsIn):
        answer(driven, reference, AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST))
    assert len(driven.lookup(reference, "ssp").answers) == 1


def test_a_party_without_a_deputy_has_nobody_to_stand_in(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, parties=(party("ssp", has_deputy=False),))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    taken = driven.do(take_concern, confirmed(parties=("ssp",)))
    with pytest.raises(NobodyStandsIn):
        answer(driven, taken.reference, AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST))
    assert driven.lookup(taken.reference, "ssp").state is LookupState.OPEN


def wrong_persons(driven):
    waiting = driven.do(waiting_for_a_person)
    return [(one.about, one.since) for one in waiting if one.what == "correct_person"]


def test_a_wrong_person_waits_for_the_secretariat_and_opens_again_when_corrected(driven, reference):
    before = driven.now - timedelta(seconds=1)
    answer(driven, reference, AnswerGiven(AnswerKind.WRONG_PERSON))
    with pytest.raises(WaitsForCorrection):
        answer(driven, reference, NOTHING)
    driven.tick()
    assert [(t.occasion, t.to) for t in driven.told(since=before)] == [("lookup_wrong_person", OFFICE)]
    assert wrong_persons(driven) == [(reference, driven.lookup(reference, "ssp").answers[-1].answered_at)]
    driven.do(correct, reference, Correction(citizen("Testa Prøvesen-Berg"), driven.case(reference).revision))
    assert wrong_persons(driven) == []
    driven.tick()
    assert driven.told("lookup_corrected") == driven.told("lookup_corrected", since=before)
    assert [t.to for t in driven.told("lookup_corrected")] == [contact_of("ssp")]
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-19", "12:00")


def test_where_it_was_another_person_everybody_who_has_answered_is_asked_again(driven, reference):
    answer(driven, reference, NOTHING, as_=SOF)
    answer(driven, reference, AnswerGiven(AnswerKind.WRONG_PERSON))
    revision = driven.case(reference).revision
    right = Correction(citizen("Anden Prøvesen", "020290-5002"), revision, is_same=False)
    driven.do(correct, reference, right)
    driven.tick()
    assert [t.to for t in driven.told("lookup_corrected")] == [contact_of("sof"), contact_of("ssp")]


def test_another_name_without_a_number_is_another_person(driven):
    by_birth = citizen("Testa Prøvesen", "", local("1990-01-01").date())
    reference = driven.do(take_concern, confirmed(concern(by_birth), parties=("ssp",))).reference
    answer(driven, reference, NOTHING)
    other = citizen("Anden Prøvesen", "", local("1990-01-01").date())
    driven.do(correct, reference, Correction(other, driven.case(reference).revision, is_same=False))
    assert driven.lookup(reference, "ssp").state is LookupState.OPEN


def test_a_number_added_to_the_same_person_asks_nobody_again(driven):
    by_birth = citizen("Testa Prøvesen", "", local("1890-01-01").date())
    reference = driven.do(take_concern, confirmed(concern(by_birth), parties=("ssp",))).reference
    answer(driven, reference, NOTHING)
    driven.do(correct, reference, Correction(citizen(), driven.case(reference).revision))
    assert driven.lookup(reference, "ssp").state is LookupState.ANSWERED


def test_another_agencys_request_looks_absent_and_others_cannot_answer_at_all(driven, reference):
    lookup = driven.lookup(reference, "ssp")
    with pytest.raises(Absent):
        driven.do(answer_lookup, lookup.id, NOTHING, as_=SOF)
    for other in ("secretariat", "forum", "auditor"):
        with pytest.raises(NotAllowed):
            driven.do(answer_lookup, lookup.id, NOTHING, as_=other)
    assert driven.lookup(reference, "ssp").state is LookupState.OPEN
