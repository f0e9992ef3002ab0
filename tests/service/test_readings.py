"""Reading takes a snapshot and waits for nobody; what was read is recorded before it is answered."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from time import monotonic, sleep

import pytest
from counted import statements_of
from driven_service import local
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from agenda.access import CLOCK, Actor, Role
from agenda.outage import Tick
from service.database.meetings.questions import NoSuchBody, body_named
from service.database.reads import LONGEST_WAIT, Reads
from service.database.record import newest_entries, of_list, put
from service.database.turns import WrittenInSnapshot
from service.web.application import create_app
from service.web.authentication import token_for

SECRETARIAT, AUDITOR = Actor(Role.SECRETARIAT), Actor(Role.AUDITOR)
BODY = "koordineringsenheden"
CASES = ["KE-2026-0001", "KE-2026-0002"]
SOON = 20


@pytest.fixture
def driven(start_on):
    return start_on(local("2026-10-01"))


@pytest.fixture
def on_sqlite(new_service):
    return new_service(local("2026-10-01"))


def look(driven, cases=CASES, reader="secretariat", purpose="se", body_id=BODY):
    """What a list of some cases does."""
    with driven.service.reading(SECRETARIAT) as unit:
        put(unit.session, of_list(driven.now, reader, "list_case", cases, purpose))
        body_named(unit.session, body_id)


def recorded(driven, about=None):
    with driven.service.unit(CLOCK) as unit:
        return [
            (one.actor, one.about or one.facts["cases"], one.facts.get("times", 1))
            for one in newest_entries(unit.session, about, 50)
            if one.action == "list_case"
        ]


@contextmanager
def written(driven):
    """Somebody writes, and holds the store's lock meanwhile."""
    with driven.service.unit(CLOCK) as unit:
        body_named(unit.session, BODY)
        yield


def until(holds):
    deadline = monotonic() + SOON
    while not holds():
        assert monotonic() < deadline
        sleep(0.005)


def test_a_reader_does_not_wait_for_whoever_writes_and_sees_nothing_of_it(driven):
    with driven.service.unit(CLOCK) as writing:
        body_named(writing.session, BODY).organiser_email = "en@moedeklar.invalid"
        writing.session.flush()
        began_at = monotonic()
        with driven.service.reading(SECRETARIAT) as unit:
            assert body_named(unit.session, BODY).organiser_email != "en@moedeklar.invalid"
        assert monotonic() - began_at < LONGEST_WAIT


def test_what_is_seen_stays_as_it_was_until_the_reading_ends(driven):
    with driven.service.reading(SECRETARIAT) as unit:
        before = unit.session.scalars(select(Tick)).all()
        driven.tick()
        unit.session.expire_all()
        assert unit.session.scalars(select(Tick)).all() == before == []


def test_nothing_is_written_in_a_snapshot(driven):
    with pytest.raises(WrittenInSnapshot), driven.service.reading(SECRETARIAT) as unit:
        body_named(unit.session, BODY).organiser_email = "en@moedeklar.invalid"
    with pytest.raises((SQLAlchemyError, WrittenInSnapshot)), driven.service.reading(SECRETARIAT) as unit:
        unit.session.connection().exec_driver_sql("UPDATE body SET organiser_email = ''")
    with driven.service.unit(CLOCK) as unit:
        unit.session.connection().exec_driver_sql("UPDATE body SET organiser_email = ''")


def test_a_list_is_one_entry_that_is_found_by_each_case_it_named(driven):
    look(driven)
    assert recorded(driven) == [("secretariat", CASES, 1)]
    assert recorded(driven, CASES[1]) == recorded(driven)
    assert recorded(driven, "KE-2026-0003") == []


def test_a_list_of_one_case_is_about_it(driven):
    look(driven, CASES[:1])
    assert recorded(driven, CASES[0]) == [("secretariat", CASES[0], 1)]


def test_the_same_look_within_a_quarter_of_an_hour_is_counted(driven):
    look(driven)
    driven.clock.now += timedelta(minutes=14, seconds=59)
    look(driven, CASES[::-1])
    assert recorded(driven) == [("secretariat", CASES, 2)]
    driven.clock.now += timedelta(seconds=1)
    look(driven)
    assert recorded(driven) == [("secretariat", CASES, 1), ("secretariat", CASES, 2)]


def test_another_reader_purpose_or_case_is_another_entry(driven):
    look(driven)
    look(driven, reader="agency:ssp")
    look(driven, purpose="andet")
    look(driven, [*CASES, "KE-2026-0003"])
    assert [times for _, _, times in recorded(driven)] == [1, 1, 1, 1]


def test_what_can_not_be_recorded_is_not_shown(on_sqlite):
    with written(on_sqlite):
        began_at = monotonic()
        with pytest.raises(SQLAlchemyError):
            look(on_sqlite)
        assert monotonic() - began_at < LONGEST_WAIT + 3
    assert recorded(on_sqlite) == []
    look(on_sqlite)
    assert recorded(on_sqlite) == [("secretariat", CASES, 1)]


def test_a_reading_that_was_refused_is_not_recorded(driven):
    with pytest.raises(NoSuchBody):
        look(driven, body_id="nobody")
    assert recorded(driven) == []


def test_readings_at_once_share_one_commit(on_sqlite):
    reads = Reads(on_sqlite.service.engine, SOON)
    on_sqlite.service = replace(on_sqlite.service, reads=reads)
    readers = [Thread(target=look, args=(on_sqlite, [f"KE-2026-{number:04}"])) for number in range(5)]
    with statements_of(on_sqlite.service.engine) as asked:
        with written(on_sqlite):
            asked.clear()
            readers[0].start()
            until(lambda: reads.is_writing)
            for reader in readers[1:]:
                reader.start()
            until(lambda: reads.count_waiting == 4)
        for reader in readers:
            reader.join(SOON)
    assert asked.count("BEGIN IMMEDIATE") == 2
    assert len(recorded(on_sqlite)) == 5


def test_while_nothing_can_be_written_pages_with_case_data_say_so_and_all_others_answer(on_sqlite):
    client = create_app(on_sqlite.service).test_client()
    auditor, secretariat = (
        {"Authorization": f"Bearer {token_for(on_sqlite.service, each)}"} for each in (AUDITOR, SECRETARIAT)
    )
    with written(on_sqlite):
        refused = client.get("/api/v1/record", headers=auditor)
        assert (refused.status_code, refused.json["type"]) == (
            503,
            "urn:moedeklar:problem:storage-unavailable",
        )
        assert int(refused.headers["Retry-After"]) > 0
        for path in ("/healthz", "/login", "/api/v1/meetings?body=koordineringsenheden"):
            assert client.get(path, headers=secretariat).status_code == 200, path
    assert client.get("/api/v1/record", headers=auditor).status_code == 200
