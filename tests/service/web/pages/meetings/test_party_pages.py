"""The pages of the agencies: an absence is noted, corrected and ended as it is by the API."""

import re
from datetime import timedelta

import pytest

BIF = "/parties/bif"


@pytest.fixture
def office(visit):
    return visit("secretariat")


def absences(planned):
    parties = planned.get("/api/v1/people").get_json()["parties"]
    return [
        (one["first_on"], one["last_on"])
        for party in parties
        if party["id"] == "bif"
        for one in party["absences"]
    ]


def the_absence(office):
    """The page to which the one absence leads."""
    return re.search(rf'href="({BIF}/absences/[^"]+)"', office.see(BIF).text).group(1)


def test_an_absence_is_noted_corrected_and_ended(planned, office, clock):
    noted = office.fill(f"{BIF}/absences", first_on="2026-11-10", last_on="2026-11-20")
    assert (noted.status_code, noted.headers["Location"]) == (303, BIF)
    assert "Fraværet er noteret" in office.read(BIF)
    page = the_absence(office)
    assert 'value="2026-11-20"' in office.see(page).text
    office.fill(page, first_on="2026-11-10", last_on="2026-11-18")
    assert absences(planned) == [("2026-11-10", "2026-11-18")]
    clock.moment += timedelta(days=3)
    office.log_in("secretariat")
    assert office.fill(f"{page}/end", back_on="2026-11-12").status_code == 303
    assert absences(planned) == [("2026-11-10", "2026-11-11")]
    assert "Kontakten er tilbage" not in office.read(page)


def test_one_that_was_to_begin_is_gone(planned, office):
    office.fill(f"{BIF}/absences", first_on="2026-11-16", last_on="2026-11-20")
    page = the_absence(office)
    office.fill(f"{page}/end", back_on="2026-11-09")
    assert absences(planned) == []
    assert office.see(page).status_code == 404


def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(planned, office):
    office.fill(f"{BIF}/absences", first_on="2026-11-10", last_on="2026-11-20")
    page = the_absence(office)
    wrong = office.fill(page, first_on="2026-11-10", last_on="2026-11-09")
    assert (wrong.status_code, 'value="2026-11-09"' in wrong.text) == (422, True)
    late = office.fill(f"{page}/end", back_on="2026-11-21")
    assert (late.status_code, "Fraværet er slut inden den dag" in late.text) == (409, True)
    assert absences(planned) == [("2026-11-10", "2026-11-20")]


def test_the_list_says_who_answers_today_and_names_no_address(planned, office):
    before = office.read("/parties")
    office.fill(f"{BIF}/absences", first_on="2026-11-09", last_on="2026-11-09")
    people = {party["id"]: party["contacts"] for party in planned.get("/api/v1/people").get_json()["parties"]}
    contact, deputy = (
        {one["role"]: one["name"] for one in people["bif"]}[role] for role in ("contact", "deputy")
    )
    assert (contact in before, deputy in before) == (True, False)
    assert (contact in office.read("/parties"), deputy in office.read("/parties")) == (False, True)
    assert "@" not in office.read(BIF)


@pytest.mark.parametrize("role", ["agency:bif", "forum", "auditor"])
def test_it_is_the_secretariats_alone(visit, role):
    assert visit(role).see("/parties").status_code == 403
    assert visit(role).fill(f"{BIF}/absences", first_on="2026-11-10").status_code == 403
