"""A meeting's agenda and minutes as files, and the last look before one leaves."""

from dataclasses import dataclass, replace
from datetime import datetime

from agenda.meetings.meeting import Meeting
from notifications.confidentiality import statement
from notifications.document import DocumentFacts, DocumentKind, ItemFacts, MeetingFacts, Spoken, paper_of
from notifications.files import Format, written
from service.database.meetings import questions
from service.workflow.meetings.agenda import agenda_read
from service.workflow.meetings.agenda_showing import ItemShown, items_shown
from service.workflow.meetings.event import is_case_body
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Wanted:
    """Which file of a document, in which language; of minutes also one of the versions that were approved."""

    format: Format = Format.HTML
    language: str = "da"
    version: int | None = None


@dataclass(frozen=True)
class File:
    name: str
    format: Format
    content: bytes


def agenda_file(unit: Unit, meeting_id: str, wanted: Wanted, now: datetime) -> File:
    """The newest version there is for the reader."""
    agenda = agenda_read(unit, meeting_id)
    meeting = questions.meeting_named(unit.session, meeting_id)
    facts = DocumentFacts(
        DocumentKind.AGENDA,
        meeting_facts(unit, meeting, wanted.language),
        agenda.state,
        agenda.version,
        agenda.reason,
        agenda.released_at,
        tuple(item_facts(shown, wanted.language) for shown in items_shown(unit, agenda)),
    )
    return file_of(unit, meeting, facts, wanted, now)


def file_of(unit: Unit, meeting: Meeting, facts: DocumentFacts, wanted: Wanted, now: datetime) -> File:
    """Raises PersonalDataFound. Who was there is told as an addressee is: nothing but a number could give them away."""
    spoken = Spoken(wanted.language, unit.calendar.zone)
    unit.check_free_of_numbers(**{f"attendee_{n}": one.who for n, one in enumerate(facts.presences, 1)})
    unit.check_free_of_persons(document="\n".join(paper_of(replace(facts, presences=()), spoken).texts()))
    on = unit.calendar.local(meeting.starts_at).date()
    name = f"{facts.kind}-{meeting.body_id}-{on}.{wanted.format}"
    unit.record(f"export_{facts.kind}", meeting.id, now, format=str(wanted.format))
    return File(name, wanted.format, written(facts, wanted.format, spoken))


def meeting_facts(unit: Unit, meeting: Meeting, language: str) -> MeetingFacts:
    body = questions.body_named(unit.session, meeting.body_id)
    return MeetingFacts(
        body.name,
        body.organiser_name or body.name,
        meeting.place or body.place,
        meeting.starts_at,
        meeting.ends_at,
        statement(language) if is_case_body(unit, meeting) else "",
    )


def item_facts(shown: ItemShown, language: str) -> ItemFacts:
    item = shown.item
    return ItemFacts(
        item.position,
        item.kind,
        shown.heading_in(language),
        shown.starts_at,
        item.minutes,
        item.added_at,
        item.reason,
    )
