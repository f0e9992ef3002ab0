"""The confidentiality statement stands on every page of a case, and in what the API gives of one."""

import re
from pathlib import Path

import pytest

from notifications.confidentiality import statement

TEMPLATES = Path("service/web/templates/cases")
PAGES = sorted(p.name for p in TEMPLATES.glob("*.html") if 'extends "frame.html"' in p.read_text("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_cases_room_bears_it(name):
    assert re.search(r"\{\{ law\(", (TEMPLATES / name).read_text("utf-8"))


def test_a_page_of_no_case_does_not_speak_of_investigation(visit):
    assert "efterforskning" not in visit("secretariat").read("/meetings")


def test_a_case_and_a_request_bear_it_in_the_api_too(planned, asked):
    case = planned.get(f"/api/v1/cases/{asked}?purpose=sagsforberedelse").get_json()
    lookup = planned.get("/api/v1/lookups", "agency:ssp").get_json()["lookups"][0]["id"]
    request = planned.get(f"/api/v1/lookups/{lookup}", "agency:ssp").get_json()
    assert (case["confidentiality"], request["confidentiality"]) == (statement("da"), statement("da"))
