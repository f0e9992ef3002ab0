"""A date and its lead times make its milestones, each with its derivation, as facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from scheduler.working_days import Calendar, Counted

BEFORE_THE_MEETING = ("topics_called", "cut_off", "answers_due", "agenda_due")
AFTER_THE_MEETING = ("minutes_due",)


@dataclass(frozen=True, order=True)
class LeadTime:
    """Working days before (-) or after (+) the day of the meeting, and the wall-clock time there."""

    working_days: int
    at: time


@dataclass(frozen=True)
class Milestone:
    name: str
    due_at: datetime
    counted: Counted


class LeadTimesCross(ValueError):
    """What must come earlier doesn't; the names are milestones, or `starts` and `ends` of the meeting."""

    def __init__(self, earlier: str, later: str) -> None:
        super().__init__(f"{earlier} must come before {later}")
        self.earlier = earlier
        self.later = later


def milestones(on: date, lead_times: Mapping[str, LeadTime], calendar: Calendar) -> tuple[Milestone, ...]:
    """Count from the date on which the meeting is held; in order of time."""
    found = [_milestone(on, name, lead_time, calendar) for name, lead_time in lead_times.items()]
    return tuple(sorted(found, key=lambda milestone: milestone.due_at))


def check_order(lead_times: Mapping[str, LeadTime], starts: time, ends: time) -> None:
    for crossing in crossings(lead_times, starts, ends):
        raise crossing


def crossings(lead_times: Mapping[str, LeadTime], starts: time, ends: time) -> Iterator[LeadTimesCross]:
    """Find every neighbouring pair in the wrong order; to fall together is to cross."""
    before = [(name, lead_times[name]) for name in BEFORE_THE_MEETING if name in lead_times]
    after = [(name, lead_times[name]) for name in AFTER_THE_MEETING if name in lead_times]
    for chain in ([*before, ("starts", LeadTime(0, starts))], [("ends", LeadTime(0, ends)), *after]):
        for (earlier, first), (later, second) in pairwise(chain):
            if first >= second:
                yield LeadTimesCross(earlier, later)


def _milestone(on: date, name: str, lead_time: LeadTime, calendar: Calendar) -> Milestone:
    counted = calendar.count(on, lead_time.working_days)
    return Milestone(name, calendar.moment(counted.on, lead_time.at), counted)
