"""What is shown of an outcome proposed in writing: to the secretariat, and to the parties whose consent it takes."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.written import Proposal, ProposalState
from agenda.meetings.meeting import Meeting
from service.database.cases.questions import NoSuchCase, Reading, case_named
from service.database.cases.written_tables import newest_proposal
from service.database.meetings.questions import meeting_named
from service.workflow.cases.showing import check_purpose
from service.workflow.cases.treated_in_writing import asked_still, may_read_proposal, procedure_of
from service.workflow.cases.written_contents import open_grounds, words_of
from service.workflow.unit import Unit


@dataclass(frozen=True)
class WrittenShown:
    """`meeting` is the procedure the case is in, or was proposed in; `proposal` None where nothing is proposed.

    `parties` are those whose consent it takes: none that is kept out of the case since.
    What the others answered is shown to the secretariat, and to a party its own alone.
    """

    case: Case
    meeting: Meeting | None
    proposal: Proposal | None
    parties: list[str]
    grounds: str
    words: dict[str, str]
    consents: dict[str, str]
    is_open: bool
    may_be_decided: bool


def show_written(unit: Unit, reference: str, purpose: str, now: datetime) -> WrittenShown:
    unit.allow(Action.READ_CASE)
    check_purpose(unit, purpose)
    case = case_named(Reading(unit.session, str(unit.actor), purpose.strip(), now), reference)
    proposed = newest_proposal(unit.session, case.id)
    own = unit.actor.party_id or ""
    is_office = unit.actor.role is Role.SECRETARIAT
    parties = asked_still(unit, proposed) if proposed else []
    if not may_read_proposal(unit, proposed):
        raise NoSuchCase("there is no such case for you", "case")
    procedure = procedure_of(unit, case)
    return WrittenShown(
        case,
        procedure or (meeting_named(unit.session, proposed.meeting_id) if proposed else None),
        proposed,
        parties,
        open_grounds(unit, proposed) if proposed else "",
        _seen(words_of(unit, proposed) if proposed else {}, own, is_office=is_office),
        _seen(proposed.consents if proposed else {}, own, is_office=is_office),
        is_open=_is_open(procedure, proposed, now),
        may_be_decided=case.state is CaseState.RELEASED or case.state in DISCUSSED_OR_LATER,
    )


def _is_open(procedure: Meeting | None, proposed: Proposal | None, now: datetime) -> bool:
    if procedure is None or now >= procedure.starts_at:
        return False
    if proposed is None or proposed.meeting_id != procedure.id:
        return True
    return proposed.state is ProposalState.OPEN


def _seen(said: dict[str, str], own: str, *, is_office: bool) -> dict[str, str]:
    return {party: words for party, words in said.items() if is_office or party == own}
