"""The documents of what is said, recommended and agreed about a case at a meeting."""

from typing import Annotated, Literal

from pydantic import Field

from agenda.cases.action import ActionGiven, ActionState
from agenda.cases.case import CloseReason
from agenda.cases.follow_up import FollowUpGiven, FollowUpState
from agenda.cases.oral_note import NoteGiven
from agenda.cases.outcome import Dissent, FurtherLookup, OutcomeGiven, OutcomeKind
from service.documents.kinds import Day, Document, Key, Line, Moment, Revision, Text, Word, Yes
from service.workflow.cases.agreeing import ActionEnd, Agreement, OwnerGiven
from service.workflow.cases.correcting import OutcomeCorrection
from service.workflow.cases.deciding import Decision
from service.workflow.cases.following_up import Following, Settling
from service.workflow.cases.not_treating import LeftOut
from service.workflow.cases.noting import Noting

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
    """`handed_to` goes with `handed_over`, `close_reason` with `closed`, `lookups` with `more_information`.

    `due_on` is the day by which `responsible` acts: it takes one with `conversation` and `handed_over`, and is else
    that of the meeting.
    """

    meeting: Key
    kind: OutcomeKind
    responsible: Word
    grounds: Text
    dissents: Annotated[tuple[DissentDocument, ...], Field(max_length=MOST_PARTIES)] = ()
    handed_to: Line = ""
    close_reason: CloseReason | None = None
    lookups: Annotated[tuple[FurtherLookupDocument, ...], Field(max_length=MOST_PARTIES)] = ()
    due_on: Day | None = None
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
            due_on=self.due_on,
        )
        return Decision(self.meeting, outcome, self.revision)


class OutcomeCorrectionDocument(OutcomeDocument):
    """The outcome as it should have been, whole, and what was wrong with the one that stands."""

    reason: Text

    def correction(self) -> OutcomeCorrection:
        return OutcomeCorrection(self.given(), self.reason)


class NotTreatedDocument(Document):
    """Why the meeting did not treat the case, which goes to the next one."""

    meeting: Key
    reason: Text
    revision: Revision

    def given(self) -> LeftOut:
        return LeftOut(self.meeting, self.reason, self.revision)


class NotTreatedBackDocument(Document):
    meeting: Key
    revision: Revision


class OralNoteDocument(Document):
    """`meeting` left out: between meetings. `party` said it, or another `agency`, the citizen, or `somebody` by name.

    `said_at` left out: now.
    """

    meeting: Key | None = None
    words: Text
    party: Word | None = None
    agency: Line = ""
    citizen: Yes = False
    somebody: Line = ""
    said_at: Moment | None = None

    def given(self) -> Noting:
        note = NoteGiven(self.words, self.party, self.agency, self.said_at, self.citizen, self.somebody)
        return Noting(self.meeting, note)


class NoteAdditionDocument(Document):
    """What the note lacks, or says wrongly: it is put beside it."""

    words: Text


class FollowUpDocument(Document):
    on: Day
    purpose: Text
    revision: Revision

    def given(self) -> Following:
        return Following(FollowUpGiven(self.on, self.purpose), self.revision)


class FollowUpEndDocument(Document):
    state: Literal["discussed", "dropped"]
    revision: Revision

    def given(self) -> Settling:
        return Settling(FollowUpState(self.state), self.revision)


class ActionDocument(Document):
    meeting: Key
    owner: Word
    what: Text
    due_on: Day

    def given(self) -> Agreement:
        return Agreement(self.meeting, ActionGiven(self.owner, self.what, self.due_on))


class ActionEndDocument(Document):
    """`reason` is needed unless it was done."""

    state: Literal["done", "no_longer_possible", "not_done"]
    reason: Text = ""
    revision: Revision

    def given(self) -> ActionEnd:
        return ActionEnd(ActionState(self.state), self.reason, self.revision)


class ActionOwnerDocument(Document):
    """Who is to see to it instead."""

    owner: Word
    revision: Revision

    def given(self) -> OwnerGiven:
        return OwnerGiven(self.owner, self.revision)
