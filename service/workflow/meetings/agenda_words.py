"""What messages about agendas say, derived from how things stand when they are sent."""

from collections.abc import Mapping
from datetime import datetime

from agenda.meetings.agenda import AgendaItem, AgendaState
from agenda.meetings.meeting import AGENDA_DUE, Meeting, MeetingState
from notifications.date_words import spoken
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.reason import reason_in_words
from service.database.meetings.agendas import newest_agenda, released_agenda
from service.database.meetings.questions import body_named, meeting_named
from service.workflow.composing import Derive, Words
from service.workflow.meetings.agenda_showing import CLOSED
from service.workflow.meetings.attending import is_still_told
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.kept_out import is_kept_from
from service.workflow.unit import Unit


def for_review_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """While it is out for review: what was taken back or released needs no more reading."""
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    agenda = newest_agenda(unit.session, meeting.id)
    if (
        agenda is None
        or agenda.state is not AgendaState.IN_REVIEW
        or meeting.state is not MeetingState.CONFIRMED
    ):
        return None
    return Words(_facts(unit, meeting) | {"due_at": meeting.still_due_at(AGENDA_DUE, now)})


def released_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    if meeting.state is not MeetingState.CONFIRMED:
        return None
    return Words(_facts(unit, meeting) | {"cases": message.facts["cases"]})


def changed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """What has come to the agenda that holds: addenda, or its being another version. What was replaced is no news."""
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    agenda = released_agenda(unit.session, meeting.id)
    if agenda is None or not meeting.is_ahead or not is_still_told(unit, meeting, message.recipient_email):
        return None
    items, versions = _changed(message)
    added = [item for item in agenda.items if item.id in items]
    is_addendum = agenda.id not in versions
    if is_addendum and not added:
        return None
    said = [_said(unit, meeting, item, message) for item in added]
    why = None if is_addendum else reason_in_words(agenda.reason, message.language)
    return Words(_facts(unit, meeting) | {"is_addendum": is_addendum, "why": why, "items": said})


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


def _changed(message: Message) -> tuple[set[str], set[str]]:
    """Items and versions by id; a message from before they were gathered names one of them."""
    facts = message.facts
    if "agenda_id" in facts:
        return {facts["item_id"] or ""}, set() if facts["item_id"] else {facts["agenda_id"]}
    return set(facts["items"]), set(facts["versions"])


def _said(unit: Unit, meeting: Meeting, item: AgendaItem, message: Message) -> dict[str, str]:
    """To whoever is kept out of it, themselves or their agency, it is a closed item."""
    is_closed = is_kept_from(unit, meeting, item.about, message.recipient_email)
    heading = CLOSED[spoken(message.language)] if is_closed else item.heading_in(message.language)
    return {"heading": heading, "why": reason_in_words(item.reason, message.language)}


def _facts(unit: Unit, meeting: Meeting) -> dict[str, object]:
    body = body_named(unit.session, meeting.body_id)
    link = (
        _link(unit, meeting.id, "agenda") if is_case_body(unit, meeting) else None
    )  # elsewhere no page is theirs
    return {"body": body.name, "starts_at": meeting.starts_at, "link": link}


def _link(unit: Unit, *parts: str) -> str:
    return "/".join((unit.settings.web.base_url.rstrip("/"), "meetings", *parts))
