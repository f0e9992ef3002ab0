"""A citizen's name and number, kept as keyed hashes alone, so that a mail that bears them is stopped."""

from dataclasses import replace
from datetime import datetime

from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from notifications.names import traces_kept
from service.database.cases.consents import representatives_of
from service.database.cases.due import names_due
from service.database.cases.name_traces import keep_more_names, keep_names
from service.database.due import blaming, read_each
from service.workflow.cases.contents import open_citizen, put_citizen
from service.workflow.cases.effort_contents import open_representative
from service.workflow.unit import Unit

MOST_AT_ONCE = 50
WAY = 2  # how the traces are made: to be raised whenever `traces_kept` makes others, and all are made anew


def keep_known(unit: Unit, case_id: str, citizen: Citizen) -> None:
    """What must not leave by mail, of the citizen and who speaks for them; it replaces what was kept of the case."""
    keep_names(unit.session, case_id, name_fingerprints(unit, citizen), WAY)
    know_beside(unit, case_id, citizen)


def know_too(unit: Unit, case_id: str, citizen: Citizen) -> None:
    """Another name or number that was given for the citizen of a case is stopped too."""
    keep_more_names(unit.session, case_id, name_fingerprints(unit, citizen))


def know_beside(unit: Unit, case_id: str, citizen: Citizen) -> None:
    """No mail bears the name of who speaks for the citizen either."""
    for one in representatives_of(unit.session, case_id):
        know_too(unit, case_id, replace(citizen, name=open_representative(unit, one), cpr=""))


def name_fingerprints(unit: Unit, citizen: Citizen) -> set[str]:
    known = traces_kept(citizen.name) | ({citizen.cpr} if citizen.cpr else frozenset())
    return {unit.vault.fingerprint("name", each) for each in known}


def know_anew(unit: Unit, _case_id: str, now: datetime) -> None:
    """The clock's step: hashes that were made in another way are made in this one, some cases at a time."""
    due = names_due(WAY).pieces(unit.session, now, most=MOST_AT_ONCE)
    for case in read_each(unit.session, Case, due):
        with blaming(case.id):
            citizen = open_citizen(unit, case)
            put_citizen(unit, case, citizen)
            keep_known(unit, case.id, citizen)
            unit.record("know_name_anew", case.reference, now, way=WAY)
