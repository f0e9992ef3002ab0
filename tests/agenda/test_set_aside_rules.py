from datetime import UTC, datetime, timedelta

import pytest

from agenda.access import Role
from agenda.errors import ChangedMeanwhile
from agenda.outage import OutageNotice, OutageSettled, is_outage
from agenda.set_aside import SetAside

NOW = datetime(2026, 11, 17, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WAITS = (MINUTE, 5 * MINUTE)


def piece():
    return SetAside("1", "reminders", "k1", "ke", "KE-2026-0001", "ssp", NOW, NOW, NOW)


def test_each_failure_is_counted_and_puts_the_next_try_further_off():
    one = piece()
    one.fail("ValueError", WAITS, NOW)
    assert (one.failures, one.next_try_at, one.since) == (1, NOW + MINUTE, NOW)
    one.fail("KeyError", WAITS, NOW + MINUTE)
    assert (one.failures, one.fault, one.failed_at) == (2, "KeyError", NOW + MINUTE)
    assert one.next_try_at == NOW + 6 * MINUTE


def test_a_person_may_have_it_tried_at_once_and_what_is_tried_anyhow_is_not_put_off():
    one = piece()
    one.fail("ValueError", WAITS, NOW)
    one.hurry(NOW + timedelta(seconds=1))
    assert one.next_try_at == NOW + timedelta(seconds=1)
    one.hurry(NOW + MINUTE)
    assert one.next_try_at == NOW + timedelta(seconds=1)


def test_what_was_tried_again_meanwhile_is_looked_at_anew():
    one = piece()
    one.expect(1)
    with pytest.raises(ChangedMeanwhile):
        one.expect(2)


def test_a_clock_that_stood_still_for_longer_than_is_usual_was_out_and_a_first_tick_was_not():
    assert is_outage(NOW, 15 * MINUTE, NOW + 15 * MINUTE + timedelta(seconds=1))
    assert not is_outage(NOW, 15 * MINUTE, NOW + 15 * MINUTE)
    assert not is_outage(None, 15 * MINUTE, NOW)


def test_what_an_outage_swallowed_is_seen_once_and_again_if_more_is_found():
    notice = OutageNotice("1", "gap", Role.SECRETARIAT, NOW)
    notice.settle("secretariat", NOW)
    with pytest.raises(OutageSettled):
        notice.settle("secretariat", NOW)
    notice.find_more()
    assert (notice.settled_at, notice.settled_by) == (None, "")
    with pytest.raises(ChangedMeanwhile):
        notice.expect(2)
