from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.milestones import milestones
from service.demo.schedule import TooFewMeetings, UntilOutOfReach, schedule
from service.settings.load import load_settings, settings_of

DEFAULTS = load_settings(None, {})
UNIT, FORUM = DEFAULTS.bodies["koordineringsenheden"], DEFAULTS.bodies["medborgerforum"]
NINE_TO_TEN = {"starts": "09:00", "ends": "10:00"}
moments = st.datetimes(datetime(2001, 1, 2), datetime(2090, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis takes naive bounds


def due(body, on, calendar):
    return {one.name: one.due_at for one in milestones(on, body.lead_times, calendar)}


def check(until):
    played = schedule(DEFAULTS, until)
    closed = played.calendar.with_closed({played.closed_on: "lukkedag"})
    prepared, coming = due(UNIT, played.prepared.on, closed), due(UNIT, played.coming.on, closed)
    forum = due(FORUM, played.forum_on, played.calendar)
    assert prepared["agenda_due"] <= until < coming["agenda_due"]
    assert played.at(-3, "10:00") < coming["cut_off"], (
        "what comes after the cut-off lands on the coming meeting"
    )
    assert played.begins_at < forum["cut_off"] < forum["agenda_due"] < forum["minutes_due"] < until
    assert played.begins_at < due(UNIT, played.first.on, played.calendar)["cut_off"]
    assert due(UNIT, played.following.on, played.calendar)["minutes_due"] < until
    meetings = [played.first.on, played.following.on, played.prepared.on, played.coming.on]
    assert meetings == sorted(set(meetings))
    assert played.calendar.is_open(played.forum_on)
    assert not played.calendar.is_closed_week(played.forum_on)
    assert played.closed_on > played.on(-4)
    assert played.anchor <= played.first.original_on
    assert (UNIT.series.rule.anchor - played.anchor).days % UNIT.series.rule.days == 0


@settings(max_examples=150, deadline=None)
@given(moments)
def test_at_any_moment_one_agenda_is_out_and_the_next_is_still_prepared(until):
    check(until)


@pytest.mark.parametrize("day", range(0, 366, 2))
def test_every_other_day_of_two_years_can_be_the_last_of_the_fortnight(day):
    check(datetime(2026, 7, 1, 10, 30, tzinfo=UTC) + timedelta(days=day))
    check(datetime(2027, 7, 2, 10, 30, tzinfo=UTC) + timedelta(days=day))


def test_before_the_series_begins_its_anchor_is_moved_back_by_whole_intervals():
    played = schedule(DEFAULTS, datetime(2026, 9, 20, 8, tzinfo=UTC))
    assert (played.is_anchor_moved, played.anchor) == (True, date(2026, 8, 18))


def test_once_the_series_runs_its_anchor_stays():
    played = schedule(DEFAULTS, datetime(2027, 3, 1, 8, tzinfo=UTC))
    assert (played.is_anchor_moved, played.anchor) == (False, date(2026, 11, 24))


def test_a_year_without_known_holidays_is_refused():
    with pytest.raises(UntilOutOfReach):
        schedule(DEFAULTS, datetime(2099, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "series",
    [
        {"rule": "even_weeks", "weekday": "wednesday", "starts": "13:00", "ends": "15:00"},
        {"rule": "nth_weekday", "weekday": "friday", "nth": -1, "months": [2, 5, 9], **NINE_TO_TEN},
        {"rule": "interval", "anchor": "2027-05-06", "days": 56, "starts": "09:00", "ends": "11:00"},
    ],
    ids=["even weeks", "three times a year", "every eighth week, from later on"],
)
def test_any_series_that_goes_on_is_played_with(series):
    town = settings_of({"bodies": {"koordineringsenheden": {"series": series}}}, {})
    until = datetime(2026, 11, 6, 10, tzinfo=UTC)
    played = schedule(town, until)
    agendas = [due(UNIT, one.on, played.calendar)["agenda_due"] for one in (played.prepared, played.coming)]
    assert agendas[0] <= until < agendas[1]
    assert played.first.on < played.following.on < played.prepared.on < played.coming.on
    assert played.begins_at < played.before_first(13, "09:32")
    assert due(FORUM, played.forum_on, played.calendar)["minutes_due"] < agendas[0]


def test_without_a_forum_its_round_has_no_day():
    town = settings_of({"bodies": {"medborgerforum": {"active": False}}}, {})
    assert schedule(town, datetime(2027, 3, 1, 8, tzinfo=UTC)).forum_on is None


def test_a_series_that_has_too_few_meetings_around_the_moment_is_refused():
    series = {"rule": "dates", "dates": ["2026-11-24"], "starts": "09:00", "ends": "11:00"}
    town = settings_of({"bodies": {"koordineringsenheden": {"series": series}}}, {})
    with pytest.raises(TooFewMeetings):
        schedule(town, datetime(2026, 11, 23, 16, tzinfo=UTC))
