"""A plan leads to its meetings, and the next period is proposed by one button."""

import re

import pytest

CASES = "koordineringsenheden"


@pytest.fixture
def office(visit):
    return visit("secretariat")


def links(page):
    return re.findall(r'href="(/[^"#]+)"', page.text)


def test_a_confirmed_plan_leads_to_its_meetings_with_weeks_deadlines_and_what_moved(office, planned):
    listed = planned.get(f"/api/v1/plans?body={CASES}").get_json()
    plan = planned.get(f"/api/v1/plans/{listed['plans'][0]['id']}").get_json()
    third = plan["meetings"][2]
    moved = {"starts_at": "2026-12-21T09:00:00+01:00", "reason": "Lokalet", "revision": third["revision"]}
    planned.post(f"/api/v1/meetings/{third['id']}/move", moved)
    page = office.see(f"/plans/{plan['id']}")
    assert {f"/meetings/{one['id']}" for one in plan["meetings"]} <= set(links(page))
    words = office.read(f"/plans/{plan['id']}")
    assert "man. 21. dec. 2026 kl. 9.00 (uge 52)" in words
    assert "Flyttet fra tir. 22. dec. 2026 (uge 52) : Lokalet" in words
    assert "Svarfrist: ons. 16. dec. kl. 12.00" in words
    assert "Bekræft 5 møder" not in words


def test_the_next_period_is_proposed_by_one_button_and_by_api_without_dates(office, planned):
    following = planned.get(f"/api/v1/plans?body={CASES}").get_json()["next_period"]
    assert following == {"first_on": "2027-02-01", "last_on": "2027-12-31"}
    page = office.see("/plans").text
    assert f'name="first_on" value="{following["first_on"]}"' in page
    proposed = planned.post("/api/v1/plans", {"body": CASES})
    assert proposed.status_code == 201
    assert (proposed.get_json()["first_on"], proposed.get_json()["last_on"]) == tuple(following.values())
    again = planned.post("/api/v1/plans", {"body": CASES})
    assert (again.status_code, again.get_json()["first_on"]) == (201, "2028-01-01")
