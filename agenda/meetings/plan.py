"""A body's plan of meetings for a period: proposed, reviewed, confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class PlanState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.PROPOSED: frozenset({PlanState.CONFIRMED, PlanState.WITHDRAWN}),
    PlanState.CONFIRMED: frozenset(),
    PlanState.WITHDRAWN: frozenset(),
}


class PlanIsSettled(Conflict):
    """A confirmed or withdrawn plan is not decided again."""


class PeriodIsEmpty(Invalid):
    """A period needs its first day before its last."""


class PeriodTooLong(Invalid):
    """Plans reach a few years ahead at most."""


class PeriodOverlaps(Conflict):
    """Two plans of one body may not hold the same days."""


LONGEST_DAYS = 5 * 366


@dataclass
class Plan:
    """The meetings whose original date lies in the period, both ends included; `left_out`: which fell away and why."""

    id: str
    body_id: str
    first_on: date
    last_on: date
    state: PlanState
    proposed_at: datetime
    left_out: list[dict[str, str]]
    settled_at: datetime | None = None
    revision: int = 1

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading than what now stands."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the plan; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )

    def settle(self, state: PlanState, now: datetime) -> None:
        if state not in TRANSITIONS[self.state]:
            raise PlanIsSettled(f"the plan is {self.state} already", "state", {"state": str(self.state)})
        self.state, self.settled_at = state, now


@dataclass
class StandingProposal:
    """When the clock next proposes a body's plan for the coming year."""

    body_id: str
    next_at: datetime


@dataclass(frozen=True)
class ClosedDate:
    """A day that is to be closed; the name stands in how deadlines are counted."""

    on: date
    name: str


def check_period(first_on: date, last_on: date) -> None:
    if last_on < first_on:
        raise PeriodIsEmpty("let the period end on or after its first day", "to")
    if (last_on - first_on).days > LONGEST_DAYS:
        raise PeriodTooLong("plan at most five years at a time", "to")


def default_last_day(first_on: date) -> date:
    """To the end of the next calendar year."""
    return date(first_on.year + 1, 12, 31)


def first_unplanned(first_on: date, plans: Iterable[Plan]) -> date:
    """The first day from that one on which no plan holds; `plans` are in order, and withdrawn ones hold nothing."""
    for plan in plans:
        if plan.state is not PlanState.WITHDRAWN and plan.first_on <= first_on <= plan.last_on:
            first_on = plan.last_on + timedelta(days=1)
    return first_on


def unplanned_until(first_on: date, last_on: date, plans: Iterable[Plan]) -> date:
    """The last day up to that one before which no other plan begins."""
    begin = (plan.first_on for plan in plans if plan.state is not PlanState.WITHDRAWN)
    return min([last_on, *(on - timedelta(days=1) for on in begin if on > first_on)])
