"""Oral notes: what an agency said about a case at a meeting."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed
from agenda.cases.oral_note import NoteGiven, OralNote, check_note
from agenda.cases.outcome import check_at_meeting
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import outcome_at
from service.database.cases.questions import Reading, case_named
from service.database.meetings.questions import meeting_named
from service.workflow.cases.case_minutes import redraft
from service.workflow.cases.contents import seal_note
from service.workflow.cases.on_agenda import is_on_agenda, known_parties
from service.workflow.meetings.minutes import open_minutes
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Noting:
    meeting_id: str
    note: NoteGiven


def take_note(unit: Unit, reference: str, noting: Noting, now: datetime) -> Case:
    """Keep an oral note of a case on the meeting's agenda; of two at once both are kept."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "take an oral note", now), reference)
    meeting = meeting_named(unit.session, noting.meeting_id)
    was_decided = outcome_at(unit.session, case.id, meeting.id) is not None
    if not case.is_open and not was_decided:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    is_on = was_decided or is_on_agenda(unit, case, meeting)
    check_at_meeting(meeting.starts_at, now, is_on_agenda=is_on)
    check_note(noting.note, known_parties(unit, now), meeting.starts_at, now)
    unit.check_free_of_persons(agency=noting.note.agency)
    open_minutes(unit, meeting)
    _keep(unit, case, meeting, noting.note, now)
    redraft(unit, case, meeting, now)
    return case


def _keep(unit: Unit, case: Case, meeting: Meeting, given: NoteGiven, now: datetime) -> None:
    note_id = unit.new_id()
    note = OralNote(
        id=note_id,
        case_id=case.id,
        meeting_id=meeting.id,
        party_id=given.party_id,
        agency=given.agency.strip(),
        said_at=given.said_at or now,
        noted_by=str(unit.actor),
        sealed_words=seal_note(unit, case.id, note_id, given.words),
    )
    unit.session.add(note)
    unit.record("take_note", case.reference, now, meeting=meeting.id, party=given.party_id or "")
    unit.session.flush()
