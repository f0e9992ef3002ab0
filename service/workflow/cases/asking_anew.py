"""A case turns out to be on another person: what was answered about the first goes, and all are asked anew and told."""

from datetime import datetime

from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.taking_back import WithdrawalWhy, take_out_of_sight
from agenda.cases.written import ProposalState
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.written_tables import proposal_for
from service.workflow.cases.asking import ask_each, hold, tell_agency, tell_police
from service.workflow.cases.ended_parties import still_there
from service.workflow.cases.following import due_at, in_time
from service.workflow.cases.placing import prepare_anew
from service.workflow.cases.reminding import set_next_reminder
from service.workflow.unit import Unit

WHY = Reason.PERSON_CORRECTED


def ask_anew(unit: Unit, case: Case, now: datetime) -> None:
    """What the police cleared was the first person too: they are asked before anybody else."""
    for lookup in case.lookups:
        _forget_answers(unit, case, lookup, now)
    if case.state is CaseState.AWAITING_CLEARANCE:
        hold(unit, case, _ask_nobody(unit, case, now), now, WHY)
        tell_police(unit, case, WHY, now)
    elif case.needs_clearance and case.is_cleared:
        _give_up_proposal(unit, case)
        _wait_for_clearance(unit, case, now)
    elif case.state in {CaseState.ASKING, CaseState.RELEASED}:
        _give_up_proposal(unit, case)
        prepare_anew(unit, case, WHY, now)
        _ask_all(unit, case, now)


def open_again(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> None:
    """The request is answered anew, in as much time as any that is made now; without a meeting it waits for one."""
    lookup.become(LookupState.OPEN)
    lookup.answered_at, lookup.requested_at, lookup.escalated_at = None, now, None
    lookup.next_reminder_at = None
    if case.meeting_id is None:
        lookup.due_at = in_time(unit, case, lookup.due_at, now)
    else:
        lookup.due_at = due_at(unit, case, now)
        set_next_reminder(unit, case, lookup)
    tell_agency(unit, lookup, Occasion.LOOKUP_CORRECTED, WHY, now)


def ask_no_longer(unit: Unit, lookup: Lookup, now: datetime, *, is_told: bool = True) -> None:
    """Answered or not: it was asked of somebody else."""
    lookup.become(LookupState.WITHDRAWN)
    lookup.next_reminder_at = None
    if is_told:
        tell_agency(unit, lookup, Occasion.LOOKUP_WITHDRAWN, WHY, now)


def _forget_answers(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> None:
    """Who had a conflict of interest had it with the first person."""
    if lookup.latest is not None and not lookup.latest.is_gone:
        facts = {"party": lookup.party_id, "why": str(WithdrawalWhy.WRONG_PERSON)}
        unit.record("withdraw_answer", case.reference, now, version=lookup.latest.version, **facts)
    take_out_of_sight(lookup, WithdrawalWhy.WRONG_PERSON, str(unit.actor), now)
    lookup.asks_deputy, lookup.released_version = False, 0


def _wait_for_clearance(unit: Unit, case: Case, now: datetime) -> None:
    if case.state is CaseState.RELEASED:
        prepare_anew(unit, case, WHY, now)
    hold(unit, case, _ask_nobody(unit, case, now), now, WHY)


def _ask_all(unit: Unit, case: Case, now: datetime) -> None:
    """Those of an earlier round are asked in the one that runs; without a meeting all wait until there is one."""
    if case.meeting_id is None:
        case.parties_wanted = _ask_nobody(unit, case, now)
        case.become(CaseState.RECEIVED)
        return
    standing = case.standing
    asked = _asked_until_now(case).items()
    earlier = {party: about for party, about in asked if party not in _parties(standing)}
    for lookup in case.lookups:
        if lookup in standing:
            open_again(unit, case, lookup, now)
        elif lookup.state is not LookupState.WITHDRAWN:
            ask_no_longer(unit, lookup, now, is_told=False)
    ask_each(unit, case, still_there(unit, case, earlier, now), case.round, now)


def _ask_nobody(unit: Unit, case: Case, now: datetime) -> dict[str, str]:
    """Each party that was asked until now hears that it is asked no longer; gives what each was asked about."""
    asked, standing = _asked_until_now(case), case.standing
    for lookup in case.lookups:
        if lookup.state is not LookupState.WITHDRAWN:
            ask_no_longer(unit, lookup, now, is_told=lookup in standing)
    return asked


def _parties(lookups: list[Lookup]) -> set[str]:
    return {lookup.party_id for lookup in lookups}


def _asked_until_now(case: Case) -> dict[str, str]:
    """Each party with the concern it was last asked about."""
    return {k.party_id: k.concern_id for k in case.lookups if k.state is not LookupState.WITHDRAWN}


def _give_up_proposal(unit: Unit, case: Case) -> None:
    """What was proposed in writing was proposed for the first person."""
    proposed = proposal_for(unit.session, case.id, case.meeting_id) if case.meeting_id else None
    if proposed is not None and proposed.state is ProposalState.OPEN:
        proposed.become(ProposalState.TO_MEETING)
