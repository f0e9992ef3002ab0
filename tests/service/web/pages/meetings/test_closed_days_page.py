"""Each office closes days for its own bodies, sees who closed which, and decides about those of the other."""

import re

import pytest


@pytest.fixture
def office(visit):
    return visit("secretariat")


def test_both_offices_see_who_closed_a_day_and_the_other_decides(visit, office, planned):
    forum = visit("forum")
    forum.fill("/closed-days", on="2026-11-20", name="Flytning")
    assert "Lukket Sekretariatet for Medborgerforum" in forum.read("/closed-days").replace("■ ", "")
    page = office.read("/closed-days")
    assert "Sekretariatet for Medborgerforum har lukket dagen for sine egne møder" in page
    assert "Et andet sekretariat har lukket eller åbnet en dag" in office.read("/")
    revision = re.search(r'name="revision" value="(\d+)"', office.see("/closed-days").text).group(1)
    done = office.fill("/closed-days/2026-11-20/take-over", revision=revision)
    assert (done.status_code, "har lukket dagen for sine" in office.read("/closed-days")) == (303, False)


def test_a_day_put_before_an_office_is_left_by_the_other_button(visit, office):
    visit("forum").fill("/closed-days", on="2026-11-20", name="")
    revision = re.search(r'name="revision" value="(\d+)"', office.see("/closed-days").text).group(1)
    assert office.fill("/closed-days/2026-11-20/leave", revision=revision).status_code == 303
    late = office.fill("/closed-days/2026-11-20/take-over", revision=revision)
    assert (late.status_code, "En anden har ændret det imens" in late.text) == (409, True)


def test_a_day_that_no_office_has_closed_is_not_found(office):
    assert office.fill("/closed-days/2026-11-20/open").status_code == 404
    assert office.fill("/closed-days/i-morgen/open").status_code == 404
