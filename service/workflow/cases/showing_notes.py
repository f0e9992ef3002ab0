"""What was told of a case, at meetings and between them, as each reader may see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.access import Role
from agenda.cases.case import Case
from agenda.cases.oral_note import NoteAddition, OralNote
from agenda.cases.visibility import Hiding, is_shown_of_meeting, is_shown_untaken
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import notes_of
from service.database.meetings.questions import meeting_named
from service.workflow.cases.note_contents import open_addition, open_note, open_source
from service.workflow.cases.taking_up import expected_at, taken_up_at
from service.workflow.unit import Unit


@dataclass(frozen=True)
class NoteAdditionShown:
    addition: NoteAddition
    words: str | None


@dataclass(frozen=True)
class NoteShown:
    """`words` is None where the reader may see only that something was said; `somebody` is the secretariat's alone.

    `meeting` is where it was said, or which takes it up; None while no meeting does. `is_expected` is that the
    meeting has not been given it yet.
    """

    note: OralNote
    meeting: Meeting | None
    words: str | None
    somebody: str = ""
    additions: tuple[NoteAdditionShown, ...] = ()
    is_expected: bool = False


def notes_shown(unit: Unit, case: Case, now: datetime) -> tuple[NoteShown, ...]:
    """To who has read the case; of what no meeting has taken up yet, an agency sees no more than it told itself."""
    notes = notes_of(unit.session, case.id)
    shown = (_at_meeting(unit, case, n, now) if n.meeting_id else _between(unit, case, n, now) for n in notes)
    return tuple(one for one in shown if one is not None)


def _at_meeting(unit: Unit, case: Case, note: OralNote, now: datetime) -> NoteShown:
    assert note.meeting_id is not None
    return _seen(unit, case, note, meeting_named(unit.session, note.meeting_id), now)


def _between(unit: Unit, case: Case, note: OralNote, now: datetime) -> NoteShown | None:
    meeting = taken_up_at(unit, case, note)
    if meeting is not None:
        return _seen(unit, case, note, meeting, now)
    if not is_shown_untaken(note.party_id, unit.actor):
        return None
    return _shown(unit, note, expected_at(unit, case, now), is_expected=True)


def _seen(unit: Unit, case: Case, note: OralNote, meeting: Meeting, now: datetime) -> NoteShown:
    hidden_after = timedelta(days=unit.settings.cases.answers_hidden_after_days)
    hiding = Hiding(hidden_after, meeting.ends_at)
    if is_shown_of_meeting(case, note.party_id, unit.actor, hiding, now):
        return _shown(unit, note, meeting)
    closed = tuple(NoteAdditionShown(addition, None) for addition in note.additions)
    return NoteShown(note, meeting, None, additions=closed)


def _shown(unit: Unit, note: OralNote, meeting: Meeting | None, *, is_expected: bool = False) -> NoteShown:
    somebody = open_source(unit, note) if unit.actor.role is Role.SECRETARIAT else ""
    additions = tuple(NoteAdditionShown(one, open_addition(unit, note, one)) for one in note.additions)
    return NoteShown(note, meeting, open_note(unit, note), somebody, additions, is_expected)
