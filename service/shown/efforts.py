"""The effort for a citizen: orientation, conversations and courses."""

from datetime import date

from agenda.cases.conversation import ConversationOutcome, ConversationState
from agenda.cases.course import Consenter, CourseState, EndReason, Line
from agenda.cases.orientation import Exemption, OrientationKind
from service.shown.shape import Local, Shape
from service.workflow.cases.showing_efforts import (
    ConversationShown,
    CourseShown,
    Effort,
    OrientationShown,
)
from service.workflow.unit import Unit


class OrientationShape(Shape):
    """A decision; `exemption` is the stk. of dbl. § 22."""

    id: str
    kind: OrientationKind
    decided_at: Local
    given_on: date | None
    exemption: Exemption | None
    reason: str
    reassess_on: date | None


class ConversationShape(Shape):
    id: str
    party: str
    holder: str
    place: str
    at_home: bool
    planned_at: Local
    state: ConversationState
    outcome: ConversationOutcome | None
    held_at: Local | None
    note: str
    revision: int


class CourseShape(Shape):
    id: str
    kind: str
    kind_in_words: str
    line: Line | None
    responsible: str
    aim: str
    state: CourseState
    opened_at: Local
    consent_by: Consenter | None
    consent_given_on: date | None
    consent_withdrawn_on: date | None
    ended_on: date | None
    end_reason: EndReason | None
    end_words: str
    revision: int


class EffortShape(Shape):
    """Oldest first: the last orientation stands. An agency sees what it holds or is responsible for."""

    reference: str
    case_revision: int
    orientations: tuple[OrientationShape, ...]
    conversations: tuple[ConversationShape, ...]
    courses: tuple[CourseShape, ...]


def effort_shape(unit: Unit, effort: Effort) -> EffortShape:
    return EffortShape(
        reference=effort.case.reference,
        case_revision=effort.case.revision,
        orientations=tuple(_orientation(one) for one in effort.orientations),
        conversations=tuple(_conversation(one) for one in effort.conversations),
        courses=tuple(_course(unit, one) for one in effort.courses),
    )


def _orientation(shown: OrientationShown) -> OrientationShape:
    one = shown.orientation
    return OrientationShape(
        id=one.id,
        kind=one.kind,
        decided_at=one.decided_at,
        given_on=one.given_on,
        exemption=one.exemption,
        reason=shown.reason,
        reassess_on=one.reassess_on,
    )


def _conversation(shown: ConversationShown) -> ConversationShape:
    one = shown.conversation
    return ConversationShape(
        id=one.id,
        party=one.party_id,
        holder=shown.plan.holder,
        place=shown.plan.place,
        at_home=shown.plan.at_home,
        planned_at=one.planned_at,
        state=one.state,
        outcome=one.outcome,
        held_at=one.held_at,
        note=shown.note,
        revision=one.revision,
    )


def _course(unit: Unit, shown: CourseShown) -> CourseShape:
    one = shown.course
    kind = unit.settings.cases.courses.get(one.kind)
    return CourseShape(
        id=one.id,
        kind=one.kind,
        kind_in_words=kind.name if kind else one.kind,
        line=Line(kind.line) if kind else None,
        responsible=one.responsible,
        aim=shown.aim,
        state=one.state,
        opened_at=one.opened_at,
        consent_by=one.consent_by,
        consent_given_on=one.consent_given_on,
        consent_withdrawn_on=one.consent_withdrawn_on,
        ended_on=one.ended_on,
        end_reason=one.end_reason,
        end_words=shown.end_words,
        revision=one.revision,
    )
