"""A plan is settled once, for a period of sensible length."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agenda.meetings.plan import (
    PeriodIsEmpty,
    PeriodTooLong,
    Plan,
    PlanIsSettled,
    PlanState,
    check_period,
    default_last_day,
)

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
ON = date(2026, 12, 1)


def plan(state):
    return Plan("1", "medborgerforum", ON, ON, state, NOW, [])


@pytest.mark.parametrize("state", [PlanState.CONFIRMED, PlanState.WITHDRAWN])
def test_a_proposal_is_settled_either_way(state):
    settled = plan(PlanState.PROPOSED)
    settled.settle(state, NOW)
    assert (settled.state, settled.settled_at) == (state, NOW)


@pytest.mark.parametrize("state", [PlanState.CONFIRMED, PlanState.WITHDRAWN])
def test_a_settled_plan_is_not_settled_again(state):
    for wanted in PlanState:
        with pytest.raises(PlanIsSettled):
            plan(state).settle(wanted, NOW)


@pytest.mark.parametrize("days", [0, 1, 5 * 366])
def test_a_day_to_five_years_are_a_period(days):
    check_period(ON, ON + timedelta(days=days))


@pytest.mark.parametrize(("days", "refusal"), [(-1, PeriodIsEmpty), (5 * 366 + 1, PeriodTooLong)])
def test_no_days_or_too_many_are_none(days, refusal):
    with pytest.raises(refusal) as caught:
        check_period(ON, ON + timedelta(days=days))
    assert caught.value.field == "to"


def test_a_plan_reaches_to_the_end_of_the_next_calendar_year():
    assert [default_last_day(date(2026, month, 1)) for month in (1, 12)] == [date(2027, 12, 31)] * 2
