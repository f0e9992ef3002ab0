"""What waits for a person at an office: of the meetings of its own bodies, and of what they were told and answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import DBAPIError

from agenda.errors import Refusal
from agenda.meetings.laid_aside import AsideKind
from agenda.meetings.meeting import AGENDA_DUE, MINUTES_DUE, Meeting, MeetingState
from agenda.meetings.plan import PlanState
from notifications.message import WANT_A_PERSON
from service.database.listing import count_in
from service.database.meetings import attending, questions
from service.database.meetings.entries import entries_changed_by_hand
from service.database.meetings.minutes import minutes_chased
from service.logs import told
from service.workflow.meetings.attending import concerns
from service.workflow.meetings.days_off import days_put_before
from service.workflow.office import own_bodies
from service.workflow.unit import Unit

log = structlog.get_logger()

MOST_SHOWN = 50
REPLIES_SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """`what` waits since when; `about` is a reference or an id, and empty where a list of `count` is meant."""

    what: str
    about: str
    since: datetime
    count: int = 1


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


def oldest_first(found: list[Waiting]) -> list[Waiting]:
    return sorted(found, key=lambda waiting: (waiting.since, waiting.what, waiting.about))


def of_meetings(unit: Unit, now: datetime) -> Iterator[Waiting]:
    yield from _of_plans(unit)
    for meeting in meetings_ahead(unit, now):
        if meeting.is_extraordinary and meeting.state is MeetingState.PROPOSED:
            yield Waiting("confirm_meeting", meeting.id, now)
        yield from _to_release_by_hand(meeting)
        if meeting.state is MeetingState.CONFIRMED and not meeting.is_written:
            yield from (Waiting(what, meeting.id, since) for what, since in concerns(unit, meeting, now))
    yield from _in_question(unit)
    yield from _of_minutes(unit)
    yield from _changed_by_hand(unit, now)
    yield from _of_closed_days(unit, now)


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


def of_mail(unit: Unit, now: datetime) -> Iterator[Waiting]:
    own = own_bodies(unit)
    for reply in attending.unmatched_replies(unit.session, MOST_SHOWN, own):
        if reply.kind is not AsideKind.AUTOMATIC and reply.received_at > now - REPLIES_SHOWN_FOR:
            what = "unmatched_report" if reply.kind is AsideKind.REPORT else "unmatched_reply"
            yield Waiting(what, reply.id, reply.received_at)
    count, oldest = count_in(unit.session, WANT_A_PERSON, own)
    if oldest is not None:
        yield Waiting("messages_to_see", "", oldest, count)


def _of_plans(unit: Unit) -> Iterator[Waiting]:
    for body_id in sorted(own_bodies(unit)):
        for plan in questions.plans(unit.session, body_id):
            if plan.state is PlanState.PROPOSED:
                yield Waiting("confirm_plan", plan.id, plan.proposed_at)


def _in_question(unit: Unit) -> Iterator[Waiting]:
    """Those of which a person says whether they were held."""
    own = own_bodies(unit)
    for meeting in questions.meetings_in_question(unit.session):
        if meeting.body_id in own:
            yield Waiting("was_it_held", meeting.id, meeting.ends_at)


def _of_minutes(unit: Unit) -> Iterator[Waiting]:
    own = own_bodies(unit)
    for minutes in minutes_chased(unit.session):
        held = questions.meeting_named(unit.session, minutes.meeting_id)
        if held.body_id in own:
            yield Waiting("minutes_wanted", held.id, held.due_at(MINUTES_DUE) or held.ends_at)


def _of_closed_days(unit: Unit, now: datetime) -> Iterator[Waiting]:
    """What another office has put before this one."""
    for day in days_put_before(unit, now):
        yield Waiting("day_put_before", day.on.isoformat(), day.put_before_at or now)


def _changed_by_hand(unit: Unit, now: datetime) -> Iterator[Waiting]:
    own = own_bodies(unit)
    for entry, meeting in entries_changed_by_hand(unit.session, now):
        if meeting.body_id in own and entry.difference is not None:
            yield Waiting("changed_by_hand", meeting.id, entry.difference.seen_at)
