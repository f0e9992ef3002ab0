from datetime import date

import pytest
from driven_service import local
from sample_people import FORUM, KE, OFFICE, member, set_everybody

from agenda.access import actor_named
from agenda.errors import Absent, NotAllowed
from agenda.meetings.meeting import AlreadyConfirmed, MeetingState
from agenda.meetings.plan import PeriodIsEmpty, PeriodOverlaps, PeriodTooLong, PlanIsSettled
from service.workflow.meetings.planning import Period, propose
from service.workflow.meetings.sender import NoOrganiser
from service.workflow.people import PeopleGiven, PersonGiven, set_people
from service.workflow.rescheduling import confirm_meeting, confirm_plan, withdraw_plan

NOVEMBER = local("2026-11-09")
WINTER = Period(date(2026, 11, 24), date(2027, 1, 31))
OFFICES = {KE: "secretariat", FORUM: "forum"}


def on(meeting):
    return meeting.starts_at.astimezone(NOVEMBER.tzinfo).date().isoformat()


def test_a_plan_is_proposed_for_review(start_on):
    driven = start_on(NOVEMBER)
    plan = driven.do(propose, KE, WINTER)
    meetings = driven.meetings(KE)
    assert [on(m) for m in meetings] == ["2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19"]
    assert {m.state for m in meetings} == {MeetingState.PROPOSED}
    assert plan.left_out == []


def test_a_plan_without_a_period_goes_to_the_end_of_next_calendar_year(start_on):
    driven = start_on(NOVEMBER)
    plan = driven.do(propose, KE, Period())
    assert (plan.first_on, plan.last_on) == (date(2026, 11, 9), date(2027, 12, 31))


def test_a_proposed_meeting_invites_nobody_and_is_told_its_office_alone(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.do(propose, KE, WINTER)
    driven.play_until(local("2026-12-23"))
    assert {(m.occasion, m.recipient_email) for m in driven.messages()} == {("proposal_left", OFFICE)}


def test_a_confirmed_meeting_invites_at_once_when_it_is_less_than_eight_weeks_off(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-08")
    driven.tick()
    assert [m.occasion for m in driven.messages()] == ["invitation", "invitation"]


def test_two_plans_of_one_body_may_not_share_a_day(start_on):
    driven = start_on(NOVEMBER)
    driven.do(propose, KE, WINTER)
    with pytest.raises(PeriodOverlaps):
        driven.do(propose, KE, Period(date(2027, 1, 31), date(2027, 3, 1)))
    assert len(driven.meetings(KE)) == 5


def test_two_plans_may_follow_each_other_and_two_bodies_may_share_days(start_on):
    driven = start_on(NOVEMBER)
    driven.do(propose, KE, WINTER)
    driven.do(propose, KE, Period(date(2027, 2, 1), date(2027, 2, 28)))
    driven.do(propose, FORUM, WINTER, as_="forum")
    assert len(driven.meetings(KE)) == 7


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        (Period(date(2027, 2, 1), date(2027, 1, 31)), PeriodIsEmpty),
        (Period(date(2027, 1, 1), date(2033, 1, 1)), PeriodTooLong),
    ],
)
def test_a_period_that_cannot_be_is_refused_and_nothing_is_planned(start_on, period, refusal):
    driven = start_on(NOVEMBER)
    with pytest.raises(refusal):
        driven.do(propose, KE, period)
    assert driven.meetings(KE) == []


def test_a_withdrawn_plan_leaves_no_meeting_and_its_days_can_be_planned_again(start_on):
    driven = start_on(NOVEMBER)
    plan = driven.do(propose, KE, WINTER)
    driven.do(withdraw_plan, plan.id)
    assert driven.meetings(KE) == []
    driven.do(propose, KE, WINTER)
    assert len(driven.meetings(KE)) == 5


def test_a_meeting_confirmed_by_itself_outlives_the_withdrawal_and_is_not_planned_twice(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    plan = driven.do(propose, KE, WINTER)
    driven.do(confirm_meeting, driven.meetings(KE)[0].id)
    driven.do(withdraw_plan, plan.id)
    driven.do(propose, KE, WINTER)
    assert [(on(m), m.state) for m in driven.meetings(KE)] == [
        ("2026-11-24", "confirmed"),
        ("2026-12-08", "proposed"),
        ("2026-12-22", "proposed"),
        ("2027-01-05", "proposed"),
        ("2027-01-19", "proposed"),
    ]


def test_a_settled_plan_is_not_decided_again(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    plan = driven.do(propose, KE, WINTER)
    driven.do(confirm_plan, plan.id)
    for verb in (confirm_plan, withdraw_plan):
        with pytest.raises(PlanIsSettled) as refused:
            driven.do(verb, plan.id)
        assert refused.value.current == {"state": "confirmed"}


def test_a_meeting_is_confirmed_once(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.do(propose, KE, WINTER)
    meeting = driven.meetings(KE)[0]
    driven.do(confirm_meeting, meeting.id)
    with pytest.raises(AlreadyConfirmed):
        driven.do(confirm_meeting, meeting.id)


def test_nothing_is_confirmed_while_nobody_could_be_told(start_on):
    driven = start_on(NOVEMBER)
    plan = driven.do(propose, KE, WINTER)
    with pytest.raises(NoOrganiser):
        driven.do(confirm_plan, plan.id)
    assert {m.state for m in driven.meetings(KE)} == {MeetingState.PROPOSED}


def test_a_meeting_that_passed_before_its_plan_was_confirmed_is_not_held(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    plan = driven.do(propose, KE, WINTER)
    driven.at(local("2026-11-24", "10:00"))
    driven.do(confirm_plan, plan.id)
    assert [m.state for m in driven.meetings(KE)][:2] == [MeetingState.CANCELLED, MeetingState.CONFIRMED]


def test_next_year_is_proposed_each_first_of_september_and_its_office_told(start_on):
    driven = start_on(local("2027-08-31"))
    set_everybody(driven)
    driven.play_until(local("2027-09-01", "09:00"))
    assert [(t.at, t.occasion, t.to) for t in driven.told()] == [
        ("2027-09-01 09:00", "plan_proposed", office) for office in ("forum@moedeklar.invalid", OFFICE)
    ]
    assert sorted(
        (e.facts["body"], e.facts["first_on"], e.facts["last_on"]) for e in driven.entries("propose_plan")
    ) == [
        (KE, "2028-01-01", "2028-12-31"),
        (FORUM, "2028-01-01", "2028-12-31"),
    ]


def test_a_year_that_is_planned_already_is_not_proposed_again(start_on):
    driven = start_on(local("2027-08-31"))
    set_everybody(driven)
    for body_id in (KE, FORUM):
        period, office = Period(date(2028, 1, 1), date(2028, 12, 31)), OFFICES[body_id]
        driven.do(propose, body_id, period, as_=office)
    driven.play_until(local("2027-09-02"))
    assert driven.told() == []
    assert len(driven.entries("propose_plan")) == 2


def test_a_proposal_missed_in_an_outage_is_made_at_the_next_tick(start_on):
    driven = start_on(local("2027-08-31"))
    driven.at(local("2027-11-03"))
    assert sorted({on(m)[:4] for m in driven.meetings(KE)}) == ["2028"]


def test_the_forum_role_plans_its_own_body_and_does_not_see_the_case_body(start_on):
    driven = start_on(NOVEMBER)
    driven.do(propose, FORUM, WINTER, as_="forum")
    with pytest.raises(Absent):
        driven.do(propose, KE, WINTER, as_="forum")
    with pytest.raises(NotAllowed):
        driven.do(propose, KE, WINTER, as_="agency:ssp")
    assert driven.meetings(KE) == []


def test_the_secretariat_alone_changes_people(start_on):
    driven = start_on(NOVEMBER)
    assert str(actor_named("secretariat")) == "secretariat"
    with pytest.raises(NotAllowed):
        driven.do(set_people, PeopleGiven(PersonGiven("X", "x@moedeklar.invalid")), as_="forum")
