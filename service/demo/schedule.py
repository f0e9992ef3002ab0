"""When the played weeks happen: two meetings held, the agenda of the next out, and one with requests still open."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from scheduler.milestones import Milestone, milestones
from scheduler.series import Interval, Occurrence, Rule, plan
from scheduler.working_days import Calendar
from service.demo.pace import Pace, pace
from service.settings.body import Body
from service.settings.load import load_settings
from service.settings.tables import Settings

FIRST_YEAR, LAST_YEAR = 2001, 2090
REACH, MOST_REACHES = timedelta(days=150), 8  # in either direction: three years at most
RUN_UP_DAYS, FORUM_RUN_UP_DAYS = -15, -32  # from the first meeting, and from the forum's
FIRST_HOUR = "09:05"
FORUM_DAYS = range(-13, -90, -1)  # from the prepared meeting: the forum's minutes are due before its agenda


class UntilOutOfReach(ValueError):
    """Holidays, and so deadlines, are known for these years."""

    def __init__(self) -> None:
        super().__init__(f"give a moment in the years {FIRST_YEAR} to {LAST_YEAR}")


class TooFewMeetings(ValueError):
    """The story takes three meetings whose agenda is out, and one after them."""

    def __init__(self) -> None:
        super().__init__(
            "give a moment before which the series has three meetings, and after which it has one"
        )


@dataclass(frozen=True)
class Schedule:
    """`prepared` is the last meeting whose agenda is out at `until`, `coming` the next one.

    `first` and `following` are the two before: what the first decides, the following one follows up.
    `anchor` is where the series begins, moved back by whole intervals where it would begin too late.
    `forum_on` is None where there is no forum.
    """

    calendar: Calendar
    until: datetime
    begins_at: datetime
    anchor: date | None
    is_anchor_moved: bool
    first: Occurrence
    following: Occurrence
    prepared: Occurrence
    coming: Occurrence
    closed_on: date
    forum_on: date | None
    pace: Pace = field(default=Pace((), ()))
    forum_pace: Pace = field(default=Pace((), ()))

    def at(self, working_days: int, clock: str) -> datetime:
        """A wall-clock time so many working days before (-) or after the prepared meeting."""
        return self.beside(self.prepared.on, working_days, clock)

    def on(self, working_days: int) -> date:
        return self.calendar.local(self.at(working_days, "12:00")).date()

    def before_first(self, working_days: int, clock: str) -> datetime:
        return self.beside(self.first.on, -working_days, clock)

    def beside(self, on: date, working_days: int, clock: str) -> datetime:
        """A wall-clock time so many working days before (-) or after the day of a meeting, as the story has it."""
        return _beside(self.calendar, on, self.pace.moved(working_days, clock))

    def beside_forum(self, working_days: int, clock: str) -> datetime:
        assert self.forum_on is not None
        return _beside(self.calendar, self.forum_on, self.forum_pace.moved(working_days, clock))


def schedule(settings: Settings, until: datetime) -> Schedule:
    calendar = settings.calendar.as_calendar()
    today = calendar.local(until).date()
    if not FIRST_YEAR <= today.year <= LAST_YEAR:
        raise UntilOutOfReach
    body, forum = settings.bodies[settings.cases.body], settings.bodies.get(settings.forum.body)
    told = load_settings(None, {})  # the story was written for these deadlines
    own_pace = pace(told.bodies[told.cases.body], body)
    forum_pace = pace(told.bodies[told.forum.body], forum) if forum else own_pace
    first, following, prepared, coming = _around(body, until, calendar)
    anchor = _anchor(body.series.rule, first)
    forum_on = _forum_on(forum, prepared.on, body, calendar) if forum else None
    begins = [_beside(calendar, first.on, own_pace.moved(RUN_UP_DAYS, FIRST_HOUR))]
    if forum_on is not None:
        begins.append(_beside(calendar, forum_on, forum_pace.moved(FORUM_RUN_UP_DAYS, FIRST_HOUR)))
    return Schedule(
        calendar=calendar,
        until=until,
        begins_at=min(begins),
        anchor=anchor,
        is_anchor_moved=isinstance(body.series.rule, Interval) and anchor != body.series.rule.anchor,
        first=first,
        following=following,
        prepared=prepared,
        coming=coming,
        closed_on=_milestone(body, coming.on, "answers_due", calendar).counted.on,
        forum_on=forum_on,
        pace=own_pace,
        forum_pace=forum_pace,
    )


def _beside(calendar: Calendar, on: date, place: tuple[int, time]) -> datetime:
    working_days, clock = place
    return calendar.moment(calendar.count(on, working_days).on, clock)


def _anchor(rule: Rule, first: Occurrence) -> date | None:
    return _reaching_back(rule, first.original_on).anchor if isinstance(rule, Interval) else None


def _reaching_back(rule: Interval, on: date) -> Interval:
    """The same dates, from that day on at the latest."""
    intervals = max(-((on - rule.anchor).days // rule.days), 0)
    return Interval(rule.anchor - intervals * timedelta(days=rule.days), rule.days)


def _around(body: Body, until: datetime, calendar: Calendar) -> list[Occurrence]:
    """Three meetings whose agenda is out, and the first whose agenda isn't; what meets seldom is looked for further."""
    today = calendar.local(until).date()
    for reach in (REACH * times for times in range(1, MOST_REACHES)):
        rule = body.series.rule
        if isinstance(rule, Interval):
            rule = _reaching_back(rule, today - reach)
        found = plan(rule, today - reach, today + reach, calendar).occurrences
        in_order = sorted(found, key=lambda one: one.on)
        is_out = [_milestone(body, one.on, "agenda_due", calendar).due_at <= until for one in in_order]
        first_to_come = is_out.index(False) if False in is_out else 0
        if first_to_come >= 3:  # noqa: PLR2004 - the first, the following and the prepared one
            return in_order[first_to_come - 3 : first_to_come + 1]
    raise TooFewMeetings


def _forum_on(forum: Body, prepared_on: date, body: Body, calendar: Calendar) -> date:
    """So long before the prepared meeting that the forum's whole round is in the played time, minutes and all."""
    taken = {
        one.on for one in plan(forum.series.rule, prepared_on - REACH, prepared_on, calendar).occurrences
    }
    out_at = _milestone(body, prepared_on, "agenda_due", calendar).due_at
    candidates = (calendar.count(prepared_on, days).on for days in FORUM_DAYS)
    return next(
        on
        for on in candidates
        if on not in taken
        and not calendar.is_closed_week(on)
        and _milestone(forum, on, "minutes_due", calendar).due_at < out_at
    )


def _milestone(body: Body, on: date, name: str, calendar: Calendar) -> Milestone:
    return next(one for one in milestones(on, body.lead_times, calendar) if one.name == name)
