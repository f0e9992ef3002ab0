"""A change waits for further edits, and never until it is too late to be of use."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.pausing import WELL_BEFORE, pause_ends

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PAUSE = timedelta(minutes=5)
SECOND = timedelta(seconds=1)


def test_what_lies_far_off_is_told_after_the_pause():
    assert (pause_ends(PAUSE, None, NOW), pause_ends(PAUSE, NOW + timedelta(days=1), NOW)) == (
        NOW + PAUSE,
        NOW + PAUSE,
    )


@pytest.mark.parametrize(
    ("left", "waits"),
    [
        (PAUSE + SECOND, PAUSE),
        (PAUSE, PAUSE),
        (PAUSE - SECOND, PAUSE - SECOND),
        (timedelta(), timedelta()),
        (-SECOND, timedelta()),
        (-2 * WELL_BEFORE, timedelta()),
    ],
)
def test_what_is_near_is_told_well_before_it_or_at_once(left, waits):
    assert pause_ends(PAUSE, NOW + WELL_BEFORE + left, NOW) == NOW + waits
