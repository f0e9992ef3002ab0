"""Which reminders of a lookup request fall when: before its deadline, at it, and after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from scheduler.working_days import Calendar


class StepKind(StrEnum):
    REMINDER = "reminder"
    ESCALATION = "escalation"
    CHASE = "chase"


@dataclass(frozen=True)
class ReminderRules:
    """`at`, `opens` and `closes` are local times; `working_days_before` the deadline, such as (2, 1, 0)."""

    at: time
    opens: time
    closes: time
    working_days_before: tuple[int, ...]


@dataclass(frozen=True)
class Deadline:
    """A request as reminding sees it: `reminded_at` the last reminder, `held_at` the start of the meeting."""

    requested_at: datetime
    due_at: datetime
    held_at: datetime
    reminded_at: datetime | None
    is_escalated: bool = False


@dataclass(frozen=True)
class Step:
    at: datetime
    kind: StepKind


def steps(deadline: Deadline, rules: ReminderRules, calendar: Calendar) -> Iterator[Step]:
    """Every step from request to meeting in order; a reminder comes at least one working day after the request.

    The escalation comes at the deadline; for a request made after it, when one working day is over.
    """
    earliest = calendar.later(deadline.requested_at, 1)
    overdue_at = deadline.due_at if deadline.due_at > deadline.requested_at else earliest
    for step in (*_before(deadline, rules, calendar), *_after(deadline, rules, calendar, overdue_at)):
        is_in_time = step.kind is StepKind.ESCALATION or step.at >= earliest
        if is_in_time and step.at < deadline.held_at:
            yield step


def next_step(deadline: Deadline, rules: ReminderRules, calendar: Calendar, after: datetime) -> Step | None:
    """The first step later than `after` that keeps one working day from the last reminder."""
    for step in steps(deadline, rules, calendar):
        if step.at > after and not _is_too_soon(step, deadline, calendar):
            return step
    return None


def due_steps(
    deadline: Deadline, rules: ReminderRules, calendar: Calendar, since: datetime, now: datetime
) -> list[Step]:
    """The steps after `since` that have come by `now`: the last is to go out, the others were missed."""
    return [
        step
        for step in steps(deadline, rules, calendar)
        if since < step.at <= now and not _is_too_soon(step, deadline, calendar)
    ]


def within_hours(moment: datetime, rules: ReminderRules, calendar: Calendar) -> datetime:
    """The moment itself if it lies within the hours of a working day, else the next opening."""
    local = calendar.local(moment)
    if calendar.is_open(local.date()) and rules.opens <= local.time() < rules.closes:
        return moment
    is_before_opening = calendar.is_open(local.date()) and local.time() < rules.opens
    on = local.date() if is_before_opening else calendar.count(local.date(), 1).on
    return calendar.moment(on, rules.opens)


def _before(deadline: Deadline, rules: ReminderRules, calendar: Calendar) -> Iterator[Step]:
    due_on = calendar.local(deadline.due_at).date()
    for days in sorted(rules.working_days_before, reverse=True):
        on = calendar.count(due_on, -days).on
        at = calendar.moment(on, rules.at)
        if at < deadline.due_at and calendar.is_open(on):
            yield Step(at, StepKind.REMINDER)


def _after(
    deadline: Deadline, rules: ReminderRules, calendar: Calendar, overdue_at: datetime
) -> Iterator[Step]:
    """One escalation, then a reminder each working day."""
    escalation = within_hours(overdue_at, rules, calendar)
    if not deadline.is_escalated:
        yield Step(escalation, StepKind.ESCALATION)
    on = calendar.local(escalation).date()
    at = escalation
    while at < deadline.held_at:
        on = calendar.count(on, 1).on
        at = calendar.moment(on, rules.at)
        yield Step(at, StepKind.CHASE)


def _is_too_soon(step: Step, deadline: Deadline, calendar: Calendar) -> bool:
    if step.kind is StepKind.ESCALATION or deadline.reminded_at is None:
        return False
    return step.at < calendar.later(deadline.reminded_at, 1) - timedelta(seconds=1)
