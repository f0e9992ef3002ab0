from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from served import until
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from service.app import Surroundings, open_service
from service.timekeeping import Timekeeper, failing

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
START = datetime(2026, 11, 9, 8, tzinfo=UTC)


@pytest.fixture
def service(tmp_path):
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
    assert failing(service, timekeeper, START) == ()
    assert failing(service, timekeeper, START + 2 * MINUTE) == ()


def test_a_timer_without_a_tick_in_two_minutes_fails(service, timekeeper):
    until(lambda: timekeeper.ticked_at == START, "the timer ticks")
    assert failing(service, timekeeper, START + 2 * MINUTE + SECOND) == ("timer",)


def test_a_timer_that_was_not_started_or_has_ended_fails(service, timekeeper):
    until(lambda: timekeeper.ticked_at == START, "the timer ticks")
    timekeeper.stop()
    assert failing(service, timekeeper, START) == ("timer",)
    assert failing(service, Timekeeper(service), START) == ("timer",)


def test_something_due_for_more_than_five_minutes_fails_and_sooner_it_does_not(service):
    due_at = service.clockwork.next_at()
    assert failing(service, None, due_at + 5 * MINUTE) == ()
    assert failing(service, None, due_at + 5 * MINUTE + SECOND) == ("overdue",)


def test_a_database_that_does_not_answer_fails_by_name_and_hides_nothing_else(service, tmp_path):
    nowhere = create_engine(f"sqlite:///{tmp_path}/none/moedeklar.db")
    lost = replace(service, sessions=lambda: Session(nowhere))
    assert failing(lost, None, START) == ("database",)
    assert failing(lost, Timekeeper(lost), START) == ("database", "timer")
