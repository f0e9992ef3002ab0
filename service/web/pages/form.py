"""What was typed into a form, turned into what the verbs take; the fault names the field."""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from flask import request
from pydantic import ValidationError

from agenda.errors import Invalid
from agenda.meetings.party import Recipient
from service.documents.kinds import FIRST_BIRTH, Document
from service.documents.people import PersonDocument
from service.settings.kinds import FIRST_YEAR, LAST_YEAR
from service.workflow.unit import Unit

Choice = TypeVar("Choice", bound=StrEnum)
Written = TypeVar("Written", bound=Document)
LARGEST_REVISION, MOST_DIGITS = 2**31 - 1, 10
LONGEST_TEXT, LONGEST_LINE = 20_000, 200
_LINE_ENDS = re.compile(
    "\r\n?|[\v\f]"
)  # a browser sends the first, a copy from a word processor has the others
_UNWRITABLE = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FieldUnclear(Invalid):
    """What was typed there is missing, too long, or not written as it must be."""


class ChoiceMissing(Invalid):
    """None of the choices on offer was made."""


class PersonUnclear(Invalid):
    """What was typed is no name with an address."""


class NotADay(Invalid):
    """What was typed is no date."""


class NotAMoment(Invalid):
    """What was typed is no date and time of day."""


def text(name: str) -> str:
    """What was typed, without what no file and not every database can hold."""
    typed = _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", request.form.get(name, ""))).strip()
    if len(typed) > LONGEST_TEXT:
        raise FieldUnclear(f"write at most {LONGEST_TEXT} letters", name)
    return typed


def line(name: str) -> str:
    """Some words on one line, whatever stands between them."""
    typed = " ".join(text(name).split())
    if len(typed) > LONGEST_LINE:
        raise FieldUnclear(f"write at most {LONGEST_LINE} letters", name)
    return typed


def is_ticked(name: str) -> bool:
    return name in request.form


def chosen(name: str, kind: type[Choice]) -> Choice:
    try:
        return kind(text(name))
    except ValueError as problem:
        raise ChoiceMissing("choose one of those on offer", name) from problem


def day(name: str) -> date | None:
    """A birth may lie long ago; what lies beyond the years that are planned is no day anybody means."""
    try:
        on = date.fromisoformat(text(name)) if text(name) else None
    except ValueError as problem:
        raise NotADay("write a date that exists", name) from problem
    if on is not None and not FIRST_BIRTH.year <= on.year <= LAST_YEAR:
        raise NotADay(f"give a year up to {LAST_YEAR}", name)
    return on


def day_given(name: str) -> date:
    found = day(name)
    if found is None:
        raise NotADay("choose a date", name)
    return found


def moment(day_name: str, clock_name: str, unit: Unit) -> datetime:
    """A date and a time of day as people write them, on the wall clock of the house."""
    try:
        on, at = date.fromisoformat(text(day_name)), time.fromisoformat(text(clock_name))
    except ValueError as problem:
        raise NotAMoment("write a date and a time that exist", day_name) from problem
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise NotAMoment(f"give a year from {FIRST_YEAR} to {LAST_YEAR}", day_name)
    return unit.calendar.moment(on, at)


def person(name: str, email: str) -> Recipient | None:
    """Somebody to write to, or None where nothing was typed."""
    if not text(name) and not text(email):
        return None
    try:
        return PersonDocument(name=text(name), email=text(email)).recipient()
    except ValidationError as problem:
        raise PersonUnclear("write a name, and an address such as name@example.dk", name) from problem


def person_given(name: str, email: str) -> Recipient:
    found = person(name, email)
    if found is None:
        raise PersonUnclear("write a name, and an address such as name@example.dk", name)
    return found


def checked(kind: type[Written], **fields: object) -> Written:
    """What was typed, as the document it makes; the fields of both are called alike."""
    try:
        return kind(**fields)
    except ValidationError as problem:
        field = str(problem.errors()[0]["loc"][0])
        raise FieldUnclear("fill it in as the hint says", field) from problem


def lines(name: str) -> tuple[str, ...]:
    """One statement per line; empty lines are none."""
    return tuple(line.strip() for line in text(name).splitlines() if line.strip())


def number(name: str) -> int | None:
    """A whole number carried in a hidden field, or None where there is none."""
    given = text(name)
    if not given.isascii() or not given.isdigit():
        return None
    return min(int(given), LARGEST_REVISION) if len(given) <= MOST_DIGITS else LARGEST_REVISION


def revision() -> int:
    """The revision the page was shown at; what is missing fits none, and is told as a change meanwhile."""
    return number("revision") or 0
