"""Whether the citizen is told that data about them are held (GDPR art. 14, dbl. § 22): decided, never by default."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import Invalid
from scheduler.working_days import Calendar

LONGEST_PUT_OFF = timedelta(days=366)


class OrientationKind(StrEnum):
    GIVEN = "given"
    POSTPONED = "postponed"
    OMITTED = "omitted"


class Exemption(StrEnum):
    """The ground in databeskyttelsesloven (dbl.) § 22: stk. 1 private interests, stk. 2 public ones."""

    PRIVATE_INTERESTS = "1"
    PUBLIC_INTERESTS = "2"


class OrientationUnexplained(Invalid):
    """Not to tell the citizen is the exception: it takes its ground, its reason and a day to assess it anew."""


class OrientationAhead(Invalid):
    """What lies ahead has not been given."""


class ReassessedTooLate(Invalid):
    """The decision is assessed anew on a day ahead, within a year."""


class OrientationPartMisplaced(Invalid):
    """Ground, reason and day of reassessment go with an orientation that was not given."""


@dataclass(frozen=True)
class OrientationGiven:
    """What was decided: when it was given, or why not and when that is assessed anew."""

    kind: OrientationKind
    given_on: date | None = None
    exemption: Exemption | None = None
    reason: str = ""
    reassess_on: date | None = None


@dataclass
class Orientation:
    """One decision; the newest stands. The reason lies in `sealed_reason`.

    `remind_at` is when the secretariat is next reminded that the day to look again has come; None once it has looked.
    """

    id: str
    case_id: str
    kind: OrientationKind
    decided_at: datetime
    decided_by: str
    sealed_reason: bytes
    given_on: date | None = None
    exemption: Exemption | None = None
    reassess_on: date | None = None
    remind_at: datetime | None = None


def reminded_on(reassess_on: date, after: date | None, each: int, calendar: Calendar) -> date:
    """The day of the next reminder: the day itself, or the open one that follows, then each so many working days."""
    on = reassess_on if calendar.is_open(reassess_on) else calendar.count(reassess_on, 1).on
    while after is not None and on <= after:
        on = calendar.count(on, each).on
    return on


def check_orientation(given: OrientationGiven, today: date) -> None:
    if given.kind is OrientationKind.GIVEN:
        _check_given(given, today)
        return
    if given.given_on is not None:
        raise OrientationPartMisplaced("leave it out: it has not been given", "given_on")
    for field in ("exemption", "reason", "reassess_on"):
        if not str(getattr(given, field) or "").strip():
            raise OrientationUnexplained("dbl. § 22 asks for it: ground, reason and reassessment", field)
    if len(given.reason) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")
    assert given.reassess_on is not None
    if not today < given.reassess_on <= today + LONGEST_PUT_OFF:
        raise ReassessedTooLate("choose a day ahead, within a year", "reassess_on")


def _check_given(given: OrientationGiven, today: date) -> None:
    if given.given_on is None or given.given_on > today:
        raise OrientationAhead("say on which day it was given, not later than today", "given_on")
    for field in ("exemption", "reason", "reassess_on"):
        if getattr(given, field):
            raise OrientationPartMisplaced("leave it out: the orientation was given", field)
