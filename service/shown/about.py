"""What a deed is about, for people who do not know our ids."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import structlog

from agenda.reference import is_reference
from notifications.dates import date_in_words
from service.database.meetings.called import Called, called
from service.logs import told
from service.workflow.unit import Unit

log = structlog.get_logger()

LANGUAGE = "da"
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def about_in_words(unit: Unit, about: str) -> str:
    """A meeting by its body and day, a plan by its body and years, a party or body by name, a case by reference.

    Empty for what has an id alone, such as an accession. A closed day is its date.
    """
    return abouts_in_words(unit, [about])[about]


def abouts_in_words(unit: Unit, abouts: Iterable[str]) -> dict[str, str]:
    """Of several, asked together."""
    found = {about: _said(about) for about in abouts}
    ids = [about for about, said in found.items() if said is None]
    known = _called(unit, ids)
    return {
        about: said if said is not None else _in_words(unit, known.get(about))
        for about, said in found.items()
    }


def _said(about: str) -> str | None:
    """What it says itself."""
    if A_DAY.fullmatch(about):
        return date_in_words(date.fromisoformat(about), LANGUAGE)
    return about if not about or is_reference(about) else None


def _called(unit: Unit, ids: Sequence[str]) -> Mapping[str, Called]:
    """What can't be read is about nothing that could be said: it may be shown for that very reason."""
    try:
        return called(unit.session, ids)
    except ValueError as fault:
        log.error("about_unreadable", **told(fault))  # noqa: TRY400 - a traceback's words may repeat what was read
        return {} if len(ids) == 1 else {one: it for each in ids for one, it in _called(unit, [each]).items()}


def _in_words(unit: Unit, found: Called | None) -> str:
    if found is None:
        return ""
    if found.starts_at is not None:
        on = unit.calendar.local(found.starts_at).date()
        return f"{found.name} {date_in_words(on, LANGUAGE)}"
    if found.first_on is not None and found.last_on is not None:
        years = sorted({found.first_on.year, found.last_on.year})
        return f"{found.name} {'-'.join(map(str, years))}"
    return found.name
