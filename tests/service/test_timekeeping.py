import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Semaphore

import pytest
from sample_people import FORUM, KE, member, set_everybody
from served import SOON, until
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from service.app import Surroundings, open_service
from service.database.snapshots import SnapshotSession
from service.timekeeping import Timekeeper, standing

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
START = datetime(2026, 11, 9, 8, tzinfo=UTC)


@pytest.fixture
def service(tmp_path, sqlite_template):
    shutil.copytree(sqlite_template, tmp_path, dirs_exist_ok=True)
    service = open_service(Surroundings(tmp_path, clock=lambda: START))
    yield service
    service.engine.dispose()


@pytest.fixture
def timekeeper(service):
    timekeeper = Timekeeper(service)
    timekeeper.start()
    yield timekeeper
    timekeeper.stop()


def test_nothing_fails_while_the_timer_ticks(service, timekeeper):
    until(lambda: timekeeper.ticked_at == START, "the timer ticks")
    assert standing(service, timekeeper, START).failing == ()
    assert standing(service, timekeeper, START + 2 * MINUTE).failing == ()


def test_a_timer_without_a_tick_in_two_minutes_fails(service, timekeeper):
    until(lambda: timekeeper.ticked_at == START, "the timer ticks")
    assert standing(service, timekeeper, START + 2 * MINUTE + SECOND).failing == ("timer",)


def test_a_timer_that_was_not_started_or_has_ended_fails(service, timekeeper):
    until(lambda: timekeeper.ticked_at == START, "the timer ticks")
    timekeeper.stop()
    assert standing(service, timekeeper, START).failing == ("timer",)
    assert standing(service, Timekeeper(service), START).failing == ("timer",)


class SlowCarrier:
    """Holds each mail until it is told to go on."""

    def __init__(self):
        self.began, self.may_end = Semaphore(0), Semaphore(0)

    def find(self, _key):
        return False

    def send(self, _parcel):
        self.began.release()
        self.may_end.acquire(timeout=SOON)


@pytest.fixture
def slow():
    return SlowCarrier()


@pytest.fixture
def ticking(new_service, slow):
    """A service of two organisers, each with somebody to invite, and its timer in the midst of the first mail."""
    driven = new_service(START, config="[invitations]\nweeks_ahead = 52\n")
    set_everybody(driven, member("ssp"), member("ssp", FORUM))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.send_by(slow)
    timekeeper = Timekeeper(driven.service)
    timekeeper.start()
    assert slow.began.acquire(timeout=SOON)
    yield driven, timekeeper
    slow.may_end.release(2)
    timekeeper.stop()


def test_a_tick_that_hangs_in_one_place_keeps_time_for_two_minutes(ticking):
    driven, timekeeper = ticking
    assert standing(driven.service, timekeeper, START + 2 * MINUTE).failing == ()
    assert standing(driven.service, timekeeper, START + 2 * MINUTE + SECOND).failing == ("timer",)


def test_a_tick_that_waits_for_one_hanging_server_after_another_keeps_time_while_it_gets_on(ticking, slow):
    driven, timekeeper = ticking
    driven.clock.now = START + 2 * MINUTE
    slow.may_end.release()
    assert slow.began.acquire(timeout=SOON)
    assert standing(driven.service, timekeeper, START + 4 * MINUTE).failing == ()
    assert standing(driven.service, timekeeper, START + 4 * MINUTE + SECOND).failing == ("timer",)


def test_a_tick_that_gets_on_without_end_fails_after_ten_minutes(ticking, slow):
    driven, timekeeper = ticking
    driven.clock.now = START + 10 * MINUTE
    slow.may_end.release()
    assert slow.began.acquire(timeout=SOON)
    assert "timer" not in standing(driven.service, timekeeper, START + 10 * MINUTE).failing
    assert "timer" in standing(driven.service, timekeeper, START + 10 * MINUTE + SECOND).failing


def test_a_tick_that_failed_does_not_keep_time(service):
    tried = Event()

    def refuse():
        tried.set()
        raise RuntimeError("no session today")

    timekeeper = Timekeeper(replace(service, sessions=refuse))
    timekeeper.start()
    assert tried.wait(SOON)
    until(lambda: timekeeper.ticking_since is None, "the tick ends")
    assert standing(service, timekeeper, START).failing == ("timer",)
    timekeeper.stop()


def test_something_due_for_more_than_five_minutes_fails_and_sooner_it_does_not(service):
    due_at = service.clockwork.look(service.clock()).next_at
    assert standing(service, None, due_at + 5 * MINUTE).failing == ()
    assert standing(service, None, due_at + 5 * MINUTE + SECOND).failing == ("overdue",)


def test_a_database_that_does_not_answer_fails_by_name_and_hides_nothing_else(service, tmp_path):
    nowhere = create_engine(f"sqlite:///{tmp_path}/none/moedeklar.db")
    lost = replace(service, snapshots=lambda: SnapshotSession(nowhere), sessions=lambda: Session(nowhere))
    assert standing(lost, None, START).failing == ("database",)
    assert standing(lost, Timekeeper(lost), START).failing == ("database", "timer")
