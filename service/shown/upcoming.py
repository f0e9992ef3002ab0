"""What the service will do by itself: when, what, to whom, about what, and why."""

from datetime import tzinfo
from enum import StrEnum

from notifications.dates import clock_in_words, date_in_words
from notifications.reason import reason_in_words
from service.shown.deed_words import UNTIL
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.foresight import Foretold
from service.workflow.series import Series


class Repeats(StrEnum):
    ONCE = "once"
    EACH_WORKING_DAY = "each_working_day"


class DeedShape(Shape):
    """`to` is empty where nobody is told; `why` is the reason's code, or a derivation in words.

    What comes each working day at the same hour is one, from `at` to `last_at`, `times` times as far as was looked.
    """

    at: Local
    what: str
    to: str
    about: str
    why: str
    why_in_words: str
    repeats: Repeats
    times: int
    last_at: Local


class UpcomingShape(Shape):
    """As things stood at `as_of`."""

    days: int
    as_of: Local
    deeds: tuple[DeedShape, ...]


def upcoming_shape(days: int, foretold: Foretold) -> UpcomingShape:
    deeds = tuple(_deed(one) for one in foretold.series)
    return UpcomingShape(days=days, as_of=foretold.at, deeds=deeds)


def repeats_in_words(one: Series, zone: tzinfo) -> str:
    """`hver arbejdsdag kl. 9.00, indtil svaret er kommet`; empty for what comes once."""
    if not one.is_repeated:
        return ""
    told = f"hver arbejdsdag kl. {clock_in_words(one.deed.at, zone, LANGUAGE)}"
    if one.deed.what in UNTIL:
        told += f", {UNTIL[one.deed.what]}"
    last_on = one.last_at.astimezone(zone).date()
    return f"{told}, senest {date_in_words(last_on, LANGUAGE)}" if one.is_over else told


def _deed(one: Series) -> DeedShape:
    return DeedShape(
        at=one.deed.at,
        what=one.deed.what,
        to=one.deed.to,
        about=one.deed.about,
        why=one.deed.why,
        why_in_words=reason_in_words(one.deed.why, LANGUAGE),
        repeats=Repeats.EACH_WORKING_DAY if one.is_repeated else Repeats.ONCE,
        times=one.times,
        last_at=one.last_at,
    )
