import gc

import pytest
from counted import statements_of
from driven_service import local
from sample_people import citizen, concern, confirmed, set_everybody
from sqlalchemy import select, text

from agenda.access import CLOCK
from agenda.cases.case import Case
from service.database.cases.tables import case
from service.database.due import PieceBroke, keep_at_hand, read_each
from service.database.meetings.questions import body_named
from service.workflow.cases.intake import take_concern

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


def cases(driven, count):
    set_everybody(driven)
    driven.plan(BODY, "2026-11-24", "2026-12-22")
    for number in range(1, count + 1):
        about = concern(citizen(f"Prøve{'abcdefgh'[number]} Opdigtsen", f"0{number}0190-5001"))
        driven.do(take_concern, confirmed(about, parties=("ssp",)))
    with driven.service.unit(CLOCK) as unit:
        return list(unit.session.scalars(select(case.c.id).order_by(case.c.reference)))


def test_rows_of_several_pieces_are_read_together_in_the_order_of_the_pieces(driven):
    ids = cases(driven, 3)[::-1]
    with driven.service.unit(CLOCK) as unit, statements_of(driven.service.engine) as asked:
        assert [one.id for one in read_each(unit.session, Case, ids)] == ids
    assert len(asked) == 5  # a beginning, and the cases with their concerns, requests and answers


def test_what_is_kept_at_hand_is_not_asked_for_again(driven):
    ids = cases(driven, 3)
    with driven.service.unit(CLOCK) as unit:
        keep_at_hand(unit.session, Case, ids)
        with statements_of(driven.service.engine) as asked:
            found = [unit.session.get_one(Case, one).standing[0].party_id for one in ids]
    assert (found, asked) == (["ssp"] * 3, [])


def test_one_that_cant_be_read_hides_no_other_and_breaks_where_it_is_asked_for(driven):
    ids = cases(driven, 3)
    with driven.service.engine.begin() as connection:
        connection.execute(text("UPDATE \"case\" SET opened_at = 'nonsense' WHERE id = :id"), {"id": ids[1]})
    with driven.service.unit(CLOCK) as unit:
        keep_at_hand(unit.session, Case, ids)
        assert [unit.session.get_one(Case, one).id for one in (ids[0], ids[2])] == [ids[0], ids[2]]
        with pytest.raises(ValueError, match="nonsense"):
            unit.session.get_one(Case, ids[1])
    with driven.service.unit(CLOCK) as unit, pytest.raises(PieceBroke) as broke:
        read_each(unit.session, Case, ids)
    assert broke.value.piece == ids[1]


def test_the_next_unit_reads_what_was_changed_since(driven):
    with driven.service.unit(CLOCK) as unit:
        before = body_named(unit.session, BODY).organiser_email
    with driven.service.engine.begin() as connection:
        connection.execute(text("UPDATE body SET organiser_email = 'en@moedeklar.invalid'"))
    with driven.service.unit(CLOCK) as unit:
        assert body_named(unit.session, BODY).organiser_email == "en@moedeklar.invalid" != before
