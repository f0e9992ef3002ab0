"""What was recorded of a case at one meeting, as the draft of its minutes takes it."""

from collections.abc import Sequence

from agenda.cases.case import Case
from agenda.cases.oral_note import NoteSource, OralNote
from agenda.cases.outcome import acts_by
from agenda.meetings.meeting import Meeting
from notifications.case_minutes import Recorded
from service.database.cases.acting import actions_of
from service.database.cases.at_meetings import not_treated_at, notes_of, outcome_at
from service.database.cases.following import follow_ups_of
from service.database.meetings.questions import party_named
from service.workflow.cases.contents import open_action, open_not_treated, open_outcome, open_purpose
from service.workflow.cases.taking_up import taken_up_at
from service.workflow.unit import Unit


def recorded_at(unit: Unit, case: Case, meeting: Meeting) -> Recorded:
    """Of notes only who said something: their words are hidden again some time after the meeting."""
    session, held_on = unit.session, unit.calendar.local(meeting.starts_at).date()
    outcome = outcome_at(session, case.id, meeting.id)
    content = open_outcome(unit, outcome) if outcome else None
    left_out = not_treated_at(session, case.id, meeting.id)
    notes = notes_of(session, case.id)
    said_there = [one for one in notes if one.meeting_id == meeting.id]
    told_before = [one for one in notes if one.meeting_id is None and _is_taken_up(unit, case, one, meeting)]
    actions = [one for one in actions_of(session, case.id) if one.meeting_id == meeting.id]
    set_there = [
        f for f in follow_ups_of(session, case.id) if meeting.starts_at <= f.set_at <= meeting.ends_at
    ]
    return Recorded(
        outcome=str(outcome.kind) if outcome else "",
        authority=_party(unit, outcome.responsible) if outcome else "",
        acts_by=acts_by(outcome.kind, outcome.due_on, held_on) if outcome else None,
        left_out=open_not_treated(unit, left_out) if left_out else "",
        grounds=content.grounds if content else "",
        dissents=tuple((_party(unit, d.party_id), d.words) for d in content.dissents) if content else (),
        heard=_sources(unit, said_there),
        told=_sources(unit, told_before),
        actions=tuple((open_action(unit, a).what, _party(unit, a.owner), a.due_on) for a in actions),
        follow_ups=tuple((open_purpose(unit, f), f.on) for f in set_there),
    )


def _is_taken_up(unit: Unit, case: Case, note: OralNote, meeting: Meeting) -> bool:
    taken_up = taken_up_at(unit, case, note)
    return taken_up is not None and taken_up.id == meeting.id


def _sources(unit: Unit, notes: Sequence[OralNote]) -> tuple[str, ...]:
    """Each once: a party or another agency by its name, a person by what they are and never by name."""
    return tuple(dict.fromkeys(_source(unit, note) for note in notes))


def _source(unit: Unit, note: OralNote) -> str:
    if note.party_id:
        return _party(unit, note.party_id)
    return note.agency if note.source is NoteSource.AGENCY else str(note.source)


def _party(unit: Unit, party_id: str) -> str:
    return party_named(unit.session, party_id).name
