"""Which cases a written procedure treats, and whose consent each still takes."""

from collections.abc import Sequence

from agenda.access import Role
from agenda.cases.case import DISCUSSED_OR_LATER, IN_PREPARATION, Case
from agenda.cases.written import Proposal, ProposalState
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases.questions import worked_case, worked_on
from service.database.cases.written_tables import coming_back, newest_proposal, procedures_open
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.kept_out import barred_parties
from service.workflow.unit import Unit


def treated_in(unit: Unit, meeting: Meeting) -> list[Case]:
    """Those that lie on it, and those that were to come back at the meeting whose place it took."""
    lying = [case for case in worked_on(unit.session, meeting.id) if case.state in IN_PREPARATION]
    back = [case for case in coming_back(unit.session, meeting) if case.state in DISCUSSED_OR_LATER]
    return sorted([*lying, *back], key=lambda case: case.reference)


def procedure_of(unit: Unit, case: Case) -> Meeting | None:
    """The written procedure, not yet closed, that treats the case."""
    if case.state in IN_PREPARATION:
        lies_on = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
        is_written = lies_on is not None and lies_on.is_written and lies_on.state is MeetingState.CONFIRMED
        return lies_on if is_written else None
    open_now = procedures_open(unit.session, unit.settings.cases.body) if case.is_open else ()
    return next((each for each in open_now if case in coming_back(unit.session, each)), None)


def asked_still(unit: Unit, proposed: Proposal) -> list[str]:
    """The parties whose consent it takes, less those kept out since: they take no part in the decision."""
    reference = worked_case(unit.session, proposed.case_id).reference
    barred = barred_parties(unit, meeting_named(unit.session, proposed.meeting_id), reference)
    return [party_id for party_id in proposed.parties if party_id not in barred]


def may_read_proposal(unit: Unit, proposed: Proposal | None) -> bool:
    """The secretariat, with or without a proposal; of the agencies those whose consent it takes."""
    if unit.actor.role is Role.SECRETARIAT:
        return True
    return proposed is not None and unit.actor.party_id in asked_still(unit, proposed)


def procedure_shown(unit: Unit, case: Case) -> Meeting | None:
    """The written procedure, where the reader may read what is proposed at it."""
    procedure = procedure_of(unit, case)
    return (
        procedure if procedure and may_read_proposal(unit, newest_proposal(unit.session, case.id)) else None
    )


def silent_still(unit: Unit, proposed: Proposal) -> Sequence[str]:
    """Who has yet to answer a proposal; nobody where it was overtaken, or its case went elsewhere."""
    if proposed.state is not ProposalState.OPEN:
        return ()
    procedure = procedure_of(unit, worked_case(unit.session, proposed.case_id))
    if procedure is None or procedure.id != proposed.meeting_id:
        return ()
    return [party_id for party_id in asked_still(unit, proposed) if party_id not in proposed.consents]
