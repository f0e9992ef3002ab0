"""Reminders fall on working mornings, never two within one working day, and one escalation ends the waiting."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.reminders import (
    Deadline,
    ReminderRules,
    StepKind,
    due_steps,
    next_step,
    steps,
    within_hours,
)
from scheduler.working_days import Calendar

CALENDAR = Calendar(ZoneInfo("Europe/Copenhagen"), ((6, 5), (12, 24), (12, 31)))
RULES = ReminderRules(time(9), time(8), time(16), (2, 1, 0))
SECOND = timedelta(seconds=1)
UNHURRIED = settings(deadline=None)  # the first look at a year loads its holidays


def at(day, hour, minute=0, second=0):
    """A moment of December 2026, in winter time one hour ahead of UTC."""
    return datetime(2026, 12, day, hour - 1, minute, second, tzinfo=UTC)


def deadline(**changes):
    """Asked on Tuesday 24 November, answers due on Thursday 3 December, the meeting on Tuesday the 8th."""
    facts = {"requested_at": datetime(2026, 11, 24, 11, tzinfo=UTC), "due_at": at(3, 12), "held_at": at(8, 9)}
    return Deadline(**(facts | {"reminded_at": None} | changes))


def told(found):
    return [(step.at, step.kind.value) for step in found]


def test_the_whole_way_from_request_to_meeting():
    assert told(steps(deadline(), RULES, CALENDAR)) == [
        (at(1, 9), "reminder"),
        (at(2, 9), "reminder"),
        (at(3, 9), "reminder"),
        (at(3, 12), "escalation"),
        (at(4, 9), "chase"),
        (at(7, 9), "chase"),
    ]


def test_an_escalated_request_is_chased_and_not_escalated_again():
    assert told(steps(deadline(is_escalated=True), RULES, CALENDAR))[3:] == [
        (at(4, 9), "chase"),
        (at(7, 9), "chase"),
    ]


@pytest.mark.parametrize(
    ("requested_at", "first"),
    [(at(1, 9) - SECOND, at(2, 9)), (at(1, 9), at(2, 9)), (at(1, 9) + SECOND, at(3, 9))],
)
def test_no_reminder_comes_within_a_working_day_of_the_request(requested_at, first):
    assert next(steps(deadline(requested_at=requested_at), RULES, CALENDAR)).at == first


def test_a_request_made_after_its_deadline_has_a_working_day_and_is_then_escalated_once():
    late = deadline(requested_at=at(3, 15))
    assert told(steps(late, RULES, CALENDAR)) == [(at(4, 15), "escalation"), (at(7, 9), "chase")]


def test_a_deadline_within_a_working_day_of_the_request_is_escalated_when_it_comes():
    asked = deadline(requested_at=at(2, 14))
    assert told(steps(asked, RULES, CALENDAR)) == [
        (at(3, 12), "escalation"),
        (at(4, 9), "chase"),
        (at(7, 9), "chase"),
    ]


def test_a_request_made_on_the_day_before_the_meeting_is_not_chased():
    assert told(steps(deadline(requested_at=at(7, 9)), RULES, CALENDAR)) == []


def test_the_step_after_a_late_reminder_keeps_a_working_day_from_it():
    reminded = deadline(reminded_at=at(1, 13))
    assert next_step(reminded, RULES, CALENDAR, at(1, 13)).at == at(3, 9)


def test_an_escalation_does_not_wait_for_the_last_reminder():
    reminded = deadline(reminded_at=at(3, 9))
    assert next_step(reminded, RULES, CALENDAR, at(3, 9)).kind is StepKind.ESCALATION


def test_after_the_last_step_comes_none():
    assert next_step(deadline(), RULES, CALENDAR, at(7, 9)) is None


def test_what_came_during_an_outage_is_told_in_order_and_nothing_twice():
    missed = due_steps(deadline(), RULES, CALENDAR, at(1, 9), at(4, 9))
    assert told(missed) == [
        (at(2, 9), "reminder"),
        (at(3, 9), "reminder"),
        (at(3, 12), "escalation"),
        (at(4, 9), "chase"),
    ]
    assert due_steps(deadline(), RULES, CALENDAR, at(4, 9), at(4, 9)) == []


@pytest.mark.parametrize(
    ("moment", "within"),
    [
        (at(3, 8) - SECOND, at(3, 8)),
        (at(3, 8), at(3, 8)),
        (at(3, 16) - SECOND, at(3, 16) - SECOND),
        (at(3, 16), at(4, 8)),
        (at(4, 16), at(7, 8)),
        (at(5, 12), at(7, 8)),
        (at(24, 7), at(28, 8)),
    ],
)
def test_the_hours_are_those_of_working_days(moment, within):
    assert within_hours(moment, RULES, CALENDAR) == within


MOMENTS = st.integers(0, 500 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


@st.composite
def deadlines(draw):
    requested_at = draw(MOMENTS)
    due_at = requested_at + timedelta(minutes=draw(st.integers(-3 * 24 * 60, 30 * 24 * 60)))
    held_at = due_at + timedelta(minutes=draw(st.integers(1, 10 * 24 * 60)))
    return Deadline(requested_at, due_at, held_at, None)


def lived(asked):
    """Every step as it goes out, each taken note of as the service does."""
    gone, after = [], asked.requested_at
    while step := next_step(asked, RULES, CALENDAR, after):
        gone.append(step)
        after = step.at
        is_escalation = step.kind is StepKind.ESCALATION
        asked = replace(asked, is_escalated=True) if is_escalation else replace(asked, reminded_at=step.at)
    return gone


@UNHURRIED
@given(deadlines())
def test_no_step_falls_outside_the_hours_before_its_time_or_after_the_meeting(asked):
    for step in lived(asked):
        local = CALENDAR.local(step.at)
        assert CALENDAR.is_open(local.date())
        assert RULES.opens <= local.time() < RULES.closes
        is_escalation = step.kind is StepKind.ESCALATION
        earliest = asked.requested_at if is_escalation else CALENDAR.later(asked.requested_at, 1)
        assert earliest <= step.at < asked.held_at
        assert step.kind is StepKind.ESCALATION or local.time() == RULES.at
        assert (step.kind is StepKind.REMINDER) == (step.at < asked.due_at)


@UNHURRIED
@given(deadlines())
def test_no_two_reminders_come_within_one_working_day(asked):
    reminders = [step.at for step in lived(asked) if step.kind is not StepKind.ESCALATION]
    assert [(one, two) for one, two in pairwise(reminders) if two < CALENDAR.later(one, 1)] == []


@UNHURRIED
@given(deadlines())
def test_an_escalation_comes_exactly_once_where_there_is_time_for_it(asked):
    is_ahead = asked.due_at > asked.requested_at
    over_at = asked.due_at if is_ahead else CALENDAR.later(asked.requested_at, 1)
    expected = within_hours(over_at, RULES, CALENDAR)
    escalated = [step.at for step in lived(asked) if step.kind is StepKind.ESCALATION]
    assert escalated == ([expected] if expected < asked.held_at else [])
