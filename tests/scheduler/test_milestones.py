from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.milestones import LeadTime, LeadTimesCross, check_order, crossings, milestones
from scheduler.working_days import Calendar

OFFICE = Calendar(ZoneInfo("Europe/Copenhagen"), closed_days=((6, 5), (12, 24), (12, 31)))
USUAL = {
    "minutes_due": LeadTime(3, time(16)),
    "cut_off": LeadTime(-6, time(16)),
    "answers_due": LeadTime(-3, time(12)),
    "agenda_due": LeadTime(-2, time(12)),
}


def test_milestones_come_in_order_of_time_at_local_hours():
    found = milestones(date(2027, 4, 6), USUAL, OFFICE)
    assert [(milestone.name, milestone.due_at) for milestone in found] == [
        ("cut_off", datetime(2027, 3, 24, 15, tzinfo=UTC)),
        ("answers_due", datetime(2027, 4, 1, 10, tzinfo=UTC)),
        ("agenda_due", datetime(2027, 4, 2, 10, tzinfo=UTC)),
        ("minutes_due", datetime(2027, 4, 9, 14, tzinfo=UTC)),
    ]


def test_a_milestone_carries_the_count_it_comes_from():
    for milestone in milestones(date(2027, 4, 6), USUAL, OFFICE):
        assert milestone.counted == OFFICE.count(date(2027, 4, 6), USUAL[milestone.name].working_days)


def test_a_body_that_asks_nobody_has_no_answers_due():
    forum = {"cut_off": LeadTime(-20, time(16)), "minutes_due": LeadTime(10, time(16))}
    assert [milestone.name for milestone in milestones(date(2027, 2, 11), forum, OFFICE)] == [
        "cut_off",
        "minutes_due",
    ]


@pytest.mark.parametrize(
    ("changed", "crossed"),
    [
        ({"cut_off": LeadTime(-3, time(12))}, [("cut_off", "answers_due")]),
        ({"cut_off": LeadTime(-2, time(16))}, [("cut_off", "answers_due")]),
        ({"answers_due": LeadTime(-2, time(12))}, [("answers_due", "agenda_due")]),
        ({"agenda_due": LeadTime(0, time(9))}, [("agenda_due", "starts")]),
        ({"minutes_due": LeadTime(0, time(11))}, [("ends", "minutes_due")]),
        (
            {"agenda_due": LeadTime(1, time(9)), "minutes_due": LeadTime(-1, time(11))},
            [("agenda_due", "starts"), ("ends", "minutes_due")],
        ),
    ],
)
def test_lead_times_that_cross_are_refused_and_to_fall_together_is_to_cross(changed, crossed):
    found = list(crossings({**USUAL, **changed}, time(9), time(11)))
    assert [(crossing.earlier, crossing.later) for crossing in found] == crossed
    with pytest.raises(LeadTimesCross) as refused:
        check_order({**USUAL, **changed}, time(9), time(11))
    assert (refused.value.earlier, refused.value.later) == crossed[0]


def test_without_answers_due_the_cut_off_is_held_against_the_agenda():
    lead_times = {"cut_off": LeadTime(-2, time(12)), "agenda_due": LeadTime(-2, time(12))}
    assert [(one.earlier, one.later) for one in crossings(lead_times, time(9), time(11))] == [
        ("cut_off", "agenda_due")
    ]


@pytest.mark.parametrize(
    "lead_times",
    [
        USUAL,
        {"agenda_due": LeadTime(0, time(8, 59)), "minutes_due": LeadTime(0, time(11, 1))},
        {},
    ],
)
def test_lead_times_in_order_are_taken(lead_times):
    check_order(lead_times, time(9), time(11))


@given(
    on=st.dates(date(2026, 1, 1), date(2045, 12, 31)).filter(OFFICE.is_open),
    days=st.lists(st.integers(-30, 0), min_size=3, max_size=3),
    hours=st.lists(st.times(), min_size=4, max_size=4),
    after=st.integers(0, 30),
)
def test_lead_times_that_do_not_cross_make_milestones_strictly_in_order(on, days, hours, after):
    before = sorted(LeadTime(*one) for one in zip(days, hours[:3], strict=True))
    lead_times = dict(zip(("cut_off", "answers_due", "agenda_due"), before, strict=True))
    lead_times["minutes_due"] = LeadTime(after, hours[3])
    if list(crossings(lead_times, time(9), time(11))):
        return
    moments = [milestone.due_at for milestone in milestones(on, lead_times, OFFICE)]
    order = [milestone.name for milestone in milestones(on, lead_times, OFFICE)]
    assert order == ["cut_off", "answers_due", "agenda_due", "minutes_due"]
    assert all(earlier < later for earlier, later in pairwise(moments))
