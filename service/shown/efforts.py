"""The effort for a citizen: orientation, conversations and courses."""

from datetime import date

from agenda.cases.addressee import Letter, To
from agenda.cases.consent import ChildRule, Consenter
from agenda.cases.conversation import ConversationOutcome, ConversationState
from agenda.cases.course import CourseState, EndReason, Line
from agenda.cases.orientation import Exemption, OrientationKind
from agenda.cases.representative import GuardianRule, RepresentativeKind
from service.shown.made_letters import MadeLetterShape, made_letter_shape
from service.shown.shape import Local, Shape
from service.workflow.cases.showing_consents import (
    AddresseeShown,
    ConsentShown,
    GiverShown,
    RepresentativeShown,
)
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


class RepresentativeShape(Shape):
    """Who speaks for the citizen: a holder of custody, or a guardian, of whom `consents` says who consents."""

    id: str
    kind: RepresentativeKind
    name: str
    consents: GuardianRule | None
    added_at: Local
    ended_on: date | None
    revision: int


class AddresseeShape(Shape):
    """To whom somebody chose that a letter about the child goes; the newest of a letter stands."""

    letter: Letter
    conversation: str | None
    to: To
    representative: str | None
    name: str
    reason: str
    chosen_at: Local


class GiverShape(Shape):
    """Somebody whose consent the course takes today; a holder without `representative` is yet to be registered."""

    by: Consenter
    representative: str | None
    name: str
    is_missing: bool


class ConsentShape(Shape):
    """`counts`: it stands today."""

    id: str
    by: Consenter
    representative: str | None
    name: str
    given_on: date
    withdrawn_on: date | None
    counts: bool


class CourseShape(Shape):
    """`basis` is that in law for somebody of the citizen's age; names are the secretariat's alone."""

    id: str
    kind: str
    kind_in_words: str
    line: Line | None
    responsible: str
    aim: str
    state: CourseState
    opened_at: Local
    basis: str
    consent_rule: ChildRule | None
    consent_rule_reason: str
    givers: tuple[GiverShape, ...]
    consents: tuple[ConsentShape, ...]
    started_on: date | None
    ended_on: date | None
    end_reason: EndReason | None
    end_words: str
    revision: int


class EffortShape(Shape):
    """Oldest first: the last orientation stands. An agency sees what it holds or is responsible for, and no letters."""

    reference: str
    case_revision: int
    representatives: tuple[RepresentativeShape, ...]
    addressees: tuple[AddresseeShape, ...]
    orientations: tuple[OrientationShape, ...]
    conversations: tuple[ConversationShape, ...]
    courses: tuple[CourseShape, ...]
    letters: tuple[MadeLetterShape, ...]


def effort_shape(unit: Unit, effort: Effort) -> EffortShape:
    return EffortShape(
        reference=effort.case.reference,
        case_revision=effort.case.revision,
        representatives=tuple(_representative(one) for one in effort.representatives),
        addressees=tuple(_addressee(one) for one in effort.addressees),
        orientations=tuple(_orientation(one) for one in effort.orientations),
        conversations=tuple(_conversation(one) for one in effort.conversations),
        courses=tuple(_course(unit, one) for one in effort.courses),
        letters=tuple(made_letter_shape(one) for one in effort.letters),
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


def _representative(shown: RepresentativeShown) -> RepresentativeShape:
    one = shown.representative
    return RepresentativeShape(
        id=one.id,
        kind=one.kind,
        name=shown.name,
        consents=one.consents,
        added_at=one.added_at,
        ended_on=one.ended_on,
        revision=one.revision,
    )


def _addressee(shown: AddresseeShown) -> AddresseeShape:
    one = shown.addressee
    return AddresseeShape(
        letter=one.letter,
        conversation=one.conversation_id,
        to=one.to,
        representative=one.representative_id,
        name=shown.name,
        reason=shown.reason,
        chosen_at=one.chosen_at,
    )


def _giver(shown: GiverShown) -> GiverShape:
    giver = shown.giver
    return GiverShape(
        by=giver.by,
        representative=giver.representative_id,
        name=shown.name,
        is_missing=shown.is_missing,
    )


def _consent(shown: ConsentShown) -> ConsentShape:
    one = shown.consent
    return ConsentShape(
        id=one.id,
        by=one.by,
        representative=one.representative_id,
        name=shown.name,
        given_on=one.given_on,
        withdrawn_on=one.withdrawn_on,
        counts=shown.counts,
    )


def _course(unit: Unit, shown: CourseShown) -> CourseShape:
    one, rests_on = shown.course, shown.rests_on
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
        basis=rests_on.basis,
        consent_rule=rests_on.rule,
        consent_rule_reason=rests_on.rule_reason,
        givers=tuple(_giver(each) for each in rests_on.givers),
        consents=tuple(_consent(each) for each in rests_on.consents),
        started_on=one.started_on,
        ended_on=one.ended_on,
        end_reason=one.end_reason,
        end_words=shown.end_words,
        revision=one.revision,
    )
