"""A case on the pages: a purpose first, the number masked, content only from release, and what can be decided."""

import re

import pytest

from agenda.access import actor_named
from agenda.cases.case import CaseState
from notifications.confidentiality import statement
from service.workflow.cases.showing import show_case

LAW = statement("da")


def revision_of(page):
    return re.search(r'name="revision" value="(\d+)"', page.text).group(1)


def opened(visitor, reference):
    visitor.state_purpose(reference)
    return visitor.see(f"/cases/{reference}")


@pytest.fixture
def office(visit):
    return visit("secretariat")


def test_before_a_purpose_nothing_of_the_person_is_shown(office, asked):
    page = office.read(f"/cases/{asked}")
    assert [word for word in ("Testa", "Prøvesen", "010190") if word in page] == []
    assert "Hvad skal du bruge sagen til?" in page


def test_once_the_purpose_is_stated_the_case_is_shown_and_the_reading_is_recorded(office, visit, asked):
    page = opened(office, asked)
    assert ("Testa Prøvesen" in page.text, LAW in page.text) == (True, True)
    assert "Forberede mødet" in visit("auditor").read(f"/record?about={asked}")


def test_a_purpose_for_one_case_opens_no_other(office, asked):
    office.state_purpose("KE-2026-4242")
    assert "Testa" not in office.read(f"/cases/{asked}")


def test_the_purpose_stands_in_no_address(office, asked):
    assert office.state_purpose(asked).location == f"/cases/{asked}"


@pytest.mark.parametrize("purpose", ["", "   ", "Om 010190-5001", "Om Testa Prøvesen", "x" * 201])
def test_a_purpose_that_is_empty_personal_or_too_long_opens_nothing(office, asked, purpose):
    refused = office.fill(f"/cases/{asked}/purpose", purpose=purpose)
    assert (refused.status_code, "Testa" in office.read(f"/cases/{asked}")) == (422, False)


def test_the_number_is_masked_until_it_is_asked_for_and_that_is_recorded(office, visit, asked):
    masked = opened(office, asked).text
    shown = office.fill(f"/cases/{asked}/cpr").text
    assert ("5001" in masked, "010190-5001" in shown) == (False, True)
    assert "reveal_cpr" in visit("auditor").read(f"/record?about={asked}")


def test_the_number_is_not_revealed_before_a_purpose(office, visit, asked):
    assert "5001" not in office.fill(f"/cases/{asked}/cpr").text
    assert "reveal_cpr" not in visit("auditor").read(f"/record?about={asked}")


def answered(visit):
    agency = visit("agency:ssp")
    address = re.search(r"/lookups/[0-9a-f]{32}", agency.see("/lookups").text).group(0)
    agency.fill(address, kind="relevant", risk_factors="Har skiftet omgangskreds")


def test_before_release_the_secretariat_sees_that_an_answer_came_and_not_what_it_says(office, visit, asked):
    answered(visit)
    page = opened(office, asked).text
    assert ("Vises fra frigivelsen" in page, "Har skiftet omgangskreds" in page) == (True, False)


def test_from_release_on_it_sees_the_content(office, visit, asked, planned, clock):
    answered(visit)
    with planned.service.unit(actor_named("secretariat")) as unit:
        case = show_case(unit, asked, "preparing", clock()).case
        case.become(CaseState.RELEASED)
        case.released_at = clock()
    assert "Har skiftet omgangskreds" in opened(office, asked).text


def test_an_agency_sees_neither_source_nor_words(visit, asked):
    page = opened(visit("agency:ssp"), asked).text
    assert [word for word in ("Kilde", "Kildens ord") if word in page] == []


def test_a_case_is_closed_with_a_reason_and_its_requests_are_withdrawn(office, visit, asked):
    page = opened(office, asked)
    office.fill(f"/cases/{asked}/close", revision=revision_of(page), close_reason="unfounded")
    assert "Ubegrundet bekymring" in office.read(f"/cases/{asked}")
    assert "Trukket tilbage" in visit("agency:ssp").read("/lookups")


def test_without_a_reason_it_stays_open(office, asked):
    page = opened(office, asked)
    refused = office.fill(f"/cases/{asked}/close", revision=revision_of(page), close_reason="")
    assert (refused.status_code, "Vælg en af mulighederne" in refused.text) == (422, True)


def test_a_decision_on_an_old_reading_is_refused_and_says_so(office, asked):
    opened(office, asked)
    refused = office.fill(f"/cases/{asked}/close", revision="999", close_reason="unfounded")
    assert (refused.status_code, "En anden har ændret det imens" in refused.text) == (409, True)


def test_the_person_can_be_corrected_and_the_mended_form_keeps_what_was_typed(office, asked):
    page = opened(office, asked)
    given = {"revision": revision_of(page), "name": "Testa Rettesen", "municipality": "København"}
    refused = office.fill(f"/cases/{asked}/citizen", **given, cpr="999999-5001")
    done = office.fill(f"/cases/{asked}/citizen", **given, cpr="020280-6002", is_same="no")
    assert (refused.status_code, "Testa Rettesen" in refused.text, done.status_code) == (422, True, 303)
    assert "Testa Rettesen" in office.read(f"/cases/{asked}")


def test_parties_are_confirmed_and_then_asked(office, visit, planned, concern_form):
    made = planned.post("/api/v1/concerns", {**concern_form, "confirmed_necessary": False}).get_json()
    page = opened(office, made["reference"])
    office.fill(
        f"/cases/{made['reference']}/parties",
        revision=revision_of(page),
        parties=["ssp"],
        is_confirmed="yes",
    )
    assert made["reference"] in visit("agency:ssp").read("/lookups")


def test_the_police_clear_a_case_and_only_then_anyone_is_asked(office, visit, planned, concern_form):
    made = planned.post("/api/v1/concerns", {**concern_form, "needs_clearance": True}).get_json()
    reference = made["reference"]
    assert reference not in visit("agency:ssp").read("/lookups")
    police = visit("agency:dks")
    page = opened(police, reference)
    police.fill(f"/cases/{reference}/clearance", revision=revision_of(page), cleared="yes")
    assert reference in visit("agency:ssp").read("/lookups")


def test_no_other_agency_sees_that_case(visit, planned, concern_form):
    made = planned.post("/api/v1/concerns", {**concern_form, "needs_clearance": True}).get_json()
    assert opened(visit("agency:sof"), made["reference"]).status_code == 404
