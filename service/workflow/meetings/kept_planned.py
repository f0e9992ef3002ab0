"""So many meetings a year are kept planned: one that is cancelled has another proposed in its stead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.meetings.meeting import CUT_OFF, Meeting, MeetingState
from agenda.meetings.plan import PlanState
from notifications.occasion import Occasion
from notifications.reason import Reason
from scheduler.series import WEEK
from scheduler.working_days import Calendar
from service.database.meetings import questions
from service.workflow.meetings import deadlines
from service.workflow.meetings.event import event_uid
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Shortage:
    """A planned year with fewer meetings than it should have."""

    year: int
    meetings: int
    wanted: int


def shortages(unit: Unit, body_id: str, now: datetime) -> list[Shortage]:
    """Of this year and the next, as far as they are planned whole."""
    year = unit.calendar.local(now).year
    found = (_shortage(unit, body_id, each, now) for each in (year, year + 1))
    return [shortage for shortage in found if shortage is not None]


def keep_planned(unit: Unit, cancelled: Meeting, now: datetime) -> None:
    """After a meeting people knew of was cancelled: propose another if its year is short of one, and say so."""
    year = unit.calendar.local(cancelled.starts_at).year
    is_counted = cancelled.body_id in unit.settings.bodies
    if not is_counted or _shortage(unit, cancelled.body_id, year, now) is None:
        return
    meeting = _in_its_stead(unit, cancelled, now)
    if meeting is not None:
        unit.session.add(meeting)
        unit.session.flush()
        unit.record("propose_meeting", meeting.id, now, Reason.KEPT_PLANNED, body=meeting.body_id)
    notice = Notice(Occasion.MEETINGS_MISSING, cancelled.body_id, cancelled.id, Reason.KEPT_PLANNED)
    tell_office(unit, notice, now, year=year, meeting_id=meeting.id if meeting else None)


def _shortage(unit: Unit, body_id: str, year: int, now: datetime) -> Shortage | None:
    wanted = unit.settings.bodies[body_id].meetings_a_year if body_id in unit.settings.bodies else 0
    if not wanted or not _is_planned_whole(unit, body_id, year):
        return None
    unit.session.flush()
    there = sum(1 for _ in _meetings_of(unit, body_id, year, now))
    return Shortage(year, there, wanted) if there < wanted else None


def _is_planned_whole(unit: Unit, body_id: str, year: int) -> bool:
    on = date(year, 1, 1)
    for plan in questions.plans(unit.session, body_id):
        if plan.state is not PlanState.WITHDRAWN and plan.first_on <= on <= plan.last_on:
            on = plan.last_on + timedelta(days=1)
    return on.year > year


def _meetings_of(unit: Unit, body_id: str, year: int, now: datetime) -> Iterator[Meeting]:
    """Those to which people come; one that was only proposed until it was too late to prepare is none."""
    for meeting in questions.meetings_listed(unit.session, body_id):
        is_met = not meeting.is_off and not meeting.is_written and not _was_left(meeting, now)
        if is_met and unit.calendar.local(meeting.starts_at).year == year:
            yield meeting


def _was_left(meeting: Meeting, now: datetime) -> bool:
    return meeting.state is MeetingState.PROPOSED and (meeting.due_at(CUT_OFF) or meeting.starts_at) <= now


def _in_its_stead(unit: Unit, cancelled: Meeting, now: datetime) -> Meeting | None:
    """The same weekday and hours of the first week, in the same year, in which the body can meet prepared."""
    calendar = unit.settings.to_plan_by(cancelled.body_id, unit.working_days(cancelled.body_id))
    taken = {_week(calendar, m) for m in questions.meetings_listed(unit.session, cancelled.body_id)}
    on = calendar.local(cancelled.starts_at).date()
    year = on.year
    while (on := on + WEEK).year == year:
        is_open = calendar.is_open(on) and not calendar.is_closed_week(on) and not calendar.avoids(on)
        if is_open and on.isocalendar()[:2] not in taken:
            meeting = _proposed(unit, cancelled, on, now)
            cut_off = meeting.due_at(CUT_OFF)
            if cut_off is not None and cut_off > now:
                return meeting
    return None


def _proposed(unit: Unit, cancelled: Meeting, on: date, now: datetime) -> Meeting:
    hours = unit.settings.bodies[cancelled.body_id].series
    meeting_id = unit.new_id()
    meeting = Meeting(
        id=meeting_id,
        body_id=cancelled.body_id,
        starts_at=unit.calendar.moment(on, hours.starts),
        ends_at=unit.calendar.moment(on, hours.ends),
        uid=event_uid(unit, cancelled.body_id, meeting_id),
        is_extraordinary=True,
    )
    deadlines.derive(unit, meeting, now)
    return meeting


def _week(calendar: Calendar, meeting: Meeting) -> tuple[int, int]:
    return calendar.local(meeting.starts_at).date().isocalendar()[:2]
