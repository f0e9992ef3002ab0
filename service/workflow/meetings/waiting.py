"""What waits for a person at an office: of the meetings of its own bodies, and of what they were told and answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

import structlog
from sqlalchemy.exc import DBAPIError

from agenda.access import Action
from agenda.errors import Refusal
from agenda.meetings.meeting import AGENDA_DUE, Meeting, MeetingState
from service.database.meetings import questions, waits
from service.database.meetings.entries import entries_changed_by_hand
from service.database.waits import Part, Waits, asked_together
from service.logs import told
from service.workflow.meetings.attending import concerns_of
from service.workflow.office import own_bodies, own_office
from service.workflow.unit import Unit

log = structlog.get_logger()

MIDNIGHT = time()
CHANGED = "changed"  # a part that only tells whether there is any


@dataclass(frozen=True)
class Waiting:
    """`what` waits since when; `about` is a reference or an id, and empty where a list of `count` is meant."""

    what: str
    about: str
    since: datetime
    count: int = 1


def of_office(unit: Unit, ahead: Sequence[Meeting], found: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """What was found by parts, and what the meetings ahead and changes by hand tell besides."""
    more = [of_ahead(unit, ahead, now)]
    if any(one.what == CHANGED for one in found):
        more.append(of_changed(unit, now))
    return [*(one for one in found if one.what != CHANGED), *legibly(now, *more)]


def legibly(now: datetime, *parts: Iterator[Waiting]) -> list[Waiting]:
    """Each part of what waits by itself: if one can't be read, the others are seen, and that it is missing."""
    found: list[Waiting] = []
    for part in parts:
        try:
            found += list(part)
        except (DBAPIError, Refusal):
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, the rest is to be seen
            log.error("desk_unreadable", **told(fault))  # noqa: TRY400 - a traceback's words may repeat what was read
            found.append(Waiting("unreadable", "", now))
    return found


def ahead_legibly(unit: Unit, now: datetime) -> tuple[list[Meeting], list[Waiting]]:
    """The meetings ahead; where one can't be read, that is what waits."""
    ahead: list[Meeting] = []

    def read() -> Iterator[Waiting]:
        ahead.extend(meetings_ahead(unit, now))
        yield from ()

    return ahead, legibly(now, read())


def oldest_first(found: list[Waiting]) -> list[Waiting]:
    return sorted(found, key=lambda waiting: (waiting.since, waiting.what, waiting.about))


def told_together(unit: Unit, parts: Sequence[Part], now: datetime) -> list[Waiting]:
    """Asked in one question; where a row of one part can't be read, part by part."""
    try:
        return _asked(unit, parts)
    except (DBAPIError, Refusal):
        raise
    except Exception:  # noqa: BLE001 - whichever part it is, the others are to be seen
        return legibly(now, *(_each(unit, one) for one in parts))


def _each(unit: Unit, one: Part) -> Iterator[Waiting]:
    yield from _asked(unit, [one])


def _asked(unit: Unit, parts: Sequence[Part]) -> list[Waiting]:
    found = asked_together(unit.session, parts)
    return [Waiting(one.what, one.about, _since(unit, one), one.count) for one in found]


def _since(unit: Unit, one: Waits) -> datetime:
    if one.since is not None:
        return one.since
    assert one.on is not None
    return unit.calendar.moment(one.on, MIDNIGHT)


def parts_of_office(unit: Unit, now: datetime) -> list[Part]:
    """Of meetings, mail and the clock. Of what was changed by hand `of_changed` tells more."""
    unit.allow(Action.READ_UPCOMING)
    own, office = own_bodies(unit), own_office(unit)
    today = unit.calendar.local(now).date()
    return [
        *waits.parts_of_meetings(own, office, today, now),
        *waits.parts_of_mail(own, now),
        *waits.parts_of_clock(own, unit.actor.role),
    ]


def of_ahead(unit: Unit, ahead: Sequence[Meeting], now: datetime) -> Iterator[Waiting]:
    """What the meetings ahead tell themselves."""
    watched = [one for one in ahead if one.state is MeetingState.CONFIRMED and not one.is_written]
    looked_at = concerns_of(unit, watched, now)
    for meeting in ahead:
        if meeting.is_extraordinary and meeting.state is MeetingState.PROPOSED:
            yield Waiting("confirm_meeting", meeting.id, now)
        yield from _to_release_by_hand(meeting)
        yield from (Waiting(what, meeting.id, since) for what, since in looked_at.get(meeting.id, ()))


def of_changed(unit: Unit, now: datetime) -> Iterator[Waiting]:
    own = own_bodies(unit)
    for entry, meeting in entries_changed_by_hand(unit.session, now):
        if meeting.body_id in own and entry.difference is not None:
            yield Waiting("changed_by_hand", meeting.id, entry.difference.seen_at)


def left_by_hand(unit: Unit, now: datetime) -> list[Meeting]:
    """The office's confirmed meetings ahead with deadlines that lay in the past when they were set."""
    ahead = meetings_ahead(unit, now)
    return [one for one in ahead if one.state is MeetingState.CONFIRMED and one.missed]


def _to_release_by_hand(meeting: Meeting) -> Iterator[Waiting]:
    """Its agenda was due before the meeting was called, confirmed or moved: the clock won't release it."""
    if meeting.state is MeetingState.CONFIRMED:
        for one in meeting.missed:
            if one.name == AGENDA_DUE and one.missed_at is not None:
                yield Waiting("release_by_hand", meeting.id, one.missed_at)


def meetings_ahead(unit: Unit, now: datetime) -> list[Meeting]:
    return list(questions.meetings_ahead(unit.session, own_bodies(unit), now))
