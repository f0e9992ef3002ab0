"""What each party says to an outcome proposed in writing, until the closing date."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.written import CaseNotInWriting, Consent, Proposal, ProposalState
from service.database.cases.questions import NoSuchCase, Reading, case_named
from service.database.cases.written_tables import newest_proposal
from service.workflow.cases.treated_in_writing import asked_still, procedure_of
from service.workflow.cases.written_contents import with_words
from service.workflow.unit import Unit


@dataclass(frozen=True)
class ConsentGiven:
    """What a party says to the version of the proposal it has read."""

    consent: Consent
    words: str
    version: int


def state_consent(unit: Unit, reference: str, given: ConsentGiven, now: datetime) -> Proposal:
    """A party consents or objects; until the closing date it may think again."""
    unit.allow(Action.STATE_CONSENT)
    party_id = unit.actor.party_id or ""
    reading = Reading(unit.session, str(unit.actor), "consent to an outcome in writing", now)
    case = case_named(reading, reference)
    proposed = newest_proposal(unit.session, case.id)
    if proposed is None or party_id not in asked_still(unit, proposed):
        raise NoSuchCase("there is no such case for you", "case")
    procedure = procedure_of(unit, case)
    if procedure is None or proposed.meeting_id != procedure.id or now >= procedure.starts_at:
        raise CaseNotInWriting("the procedure has closed", "case", {"state": str(proposed.state)})
    proposed.become(ProposalState.OPEN)
    proposed.expect(given.version)
    proposed.state_consent(party_id, given.consent)
    proposed.sealed_words = with_words(unit, proposed, party_id, given.words)
    facts = {"party": party_id, "consent": str(given.consent), "version": str(given.version)}
    unit.record("state_consent", case.reference, now, "", **facts)
    unit.session.flush()
    return proposed
