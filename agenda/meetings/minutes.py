"""The minutes of a meeting: drafted from what was recorded, sent for comments, approved and thereby locked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid
from agenda.meetings.agenda import AgendaItem, ItemKind
from agenda.meetings.approval import Endorsement
from agenda.meetings.meeting import Meeting, MeetingState, ReasonMissing
from agenda.meetings.presence import Mark, was_there


class MinutesState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Mapping[MinutesState, frozenset[MinutesState]] = {
    MinutesState.DRAFT: frozenset({MinutesState.IN_REVIEW, MinutesState.WITHDRAWN}),
    MinutesState.IN_REVIEW: frozenset({MinutesState.DRAFT, MinutesState.APPROVED, MinutesState.WITHDRAWN}),
    MinutesState.APPROVED: frozenset({MinutesState.REOPENED}),
    MinutesState.REOPENED: frozenset({MinutesState.IN_REVIEW}),
    MinutesState.WITHDRAWN: frozenset(),
}

OF_CASES = frozenset({ItemKind.FOLLOW_UP, ItemKind.CARRIED_OVER, ItemKind.CASE})
LONGEST_NOTE = 8000
LONGEST_COMMENT = 2000


class MinutesAreLocked(Conflict):
    """Approved minutes stay as they are until they are re-opened with a reason."""


class MinutesNotThere(Conflict):
    """The minutes are in a state in which this cannot be done."""


class MeetingNotBegunYet(Conflict):
    """Nobody can have been at a meeting that has not begun, or that was cancelled."""


class WasNotThere(Conflict):
    """Only somebody who was at the meeting knows whether its minutes are right."""


class NoSuchItem(Invalid):
    """Minutes are of the items of the meeting's agenda."""


class WrittenInTheCase(Invalid):
    """What is said of a case is kept with the case, and read there."""


class MinutesCommentMissing(Invalid):
    """A comment says something."""


class NoteTooLong(Invalid):
    """Minutes are short; longer texts belong to the case or are a paper of their own."""


@dataclass
class Note:
    """What the minutes say of one item that is no case; `item_id` is empty for what belongs to none."""

    minutes_id: str
    item_id: str
    text: str


@dataclass
class Comment:
    """What somebody would have otherwise; `item_id` is empty for the minutes as a whole."""

    id: str
    minutes_id: str
    item_id: str
    commented_by: str
    commented_at: datetime
    text: str


@dataclass
class Minutes:
    """One a meeting, of the version of its agenda that held when they were begun, if there was one.

    `approved_by` is the attendee who approved them; `chase_at` when the secretariat is next reminded of them.
    """

    id: str
    meeting_id: str
    agenda_id: str | None
    begun_at: datetime
    state: MinutesState = MinutesState.DRAFT
    review_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: str | None = None
    reopened_at: datetime | None = None
    reason: str = ""
    chase_at: datetime | None = None
    revision: int = 1
    marks: list[Mark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    endorsements: list[Endorsement] = field(default_factory=list)

    @property
    def is_locked(self) -> bool:
        return self.state is MinutesState.APPROVED

    def saw(self, attendee_id: str) -> bool:
        return was_there(self.marks, attendee_id)

    def text(self, item_id: str) -> str:
        return next((note.text for note in self.notes if note.item_id == item_id), "")

    def write(self, item_id: str, text: str) -> None:
        others = [note for note in self.notes if note.item_id != item_id]
        self.notes = [*others, Note(self.id, item_id, text)] if text else others

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading; `revision` 0 is that there were none."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the minutes; read them again and repeat with their revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )

    def become(self, state: MinutesState) -> None:
        self.check_may_become(state)
        self.state = state
        self.revision += 1

    def check_may_become(self, state: MinutesState) -> None:
        if state not in TRANSITIONS[self.state]:
            self.check_open()
            raise MinutesNotThere(
                f"the minutes are {self.state}; a draft is put out for comments, and what is out is approved",
                "state",
                {"state": str(self.state)},
            )

    @property
    def endorsed_by(self) -> frozenset[str]:
        return frozenset(one.party_id for one in self.endorsements)

    def check_open(self) -> None:
        if self.is_locked:
            raise MinutesAreLocked(
                "re-open the minutes with a reason first", "state", {"state": str(self.state)}
            )
        if self.state is MinutesState.WITHDRAWN:
            raise MinutesNotThere("the meeting was not held", "state", {"state": str(self.state)})

    def change(self) -> None:
        """Before anything in them is changed: a yes was to what stood there."""
        self.check_open()
        self.revision += 1
        self.endorsements = []

    def endorse(self, party_id: str, said_by: str, now: datetime) -> None:
        if party_id not in self.endorsed_by:
            self.endorsements = [*self.endorsements, Endorsement(self.id, party_id, now, said_by)]

    def withdraw(self, reason: str) -> None:
        """The meeting was not held after all."""
        self.become(MinutesState.WITHDRAWN)
        self.reason, self.chase_at, self.endorsements = reason.strip(), None, []

    def check_saw(self, attendee_id: str) -> None:
        if not self.saw(attendee_id):
            raise WasNotThere("let somebody approve them who is marked as present", "attendee")

    def approve(self, attendee_id: str, now: datetime) -> None:
        self.check_may_become(MinutesState.APPROVED)
        self.check_saw(attendee_id)
        self.become(MinutesState.APPROVED)
        self.approved_at, self.approved_by, self.chase_at = now, attendee_id, None

    def reopen(self, reason: str, now: datetime) -> None:
        self.check_may_become(MinutesState.REOPENED)
        if not reason.strip():
            raise ReasonMissing("say why the minutes are re-opened", "reason")
        self.become(MinutesState.REOPENED)
        self.reason, self.reopened_at = reason.strip(), now
        self.approved_at = self.approved_by = None


def check_has_begun(meeting: Meeting, now: datetime) -> None:
    is_to_be = meeting.state in {MeetingState.CONFIRMED, MeetingState.HELD}
    if not is_to_be or now < meeting.starts_at:
        raise MeetingNotBegunYet("choose a meeting that has begun", "meeting", {"state": str(meeting.state)})


def check_item(items: Iterable[AgendaItem], item_id: str) -> None:
    """Whether the minutes themselves can say something of it; an empty id is what belongs to no item."""
    if not item_id:
        return
    item = next((item for item in items if item.id == item_id), None)
    if item is None:
        raise NoSuchItem("name an item of the meeting's agenda", "item")
    if item.kind in OF_CASES:
        raise WrittenInTheCase("write it in the minutes of the case", "item")


def check_text(text: str, longest: int, field: str = "text") -> None:
    if len(text) > longest:
        raise NoteTooLong(f"write at most {longest} letters", field)
