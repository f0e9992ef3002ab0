"""The facts of a meeting's minutes as a document: who was there, and what they say; the outcomes come from the room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agenda.meetings.agenda import AgendaItem
from agenda.meetings.attendance import AttendeeKind
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import OF_CASES, Minutes
from agenda.meetings.presence import has_place, presence_at
from notifications.document import DocumentFacts, DocumentKind, OutcomeFacts, PresenceFacts
from service.database.meetings import questions
from service.workflow.meetings.attending import party_of_each
from service.workflow.meetings.document import item_facts, meeting_facts
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.minutes import items_read
from service.workflow.unit import Unit


def minutes_facts(
    unit: Unit, minutes: Minutes, outcomes: Mapping[str, OutcomeFacts], language: str
) -> DocumentFacts:
    """`outcomes` are by what an item is about."""
    meeting = questions.meeting_named(unit.session, minutes.meeting_id)
    items = items_read(unit, minutes)
    said = [
        replace(
            item_facts(shown, language),
            outcome=outcomes.get(shown.about),
            note=None if shown.item.kind in OF_CASES else minutes.text(shown.item.id),
        )
        for shown in items
    ]
    return DocumentFacts(
        DocumentKind.MINUTES,
        meeting_facts(unit, meeting, language),
        minutes.state,
        1,
        minutes.reason,
        minutes.approved_at,
        tuple(said),
        tuple(_presences(unit, meeting, minutes, [shown.item for shown in items])),
        minutes.text(""),
    )


def _presences(
    unit: Unit, meeting: Meeting, minutes: Minutes, items: Sequence[AgendaItem]
) -> list[PresenceFacts]:
    """Of the case body the authorities stand there, and no person."""
    parties = _party_names(unit, meeting) if is_case_body(unit, meeting) else None
    there = [a for a in questions.attendees(unit.session, meeting.id) if has_place(a)]
    return [
        PresenceFacts(
            attendee.name if parties is None else parties.get(attendee.id, ""),
            attendee.kind is AttendeeKind.DEPUTY,
            presence_at(minutes.marks, attendee.id),
            tuple(
                (item.position, mark.presence)
                for item in items
                for mark in minutes.marks
                if (mark.attendee_id, mark.item_id) == (attendee.id, item.id)
            ),
        )
        for attendee in there
    ]


def _party_names(unit: Unit, meeting: Meeting) -> dict[str, str]:
    names = {party.id: party.name for party in questions.parties(unit.session)}
    return {a: names[party] for a, party in party_of_each(unit, meeting).items() if party in names}
