"""A written procedure closes: what all consent to is the outcome, and anything else goes to the next meeting."""

from datetime import datetime

from agenda.cases.case import IN_PREPARATION, Case, CaseState, CloseReason
from agenda.cases.outcome import ENDING, OutcomeGiven
from agenda.cases.written import Proposal, ProposalState
from agenda.meetings.meeting import Meeting
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.efforts import is_in_course
from service.database.cases.written_tables import open_proposals, proposal_for
from service.workflow.cases.chasing_consent import miss_at_closing
from service.workflow.cases.deciding import decide
from service.workflow.cases.following_up import lay_anew
from service.workflow.cases.placing import leave_for_next
from service.workflow.cases.treated_in_writing import asked_still, treated_in
from service.workflow.cases.written_contents import open_grounds
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit

_NOT_RELEASED = IN_PREPARATION - {CaseState.RELEASED}


def close_written(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The closing date has come: silence and objection lead to the next meeting."""
    miss_at_closing(unit, meeting, now)
    agreed: list[str] = []
    to_meeting: list[str] = []
    for case in treated_in(unit, meeting):
        (agreed if _settle(unit, case, meeting, now) else to_meeting).append(case.reference)
    give_up_proposals(unit, meeting)
    lay_anew(unit, meeting, now)
    if agreed or to_meeting:
        why = Reason.CLOSED_IN_WRITING
        notice = Notice(Occasion.CLOSED_IN_WRITING, meeting.body_id, meeting.id, why)
        tell_office(unit, notice, now, agreed=agreed, to_meeting=to_meeting)


def give_up_proposals(unit: Unit, meeting: Meeting) -> None:
    """What is not agreed in writing is for a meeting; nobody is asked any more."""
    for proposed in open_proposals(unit.session, meeting.id):
        proposed.become(ProposalState.TO_MEETING)


def _settle(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> bool:
    proposed = proposal_for(unit.session, case.id, meeting.id)
    if proposed is not None and case.state not in _NOT_RELEASED and _can_be(unit, case, proposed):
        proposed.become(ProposalState.AGREED)
        decide(unit, case, meeting, _given(unit, proposed), now)
        return True
    if case.state in IN_PREPARATION:
        leave_for_next(unit, case, Reason.NOT_AGREED, now)
    return False


def _can_be(unit: Unit, case: Case, proposed: Proposal) -> bool:
    """All consent, and the case can end where it is to end."""
    is_agreed = proposed.is_agreed_by(asked_still(unit, proposed))
    return is_agreed and not (proposed.kind in ENDING and is_in_course(unit.session, case.id))


def _given(unit: Unit, proposed: Proposal) -> OutcomeGiven:
    return OutcomeGiven(
        kind=proposed.kind,
        responsible=proposed.responsible,
        grounds=open_grounds(unit, proposed),
        handed_to=proposed.handed_to,
        close_reason=CloseReason(proposed.close_reason) if proposed.close_reason else None,
    )
