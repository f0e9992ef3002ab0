"""What was typed into a form, turned into what the verbs take; the fault names the field."""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from flask import request

from agenda.errors import Invalid
from service.settings.kinds import FIRST_YEAR, LAST_YEAR
from service.workflow.unit import Unit

Choice = TypeVar("Choice", bound=StrEnum)
LARGEST_REVISION, MOST_DIGITS = 2**31 - 1, 10
_LINE_ENDS = re.compile(
    "\r\n?|[\v\f]"
)  # a browser sends the first, a copy from a word processor has the others
_UNWRITABLE = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ChoiceMissing(Invalid):
    """None of the choices on offer was made."""


class NotAMoment(Invalid):
    """What was typed is no date and time of day."""


def text(name: str) -> str:
    """What was typed, without what no file and not every database can hold."""
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", request.form.get(name, ""))).strip()


def is_ticked(name: str) -> bool:
    return name in request.form


def chosen(name: str, kind: type[Choice]) -> Choice:
    try:
        return kind(text(name))
    except ValueError as problem:
        raise ChoiceMissing("choose one of those on offer", name) from problem


def moment(day_name: str, clock_name: str, unit: Unit) -> datetime:
    """A date and a time of day as people write them, on the wall clock of the house."""
    try:
        on, at = date.fromisoformat(text(day_name)), time.fromisoformat(text(clock_name))
    except ValueError as problem:
        raise NotAMoment("write a date and a time that exist", day_name) from problem
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise NotAMoment(f"give a year from {FIRST_YEAR} to {LAST_YEAR}", day_name)
    return unit.calendar.moment(on, at)


def lines(name: str) -> tuple[str, ...]:
    """One statement per line; empty lines are none."""
    return tuple(line.strip() for line in text(name).splitlines() if line.strip())


def number(name: str) -> int | None:
    """A whole number carried in a hidden field, or None where there is none."""
    return whole_number(text(name))


def whole_number(given: str) -> int | None:
    """What is too long to be read as a number is larger than all that are taken."""
    if not given.isascii() or not given.isdigit():
        return None
    return min(int(given), LARGEST_REVISION) if len(given) <= MOST_DIGITS else LARGEST_REVISION
