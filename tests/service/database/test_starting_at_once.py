from concurrent.futures import ThreadPoolExecutor

import pytest
from driven_service import local
from sqlalchemy import text

from agenda.access import CLOCK
from service.workflow import first_run

KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
FILLED = {"standing_proposal": 2, "party": 5, "body": 2, "office": 1}
START = local("2026-11-09", "10:00")


@pytest.mark.postgresql
def test_two_that_fill_an_empty_postgresql_at_once_both_go_on(new_service, new_postgresql_url):
    environ = {"MOEDEKLAR_DATABASE_URL": new_postgresql_url(), "MOEDEKLAR_MASTER_KEY": KEY}
    one, other = (new_service(START, **environ).service for _ in range(2))
    with one.engine.begin() as connection:
        for table in FILLED:
            connection.execute(text(f"DELETE FROM {table}"))

    def fill_too():
        with other.unit(CLOCK) as unit:
            first_run.set_up(unit, START)

    with ThreadPoolExecutor(1) as pool:
        with one.unit(CLOCK) as unit:
            first_run.set_up(unit, START)
            filling = pool.submit(fill_too)
            while not is_somebody_waiting(one):
                assert not filling.done()
        filling.result()
    with one.engine.connect() as connection:
        counts = {table: connection.scalar(text(f"SELECT count(*) FROM {table}")) for table in FILLED}
    assert counts == FILLED


def is_somebody_waiting(service):
    waiting = (
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE NOT granted AND datname = current_database()"
    )
    with service.engine.connect() as connection:
        return connection.scalar(text(waiting)) > 0
