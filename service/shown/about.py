"""What a deed is about, for people who do not know our ids."""

import re
from datetime import date

import structlog

from agenda.meetings.body import Body
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Party
from agenda.meetings.plan import Plan
from agenda.reference import is_reference
from notifications.dates import date_in_words
from service.database.meetings.questions import body_named
from service.logs import told
from service.workflow.unit import Unit

log = structlog.get_logger()

LANGUAGE = "da"
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def about_in_words(unit: Unit, about: str) -> str:
    """A meeting by its body and day, a plan by its body and years, a party or body by name, a case by reference.

    Empty for what has an id alone, such as an accession. A closed day is its date.
    """
    match _found(unit, about):
        case Meeting() as found:
            on = unit.calendar.local(found.starts_at).date()
            return f"{body_named(unit.session, found.body_id).name} {date_in_words(on, LANGUAGE)}"
        case Plan() as found:
            years = sorted({found.first_on.year, found.last_on.year})
            return f"{body_named(unit.session, found.body_id).name} {'-'.join(map(str, years))}"
        case Party() | Body() as found:
            return found.name
        case _ if A_DAY.fullmatch(about):
            return date_in_words(date.fromisoformat(about), LANGUAGE)
        case _:
            return about if is_reference(about) else ""


def _found(unit: Unit, about: str) -> Meeting | Plan | Party | Body | None:
    """What can't be read is about nothing that could be said: it may be shown for that very reason."""
    try:
        get = unit.session.get
        return get(Meeting, about) or get(Plan, about) or get(Party, about) or get(Body, about)
    except ValueError as fault:
        log.error("about_unreadable", **told(fault))  # noqa: TRY400 - a traceback's words may repeat what was read
        return None
