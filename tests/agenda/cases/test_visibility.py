"""Who sees what of a case, before release, after it, and when the parties' time is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agenda.access import Actor, Role, actor_named
from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.visibility import Hiding, is_shown_answer, is_shown_case, is_shown_untaken, stays_readable

OPENED = datetime(2026, 11, 9, 8, tzinfo=UTC)
RELEASED = datetime(2026, 11, 20, 11, tzinfo=UTC)
MEETING_ENDS = datetime(2026, 11, 24, 10, tzinfo=UTC)
HIDING = Hiding(timedelta(days=14), MEETING_ENDS)
HIDDEN_FROM = MEETING_ENDS + timedelta(days=14)
SECRETARIAT, SSP, SOF, BIF = (
    actor_named(a) for a in ("secretariat", "agency:ssp", "agency:sof", "agency:bif")
)


def lookup_of(party_id: str, state: LookupState = LookupState.ANSWERED) -> Lookup:
    return Lookup(f"k-{party_id}", "s", "b", party_id, 1, OPENED, RELEASED, state)


def a_case(state: CaseState, released_at: datetime | None = None) -> Case:
    lookups = [lookup_of("ssp"), lookup_of("sof"), lookup_of("bif", LookupState.WITHDRAWN)]
    case = Case("s", "KE-2026-0001", OPENED, b"", None, "x", is_child=False, is_urgent=False)
    case.state, case.released_at, case.lookups = state, released_at, lookups
    return case


def test_the_secretariat_sees_every_case_and_an_agency_those_it_was_asked_about():
    case = a_case(CaseState.ASKING)
    assert [is_shown_case(case, actor, "dks") for actor in (SECRETARIAT, SSP)] == [True, True]


@pytest.mark.parametrize("actor", [BIF, actor_named("agency:kf"), actor_named("forum"), Actor(Role.AUDITOR)])
def test_nobody_else_sees_a_case(actor):
    assert not is_shown_case(a_case(CaseState.ASKING), actor, "dks")


def test_the_police_see_a_case_while_they_are_to_clear_it_and_not_before_or_after():
    police = actor_named("agency:dks")
    states = (CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE, CaseState.ASKING)
    assert [is_shown_case(a_case(state), police, "dks") for state in states] == [False, True, False]


def test_before_release_an_answer_is_shown_to_its_own_agency_alone():
    case = a_case(CaseState.ASKING)
    answer = case.lookups[0]
    shown = [is_shown_answer(case, answer, actor, HIDING, RELEASED) for actor in (SSP, SOF, SECRETARIAT)]
    assert shown == [True, False, False]


def test_from_release_on_an_answer_is_shown_to_the_secretariat_and_the_parties_asked_but_to_no_other():
    case = a_case(CaseState.RELEASED, RELEASED)
    answer = case.lookups[0]
    shown = [is_shown_answer(case, answer, actor, HIDING, RELEASED) for actor in (SSP, SOF, BIF, SECRETARIAT)]
    assert shown == [True, True, False, True]


def test_the_other_parties_see_it_until_some_time_after_the_meeting_and_not_at_that_moment():
    case = a_case(CaseState.DISCUSSED, RELEASED)
    moments = (HIDDEN_FROM - timedelta(seconds=1), HIDDEN_FROM)
    assert [is_shown_answer(case, case.lookups[0], SOF, HIDING, at) for at in moments] == [True, False]


def test_the_secretariat_and_the_agency_itself_see_it_after_that():
    case = a_case(CaseState.DISCUSSED, RELEASED)
    shown = [
        is_shown_answer(case, case.lookups[0], actor, HIDING, HIDDEN_FROM) for actor in (SSP, SECRETARIAT)
    ]
    assert shown == [True, True]


def test_without_a_meeting_there_is_no_end_to_count_from():
    case = a_case(CaseState.RELEASED, RELEASED)
    nowhere = replace(HIDING, meeting_ends_at=None)
    assert is_shown_answer(case, case.lookups[0], SOF, nowhere, HIDDEN_FROM)


def test_what_no_meeting_has_taken_up_yet_is_the_secretariats_and_its_sources():
    seen = {str(actor): is_shown_untaken("ssp", actor) for actor in (SECRETARIAT, SSP, SOF)}
    assert seen == {"secretariat": True, "agency:ssp": True, "agency:sof": False}


def test_of_a_source_that_is_no_party_no_agency_sees_it():
    assert [is_shown_untaken(None, actor) for actor in (SECRETARIAT, SSP, SOF)] == [True, False, False]


def test_what_was_released_stays_readable_to_who_was_asked_by_then_while_the_case_is_prepared_again():
    case = a_case(CaseState.ASKING)
    later = replace(lookup_of("bif"), id="k2-bif", round=2)
    case.lookups = [*case.lookups, later]
    case.lookups[0].released_version = 1
    read_on = [
        stays_readable(case, case.lookups[0], who, HIDING, RELEASED) for who in (SOF, BIF, SECRETARIAT)
    ]
    assert read_on == [True, False, True]


def test_and_what_was_not_released_is_nobodys_to_read_on():
    case = a_case(CaseState.ASKING)
    assert not stays_readable(case, case.lookups[0], SECRETARIAT, HIDING, RELEASED)
