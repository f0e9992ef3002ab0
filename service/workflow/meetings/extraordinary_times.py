"""When an extraordinary meeting could be: ask the calendars of a body's members, with no transaction open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from agenda.access import Action
from agenda.errors import Conflict
from agenda.meetings.body import Body
from agenda.meetings.free_times import Sought, Span, free_times, open_days
from notifications.carrier import Availability, Busy, NotSent
from scheduler.working_days import Calendar
from service.channels import CALENDAR_CHANNELS, ChannelMissing, Channels
from service.database.meetings import questions
from service.workflow.meetings.reading import meetings_seen_ahead
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()


class CalendarsUnreadable(Conflict):
    """Over a channel of mails alone nobody's calendar can be read."""


class CalendarServerDown(Conflict):
    """The calendars' server did not answer."""


@dataclass(frozen=True)
class Asked:
    """How long the meeting is to be, and over how many working days a time is looked for."""

    body_id: str
    length: timedelta
    days: int | None = None


@dataclass(frozen=True)
class Found:
    """The first times when all can whose calendars could be read; `unreadable` are the names of the others."""

    times: Sequence[Span]
    unreadable: Sequence[str]


@dataclass(frozen=True)
class _Known:
    """What the store knows: names by lower-case address, and when the bodies meet already."""

    mailbox: str
    names: Mapping[str, str]
    meetings: Sequence[Span]
    sought: Sought
    days: int
    calendar: Calendar


def have_free_times(channels: Channels, body: Body) -> bool:
    """Whether the calendars of a body's members can be asked at all: over a channel of mails they can't."""
    return channels.name_of(body.organiser_email.lower()) in CALENDAR_CHANNELS


def find_times(channels: Channels, open_unit: OpenUnit, asked: Asked, now: datetime) -> Found:
    with open_unit() as unit:
        known = _known(unit, asked, now)
    server = _server(channels, known.mailbox)
    days = open_days(known.calendar, known.calendar.local(now).date(), known.days)
    last = known.calendar.moment(days[-1], known.sought.latest)
    busy = _busy(server, sorted(known.names), now, last)
    taken = [[Span(each.starts_at, each.ends_at) for each in stretches or ()] for stretches in busy.values()]
    times = free_times([*taken, known.meetings], days, known.sought, known.calendar, now)
    return Found(times, sorted(known.names[each] for each in known.names if busy.get(each) is None))


def _known(unit: Unit, asked: Asked, now: datetime) -> _Known:
    unit.allow(Action.CHANGE_MEETINGS)
    unit.check_own(asked.body_id)
    body = questions.body_named(unit.session, asked.body_id)
    today = unit.calendar.local(now).date()
    members = questions.members_on(unit.session, body.id, today)
    unit.record("ask_free_times", body.id, now)
    hours = unit.settings.extraordinary
    return _Known(
        mailbox=body.organiser_email.lower(),
        names={member.email.lower(): member.name for member in members},
        meetings=[Span(m.starts_at, m.ends_at) for m in meetings_seen_ahead(unit, now)],
        sought=Sought(asked.length, hours.earliest, hours.latest),
        days=asked.days or hours.days,
        calendar=unit.working_days(body.id),
    )


def _server(channels: Channels, mailbox: str) -> Availability:
    try:
        server = channels.availability(mailbox)
    except ChannelMissing:
        server = None
    if server is None:
        raise CalendarsUnreadable("choose a time yourself: calendars can't be read over this channel", "body")
    return server


def _busy(
    server: Availability, addresses: Sequence[str], first: datetime, last: datetime
) -> Mapping[str, tuple[Busy, ...] | None]:
    try:
        return server.busy(addresses, first, last) if addresses else {}
    except NotSent as down:
        raise CalendarServerDown("try again in some minutes, or choose a time yourself", "body") from down
    except Exception as broken:
        log.exception("calendars_unread")
        raise CalendarServerDown("try again in some minutes, or choose a time yourself", "body") from broken
