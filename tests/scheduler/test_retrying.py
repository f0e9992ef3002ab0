from datetime import UTC, datetime, timedelta

import pytest

from scheduler.retrying import next_try
from scheduler.swallowed import swallowed

NOW = datetime(2026, 11, 17, 8, tzinfo=UTC)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
DAY = timedelta(days=1)


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (500, 60)])
def test_each_wait_is_longer_until_the_longest_comes_again_and_again(failures, minutes):
    assert next_try(failures, WAITS, NOW) == NOW + timedelta(minutes=minutes)


def test_of_a_row_of_moments_the_last_that_has_come_can_still_be_kept():
    assert swallowed(NOW, lambda at: at + DAY, NOW + 2 * DAY) == [NOW, NOW + DAY]


def test_what_is_kept_in_time_has_swallowed_nothing():
    assert swallowed(NOW, lambda at: at + DAY, NOW) == []
    assert swallowed(NOW, lambda at: at + DAY, NOW - DAY) == []


def test_a_row_may_end():
    assert swallowed(NOW, lambda _at: None, NOW + 10 * DAY) == []
