"""The lists of open and closed cases: for what closed ones are listed is said first, and never in an address."""

import re

import pytest
from api_samples import CONCERN

PURPOSE = "Finde en afsluttet sag"


@pytest.fixture
def office(visit):
    return visit("secretariat")


@pytest.fixture
def closed(planned, asked):
    revision = planned.get(f"/api/v1/cases/{asked}?purpose=test").get_json()["revision"]
    planned.post(f"/api/v1/cases/{asked}/close", {"reason": "unfounded", "revision": revision})
    return asked


def stated(visitor):
    return visitor.fill("/cases/closed/purpose", purpose_chosen=PURPOSE)


def test_a_closed_case_is_found_from_the_list_of_open_ones(office, closed):
    assert "/cases/closed" in re.findall(r'href="([^"]+)"', office.see("/cases").text)
    assert closed not in office.read("/cases")
    assert stated(office).location == "/cases/closed"
    page = office.see("/cases/closed")
    assert (f'href="/cases/{closed}"' in page.text, "Ubegrundet bekymring" in page.text) == (True, True)


def test_before_a_purpose_no_closed_case_is_listed(office, visit, closed):
    page = office.read("/cases/closed")
    assert ("Hvad skal du bruge listen til?" in page, closed in page) == (True, False)


def test_each_case_on_the_list_is_recorded_with_the_purpose(office, visit, closed):
    stated(office)
    office.see("/cases/closed")
    assert PURPOSE in visit("auditor").read(f"/record?about={closed}")


@pytest.mark.parametrize("purpose", ["", "Om 010190-5001", "x" * 201])
def test_a_purpose_that_is_empty_personal_or_too_long_opens_nothing(office, closed, purpose):
    refused = office.fill("/cases/closed/purpose", purpose=purpose)
    assert (refused.status_code, closed in office.read("/cases/closed")) == (422, False)


def test_the_list_is_narrowed_and_says_where_nothing_fits(office, closed):
    stated(office)
    for query, is_found in (
        (f"reference={closed}", True),
        (f"reference={closed.lower()[:7]}", True),
        ("reason=unfounded", True),
        ("reason=moved_away", False),
        ("first_on=2026-11-09&last_on=2026-11-09", True),
        ("first_on=2026-11-10", False),
        ("last_on=2026-11-08", False),
        ("outcome=conversation", False),
    ):
        page = office.see(f"/cases/closed?{query}")
        assert (query, page.status_code, f'href="/cases/{closed}"' in page.text) == (query, 200, is_found)


def test_a_day_that_does_not_exist_is_a_fault_of_its_field(office, closed):
    stated(office)
    page = office.see("/cases/closed?first_on=2026-02-30")
    assert (page.status_code, 'id="e-first_on"' in page.text) == (422, True)


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp"])
@pytest.mark.parametrize("query", ["first_on=0001-01-01", "first_on=1999-12-31", "last_on=9999-12-31"])
def test_a_day_beyond_the_years_of_the_house_is_a_fault_of_its_field(visit, closed, role, query):
    visitor = visit(role)
    stated(visitor)
    for path in ("/cases", "/cases/closed"):
        page = visitor.see(f"{path}?{query}")
        assert (page.status_code, "Vælg et år fra 2000 til 2099." in page.text) == (422, True)


def test_the_first_and_the_last_day_of_those_years_are_taken(office, closed):
    stated(office)
    assert office.see("/cases/closed?first_on=2000-01-01&last_on=2099-12-31").status_code == 200


@pytest.mark.parametrize("typed", ["Testa", "Testa Prøvesen", "010190-5001", "0101905001"])
def test_a_name_or_a_number_is_refused_as_a_reference_and_gets_into_no_address(office, closed, typed):
    stated(office)
    for path in ("/cases", "/cases/closed"):
        for answer in (
            office.fill(path, reference=typed),
            office.client.get(path, query_string={"reference": typed}),
        ):
            assert (answer.status_code, answer.location, typed in answer.text) == (422, None, False)
            assert 'id="e-reference"' in answer.text


def test_the_filter_is_posted_and_leads_to_the_list_it_narrows(office, closed):
    stated(office)
    answer = office.fill("/cases/closed", reference=closed, first_on="", reason="unfounded")
    assert (answer.status_code, answer.location) == (
        303,
        f"/cases/closed?reference={closed}&reason=unfounded",
    )
    assert '<form method="post" action="/cases/closed">' in office.see("/cases/closed").text


def test_before_a_purpose_the_filter_of_closed_cases_leads_nowhere(office, closed):
    answer = office.fill("/cases/closed", reference=closed)
    assert (answer.status_code, "Hvad skal du bruge listen til?" in answer.text) == (200, True)


def test_an_agency_lists_its_own_and_not_the_others(visit, planned, asked):
    only_ssp = {
        **CONCERN,
        "citizen": {**CONCERN["citizen"], "name": "Fiktiva Eksempel", "cpr": "020280-6002"},
    }
    other = planned.post("/api/v1/concerns", {**only_ssp, "parties": ["ssp"]}).get_json()["reference"]
    seen = {
        role: [ref for ref in (asked, other) if ref in visit(role).see("/cases").text]
        for role in ("agency:ssp", "agency:kf", "secretariat")
    }
    assert seen == {"agency:ssp": [asked, other], "agency:kf": [asked], "secretariat": [asked, other]}
    assert "/cases" in re.findall(r'href="([^"]+)"', visit("agency:kf").see("/lookups").text)


def test_neither_the_forums_office_nor_the_auditor_has_a_list_of_cases(visit, closed):
    for role in ("forum", "auditor"):
        visitor = visit(role)
        assert [visitor.see(path).status_code for path in ("/cases", "/cases/closed")] == [403, 403]


def test_the_api_lists_closed_cases_for_a_purpose_and_none_without(planned, closed):
    refused = planned.get("/api/v1/cases?state=closed")
    assert (refused.status_code, refused.get_json()["field"]) == (422, "purpose")
    found = planned.get("/api/v1/cases?state=closed&purpose=status&from=2026-11-09&to=2026-11-09").get_json()
    (case,) = found["cases"]
    assert (case["reference"], case["close_reason"], case["outcome"]) == (closed, "unfounded", None)
    assert (found["total"], found["page"], found["next_page"]) == (1, 1, None)
    assert planned.get("/api/v1/cases?state=closed&purpose=status&reference=Testa").status_code == 422
    for other in ("TESTA", "010190-5001"):
        refused = planned.get(f"/api/v1/cases?state=closed&purpose=status&reference={other}")
        assert (refused.status_code, refused.get_json()["field"]) == (422, "reference")
    assert planned.get("/api/v1/cases").get_json()["cases"] == []
