"""How ready a case and a meeting are: all have answered, or who is missing since when. It judges no person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import Lookup, LookupState


class Readiness(StrEnum):
    """In order from best to worst."""

    READY = "ready"
    READY_WITH_GAPS = "ready_with_gaps"
    WAITING = "waiting"
    OVERDUE = "overdue"


class Cell(StrEnum):
    """Where one party stands in one case."""

    NOT_ASKED = "not_asked"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    NOT_REACHED = "not_reached"
    TO_CORRECT = "to_correct"
    LAPSED = "lapsed"


# By the id of a request: since when nothing that was sent about it has reached anybody at its agency.
Unreached = Mapping[str, datetime]
EVERYBODY_REACHED: Unreached = MappingProxyType({})

_ORDER = list(Readiness)


@dataclass(frozen=True)
class Missing:
    """What has not come: from which party (None: from the secretariat or the police), and since when."""

    party_id: str | None
    what: str
    since: datetime


def of_lookup(lookup: Lookup, now: datetime, unreached: Unreached = EVERYBODY_REACHED) -> Cell:
    """A deadline is half-open: at `due_at` itself the answer is overdue; who wasn't reached can't be late."""
    if lookup.state is LookupState.ANSWERED:
        return Cell.ANSWERED_LATE if lookup.is_late() else Cell.ANSWERED
    if lookup.state in {LookupState.TO_CORRECT, LookupState.LAPSED}:
        return Cell(lookup.state)
    if lookup.id in unreached:
        return Cell.NOT_REACHED
    return Cell.OVERDUE if now >= lookup.due_at else Cell.WAITING


def of_case(case: Case, now: datetime, unreached: Unreached = EVERYBODY_REACHED) -> Readiness:
    """`ready_with_gaps` is a decision taken at release; before it, silence is waiting or overdue."""
    return _of_requests(case, case.standing, unreached, now)


def of_own(case: Case, party_id: str | None, now: datetime) -> Readiness:
    """How ready the case is as far as this party goes: of the others it tells nothing."""
    own = [lookup for lookup in case.standing if lookup.party_id == party_id]
    return _of_requests(case, own, EVERYBODY_REACHED, now)


def _of_requests(case: Case, standing: list[Lookup], unreached: Unreached, now: datetime) -> Readiness:
    outstanding = [lookup for lookup in standing if lookup.is_outstanding]
    if case.state in {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE}:
        return Readiness.WAITING
    if case.has_gaps and any(k.state is not LookupState.ANSWERED for k in standing):
        return Readiness.READY_WITH_GAPS
    if not outstanding:
        has_lapsed = any(k.state is LookupState.LAPSED for k in standing)
        return Readiness.READY_WITH_GAPS if has_lapsed else Readiness.READY
    is_overdue = any(now >= lookup.due_at and lookup.id not in unreached for lookup in outstanding)
    return Readiness.OVERDUE if is_overdue else Readiness.WAITING


def worst(of: Iterable[Readiness]) -> Readiness:
    """A meeting is as ready as its least ready case, and ready without cases."""
    return max(of, key=_ORDER.index, default=Readiness.READY)


def missing(case: Case, now: datetime, unreached: Unreached = EVERYBODY_REACHED) -> list[Missing]:
    if case.is_cleared_early:
        return []
    if case.state is CaseState.RECEIVED:
        return [Missing(None, "parties_to_confirm", case.opened_at)]
    if case.state is CaseState.AWAITING_CLEARANCE:
        return [Missing(None, "police_clearance", case.opened_at)]
    return [_missing(lookup, unreached, now) for lookup in case.standing if lookup.is_outstanding]


def _missing(lookup: Lookup, unreached: Unreached, now: datetime) -> Missing:
    if lookup.state is LookupState.TO_CORRECT:
        return Missing(None, f"correction_for:{lookup.party_id}", lookup.requested_at)
    if lookup.id in unreached:
        return Missing(lookup.party_id, "address", unreached[lookup.id])
    return Missing(lookup.party_id, "answer", lookup.due_at if now >= lookup.due_at else lookup.requested_at)
