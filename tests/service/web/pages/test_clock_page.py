"""The page of the clock, and the desk's lines that lead to it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from agenda.access import CLOCK, Role
from agenda.outage import Outage, OutageNotice, Swallowed
from agenda.set_aside import SetAside

KE = "koordineringsenheden"
ASIDE, AWAY = "Noget kunne ikke gøres og er sat til side", "Tjenesten var ude af drift"


@pytest.fixture
def piece(planned):
    now = planned.service.clock()
    with planned.service.unit(CLOCK) as unit:
        moments = {"since": now, "failed_at": now, "next_try_at": now + timedelta(minutes=5)}
        about = {"body_id": KE, "about": "KE-2026-0001", "party_id": "ssp"}
        unit.session.add(
            SetAside("one", "reminders", "k1", **about, **moments, fault="InvalidTag", failures=2)
        )


@pytest.fixture
def outage(planned):
    now = planned.service.clock()
    with planned.service.unit(CLOCK) as unit:
        unit.session.add(Outage("gap", now - timedelta(days=2), now - timedelta(days=1)))
        unit.session.flush()
        unit.session.add(OutageNotice("notice", "gap", Role.SECRETARIAT, now))
        about = {"body_id": KE, "about": "KE-2026-0001", "party_id": "ssp", "due_at": now - timedelta(days=1)}
        unit.session.add(Swallowed("1", "gap", what="reminder", **about, is_missed=True))


def test_the_desk_says_that_something_is_set_aside_and_the_page_what(visit, piece):
    visitor = visit("secretariat")
    assert ASIDE in visitor.read("/")
    page = visitor.read("/clock")
    for words in ("Sat til side (1)", "Påmindelse om et svar", "KE-2026-0001", "SSP København", "InvalidTag"):
        assert words in page
    assert "Prøv igen nu" in page


def test_the_forums_office_sees_nothing_of_it(visit, piece, outage):
    visitor = visit("forum")
    assert ASIDE not in visitor.read("/forum/desk")
    assert AWAY not in visitor.read("/forum/desk")
    page = visitor.read("/clock")
    assert "Intet er sat til side." in page
    assert "KE-2026-0001" not in page


def test_it_is_tried_again_from_its_row(visit, piece, planned):
    visitor = visit("secretariat")
    assert visitor.fill("/clock/set-aside/one/retry", revision="1").status_code == 303
    assert visitor.fill("/clock/set-aside/one/retry", revision="1").status_code == 409
    with planned.service.unit(CLOCK) as unit:
        assert unit.session.get_one(SetAside, "one").next_try_at == planned.service.clock()


def test_what_an_outage_swallowed_stands_on_the_desk_until_somebody_says_that_it_is_seen(visit, outage):
    visitor = visit("secretariat")
    assert AWAY in visitor.read("/")
    assert "Skete ikke (1)" in visitor.read("/clock")
    assert visitor.fill("/clock/outages/gap/settle", revision="1").status_code == 303
    assert AWAY not in visitor.read("/")
    assert "Set man. 9. nov. 2026" in visitor.read("/clock")


def test_where_all_is_well_the_page_says_so(visit):
    page = visit("secretariat").read("/clock")
    assert "Intet er sat til side." in page
    assert "Intet er blevet væk, mens tjenesten var ude af drift." in page


def test_a_case_that_cannot_be_read_takes_nobody_the_desk(visit, planned, asked):
    with planned.service.engine.begin() as connection:
        connection.execute(text("UPDATE concern SET urgency = 'nonsense'"))
    desk = visit("secretariat").read("/")
    assert "Sagen kan ikke læses; giv besked til den, der driver tjenesten" in desk
    assert asked in desk
