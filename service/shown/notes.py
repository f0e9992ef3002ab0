"""Notes of what was told about a case, with what was added to them."""

from agenda.cases.oral_note import NoteSource
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.shape import Local, Shape
from service.workflow.cases.showing_notes import NoteAdditionShown, NoteShown
from service.workflow.unit import Unit


class NoteAdditionShape(Shape):
    """`words` is null where the reader may no longer see them."""

    words: str | None
    added_at: Local
    added_by: str


class OralNoteShape(Shape):
    """`meeting` is where it was said, null between meetings; `taken_up_at` is then the meeting that is given it.

    `is_taken_up` is false while that meeting is only expected. `party` and `agency` name the source where it is one;
    `somebody` is named to the secretariat alone; `words` is null where the reader may not see them.
    """

    id: str
    meeting: MeetingInBrief | None
    taken_up_at: MeetingInBrief | None
    is_taken_up: bool
    source: NoteSource
    party: str | None
    agency: str
    somebody: str
    said_at: Local
    noted_at: Local
    noted_by: str
    words: str | None
    additions: tuple[NoteAdditionShape, ...]


def note_shape(unit: Unit, shown: NoteShown) -> OralNoteShape:
    note = shown.note
    meeting = meeting_in_brief(unit, shown.meeting) if shown.meeting else None
    return OralNoteShape(
        id=note.id,
        meeting=meeting if note.meeting_id else None,
        taken_up_at=None if note.meeting_id else meeting,
        is_taken_up=meeting is not None and not shown.is_expected,
        source=note.source,
        party=note.party_id,
        agency=note.agency,
        somebody=shown.somebody,
        said_at=note.said_at,
        noted_at=note.noted_at,
        noted_by=note.noted_by,
        words=shown.words,
        additions=tuple(_addition(one) for one in shown.additions),
    )


def _addition(shown: NoteAdditionShown) -> NoteAdditionShape:
    one = shown.addition
    return NoteAdditionShape(words=shown.words, added_at=one.added_at, added_by=one.added_by)
