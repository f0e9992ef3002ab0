import pytest
from counted import plans_of, statements_of
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


def test_an_idle_tick_goes_through_no_table_that_grows_with_the_years(new_service):
    driven = new_service(local("2026-10-01"))
    driven.tick()
    with plans_of(driven.service.engine) as steps:
        driven.tick()
    assert "SEARCH tick" in " ".join(steps)
    gone_through = {step.split()[1] for step in steps if step.startswith("SCAN ")}
    assert gone_through.isdisjoint(
        {
            "conversation",
            "case",
            "lookup",
            "answer",
            "message",
            "meeting",
            "record_entry",
            "case_name",
        }
    )
