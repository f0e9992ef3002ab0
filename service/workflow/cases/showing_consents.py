"""What is shown of consents, of who speaks for the citizen and is written to: names to the secretariat alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agenda.access import Role
from agenda.cases.addressee import Addressee
from agenda.cases.case import Case
from agenda.cases.consent import ChildRule, Consenter, CourseConsent, Giver
from agenda.cases.course import Course
from agenda.cases.representative import Representative
from service.database.cases.addressee_tables import addressees_of
from service.workflow.cases.consents import RestsOn, basis_of
from service.workflow.cases.effort_contents import open_addressee, open_representative
from service.workflow.unit import Unit


@dataclass(frozen=True)
class RepresentativeShown:
    representative: Representative
    name: str


@dataclass(frozen=True)
class AddresseeShown:
    """To whom a letter goes; `name` is a holder's, `reason` why nobody is written to."""

    addressee: Addressee
    name: str
    reason: str


@dataclass(frozen=True)
class GiverShown:
    """Somebody whose consent a course takes today; `name` is empty for the citizen, and for whoever may not read it."""

    giver: Giver
    name: str
    is_missing: bool


@dataclass(frozen=True)
class ConsentShown:
    """`counts`: it stands today."""

    consent: CourseConsent
    name: str
    counts: bool


@dataclass(frozen=True)
class ConsentsShown:
    """`basis` is that in law for somebody of the citizen's age; `rule` None for an adult."""

    basis: str
    rule: ChildRule | None
    rule_reason: str
    givers: tuple[GiverShown, ...]
    consents: tuple[ConsentShown, ...]


def representatives_shown(unit: Unit, stands: RestsOn) -> tuple[RepresentativeShown, ...]:
    return tuple(
        RepresentativeShown(one, open_representative(unit, one)) for one in stands.representatives.values()
    )


def addressees_shown(unit: Unit, stands: RestsOn, case: Case) -> tuple[AddresseeShown, ...]:
    return tuple(
        AddresseeShown(one, _name(unit, stands, one.representative_id), open_addressee(unit, one))
        for one in addressees_of(unit.session, case.id)
    )


def consents_shown(unit: Unit, stands: RestsOn, course: Course, today: date) -> ConsentsShown:
    kind = unit.settings.cases.courses.get(course.kind)
    basis = basis_of(unit, stands, course)
    missing = basis.missing(course.consents, today)
    is_child = stands.citizen.is_child(today)
    return ConsentsShown(
        basis=kind.basis_for(is_child=is_child) if kind else "",
        rule=basis.rule if is_child else None,
        rule_reason=kind.consent_reason if kind and is_child else "",
        givers=tuple(
            GiverShown(one, _name(unit, stands, one.representative_id), one in missing)
            for one in basis.givers(today)
        ),
        consents=tuple(
            ConsentShown(one, _name(unit, stands, one.representative_id), basis.counts(one, today))
            for one in course.consents
        ),
    )


def may_consent(shown: ConsentsShown) -> Sequence[GiverShown]:
    """Those whose consent can be recorded today: a holder nobody has registered can't be named."""
    unknown = Giver(Consenter.HOLDER)
    standing = {one.consent.giver for one in shown.consents if one.counts}
    return [one for one in shown.givers if one.giver != unknown and one.giver not in standing]


def _name(unit: Unit, stands: RestsOn, representative_id: str | None) -> str:
    one = stands.representatives.get(representative_id or "")
    is_told = unit.actor.role is Role.SECRETARIAT
    return open_representative(unit, one) if one is not None and is_told else ""
