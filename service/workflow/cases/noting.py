"""Notes of what was told about a case: at a meeting on whose agenda it lies, or at any time between meetings."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed
from agenda.cases.oral_note import NoteAddition, NoteGiven, OralNote, check_note, check_words
from agenda.cases.outcome import check_at_meeting
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import note_named, outcome_at
from service.database.cases.questions import Reading, case_named
from service.database.meetings.questions import meeting_named
from service.workflow.cases.case_minutes import redraft
from service.workflow.cases.note_contents import seal_addition, seal_note, seal_source
from service.workflow.cases.on_agenda import authorities_in, is_on_agenda
from service.workflow.meetings.minutes import open_minutes
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Noting:
    """`meeting_id` is where it was said; None: between meetings."""

    meeting_id: str | None
    note: NoteGiven


@dataclass(frozen=True)
class Adding:
    note_id: str
    words: str


def take_note(unit: Unit, reference: str, noting: Noting, now: datetime) -> Case:
    """Keep a note; of two at once both are kept.

    Between meetings a closed case takes one too: what is told of it then is noted as well, and asks nobody to act.
    """
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "take a note", now), reference)
    meeting = meeting_named(unit.session, noting.meeting_id) if noting.meeting_id else None
    if meeting is not None:
        _check_was_there(unit, case, meeting, now)
    authorities = authorities_in(unit, case, now, meeting)
    check_note(noting.note, authorities, meeting.starts_at if meeting else None, now)
    unit.check_free_of_persons(agency=noting.note.agency)
    if meeting is None:
        _keep(unit, case, noting, now)
    else:
        open_minutes(unit, meeting)
        _keep(unit, case, noting, now)
        redraft(unit, case, meeting, now)
    return case


def add_to_note(unit: Unit, reference: str, adding: Adding, now: datetime) -> Case:
    """What the note lacks or says wrongly is put beside it; the note itself is not changed by anybody."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "add to a note", now), reference)
    note = note_named(unit.session, case.id, adding.note_id)
    check_words(adding.words)
    addition_id = unit.new_id()
    words = seal_addition(unit, case.id, addition_id, adding.words)
    note.additions.append(NoteAddition(addition_id, note.id, now, str(unit.actor), words))
    unit.record("add_to_note", case.reference, now, note=note.id)
    unit.session.flush()
    return case


def _check_was_there(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> None:
    was_decided = outcome_at(unit.session, case.id, meeting.id) is not None
    if not case.is_open and not was_decided:
        raise CaseIsClosed("note it between meetings, or take a new concern", "case")
    is_on = was_decided or is_on_agenda(unit, case, meeting)
    check_at_meeting(meeting.starts_at, now, is_on_agenda=is_on)


def _keep(unit: Unit, case: Case, noting: Noting, now: datetime) -> None:
    given, note_id = noting.note, unit.new_id()
    note = OralNote(
        id=note_id,
        case_id=case.id,
        meeting_id=noting.meeting_id,
        party_id=given.party_id,
        agency=given.agency.strip(),
        said_at=given.said_at or now,
        noted_at=now,
        noted_by=str(unit.actor),
        sealed_words=seal_note(unit, case.id, note_id, given.words),
        sealed_source=seal_source(unit, case.id, note_id, given.somebody),
    )
    unit.session.add(note)
    facts = {"meeting": noting.meeting_id or "", "source": str(note.source), "party": given.party_id or ""}
    unit.record("take_note", case.reference, now, **facts)
    unit.session.flush()
