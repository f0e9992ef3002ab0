import gc

import pytest
from counted import statements_of
from driven_service import local
from sqlalchemy import text

from agenda.access import CLOCK
from service.database.meetings.questions import body_named

BODY = "koordineringsenheden"


@pytest.fixture
def driven(new_service):
    return new_service(local("2026-10-01"))


def test_a_unit_reads_a_row_once_though_nobody_holds_it_meanwhile(driven):
    with driven.service.unit(CLOCK) as unit:
        body_named(unit.session, BODY)
        gc.collect()
        with statements_of(driven.service.engine) as asked:
            body_named(unit.session, BODY)
    assert asked == []


def test_the_next_unit_reads_what_was_changed_since(driven):
    with driven.service.unit(CLOCK) as unit:
        before = body_named(unit.session, BODY).organiser_email
    with driven.service.engine.begin() as connection:
        connection.execute(text("UPDATE body SET organiser_email = 'en@moedeklar.invalid'"))
    with driven.service.unit(CLOCK) as unit:
        assert body_named(unit.session, BODY).organiser_email == "en@moedeklar.invalid" != before
