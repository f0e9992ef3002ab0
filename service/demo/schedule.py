"""When the played weeks happen: two meetings held, the agenda of the next out, and one with requests still open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler.milestones import LeadTime, Milestone, milestones
from scheduler.series import Interval, Occurrence, plan
from scheduler.working_days import Calendar
from service.settings.body import Body
from service.settings.tables import Settings

FORUM = "medborgerforum"
FIRST_YEAR, LAST_YEAR = 2001, 2090
REACH = timedelta(days=150)
RUN_UP_DAYS = 15
FORUM_RUN_UP_DAYS = 12  # before the forum's topics close
FORUM_DAYS = range(-13, -60, -1)  # from the prepared meeting: the forum's minutes are due before its agenda


class UntilOutOfReach(ValueError):
    """Holidays, and so deadlines, are known for these years."""

    def __init__(self) -> None:
        super().__init__(f"give a moment in the years {FIRST_YEAR} to {LAST_YEAR}")


@dataclass(frozen=True)
class Schedule:
    """`prepared` is the last meeting whose agenda is out at `until`, `coming` the next one.

    `first` and `following` are the two before: what the first decides, the following one follows up.
    `anchor` is where the series begins, moved back by whole intervals where it would begin too late.
    """

    calendar: Calendar
    until: datetime
    begins_at: datetime
    anchor: date
    is_anchor_moved: bool
    first: Occurrence
    following: Occurrence
    prepared: Occurrence
    coming: Occurrence
    closed_on: date
    forum_on: date

    def at(self, working_days: int, clock: str) -> datetime:
        """A wall-clock time so many working days before (-) or after the prepared meeting."""
        return self.beside(self.prepared.on, working_days, clock)

    def on(self, working_days: int) -> date:
        return self.calendar.count(self.prepared.on, working_days).on

    def before_first(self, working_days: int, clock: str) -> datetime:
        return self.beside(self.first.on, -working_days, clock)

    def beside(self, on: date, working_days: int, clock: str) -> datetime:
        """A wall-clock time so many working days before (-) or after a day."""
        return self.calendar.moment(self.calendar.count(on, working_days).on, time.fromisoformat(clock))


def schedule(settings: Settings, until: datetime) -> Schedule:
    calendar = settings.calendar.as_calendar()
    today = calendar.local(until).date()
    if not FIRST_YEAR <= today.year <= LAST_YEAR:
        raise UntilOutOfReach
    body = settings.bodies[settings.cases.body]
    rule = body.series.rule
    assert isinstance(rule, Interval)
    first, following, prepared, coming = _around(body, _reaching_back(rule, today - REACH), until, calendar)
    anchor = _reaching_back(rule, first.original_on).anchor
    forum_on = _forum_on(settings.bodies[FORUM], prepared.on, calendar)
    return Schedule(
        calendar=calendar,
        until=until,
        begins_at=_begins_at(settings.bodies[FORUM], first.on, forum_on, calendar),
        anchor=anchor,
        is_anchor_moved=anchor != rule.anchor,
        first=first,
        following=following,
        prepared=prepared,
        coming=coming,
        closed_on=_milestone(coming, body, "answers_due", calendar).counted.on,
        forum_on=forum_on,
    )


def _reaching_back(rule: Interval, on: date) -> Interval:
    """The same dates, from that day on at the latest."""
    intervals = max(-((on - rule.anchor).days // rule.days), 0)
    return Interval(rule.anchor - intervals * timedelta(days=rule.days), rule.days)


def _around(body: Body, rule: Interval, until: datetime, calendar: Calendar) -> list[Occurrence]:
    """Three meetings whose agenda is out, and the first whose agenda isn't."""
    today = calendar.local(until).date()
    found = plan(rule, today - REACH, today + REACH, calendar).occurrences
    in_order = sorted(found, key=lambda one: one.on)
    is_out = [_milestone(one, body, "agenda_due", calendar).due_at <= until for one in in_order]
    first_to_come = is_out.index(False)
    return in_order[first_to_come - 3 : first_to_come + 1]


def _milestone(occurrence: Occurrence, body: Body, name: str, calendar: Calendar) -> Milestone:
    found = milestones(occurrence.on, body.lead_times, calendar)
    return next(milestone for milestone in found if milestone.name == name)


def _forum_on(forum: Body, prepared_on: date, calendar: Calendar) -> date:
    """So long before the prepared meeting that the forum's whole round is in the played time, minutes and all."""
    series = forum.series.rule
    taken = {one.on for one in plan(series, prepared_on - REACH, prepared_on, calendar).occurrences}
    candidates = (calendar.count(prepared_on, days).on for days in FORUM_DAYS)
    return next(on for on in candidates if on not in taken and not calendar.is_closed_week(on))


def _begins_at(forum: Body, first_on: date, forum_on: date, calendar: Calendar) -> datetime:
    topics: LeadTime = forum.lead_times["cut_off"]
    begins_on = min(
        calendar.count(first_on, -RUN_UP_DAYS).on,
        calendar.count(forum_on, topics.working_days - FORUM_RUN_UP_DAYS).on,
    )
    return calendar.moment(begins_on, time(9, 5))
