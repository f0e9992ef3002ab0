"""An agency answers on the pages: every kind, with versions, and never another agency's request."""

import re

import pytest
from sample_people import concern_of

from notifications.confidentiality import statement

LAW = statement("da")


@pytest.fixture
def agency(visit):
    return visit("agency:ssp")


@pytest.fixture
def address(agency, asked):
    return re.search(r"/lookups/[0-9a-f]{32}", agency.see("/lookups").text).group(0)


def test_the_request_shows_whom_it_is_about_why_and_by_when(agency, address):
    page = agency.read(address)
    shown = ("Testa Prøvesen", "010190-****", "Formål", "Hjemmel", "Svarfrist tor. 19. nov. 2026 kl. 12.00")
    assert [word for word in (*shown, LAW) if word not in page] == []


def test_it_shows_nothing_of_the_person_that_is_not_asked_with(agency, address):
    assert "Bopælskommune" not in agency.read(address)


def test_it_shows_neither_source_nor_the_callers_words(agency, address):
    assert [word for word in ("Kilde", "Kildens ord") if word in agency.read(address)] == []


def test_no_wording_says_that_an_agency_must(agency, address):
    assert re.findall(r"\b[Ss]kal I\b|\bI skal\b|\bhar pligt\b|\bforpligtet\b", agency.read(address)) == []


@pytest.mark.parametrize("kind", ["nothing_registered", "not_relevant", "oral_only", "declines"])
def test_a_plain_answer_is_taken(agency, address, kind):
    answer = agency.fill(address, kind=kind)
    assert (answer.status_code, "Besvaret" in agency.read(address)) == (303, True)


def test_a_relevant_answer_bears_one_statement_a_line(agency, address):
    agency.fill(
        address,
        kind="relevant",
        risk_factors="Ny omgangskreds\n\n Går ikke i skole ",
        protective_factors="Lærer",
    )
    listed = re.findall(r"<li>([^<]+)</li>", agency.see(address).text)
    assert listed[-3:] == ["Ny omgangskreds", "Går ikke i skole", "Lærer"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"kind": "relevant"}, "et relevant svar har mindst ét udsagn"),
        ({"kind": "declines", "risk_factors": "Ny omgangskreds"}, "Udsagn hører til et relevant svar"),
        ({"kind": "", "risk_factors": "Ny omgangskreds"}, "Vælg en af mulighederne"),
    ],
)
def test_a_fault_is_told_and_what_was_typed_is_kept(agency, address, fields, fault):
    page = agency.fill(address, **fields)
    assert (page.status_code, page.text.count(fault), fields.get("risk_factors", "") in page.text) == (
        422,
        2,
        True,
    )


def test_until_release_an_answer_is_amended_and_the_version_is_shown(agency, address):
    agency.fill(address, kind="nothing_registered")
    agency.fill(address, kind="declines", amends="1")
    assert "Jeres svar, version 2" in agency.read(address)


def test_two_who_answer_at_once_do_not_overwrite_each_other(agency, address):
    agency.fill(address, kind="nothing_registered")
    second = agency.fill(address, kind="declines")
    assert (second.status_code, "Der er allerede svaret" in second.text) == (409, True)
    assert "Jeres svar, version 1" in agency.read(address)


def test_a_wrong_person_goes_back_to_the_secretariat(agency, visit, address):
    agency.fill(address, kind="wrong_person")
    assert "Sekretariatet retter personen" in agency.read(address)
    assert "Ret personen" in visit("secretariat").read("/")


def test_a_conflict_of_interest_goes_to_the_deputy(agency, address):
    agency.fill(address, kind="conflict_of_interest")
    assert "stedfortræderen spørges" in agency.read(address)


def test_the_number_is_shown_when_asked_for_and_not_before(agency, address):
    assert ("5001" in agency.read(address), "010190-5001" in agency.fill(f"{address}/cpr").text) == (
        False,
        True,
    )


def test_another_agency_sees_nothing_of_it(visit, address):
    other = visit("agency:sof")
    answers = [other.see(address), other.fill(address, kind="declines"), other.fill(f"{address}/cpr")]
    assert [(a.status_code, "Testa" in a.text) for a in answers] == [(404, False)] * 3


def test_a_withdrawn_request_says_so_and_nothing_of_the_person(agency, visit, address, planned, asked):
    case = planned.get(f"/api/v1/cases/{asked}?purpose=close").get_json()
    planned.post(f"/api/v1/cases/{asked}/close", {"revision": case["revision"], "reason": "unfounded"})
    page = agency.read(address)
    assert ("Anmodningen er trukket tilbage" in page, "Testa" in page) == (True, False)


def test_when_the_meeting_has_begun_it_is_over(agency, address, clock):
    clock.moment = clock.moment.replace(day=24, hour=8)
    agency.log_in("agency:ssp")
    page = agency.read(address)
    assert ("Anmodningen er forbi" in page, "Send svaret" in page) == (True, False)


def test_an_answer_changes_readiness(agency, visit, address):
    office = visit("secretariat")
    before = office.read("/readiness").count("Besvaret")
    agency.fill(address, kind="declines")
    assert office.read("/readiness").count("Besvaret") == before + 1


def test_a_list_of_many_requests_has_a_way_to_the_next_page_and_back(planned, visit):
    for number in range(51):
        planned.post("/api/v1/concerns", concern_of(number) | {"parties": ["ssp"]})
    visitor = visit("agency:ssp")
    first, second = visitor.see("/lookups"), visitor.see("/lookups?page=2")
    assert ("51 anmodninger" in first.text, "Side 1 af 2" in first.text) == (True, True)
    assert 'href="/lookups?page=2" rel="next"' in first.text
    assert 'href="/lookups?page=1" rel="prev"' in second.text
    rows = [text.count('<th scope="row">') for text in (first.text, second.text)]
    assert rows == [50, 1]
    shape = planned.get("/api/v1/lookups?size=20&page=3", "agency:ssp").get_json()
    assert (shape["total"], shape["page"], shape["next_page"], len(shape["lookups"])) == (51, 3, None, 11)
