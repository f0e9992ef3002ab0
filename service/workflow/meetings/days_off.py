"""Which days an office has closed, and what is put before the other office when one of them closes or opens a day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from agenda.access import OFFICES, Action, Role
from agenda.meetings.day_off import ClosedDayPassed, DayOff, NoSuchClosedDay, PutBefore
from agenda.meetings.meeting import Meeting
from notifications.occasion import Occasion
from notifications.reason import Reason
from scheduler.working_days import ClosedKind
from service.database.meetings import questions
from service.workflow.office import Notice, own_office, tell_office
from service.workflow.unit import Unit

SET_BY_SETTINGS = frozenset({ClosedKind.CLOSED_DAY, ClosedKind.EXTRA})


def days_off_of(unit: Unit) -> Sequence[DayOff]:
    """Those of the reader's own office, with what waits for its decision; to an agency those that are closed."""
    unit.allow(Action.READ_MEETINGS)
    listed = questions.days_off(unit.session, own_office(unit))
    is_office = unit.actor.role in OFFICES
    return [day for day in listed if is_office or day.is_closed]


def day_to_change(unit: Unit, on: date, now: datetime) -> DayOff:
    """A day as the actor's office has it."""
    unit.allow(Action.CHANGE_MEETINGS)
    day = questions.day_off(unit.session, on, own_office(unit))
    if day is None:
        raise NoSuchClosedDay("your office has closed no such day; read the list of closed days", "on")
    check_ahead(unit, on, now)
    return day


def day_of(unit: Unit, on: date) -> DayOff | None:
    """A day as the actor's office now has it; None where no office has it closed any more."""
    unit.session.flush()
    return questions.day_off(unit.session, on, own_office(unit))


def check_ahead(unit: Unit, on: date, now: datetime) -> None:
    if on <= unit.calendar.local(now).date():
        raise ClosedDayPassed("choose a day that lies ahead", "on")


def is_closed_elsewhere(unit: Unit, day: DayOff) -> bool:
    return any(other.is_closed for other in _of_others(unit, day))


def put_closing_before_others(unit: Unit, day: DayOff, now: datetime) -> None:
    """Whoever has not closed the day is told and decides; for their bodies it stays open until then."""
    for office in unit.settings.offices:
        if office is day.office:
            continue
        other = questions.day_off(unit.session, day.on, office)
        if other is None:
            other = DayOff(day.on, office, day.name, day.closed_by, is_closed=False)
            unit.session.add(other)
        if other.is_closed:
            other.settle()
        else:
            other.put(PutBefore.CLOSED, now)
            _tell(unit, other, day.office, now)


def put_opening_before_others(unit: Unit, day: DayOff, now: datetime) -> None:
    """Whoever took over a day from the office that now opens it is told and decides."""
    for other in _of_others(unit, day):
        if other.is_closed and day.closed_by is day.office:
            other.put(PutBefore.OPENED, now)
            _tell(unit, other, day.office, now)


def forget_day(unit: Unit, day: DayOff) -> None:
    """No office has it closed any more: nobody has anything to decide about it."""
    for other in _of_others(unit, day):
        unit.session.delete(other)
    unit.session.delete(day)


def days_put_before(unit: Unit, now: datetime) -> Iterator[DayOff]:
    """What waits for the actor's office: days ahead alone."""
    today = unit.calendar.local(now).date()
    for day in questions.days_off(unit.session, own_office(unit)):
        if day.put_before is not None and day.on > today:
            yield day


def laid_on_closed(unit: Unit, meeting: Meeting) -> date | None:
    """The meeting's day, where the settings close it.

    Days that an office closes itself, weekends and holidays are known when a meeting is laid there.
    """
    calendar, on = unit.settings.calendar.as_calendar(), unit.calendar.local(meeting.starts_at).date()
    closed = calendar.closed(on)
    is_closed = calendar.is_closed_week(on) or (closed is not None and closed.kind in SET_BY_SETTINGS)
    return on if is_closed else None


def office_in_words(unit: Unit, office: Role, language: str) -> str:
    """The secretariat by its own name, another by the body it sees to."""
    if office is Role.SECRETARIAT:
        return questions.office(unit.session).name
    body = questions.body_named(unit.session, unit.settings.body_of(office)).name
    return f"Sekretariatet for {body}" if language == "da" else f"The office of {body}"


def _of_others(unit: Unit, day: DayOff) -> Iterator[DayOff]:
    for office in unit.settings.offices:
        other = questions.day_off(unit.session, day.on, office) if office is not day.office else None
        if other is not None:
            yield other


def _tell(unit: Unit, day: DayOff, by: Role, now: datetime) -> None:
    body_id = unit.settings.body_of(day.office)
    why = Reason.DAY_CLOSED if day.put_before is PutBefore.CLOSED else Reason.DAY_OPENED
    notice = Notice(Occasion.DAY_PUT_BEFORE, body_id, day.on.isoformat(), why)
    facts = {"on": day.on.isoformat(), "office": str(day.office), "by": str(by), "put": str(day.put_before)}
    tell_office(unit, notice, now, **facts)
