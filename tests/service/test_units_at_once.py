import shutil
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import event, text

from agenda.access import CLOCK
from service.app import Surroundings, open_service

SOON = 20
ROOT = Path(__file__).parents[2]


@pytest.fixture
def service(tmp_path, sqlite_template):
    shutil.copytree(sqlite_template, tmp_path, dirs_exist_ok=True)
    service = open_service(Surroundings(tmp_path))
    yield service
    service.engine.dispose()


def test_a_unit_that_waits_for_the_store_does_not_stop_the_one_that_has_it(service):
    waits, found = Event(), Event()

    def ask_for_the_calendar():
        with service.unit(CLOCK) as later:
            assert later.working_days("koordineringsenheden")
            found.set()

    with service.unit(CLOCK) as unit:
        unit.session.execute(text("SELECT 1"))
        event.listen(service.engine, "checkout", lambda _connection, _record, _lent: waits.set())
        waiting = Thread(target=ask_for_the_calendar)
        waiting.start()
        assert waits.wait(SOON)
        asking = Thread(target=lambda: unit.working_days("koordineringsenheden"))
        asking.start()
        asking.join(5)
        assert not asking.is_alive()
        assert not found.is_set()
    waiting.join(SOON)
    assert found.is_set()


def test_nothing_uses_the_cached_property_whose_lock_all_threads_share():
    sources = [
        path
        for package in ("scheduler", "agenda", "notifications", "service")
        for path in (ROOT / package).rglob("*.py")
    ]
    assert [path for path in sources if "import cached_property" in path.read_text(encoding="utf-8")] == []
