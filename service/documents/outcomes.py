"""The document of an outcome of a case at a meeting."""

from typing import Annotated

from pydantic import Field

from agenda.cases.case import CloseReason
from agenda.cases.outcome import Dissent, FurtherLookup, OutcomeGiven, OutcomeKind
from service.documents.kinds import Document, Key, Line, Revision, Text, Word
from service.workflow.cases.deciding import Decision

MOST_PARTIES = 50


class DissentDocument(Document):
    party: Word
    words: Text

    def given(self) -> Dissent:
        return Dissent(self.party, self.words)


class FurtherLookupDocument(Document):
    """A party to be asked more, with this request's own necessity."""

    party: Word
    necessity: Text

    def given(self) -> FurtherLookup:
        return FurtherLookup(self.party, self.necessity)


class OutcomeDocument(Document):
    """`handed_to` goes with `handed_over`, `close_reason` with `closed`, `lookups` with `more_information`."""

    meeting: Key
    kind: OutcomeKind
    responsible: Word
    grounds: Text
    dissents: Annotated[tuple[DissentDocument, ...], Field(max_length=MOST_PARTIES)] = ()
    handed_to: Line = ""
    close_reason: CloseReason | None = None
    lookups: Annotated[tuple[FurtherLookupDocument, ...], Field(max_length=MOST_PARTIES)] = ()
    revision: Revision

    def given(self) -> Decision:
        outcome = OutcomeGiven(
            kind=self.kind,
            responsible=self.responsible,
            grounds=self.grounds,
            dissents=tuple(one.given() for one in self.dissents),
            handed_to=self.handed_to,
            close_reason=self.close_reason,
            lookups=tuple(one.given() for one in self.lookups),
        )
        return Decision(self.meeting, outcome, self.revision)
