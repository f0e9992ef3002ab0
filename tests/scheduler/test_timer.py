from datetime import UTC, datetime, timedelta
from queue import Queue
from threading import Event

import pytest

from scheduler.timer import Timer, again_after

SOON = 20


def now():
    return datetime.now(UTC)


@pytest.fixture
def timers():
    started = []
    yield started
    for timer in started:
        timer.stop()


def test_a_started_timer_ticks_at_once(timers):
    ticked = Event()
    timer = Timer(ticked.set, pytest.fail, now)
    timers.append(timer)
    timer.start()
    assert ticked.wait(SOON)
    assert timer.is_alive()


def test_it_wakes_at_the_next_due_moment_and_not_before(timers):
    due_at = now() + timedelta(milliseconds=400)
    ticks = Queue()

    def tick():
        ticks.put(now())
        return due_at if now() < due_at else None

    timer = Timer(tick, pytest.fail, now)
    timers.append(timer)
    timer.start()
    assert ticks.get(timeout=SOON) < due_at
    assert ticks.get(timeout=SOON) >= due_at


def test_a_tick_that_leaves_something_overdue_comes_again_without_spinning(timers):
    ticks = Queue()

    def tick():
        ticks.put(now())
        return now() - timedelta(hours=1)

    timer = Timer(tick, pytest.fail, now)
    timers.append(timer)
    timer.start()
    first, second = ticks.get(timeout=SOON), ticks.get(timeout=SOON)
    assert second - first > timedelta(milliseconds=100)


def test_a_tick_that_fails_is_told_and_does_not_end_the_timer(timers):
    told, ticked, trouble = Queue(), Event(), [RuntimeError("no database")]

    def tick():
        if trouble:
            raise trouble.pop()
        ticked.set()

    timer = Timer(tick, told.put, now)
    timers.append(timer)
    timer.start()
    assert str(told.get(timeout=SOON)) == "no database"
    timer.wake()
    assert ticked.wait(SOON)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (9, 8), (5_000, 8)]
)
def test_however_long_something_failed_it_is_tried_again_within_seconds(failures, seconds):
    assert again_after(failures) == seconds


def test_being_woken_during_a_tick_brings_one_more_and_never_two_at_once(timers):
    began, may_end, ended = Queue(), Event(), Queue()

    def tick():
        began.put(ended.qsize())
        may_end.wait(SOON)
        ended.put(None)

    timer = Timer(tick, pytest.fail, now)
    timers.append(timer)
    timer.start()
    assert began.get(timeout=SOON) == 0
    for _ in range(5):
        timer.wake()
    may_end.set()
    assert began.get(timeout=SOON) == 1
    timer.stop()
    assert began.empty()


def test_a_stopped_timer_is_not_alive_and_wakes_no_more():
    ticks = Queue()
    timer = Timer(lambda: ticks.put(None), pytest.fail, now)
    timer.start()
    ticks.get(timeout=SOON)
    timer.stop()
    timer.wake()
    timer.stop()
    assert not timer.is_alive()
    assert ticks.empty()


def test_stopping_waits_for_the_running_tick_even_if_that_names_a_next_moment():
    began, ended = Event(), Event()

    def tick():
        began.set()
        ended.wait(0.2)
        ended.set()
        return now() + timedelta(seconds=1)

    timer = Timer(tick, pytest.fail, now)
    timer.start()
    assert began.wait(SOON)
    timer.stop()
    assert ended.is_set()


def test_a_timer_that_was_never_started_is_not_alive_and_can_be_stopped():
    timer = Timer(lambda: None, pytest.fail, now)
    timer.stop()
    assert not timer.is_alive()
