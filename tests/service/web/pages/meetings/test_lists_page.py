"""What is over is found again: held meetings with their minutes, a page at a time."""

import re

import pytest
from driven_service import local

CASES = "koordineringsenheden"


@pytest.fixture
def office(visit):
    return visit("secretariat")


def links(page):
    return re.findall(r'href="(/[^"#]+)"', page.text)


def first_meeting(planned):
    return planned.get(f"/api/v1/meetings?body={CASES}").get_json()["meetings"][0]["id"]


@pytest.fixture
def held(planned, clock):
    """The first meeting, of 24 November, a day later; its agenda went out in time."""
    first = first_meeting(planned)
    for moment in (local("2026-11-20", "12:00"), local("2026-11-25", "09:00")):
        clock.moment = moment
        planned.service.tick()
    return first


def test_a_held_meeting_is_found_with_its_minutes_two_clicks_from_anywhere(held, office):
    assert "/meetings" in links(office.see("/"))
    assert "/meetings/over" in links(office.see("/meetings"))
    over = office.see("/meetings/over")
    assert {f"/meetings/{held}", f"/meetings/{held}/minutes"} <= set(links(over))
    led_to = [address for address in links(over) if not address.startswith("/static/")]
    assert [office.see(address).status_code for address in led_to] == [200] * len(led_to)


def test_what_is_over_is_not_among_what_is_coming_nor_the_other_way_round(held, office, planned):
    coming, over = links(office.see("/meetings")), links(office.see("/meetings/over"))
    assert (f"/meetings/{held}" in coming, f"/meetings/{held}" in over) == (False, True)
    later = planned.get(f"/api/v1/meetings?body={CASES}&when=coming").get_json()["meetings"][0]["id"]
    assert (f"/meetings/{later}" in coming, f"/meetings/{later}" in over) == (True, False)


def test_a_meeting_nobody_has_said_was_held_is_among_what_is_over_and_says_so(planned, visit, clock):
    first = first_meeting(planned)
    clock.moment = local("2026-11-25", "09:00")
    planned.service.tick()
    office = visit("secretariat")
    assert f"/meetings/{first}" in links(office.see("/meetings/over"))
    assert "Uvist, om det blev holdt" in office.read("/meetings/over")


def test_an_agency_finds_the_held_meeting_and_no_minutes_before_they_are_out(held, visit):
    over = links(visit("agency:ssp").see("/meetings/over"))
    assert (f"/meetings/{held}" in over, f"/meetings/{held}/minutes" in over) == (True, False)


def test_the_forums_office_finds_its_own_and_none_of_the_cases(held, visit):
    page = visit("forum").see("/meetings/over")
    assert (f"/meetings/{held}" in links(page), "Medborgerforum" in page.text) == (False, True)


def test_the_api_lists_them_in_pages_with_how_far_the_minutes_are(held, planned):
    found = planned.get(f"/api/v1/meetings?body={CASES}&when=over").get_json()
    assert ([m["id"] for m in found["meetings"]], found["total"], found["next_page"]) == ([held], 1, None)
    page = planned.get(f"/api/v1/meetings?body={CASES}&size=2&page=2").get_json()
    assert (len(page["meetings"]), page["page"], page["next_page"]) == (2, 2, 3)
    for wrong in ("size=0", "size=201", "page=0", "when=never"):
        assert planned.get(f"/api/v1/meetings?body={CASES}&{wrong}").status_code == 422


def test_pages_lead_on_and_back_and_nonsense_is_the_first(office, planned):
    plan = planned.post("/api/v1/plans", {"body": CASES, "from": "2027-02-01", "to": "2029-12-31"}).get_json()
    assert len(plan["meetings"]) > 50
    first = office.see("/meetings")
    assert f"/meetings?of={CASES}&amp;page=2" in first.text
    second = office.see(f"/meetings?of={CASES}&page=2")
    assert ("Side 2 af 2" in second.text, f"/meetings?of={CASES}&amp;page=1" in second.text) == (True, True)
    for nonsense in ("page=0", "page=-1", "page=x", "page=99999999999"):
        assert "Side 1 af 2" in office.see(f"/meetings?of={CASES}&{nonsense}").text
