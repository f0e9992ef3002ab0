"""What messages about minutes say, derived from how they stand when it is sent; None where it is no longer true."""

from collections.abc import Mapping
from datetime import datetime

from agenda.meetings.meeting import MINUTES_DUE, Meeting, MeetingState
from agenda.meetings.minutes import Minutes, MinutesState
from notifications.message import Message
from notifications.occasion import Occasion
from service.database.meetings import questions
from service.database.meetings.minutes import minutes_of
from service.workflow.composing import Derive, Words
from service.workflow.meetings.approving import review_until
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.minutes import items_of
from service.workflow.unit import Unit


def wanted_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """To the secretariat, until they are approved."""
    meeting, minutes = _about(unit, message)
    if minutes is None or minutes.is_locked:
        return None
    due_at = meeting.due_at(MINUTES_DUE)
    return Words({**_facts(unit, meeting), "due_at": due_at, "is_begun": minutes.review_at is not None})


def in_question_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """To the office, until it has said whether the meeting was held."""
    meeting, _ = _about(unit, message)
    if meeting.state is not MeetingState.IN_QUESTION:
        return None
    return Words(_facts(unit, meeting, "held"))


def comment_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting, minutes = _about(unit, message)
    if minutes is None or minutes.state is not MinutesState.IN_REVIEW:
        return None
    ends_at = review_until(unit, minutes)
    until = ends_at if ends_at > now else None
    return Words({**_facts(unit, meeting), **_said(unit, meeting, minutes, message), "comments_until": until})


def approved_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Of minutes that were approved before it is said why they were opened again."""
    meeting, minutes = _about(unit, message)
    if minutes is None or not minutes.is_locked:
        return None
    told = [int(version) for version in message.facts.get("versions", {})]
    why = minutes.reason if min(told, default=1) > 1 else None
    return Words({**_facts(unit, meeting), **_said(unit, meeting, minutes, message), "why": why})


DERIVE: Mapping[Occasion, Derive] = {
    Occasion.MEETING_IN_QUESTION: in_question_words,
    Occasion.MINUTES_WANTED: wanted_words,
    Occasion.MINUTES_FOR_COMMENT: comment_words,
    Occasion.MINUTES_APPROVED: approved_words,
}


def _about(unit: Unit, message: Message) -> tuple[Meeting, Minutes | None]:
    meeting = questions.meeting_named(unit.session, message.facts["meeting_id"])
    return meeting, minutes_of(unit.session, meeting.id)


def _facts(unit: Unit, meeting: Meeting, page: str = "minutes") -> dict[str, object]:
    return {
        "body": questions.body_named(unit.session, meeting.body_id).name,
        "starts_at": meeting.starts_at,
        "link": "/".join((unit.settings.web.base_url.rstrip("/"), "meetings", meeting.id, page)),
    }


def _said(unit: Unit, meeting: Meeting, minutes: Minutes, message: Message) -> dict[str, object]:
    """Who logs in nowhere is sent the text itself: it names nobody whom a case is about."""
    is_linked = is_case_body(unit, meeting)
    items = [
        (f"{item.position}. {item.heading_in(message.language)}", minutes.text(item.id))
        for item in items_of(unit, minutes)
    ]
    said = [{"heading": heading, "text": text} for heading, text in (("", minutes.text("")), *items) if text]
    return {"is_linked": is_linked, "items": [] if is_linked else said}
