"""What every office's desk shows alike: what waits with where it is seen to, and what comes by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from service.shown.about import about_in_words
from service.workflow.meetings.waiting import Waiting
from service.workflow.unit import Unit
from service.workflow.upcoming import Deed

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
    """Deeds of one kind, moment and reason, with all they go to and all they are about."""

    at: datetime
    what: str
    why: str
    to: list[str]
    about: list[str]


def gathered(deeds: Iterable[Deed]) -> list[Gathered]:
    """One line for what happens to several at once; the deeds come in order of time."""
    found: dict[tuple[datetime, str, str], Gathered] = {}
    for deed in deeds:
        one = found.setdefault((deed.at, deed.what, deed.why), Gathered(deed.at, deed.what, deed.why, [], []))
        if deed.to and deed.to not in one.to:
            one.to.append(deed.to)
        if deed.about and deed.about not in one.about:
            one.about.append(deed.about)
    return list(found.values())


def address_of(waiting: Waiting, places: Places) -> str:
    endpoint, argument = places[waiting.what]
    return url_for(endpoint, _external=False, **{argument: waiting.about}) if argument else url_for(endpoint)


def named(unit: Unit, deeds: Iterable[Gathered], waiting: Iterable[Waiting]) -> dict[str, str]:
    """What all of it is about, in words."""
    of_deeds = (about for deed in deeds for about in deed.about)
    return {about: about_in_words(unit, about) for about in (*of_deeds, *(one.about for one in waiting))}
