"""What is shown of an outcome proposed in writing: to the secretariat, and to the parties whose consent it takes."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.cases.case import Case
from agenda.cases.written import Proposal, ProposalState
from agenda.meetings.meeting import Meeting
from service.database.cases.questions import NoSuchCase, Reading, case_named
from service.database.cases.written_tables import newest_proposal
from service.database.meetings.questions import meeting_named
from service.workflow.cases.showing import check_purpose
from service.workflow.cases.sight import is_kept_out
from service.workflow.cases.written_contents import open_grounds, words_of
from service.workflow.unit import Unit


@dataclass(frozen=True)
class WrittenShown:
    """`meeting` is the procedure, None where the case is in none; `proposal` None where nothing is proposed.

    What the others answered is shown to the secretariat, and to a party its own alone.
    """

    case: Case
    meeting: Meeting | None
    proposal: Proposal | None
    grounds: str
    words: dict[str, str]
    consents: dict[str, str]
    is_open: bool


def show_written(unit: Unit, reference: str, purpose: str, now: datetime) -> WrittenShown:
    unit.allow(Action.READ_CASE)
    check_purpose(unit, purpose)
    case = case_named(Reading(unit.session, str(unit.actor), purpose.strip(), now), reference)
    proposed = newest_proposal(unit.session, case.id)
    own = unit.actor.party_id or ""
    is_office = unit.actor.role is Role.SECRETARIAT
    is_theirs = proposed is not None and own in proposed.parties and not is_kept_out(unit, case)
    if not is_office and not is_theirs:
        raise NoSuchCase("there is no such case for you", "case")
    meeting = _procedure(unit, case, proposed)
    return WrittenShown(
        case,
        meeting,
        proposed,
        open_grounds(unit, proposed) if proposed else "",
        _seen(words_of(unit, proposed) if proposed else {}, own, is_office=is_office),
        _seen(proposed.consents if proposed else {}, own, is_office=is_office),
        _is_open(case, meeting, proposed, now),
    )


def _procedure(unit: Unit, case: Case, proposed: Proposal | None) -> Meeting | None:
    """The one the case is in, or else the one it was proposed in."""
    lies_on = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    if lies_on is not None and lies_on.is_written:
        return lies_on
    return meeting_named(unit.session, proposed.meeting_id) if proposed else None


def _is_open(case: Case, meeting: Meeting | None, proposed: Proposal | None, now: datetime) -> bool:
    is_here = meeting is not None and case.meeting_id == meeting.id and now < meeting.starts_at
    return is_here and (proposed is None or proposed.state is ProposalState.OPEN)


def _seen(said: dict[str, str], own: str, *, is_office: bool) -> dict[str, str]:
    return {party: words for party, words in said.items() if is_office or party == own}
