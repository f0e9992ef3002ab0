"""An outcome proposed in writing, and what the parties say to it."""

from agenda.cases.case import CaseState
from agenda.cases.outcome import OutcomeKind
from agenda.cases.written import Consent, ProposalState
from service.shown.shape import Local, Shape
from service.workflow.cases.showing_written import WrittenShown


class AnswerOfParty(Shape):
    """`consent` is null while the party is silent, which is no consent; `words` may be empty."""

    party: str
    consent: Consent | None
    words: str


class ProposalShape(Shape):
    """`answers` are all parties' to the secretariat, and to a party its own."""

    version: int
    kind: OutcomeKind
    responsible: str
    grounds: str
    handed_to: str
    close_reason: str
    proposed_at: Local
    state: ProposalState
    answers: tuple[AnswerOfParty, ...]


class WrittenShape(Shape):
    """`closes_at` is null for a case in no written procedure."""

    reference: str
    case_revision: int
    state: CaseState
    closes_at: Local | None
    is_open: bool
    proposal: ProposalShape | None


def written_shape(shown: WrittenShown, own: str | None) -> WrittenShape:
    return WrittenShape(
        reference=shown.case.reference,
        case_revision=shown.case.revision,
        state=shown.case.state,
        closes_at=shown.meeting.starts_at if shown.meeting else None,
        is_open=shown.is_open,
        proposal=_proposal(shown, own),
    )


def _proposal(shown: WrittenShown, own: str | None) -> ProposalShape | None:
    one = shown.proposal
    if one is None:
        return None
    return ProposalShape(
        version=one.version,
        kind=one.kind,
        responsible=one.responsible,
        grounds=shown.grounds,
        handed_to=one.handed_to,
        close_reason=one.close_reason,
        proposed_at=one.proposed_at,
        state=one.state,
        answers=tuple(
            AnswerOfParty(
                party=party,
                consent=Consent(shown.consents[party]) if party in shown.consents else None,
                words=shown.words.get(party, ""),
            )
            for party in shown.parties
            if own in {None, party}
        ),
    )
