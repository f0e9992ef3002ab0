"""Lists of open and closed cases: to the secretariat all, to an agency its own; each reading is recorded."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.cases.case import Case
from agenda.cases.outcome import OutcomeKind
from agenda.cases.readiness import Readiness
from agenda.errors import Invalid
from agenda.paging import Page
from agenda.reference import begins_reference
from service.database.cases.listing import (
    CasesWanted,
    SeenBy,
    cases_page,
    latest_outcomes,
)
from service.database.cases.questions import Reading
from service.database.cases.reaching import unreached
from service.workflow.cases.showing import check_purpose, parties_seen, readiness_for
from service.workflow.cases.sight import kept_from
from service.workflow.unit import Unit

TO_SEE_WHAT_IS_OPEN = "the list of open cases"


class NoReferenceBeginsSo(Invalid):
    """Cases are listed by how their reference begins, and not by whom they are about."""


@dataclass(frozen=True)
class CaseListed:
    """A case in a list: nothing of whom it is about, and of who was asked no more than the reader may know."""

    case: Case
    readiness: Readiness
    parties: tuple[str, ...]
    outcome: OutcomeKind | None


def list_cases(unit: Unit, wanted: CasesWanted, purpose: str, now: datetime) -> Page[CaseListed]:
    """The open ones are everybody's daily work; for what a closed one is looked up has to be said."""
    unit.allow(Action.READ_CASE)
    check_beginning(unit, wanted.reference)
    if purpose or not wanted.is_open:
        check_purpose(unit, purpose)
    reading = Reading(unit.session, str(unit.actor), purpose.strip() or TO_SEE_WHAT_IS_OPEN, now)
    page = cases_page(reading, wanted, _seen_by(unit))
    lost = unreached(unit.session, page.rows)
    outcomes = latest_outcomes(unit.session, page.rows)
    rows = [
        CaseListed(
            case,
            readiness_for(case, unit.actor, lost, now),
            parties_seen(case, unit.actor),
            outcomes.get(case.id),
        )
        for case in page.rows
    ]
    return Page(rows, page.total, page.wanted)


def check_beginning(unit: Unit, reference: str) -> None:
    prefix = unit.settings.cases.reference_prefix
    if not begins_reference(reference, prefix):
        raise NoReferenceBeginsSo(f"give how a reference begins, such as {prefix}-2026", "reference")


def _seen_by(unit: Unit) -> SeenBy | None:
    """None is everything: the secretariat's."""
    if unit.actor.role is Role.SECRETARIAT:
        return None
    party_id = unit.actor.party_id or ""
    return SeenBy(party_id, party_id == unit.settings.cases.police_party, kept_from(unit))
