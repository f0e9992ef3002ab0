"""The form of a note: who told it, when, and what."""

from datetime import datetime, time

from service.database.meetings.questions import meeting_named
from service.documents.outcomes import OralNoteDocument
from service.web.pages.form import NotAMoment, moment, text
from service.web.pages.typed import typed
from service.workflow.cases.noting import Noting
from service.workflow.unit import Unit

AGENCY, CITIZEN, SOMEBODY = "+agency", "+citizen", "+somebody"  # no party's id begins so
OTHERS = [
    (AGENCY, "En anden myndighed"),
    (CITIZEN, "Borgeren"),
    (SOMEBODY, "En anden person"),
]
CALLED = {"words": "note_words"}


def sources(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Vælg, hvem det var"), *names, *OTHERS]


def said_at_meeting(unit: Unit) -> Noting:
    """By the clock on the wall on the day of the meeting; left out, it is said now."""
    meeting_id = text("meeting_id")
    said_at = _on_its_day(unit, meeting_id) if text("said_at") else None
    return _noting(meeting_id, said_at)


def told_between(unit: Unit) -> Noting:
    """Day and time both left out: it was told now."""
    said_at = moment("said_on", "said_at", unit) if text("said_on") or text("said_at") else None
    return _noting(None, said_at)


def _noting(meeting_id: str | None, said_at: datetime | None) -> Noting:
    source = text("source")
    party = source if source and not source.startswith("+") else None
    is_citizen = source == CITIZEN
    document = typed(
        OralNoteDocument, CALLED, meeting=meeting_id, party=party, citizen=is_citizen, said_at=said_at
    )
    return document.given()


def _on_its_day(unit: Unit, meeting_id: str) -> datetime:
    day = unit.calendar.local(meeting_named(unit.session, meeting_id).starts_at).date()
    try:
        return unit.calendar.moment(day, time.fromisoformat(text("said_at")))
    except ValueError as problem:
        raise NotAMoment("write a time such as 9:15", "said_at") from problem
