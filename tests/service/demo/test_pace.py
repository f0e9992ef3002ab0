from datetime import time

import pytest

from service.demo.pace import pace
from service.settings.load import settings_of

TOLD = settings_of({}, {}).bodies["koordineringsenheden"]
STORY = [
    (-10, "08:12"),
    (-6, "14:15"),
    (-5, "09:35"),
    (-3, "11:25"),
    (-2, "13:15"),
    (0, "11:15"),
    (2, "15:00"),
]


def body(starts, ends, **due):
    series = {"rule": "even_weeks", "weekday": "monday", "starts": starts, "ends": ends}
    lead_times = {name: {"working_days": days, "at": at} for name, (days, at) in due.items()}
    tree = {"bodies": {"koordineringsenheden": {"series": series, "lead_times": lead_times}}}
    return settings_of(tree, {}).bodies["koordineringsenheden"]


LATE = body(
    "13:00",
    "15:00",
    cut_off=(-9, "10:00"),
    answers_due=(-4, "15:00"),
    agenda_due=(-1, "09:00"),
    minutes_due=(6, "12:00"),
)
EVENING = body("17:00", "19:00")


@pytest.mark.parametrize("place", STORY)
def test_by_the_deadlines_it_was_told_for_the_story_keeps_its_hours(place):
    days, clock = place
    assert pace(TOLD, TOLD).moved(days, clock) == (days, time.fromisoformat(clock))


def test_by_others_what_came_before_a_deadline_still_does():
    moved = [pace(TOLD, LATE).moved(*place) for place in STORY]
    marks = [(-9, time(10)), (-4, time(15)), (-1, time(9)), (0, time(15)), (6, time(12))]
    before_cut_off, also, after, in_time, released, after_the_meeting, later = moved
    assert before_cut_off < also < marks[0] < after < in_time < marks[1] < marks[2] < released < (0, time(13))
    assert marks[3] < after_the_meeting < later < marks[4]


def test_what_follows_an_evening_meeting_is_done_the_day_after():
    assert pace(TOLD, EVENING).moved(0, "11:15")[0] == 1
