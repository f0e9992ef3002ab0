"""The readiness of a meeting: its cases against its parties, who is missing since when, and what comes next."""

from agenda.cases.readiness import Cell, Missing, Readiness
from service.shown.attendance import QuorumShape, quorum_shape
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.cases.readiness import CaseRow, MeetingReadiness, NextStep, PartyCell
from service.workflow.unit import Unit


class PartyName(Shape):
    id: str
    name: str


class CellShape(Shape):
    party: str
    state: Cell
    due_at: Local | None
    answered_at: Local | None
    reminded_at: Local | None
    not_reached_since: Local | None


class MissingShape(Shape):
    """`party` is null where the secretariat or the police are waited for; of `address` it is who can't be reached."""

    party: str | None
    what: str
    since: Local


class StepShape(Shape):
    what: str
    at: Local


class CaseReadiness(Shape):
    reference: str
    readiness: Readiness
    is_urgent: bool
    is_child: bool
    rolled_over: int
    cells: tuple[CellShape, ...]
    missing: tuple[MissingShape, ...]
    next_step: StepShape | None


class ReadinessShape(Shape):
    """`attendance` stands beside readiness and does not change it."""

    meeting: MeetingInBrief
    readiness: Readiness
    parties: tuple[PartyName, ...]
    cases: tuple[CaseReadiness, ...]
    attendance: QuorumShape | None = None


def readiness_shape(unit: Unit, found: MeetingReadiness) -> ReadinessShape:
    return ReadinessShape(
        meeting=meeting_in_brief(unit, found.meeting),
        readiness=found.readiness,
        parties=tuple(PartyName(id=party_id, name=name) for party_id, name in found.parties),
        cases=tuple(_case(row) for row in found.rows),
        attendance=quorum_shape(found.attendance),
    )


def _case(row: CaseRow) -> CaseReadiness:
    return CaseReadiness(
        reference=row.reference,
        readiness=row.readiness,
        is_urgent=row.is_urgent,
        is_child=row.is_child,
        rolled_over=row.rolled_over,
        cells=tuple(_cell(cell) for cell in row.cells),
        missing=tuple(_missing(one) for one in row.missing),
        next_step=_step(row.next_step),
    )


def _cell(cell: PartyCell) -> CellShape:
    return CellShape(
        party=cell.party_id,
        state=cell.cell,
        due_at=cell.due_at,
        answered_at=cell.answered_at,
        reminded_at=cell.reminded_at,
        not_reached_since=cell.not_reached_since,
    )


def _missing(missing: Missing) -> MissingShape:
    return MissingShape(party=missing.party_id, what=missing.what, since=missing.since)


def _step(step: NextStep | None) -> StepShape | None:
    return StepShape(what=step.what, at=step.at) if step else None
