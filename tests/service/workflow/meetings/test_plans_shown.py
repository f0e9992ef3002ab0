"""A plan shows all that came of it, and the first period not yet planned is proposed next."""

from datetime import date

import pytest
from driven_service import local
from sample_people import KE, member, set_everybody

from agenda.access import actor_named
from agenda.meetings.meeting import MeetingState
from agenda.meetings.plan import PeriodOverlaps
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.meetings.planning import Period, next_period, propose
from service.workflow.meetings.reading import plan_read
from service.workflow.rescheduling import cancel_meeting, confirm_plan, move_meeting, withdraw_plan

NOVEMBER = local("2026-11-09")


def plan_of(driven, **named):
    period = Period(*(date.fromisoformat(on) for on in named.pop("days", ())))
    return driven.do(propose, KE, period, **named)


def shown(driven, plan):
    with driven.service.unit(actor_named("secretariat")) as unit:
        return plan_read(unit, plan.id)


def test_a_confirmed_plan_still_shows_its_meetings_whatever_became_of_them(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    plan = plan_of(driven, days=("2026-11-24", "2027-01-31"))
    driven.do(confirm_plan, plan.id)
    first, second, third, *_ = driven.meetings(KE)
    driven.do(cancel_meeting, first.id, "Ingen sager", first.revision)
    driven.do(move_meeting, second.id, Times(local("2026-12-09"), reason="Lokalet"), second.revision)
    driven.do(add_extraordinary, KE, Times(local("2026-12-01"), reason="Haster"))
    found = shown(driven, plan)
    assert [(m.state, m.moved_from) for m in found.meetings[:3]] == [
        (MeetingState.CANCELLED, None),
        (MeetingState.CONFIRMED, date(2026, 12, 8)),
        (MeetingState.CONFIRMED, None),
    ]
    assert (len(found.meetings), found.proposed, found.meetings[2].id) == (5, [], third.id)


def test_of_a_plan_that_was_withdrawn_nothing_is_shown_though_its_days_are_planned_anew(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    first = plan_of(driven, days=("2026-11-24", "2027-01-31"))
    driven.do(withdraw_plan, first.id)
    again = plan_of(driven, days=("2026-11-24", "2027-01-31"))
    assert (list(shown(driven, first).meetings), len(shown(driven, again).meetings)) == ([], 5)


def following(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        return tuple(day.isoformat() for day in next_period(unit, KE, driven.now))


def test_the_default_proposal_is_the_first_period_that_is_not_planned_yet(start_on):
    driven = start_on(NOVEMBER)
    assert following(driven) == ("2026-11-09", "2027-12-31")
    first = plan_of(driven)
    assert (first.first_on, first.last_on) == (date(2026, 11, 9), date(2027, 12, 31))
    second = plan_of(driven)
    assert (second.first_on, second.last_on) == (date(2028, 1, 1), date(2028, 12, 31))
    assert following(driven) == ("2029-01-01", "2029-12-31")


def test_a_gap_between_plans_is_proposed_first_if_the_body_would_meet_in_it(start_on):
    driven = start_on(NOVEMBER)
    plan_of(driven, days=("2026-11-09", "2026-12-31"))
    plan_of(driven, days=("2027-07-01", "2027-12-31"))
    assert following(driven) == ("2027-01-01", "2027-06-30")


def test_a_gap_without_a_date_of_the_series_is_none_to_plan(start_on):
    """The first meeting of all is on 24 November."""
    driven = start_on(NOVEMBER)
    plan_of(driven, days=("2026-11-24", "2026-12-31"))
    assert following(driven) == ("2027-01-01", "2027-12-31")


def test_a_plan_that_was_withdrawn_leaves_its_days_to_be_planned(start_on):
    driven = start_on(NOVEMBER)
    driven.do(withdraw_plan, plan_of(driven).id)
    assert following(driven) == ("2026-11-09", "2027-12-31")


def test_from_a_given_day_it_goes_to_the_next_plan_and_no_further(start_on):
    driven = start_on(NOVEMBER)
    plan_of(driven, days=("2027-07-01", "2027-12-31"))
    plan = driven.do(propose, KE, Period(first_on=date(2027, 2, 1)))
    assert (plan.first_on, plan.last_on) == (date(2027, 2, 1), date(2027, 6, 30))
    with pytest.raises(PeriodOverlaps):
        driven.do(propose, KE, Period(first_on=date(2027, 3, 1)))
