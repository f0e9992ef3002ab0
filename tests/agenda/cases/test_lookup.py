"""An answer comes once, is amended until release, and two kinds of it open the request again."""

from datetime import timedelta

import pytest
from example_cases import DUE_AT, lookup

from agenda.cases.lookup import (
    TRANSITIONS,
    AlreadyAnswered,
    Answer,
    AnswerAfterRelease,
    AnswerGiven,
    AnswerKind,
    LookupState,
    NoAnswerToAmend,
    RequestWithdrawn,
    StatementsMisplaced,
    StatementTooLong,
    WaitsForCorrection,
    check_statements,
)

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
BEFORE = {"is_released": False, "is_over": False}
RELEASED = {"is_released": True, "is_over": False}
OVER = {"is_released": True, "is_over": True}
SECOND = timedelta(seconds=1)


def take(request, kind, now):
    version = len(request.answers) + 1
    request.take(Answer(str(version), request.id, version, now, "agency:ssp", b""), kind, now)
    return request


def answered(now=DUE_AT - SECOND):
    return take(lookup(), AnswerKind.NOTHING_REGISTERED, now)


@pytest.mark.parametrize("when", [BEFORE, RELEASED])
def test_a_first_answer_is_taken_until_the_meeting(when):
    lookup().check_answerable(NOTHING, **when)


def test_no_answer_comes_after_the_meeting():
    with pytest.raises(AnswerAfterRelease):
        lookup().check_answerable(NOTHING, **OVER)


def test_an_answer_is_amended_by_naming_the_version_that_stands():
    answered().check_answerable(AnswerGiven(AnswerKind.DECLINES, amends=1), **BEFORE)


def test_an_answer_is_not_amended_after_release():
    with pytest.raises(AnswerAfterRelease) as refusal:
        answered().check_answerable(AnswerGiven(AnswerKind.DECLINES, amends=1), **RELEASED)
    assert refusal.value.current == {"state": "answered", "version": 1}


@pytest.mark.parametrize(
    ("state", "amends", "refusal"),
    [
        (LookupState.OPEN, 1, NoAnswerToAmend),
        (LookupState.WITHDRAWN, None, RequestWithdrawn),
        (LookupState.LAPSED, None, AnswerAfterRelease),
        (LookupState.TO_CORRECT, None, WaitsForCorrection),
    ],
)
def test_an_answer_that_does_not_fit_the_state_is_refused(state, amends, refusal):
    with pytest.raises(refusal):
        lookup(state=state).check_answerable(AnswerGiven(AnswerKind.DECLINES, amends=amends), **BEFORE)


@pytest.mark.parametrize(("amends", "refusal"), [(None, AlreadyAnswered), (2, NoAnswerToAmend)])
def test_an_amendment_that_names_no_version_or_another_is_refused(amends, refusal):
    with pytest.raises(refusal):
        answered().check_answerable(AnswerGiven(AnswerKind.DECLINES, amends=amends), **BEFORE)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (AnswerKind.NOTHING_REGISTERED, LookupState.ANSWERED),
        (AnswerKind.NOT_RELEVANT, LookupState.ANSWERED),
        (AnswerKind.RELEVANT, LookupState.ANSWERED),
        (AnswerKind.ORAL_ONLY, LookupState.ANSWERED),
        (AnswerKind.DECLINES, LookupState.ANSWERED),
        (AnswerKind.WRONG_PERSON, LookupState.TO_CORRECT),
        (AnswerKind.CONFLICT_OF_INTEREST, LookupState.OPEN),
    ],
)
def test_each_kind_leads_to_its_state(kind, state):
    request = take(lookup(), kind, DUE_AT)
    assert (request.state, request.is_outstanding) == (state, state is not LookupState.ANSWERED)
    assert request.asks_deputy is (kind is AnswerKind.CONFLICT_OF_INTEREST)


def test_an_answer_is_late_from_the_deadline_on_and_not_a_second_before():
    moments = (DUE_AT - SECOND, DUE_AT, DUE_AT + SECOND)
    assert [answered(moment).is_late() for moment in moments] == [False, True, True]


def test_an_amendment_keeps_the_moment_of_the_first_answer_and_every_version():
    request = take(answered(), AnswerKind.DECLINES, DUE_AT + SECOND)
    assert (request.answered_at, request.latest.version) == (DUE_AT - SECOND, 2)
    assert [answer.version for answer in request.answers] == [1, 2]


def test_an_answer_that_opens_the_request_again_is_no_answer_in_time():
    assert take(answered(), AnswerKind.WRONG_PERSON, DUE_AT).answered_at is None


def test_what_is_withdrawn_stays_so():
    assert {state for state in LookupState if not TRANSITIONS[state]} == {LookupState.WITHDRAWN}
    with pytest.raises(RequestWithdrawn):
        lookup(state=LookupState.WITHDRAWN).become(LookupState.OPEN)


def test_what_has_lapsed_is_asked_on_or_was_asked_of_somebody_else():
    assert TRANSITIONS[LookupState.LAPSED] == {LookupState.OPEN, LookupState.WITHDRAWN}


@pytest.mark.parametrize(("risk", "protective"), [(("a",), ()), ((), ("a",)), (("a",) * 40, ("x" * 1000,))])
def test_a_relevant_answer_bears_statements(risk, protective):
    check_statements(AnswerGiven(AnswerKind.RELEVANT, risk, protective))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (AnswerGiven(AnswerKind.RELEVANT), StatementsMisplaced),
        (AnswerGiven(AnswerKind.DECLINES, ("a",)), StatementsMisplaced),
        (AnswerGiven(AnswerKind.RELEVANT, (" ",)), StatementTooLong),
        (AnswerGiven(AnswerKind.RELEVANT, ("x" * 1001,)), StatementTooLong),
        (AnswerGiven(AnswerKind.RELEVANT, ("a",) * 41), StatementTooLong),
    ],
)
def test_statements_that_are_missing_misplaced_or_long_are_refused(given, refusal):
    with pytest.raises(refusal):
        check_statements(given)
