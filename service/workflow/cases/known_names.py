"""A citizen's name and number, kept as keyed hashes alone, so that a mail that bears them is stopped."""

from agenda.cases.citizen import Citizen
from notifications.names import traces_kept
from service.database.cases.name_traces import keep_names
from service.workflow.unit import Unit

WAY = 2  # how the traces are made: to be raised whenever `traces_kept` makes others, and all are made anew


def keep_known(unit: Unit, case_id: str, citizen: Citizen) -> None:
    """What must not leave by mail; it replaces what was kept of the case."""
    keep_names(unit.session, case_id, name_fingerprints(unit, citizen), WAY)


def name_fingerprints(unit: Unit, citizen: Citizen) -> set[str]:
    known = traces_kept(citizen.name) | ({citizen.cpr} if citizen.cpr else frozenset())
    return {unit.vault.fingerprint("name", each) for each in known}
