"""What pages, API and readiness say while sending is off, and how it is turned on from there."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from agenda.access import CLOCK
from service.database.record import Entry, record_entry
from service.database.sending import turn_off

BANNER = "Afsendelse er slået fra, da Mødeklar er gendannet"


@pytest.fixture
def off(planned):
    now = planned.service.clock()
    with planned.service.unit(CLOCK) as unit:
        turn_off(unit.session, now - timedelta(hours=9), now)
    return planned


@pytest.mark.parametrize("role", ["secretariat", "forum"])
def test_while_sending_is_off_every_page_of_an_office_says_so(visit, off, role):
    assert BANNER in visit(role).read("/messages")


def test_an_agency_is_not_told_and_neither_is_an_office_while_sending_is_on(visit, planned):
    assert BANNER not in visit("secretariat").read("/messages")
    now = planned.service.clock()
    with planned.service.unit(CLOCK) as unit:
        turn_off(unit.session, now, now)
    assert BANNER not in visit("agency:ssp").read("/lookups")


def test_readiness_says_that_sending_is_off_and_stays_ready(off):
    off.service.tick()
    ready = off.get("/readyz")
    assert (ready.status_code, ready.get_json()) == (200, {"status": "ok", "sending": "off"})


def test_a_person_turns_it_on_on_the_page_and_that_is_recorded(visit, off):
    visitor = visit("secretariat")
    assert "Hvornår gik den tabte udgave i stå?" in visitor.read("/clock")
    assert (
        visitor.fill("/clock/sending/on", revision="1", told_on="2026-11-09", told_at="08:00").status_code
        == 303
    )
    assert BANNER not in visitor.read("/clock")
    with off.service.unit(CLOCK) as unit:
        (entry,) = unit.session.scalars(select(Entry).where(record_entry.c.action == "turn_sending_on"))
    assert (entry.actor, entry.facts["left"]) == ("secretariat", 0)
    assert visitor.fill("/clock/sending/on", revision="1").status_code == 409


@pytest.mark.usefixtures("off")
def test_the_messages_that_wait_are_a_click_away(visit):
    visitor, waiting = visit("secretariat"), "/messages?state=pending"
    assert f'href="{waiting}"' in visitor.see("/clock").text
    assert f'href="{waiting}" aria-current="page"' in visitor.see(waiting).text


def test_an_agency_can_neither_see_nor_turn_it_on(off):
    assert off.get("/api/v1/sending", "agency:ssp").status_code == 403
    assert off.post("/api/v1/sending/on", {"revision": 1}, "agency:ssp").status_code == 403


def test_of_two_who_turn_it_on_at_once_the_second_is_told(off):
    seen = off.get("/api/v1/sending").get_json()
    assert (seen["is_on"], seen["waiting"], seen["revision"]) == (False, 0, 1)
    assert off.post("/api/v1/sending/on", {"revision": seen["revision"]}).get_json() == {"left": 0}
    assert off.post("/api/v1/sending/on", {"revision": seen["revision"]}).status_code == 409
