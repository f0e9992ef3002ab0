"""What every office's desk shows alike: what waits with where it is seen to, and what comes by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from flask import url_for

from service.shown.about import abouts_in_words
from service.shown.upcoming import repeats_in_words
from service.workflow.foresight import Foretold
from service.workflow.meetings.waiting import Waiting
from service.workflow.series import Series
from service.workflow.unit import Unit

Places = Mapping[str, tuple[str, str | None]]
SHARED_PLACES: Places = {
    "confirm_plan": ("pages.plans.show", "plan_id"),
    "confirm_meeting": ("pages.meetings.show", "meeting_id"),
    "was_it_held": ("pages.held.show", "meeting_id"),
    "minutes_wanted": ("pages.minutes.show", "meeting_id"),
    "release_by_hand": ("pages.agenda.show", "meeting_id"),
    "day_put_before": ("pages.closed_days.show_all", None),
    "changed_by_hand": ("pages.meetings.show", "meeting_id"),
    "no_quorum": ("pages.meetings.show", "meeting_id"),
    "member_declined": ("pages.meetings.show", "meeting_id"),
    "room_declined": ("pages.meetings.show", "meeting_id"),
    "unmatched_reply": ("pages.replies.show_all", None),
    "unmatched_report": ("pages.replies.show_all", None),
    "messages_to_see": ("pages.messages.show_all", None),
    "set_aside": ("pages.clock.show", None),
    "unreadable": ("pages.clock.show", None),
    "outage": ("pages.clock.show", None),
}


@dataclass(frozen=True)
class Gathered:
    """Deeds of one kind, moment and reason, and of one `repeats` in words, with all they go to and are about."""

    at: datetime
    what: str
    why: str
    repeats: str
    to: list[str]
    about: list[str]


@dataclass(frozen=True)
class Ahead:
    """What comes by itself, as things stood at `as_of`; None where that is still being worked out."""

    as_of: datetime | None
    deeds: Sequence[Gathered]


def ahead(unit: Unit, foretold: Foretold | None) -> Ahead:
    if foretold is None:
        return Ahead(None, ())
    return Ahead(foretold.at, gathered(foretold.series, unit.calendar.zone))


def gathered(found: Iterable[Series], zone: tzinfo) -> list[Gathered]:
    """One line for what happens to several at once; they come in order of time."""
    lines: dict[tuple[datetime, str, str, str], Gathered] = {}
    for one in found:
        deed, repeats = one.deed, repeats_in_words(one, zone)
        key = (deed.at, deed.what, deed.why, repeats)
        line = lines.setdefault(key, Gathered(*key, [], []))
        if deed.to and deed.to not in line.to:
            line.to.append(deed.to)
        if deed.about and deed.about not in line.about:
            line.about.append(deed.about)
    return list(lines.values())


def address_of(waiting: Waiting, places: Places) -> str:
    endpoint, argument = places[waiting.what]
    return url_for(endpoint, _external=False, **{argument: waiting.about}) if argument else url_for(endpoint)


def named(unit: Unit, coming: Ahead, waiting: Iterable[Waiting]) -> dict[str, str]:
    """What all of it is about, in words."""
    of_deeds = (about for deed in coming.deeds for about in deed.about)
    return abouts_in_words(unit, (*of_deeds, *(one.about for one in waiting)))
