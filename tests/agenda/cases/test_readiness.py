"""Readiness is who has answered and who is missing since when, to the second."""

from datetime import timedelta

import pytest
from example_cases import DUE_AT, REQUESTED_AT, case, lookup

from agenda.cases.case import CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.readiness import Cell, Missing, Readiness, missing, of_case, of_lookup, worst

SECOND = timedelta(seconds=1)
AROUND = [DUE_AT - SECOND, DUE_AT, DUE_AT + SECOND]


def answered():
    return lookup(id="2", party_id="kf", state=LookupState.ANSWERED, answered_at=REQUESTED_AT)


def test_a_request_is_overdue_from_its_deadline_on():
    assert [of_lookup(lookup(), now) for now in AROUND] == [Cell.WAITING, Cell.OVERDUE, Cell.OVERDUE]


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"state": LookupState.ANSWERED, "answered_at": DUE_AT - SECOND}, Cell.ANSWERED),
        ({"state": LookupState.ANSWERED, "answered_at": DUE_AT}, Cell.ANSWERED_LATE),
        ({"state": LookupState.TO_CORRECT}, Cell.TO_CORRECT),
        ({"state": LookupState.LAPSED}, Cell.LAPSED),
    ],
)
def test_what_is_no_longer_open_is_never_overdue(changes, cell):
    assert of_lookup(lookup(**changes), DUE_AT + SECOND) is cell


def test_a_case_waits_until_the_deadline_and_is_overdue_from_it_on():
    asked = case(lookup(), answered())
    waits, is_overdue = Readiness.WAITING, Readiness.OVERDUE
    assert [of_case(asked, now) for now in AROUND] == [waits, is_overdue, is_overdue]


@pytest.mark.parametrize("state", [CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE])
def test_a_case_that_has_asked_nobody_waits(state):
    assert of_case(case(state=state), DUE_AT) is Readiness.WAITING


def test_a_case_is_ready_when_all_who_are_asked_have_answered():
    withdrawn = lookup(state=LookupState.WITHDRAWN)
    found = [of_case(asked, DUE_AT) for asked in (case(answered()), case(answered(), withdrawn), case())]
    assert found == [Readiness.READY] * 3


def test_gaps_are_decided_at_release_and_close_when_the_last_answer_comes():
    assert of_case(case(lookup(), answered(), has_gaps=True), DUE_AT) is Readiness.READY_WITH_GAPS
    assert of_case(case(answered(), has_gaps=True), DUE_AT) is Readiness.READY


def test_a_meeting_is_as_ready_as_its_worst_case_and_ready_without_cases():
    order = [Readiness.READY, Readiness.READY_WITH_GAPS, Readiness.WAITING, Readiness.OVERDUE]
    assert [worst(order[: n + 1]) for n in range(4)] == order
    assert worst([]) is Readiness.READY


def test_who_is_missing_is_named_since_the_request_and_then_since_the_deadline():
    asked = case(lookup(), answered())
    assert missing(asked, DUE_AT - SECOND) == [Missing("ssp", "answer", REQUESTED_AT)]
    assert missing(asked, DUE_AT) == [Missing("ssp", "answer", DUE_AT)]


def test_a_correction_is_missing_from_the_secretariat():
    assert missing(case(lookup(state=LookupState.TO_CORRECT)), DUE_AT) == [
        Missing(None, "correction_for:ssp", REQUESTED_AT)
    ]


@pytest.mark.parametrize(
    ("state", "what"),
    [(CaseState.RECEIVED, "parties_to_confirm"), (CaseState.AWAITING_CLEARANCE, "police_clearance")],
)
def test_before_anybody_is_asked_no_agency_is_missing(state, what):
    assert missing(case(state=state), DUE_AT) == [Missing(None, what, REQUESTED_AT)]


def test_nobody_is_missing_who_has_answered():
    assert missing(case(answered()), DUE_AT) == []
