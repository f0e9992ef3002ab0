"""What people decide about a meeting held in writing."""

from agenda.cases.case import CloseReason
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.cases.written import Consent
from service.documents.kinds import Document, Line, Moment, Revision, Sentence, Text, Word
from service.workflow.cases.consenting import ConsentGiven
from service.workflow.cases.in_writing import WrittenCall


class WrittenDocument(Document):
    """`closes_at` lies on a working day, at least one working day ahead; the reason is why the meeting is not held."""

    closes_at: Moment
    reason: Sentence
    revision: Revision

    def given(self) -> WrittenCall:
        return WrittenCall(self.closes_at, self.reason, self.revision)


class ProposalDocument(Document):
    """`handed_to` goes with `handed_over`, `close_reason` with `closed`."""

    kind: OutcomeKind
    responsible: Word
    grounds: Text
    handed_to: Line = ""
    close_reason: CloseReason | None = None
    revision: Revision

    def given(self) -> OutcomeGiven:
        return OutcomeGiven(
            kind=self.kind,
            responsible=self.responsible,
            grounds=self.grounds,
            handed_to=self.handed_to,
            close_reason=self.close_reason,
        )


class AnswerToProposalDocument(Document):
    """`version` is that of the proposal that was read."""

    consent: Consent
    words: Text = ""
    version: Revision

    def given(self) -> ConsentGiven:
        return ConsentGiven(self.consent, self.words, self.version)
