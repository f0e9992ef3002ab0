"""The stores that `make bench` measures on: history that was copied is opened and shown as if it had been played."""

import pytest
from benchmarks.fortnight import SHOWN_AT, Size, open_at
from benchmarks.stores import Extent, counts, stores_in
from sqlalchemy import select

from service.database.cases.tables import case
from service.workflow.cases.showing import show_case
from service.workflow.cases.showing_efforts import show_effort

SMALL = Extent(Size(cases=2, go_on=2, coming=2), Size(cases=2, go_on=2), fortnights=2, entries=400)


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    return stores_in(tmp_path_factory.mktemp("made"), SMALL, tell=lambda _: None)


@pytest.fixture
def years(stores):
    driven = open_at(stores.years, SHOWN_AT)
    yield driven
    driven.service.engine.dispose()


def test_both_stores_have_the_same_open_cases_and_one_of_them_the_years_before(stores, years):
    month = open_at(stores.month, SHOWN_AT)
    less, more = counts(month.service), counts(years.service)
    month.service.engine.dispose()
    assert less["open cases"] == more["open cases"] == less["cases"] == 6
    assert (more["cases"], more["lookups"]) == (10, 50)
    assert more["entries of the record"] > less["entries of the record"] + 200


def test_each_case_that_was_copied_opens_by_a_key_of_its_own_and_is_about_somebody_else(years):
    with years.service.engine.connect() as connection:
        references = connection.scalars(select(case.c.reference)).all()
    shown = [years.do(show_case, reference, "Forberede mødet") for reference in references]
    assert len({one.citizen.cpr for one in shown}) == len({one.citizen.name for one in shown}) == 10
    assert {len(one.concerns) for one in shown} == {1}
    courses = [years.do(show_effort, reference, "Forberede mødet").courses for reference in references]
    assert sum(map(len, courses)) == 4  # of two fortnights that go on, and of two that ended


def test_nothing_that_was_copied_is_still_to_be_done(years):
    told = len(years.messages())
    years.tick()
    assert len(years.messages()) == told
