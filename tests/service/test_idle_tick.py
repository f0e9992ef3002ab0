import pytest
from counted import statements_of
from driven_service import local


@pytest.fixture
def driven(start_on):
    return start_on(local("2026-10-01"))


def test_an_idle_tick_asks_the_store_once_what_is_due_and_keeps_that_it_ticked(driven):
    driven.tick()
    driven.clock.now = local("2026-10-01", "09:01")
    with statements_of(driven.service.engine) as asked:
        driven.tick()
    assert len([one for one in asked if not one.startswith("BEGIN")]) == 3
    assert len(asked) <= 5
