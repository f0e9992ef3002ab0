"""Propose a body's plan for a period, withdraw it, confirm it; and the clock's own proposal of the next year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.access import Action
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.plan import (
    PeriodOverlaps,
    Plan,
    PlanState,
    StandingProposal,
    check_period,
    default_last_day,
    first_unplanned,
    unplanned_until,
)
from notifications.dates import left_out_in_words, move_in_words
from notifications.occasion import Occasion
from notifications.reason import Reason
from scheduler import series
from service.database.engine import one_at_a_time
from service.database.meetings import questions
from service.workflow.meetings import deadlines
from service.workflow.meetings.changing import call_off
from service.workflow.meetings.event import event_uid
from service.workflow.meetings.sender import check_can_send
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit

WRITTEN_IN = "da"
WITHDRAWN_WITH = "forslaget til mødekalender er trukket tilbage"
PASSED_BY = "tiden var gået, da mødekalenderen blev bekræftet"


@dataclass(frozen=True)
class Period:
    """Days, both included; left out, the first that nobody has planned yet (`next_period`)."""

    first_on: date | None = None
    last_on: date | None = None


def propose(unit: Unit, body_id: str, period: Period, now: datetime) -> Plan:
    """Lay out the body's meetings of the period for review. Nothing is sent for a proposed meeting."""
    unit.allow(Action.CHANGE_MEETINGS)
    unit.check_own(body_id)
    questions.body_named(unit.session, body_id)
    one_at_a_time(unit.session, f"meetings of {body_id} are laid")
    first_on, last_on = _days(unit, body_id, period, now)
    check_period(first_on, last_on)
    other = questions.plan_over(unit.session, body_id, first_on, last_on)
    if other is not None:
        raise PeriodOverlaps(
            f"days from {other.first_on} to {other.last_on} are planned; choose others, or withdraw that plan",
            "from",
            {"plan": other.id, "state": str(other.state)},
        )
    return _propose(unit, body_id, (first_on, last_on), now)


def next_period(unit: Unit, body_id: str, now: datetime) -> tuple[date, date]:
    """What is proposed where nobody says which days: the first period not yet planned that has a date of the series.

    From today on; to the end of the next calendar year, or of its own where that is later, or to the next plan.
    """
    plans = questions.plans(unit.session, body_id)
    today = unit.calendar.local(now).date()
    first_on = first_unplanned(today, plans)
    while True:
        last_on = unplanned_until(first_on, max(default_last_day(today), _year_end(first_on)), plans)
        following = first_unplanned(last_on + timedelta(days=1), plans)
        is_last = following == last_on + timedelta(days=1)
        if is_last or _has_dates(unit, body_id, first_on, last_on):
            return first_on, last_on
        first_on = following


def withdraw(unit: Unit, plan_id: str, borne: Collection[str], now: datetime) -> Plan:
    """Take back a proposed plan; its meetings, of which nobody knows, are gone.

    One of `borne`, on which something lies already, is called off, so that this can go on to another.
    """
    plan = _plan_to_change(unit, plan_id)
    plan.settle(PlanState.WITHDRAWN, now)
    for meeting in questions.proposed_in(unit.session, plan):
        if meeting.id in borne:
            call_off(unit, meeting, WITHDRAWN_WITH, now)
        else:
            unit.session.delete(meeting)
    unit.record("withdraw_plan", plan.id, now)
    return plan


def confirm(unit: Unit, plan_id: str, now: datetime) -> Plan:
    """Confirm the plan and its meetings as they now stand; from here on the clock invites to them."""
    plan = _plan_to_change(unit, plan_id)
    check_can_send(unit, plan.body_id)
    plan.settle(PlanState.CONFIRMED, now)
    for meeting in questions.proposed_in(unit.session, plan):
        if meeting.starts_at > now:
            meeting.become(MeetingState.CONFIRMED)
            meeting.miss_what_is_past(now)
        else:
            call_off(unit, meeting, PASSED_BY, now)
    unit.record("confirm_plan", plan.id, now)
    return plan


def keep_standing_proposals(unit: Unit, now: datetime) -> None:
    """Each configured body has a day on which the clock proposes its next year."""
    for body_id in unit.settings.bodies:
        if unit.session.get(StandingProposal, body_id) is None:
            unit.session.add(StandingProposal(body_id, _next_proposal(unit, now)))


def propose_next_year(unit: Unit, body_id: str, now: datetime) -> None:
    """The clock's step: propose one body's next year, as far as nobody has planned it; remind its office."""
    standing = unit.session.get_one(StandingProposal, body_id)
    year = unit.calendar.local(standing.next_at).year + 1
    standing.next_at = _next_proposal(unit, now)
    first_on = first_unplanned(date(year, 1, 1), questions.plans(unit.session, standing.body_id))
    is_over = year < unit.calendar.local(now).year  # its body was switched off for longer than that
    if first_on.year == year and not is_over:
        plan = _propose(unit, standing.body_id, (first_on, date(year, 12, 31)), now)
        _tell_proposed(unit, plan, now)


def _plan_to_change(unit: Unit, plan_id: str) -> Plan:
    unit.allow(Action.CHANGE_MEETINGS)
    plan = questions.plan_named(unit.session, plan_id)
    unit.check_own(plan.body_id)
    return plan


def _propose(unit: Unit, body_id: str, days: tuple[date, date], now: datetime) -> Plan:
    rule = unit.settings.bodies[body_id].series.rule
    planned = series.plan(rule, *days, unit.settings.to_plan_by(body_id, unit.working_days(body_id)))
    left_out = [
        {"on": out.on.isoformat(), "reason": left_out_in_words(out, WRITTEN_IN)} for out in planned.left_out
    ]
    plan = Plan(unit.new_id(), body_id, *days, PlanState.PROPOSED, now, left_out)
    unit.session.add(plan)
    kept = questions.original_dates_ahead(unit.session, body_id)
    for occurrence in planned.occurrences:
        meeting = _meeting(unit, body_id, occurrence)
        if meeting.starts_at > now and occurrence.original_on not in kept:
            unit.session.add(meeting)
            deadlines.derive(unit, meeting, now)
    unit.session.flush()
    unit.record("propose_plan", plan.id, now, body=body_id, first_on=str(days[0]), last_on=str(days[1]))
    return plan


def _meeting(unit: Unit, body_id: str, occurrence: series.Occurrence) -> Meeting:
    hours = unit.settings.bodies[body_id].series
    meeting_id = unit.new_id()
    return Meeting(
        id=meeting_id,
        body_id=body_id,
        starts_at=unit.calendar.moment(occurrence.on, hours.starts),
        ends_at=unit.calendar.moment(occurrence.on, hours.ends),
        uid=event_uid(unit, body_id, meeting_id),
        original_on=occurrence.original_on,
        moved_from=occurrence.original_on if occurrence.move else None,
        reason=move_in_words(occurrence, WRITTEN_IN) or "",
    )


def reason_in(unit: Unit, meeting: Meeting, language: str) -> str:
    """Why it lies where it does: what the plan's rule gave is derived anew, what a person wrote stays as written."""
    body = unit.settings.bodies.get(meeting.body_id)
    if body is None or meeting.original_on is None or not meeting.reason:
        return meeting.reason
    calendar = unit.settings.to_plan_by(meeting.body_id, unit.working_days(meeting.body_id))
    planned = series.plan(body.series.rule, meeting.original_on, meeting.original_on, calendar)
    told = {move_in_words(one, WRITTEN_IN): move_in_words(one, language) for one in planned.occurrences}
    return told.get(meeting.reason) or meeting.reason


def _days(unit: Unit, body_id: str, period: Period, now: datetime) -> tuple[date, date]:
    if period.first_on is None:
        first_on, last_on = next_period(unit, body_id, now)
        return first_on, period.last_on or last_on
    plans = questions.plans(unit.session, body_id)
    until = unplanned_until(period.first_on, default_last_day(period.first_on), plans)
    return period.first_on, period.last_on or until


def _year_end(on: date) -> date:
    return date(on.year, 12, 31)


def _has_dates(unit: Unit, body_id: str, first_on: date, last_on: date) -> bool:
    if body_id not in unit.settings.bodies:
        return False
    rule = unit.settings.bodies[body_id].series.rule
    return any(True for _ in rule.between(first_on, last_on))


def _next_proposal(unit: Unit, now: datetime) -> datetime:
    month, day = unit.settings.planning.propose_on
    year = unit.calendar.local(now).year
    moments = (
        unit.calendar.moment(date(y, month, day), unit.settings.reminders.at) for y in (year, year + 1)
    )
    return next(m for m in moments if m > now)


def _tell_proposed(unit: Unit, plan: Plan, now: datetime) -> None:
    why = Reason.PLANNED_EACH_YEAR
    tell_office(unit, Notice(Occasion.PLAN_PROPOSED, plan.body_id, plan.id, why), now, plan_id=plan.id)
