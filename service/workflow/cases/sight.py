"""Who sees a case, and which agency has lost sight of it, since whoever stands for it is kept out of it."""

from collections.abc import Collection

from agenda.access import Role
from agenda.cases.case import Case
from agenda.cases.visibility import is_shown_case
from service.database.cases.following import meeting_where_it_lies
from service.database.cases.listing import matters_with_exclusions
from service.database.cases.questions import worked_by_reference
from service.database.meetings.agendas import exclusions_of
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.kept_out import barred_parties
from service.workflow.unit import Unit


def is_seen(unit: Unit, case: Case) -> bool:
    """Whether the case can be read by whoever is at it."""
    return is_shown_case(case, unit.actor, unit.settings.cases.police_party) and not is_kept_out(unit, case)


def seen_among(unit: Unit, references: Collection[str]) -> frozenset[str]:
    """Of which cases a page may lead to what is said of them."""
    cases = worked_by_reference(unit.session, list(references))
    return frozenset(case.reference for case in cases if is_seen(unit, case))


def is_kept_out(unit: Unit, case: Case) -> bool:
    return unit.actor.role is Role.AGENCY and unit.actor.party_id in barred_from(unit, case)


def kept_from(unit: Unit) -> frozenset[str]:
    """The references of the cases of which an agency sees nothing in lists, since whoever stands for it is kept out."""
    if unit.actor.role is not Role.AGENCY:
        return frozenset()
    known = worked_by_reference(unit.session, matters_with_exclusions(unit.session))
    return frozenset(case.reference for case in known if is_kept_out(unit, case))


def barred_from(unit: Unit, case: Case) -> frozenset[str]:
    """Told by the last meeting the case lies on; if it lies on none, by the one at which somebody was kept out."""
    exclusions = exclusions_of(unit.session, case.reference)
    if not exclusions:
        return frozenset()
    meeting_id = meeting_where_it_lies(unit.session, case) or exclusions[-1].meeting_id
    return barred_parties(unit, meeting_named(unit.session, meeting_id), case.reference)
