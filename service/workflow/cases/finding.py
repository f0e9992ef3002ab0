"""Cases found by CPR: a search in people's data, recorded whether it found something or not."""

from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case
from agenda.cases.citizen import checked_cpr
from service.database.cases.questions import Reading, cases_by_cpr
from service.workflow.cases.showing import check_purpose
from service.workflow.unit import Unit


def find_by_cpr(unit: Unit, cpr: str, purpose: str, now: datetime) -> list[Case]:
    """The citizen's cases, closed ones included, oldest first."""
    unit.allow(Action.DECIDE_CASE)
    check_purpose(unit, purpose)
    fingerprint = unit.vault.fingerprint("cpr", checked_cpr(cpr))
    found = cases_by_cpr(Reading(unit.session, str(unit.actor), purpose.strip(), now), fingerprint)
    unit.record("search_by_cpr", "cases", now, purpose.strip(), found=len(found))
    return found
