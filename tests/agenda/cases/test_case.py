"""A case goes on by its states, and counts only the requests of its latest round."""

import pytest
from example_cases import case, lookup

from agenda.cases.case import (
    TRANSITIONS,
    CaseIsClosed,
    CaseNotThere,
    CaseState,
    NecessityUnconfirmed,
    NoPartiesConfirmed,
    check_parties,
)
from agenda.cases.lookup import LookupState
from agenda.errors import ChangedMeanwhile

MOVES = [(state, wanted) for state in CaseState for wanted in CaseState]


@pytest.mark.parametrize(("state", "wanted"), [(s, w) for s, w in MOVES if w in TRANSITIONS[s]])
def test_a_case_goes_where_the_table_leads(state, wanted):
    moved = case(state=state)
    moved.become(wanted)
    assert moved.state is wanted


@pytest.mark.parametrize(("state", "wanted"), [(s, w) for s, w in MOVES if w not in TRANSITIONS[s]])
def test_a_case_goes_nowhere_else(state, wanted):
    stays = case(state=state)
    with pytest.raises(CaseIsClosed if state is CaseState.CLOSED else CaseNotThere):
        stays.become(wanted)
    assert stays.state is state


def test_every_state_can_be_reached_and_every_open_one_left_for_closed():
    reached = {wanted for targets in TRANSITIONS.values() for wanted in targets}
    assert reached | {CaseState.RECEIVED} == set(CaseState)
    assert {s for s in CaseState if CaseState.CLOSED in TRANSITIONS[s]} == set(CaseState) - {CaseState.CLOSED}


def test_only_requests_of_the_latest_round_stand_and_none_withdrawn():
    first, second = lookup(id="1"), lookup(id="2", round=2)
    withdrawn = lookup(id="3", round=2, state=LookupState.WITHDRAWN)
    assert case(first, second, withdrawn).standing == [second]


def test_a_case_that_asked_nobody_has_no_round():
    assert (case().round, case().standing) == (0, [])


def test_a_decision_on_the_revision_that_stands_passes():
    case(revision=3).expect(3)


def test_a_decision_on_another_revision_is_told_what_stands():
    with pytest.raises(ChangedMeanwhile) as refusal:
        case(revision=3).expect(2)
    assert refusal.value.current == {"revision": 3, "state": "asking"}


def test_confirmed_parties_of_the_list_may_be_asked():
    check_parties(["ssp"], frozenset({"ssp", "kf"}), is_confirmed=True)


@pytest.mark.parametrize("wanted", [[], ["ssp", "nobody"]])
def test_no_party_or_an_unknown_one_is_not_asked(wanted):
    with pytest.raises(NoPartiesConfirmed):
        check_parties(wanted, frozenset({"ssp", "kf"}), is_confirmed=True)


def test_nobody_is_asked_without_a_word_on_necessity():
    with pytest.raises(NecessityUnconfirmed):
        check_parties(["ssp"], frozenset({"ssp"}), is_confirmed=False)
