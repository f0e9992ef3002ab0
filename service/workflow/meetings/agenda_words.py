"""What messages about agendas say, derived from how things stand when they are sent."""

from collections.abc import Mapping
from datetime import datetime

from agenda.meetings.agenda import Agenda, AgendaState
from agenda.meetings.meeting import AGENDA_DUE, Meeting, MeetingState
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.reason import reason_in_words
from service.database.meetings.agendas import newest_agenda
from service.database.meetings.questions import body_named, meeting_named
from service.workflow.composing import Derive, Words
from service.workflow.unit import Unit


def for_review_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """While it is out for review: what was taken back or released needs no more reading."""
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    agenda = unit.session.get_one(Agenda, message.facts["agenda_id"])
    if agenda.state is not AgendaState.IN_REVIEW or meeting.state is not MeetingState.CONFIRMED:
        return None
    return Words(_facts(unit, meeting) | {"due_at": meeting.still_due_at(AGENDA_DUE, now)})


def released_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    if meeting.state is not MeetingState.CONFIRMED:
        return None
    return Words(_facts(unit, meeting) | {"cases": message.facts["cases"]})


def changed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """An addendum, or a version that replaces another; one that was replaced itself is no news."""
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    agenda = unit.session.get_one(Agenda, message.facts["agenda_id"])
    item = next((one for one in agenda.items if one.id == message.facts["item_id"]), None)
    if agenda.state is not AgendaState.RELEASED or meeting.state is not MeetingState.CONFIRMED:
        return None
    why = reason_in_words(item.reason if item else agenda.reason, message.language)
    return Words(_facts(unit, meeting) | {"is_addendum": item is not None, "why": why})


def without_cases_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    agenda = newest_agenda(unit.session, meeting.id)
    if meeting.state is not MeetingState.CONFIRMED or agenda is None or agenda.about:
        return None
    return Words(_facts(unit, meeting) | {"link": _link(unit, meeting.id)})


DERIVE: Mapping[Occasion, Derive] = {
    Occasion.AGENDA_FOR_REVIEW: for_review_words,
    Occasion.AGENDA_RELEASED: released_words,
    Occasion.AGENDA_CHANGED: changed_words,
    Occasion.MEETING_WITHOUT_CASES: without_cases_words,
}


def _facts(unit: Unit, meeting: Meeting) -> dict[str, object]:
    body = body_named(unit.session, meeting.body_id)
    link = _link(unit, meeting.id, "agenda")
    return {"body": body.name, "starts_at": meeting.starts_at, "link": link}


def _link(unit: Unit, *parts: str) -> str:
    return "/".join((unit.settings.web.base_url.rstrip("/"), "meetings", *parts))
