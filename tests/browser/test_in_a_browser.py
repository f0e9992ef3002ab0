"""The pages in a real browser: the main walk, accessibility, and the width of a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from windows import PHONE

pytestmark = pytest.mark.browser

SERIOUS = {"serious", "critical"}
CASE = "KE-2026-0001"


def serious_faults(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in SERIOUS]


def open_case(page, address):
    page.goto(f"{address}/cases/{CASE}")
    page.check('input[value="Forberede mødet"]')
    page.get_by_role("button", name="Åbn sagen").click()
    page.get_by_role("heading", name="Borgeren").wait_for()


def open_lookup(page, address):
    page.goto(f"{address}/lookups")
    page.get_by_role("link", name=CASE).click()
    page.get_by_role("heading", name="Hvorfor").wait_for()


def answers_in_the_matrix(page, address):
    page.goto(f"{address}/readiness")
    return page.locator(".matrix .state", has_text="Besvaret").count()


def test_an_agency_answers_and_the_secretariat_sees_readiness_change(house):
    office, agency = house.window("secretariat"), house.window("agency:ssp")
    before = answers_in_the_matrix(office, house.address)
    open_lookup(agency, house.address)
    agency.check('input[value="relevant"]')
    agency.fill("#f-risk_factors", "Har skiftet omgangskreds")
    agency.get_by_role("button", name="Send svaret").click()
    assert agency.get_by_role("status").inner_text() == "✓ Svaret er modtaget."
    assert (before, answers_in_the_matrix(office, house.address)) == (0, 1)


def test_nothing_of_the_person_is_in_the_address_or_the_title(house):
    office = house.window("secretariat")
    open_case(office, house.address)
    office.get_by_role("button", name="Vis hele nummeret").click()
    office.get_by_text("010190-5001").wait_for()
    seen = office.url + office.title()
    assert [word for word in ("010190", "Testa", "Forberede") if word in seen] == []


@pytest.mark.parametrize("path", ["/", "/readiness", "/concerns/new", "/meetings", "/plans", "/actions"])
def test_no_page_of_the_secretariat_has_a_serious_fault_of_accessibility(house, path):
    page = house.window("secretariat")
    page.goto(f"{house.address}{path}")
    assert serious_faults(page) == []


def test_neither_has_the_case(house):
    page = house.window("secretariat")
    open_case(page, house.address)
    assert serious_faults(page) == []


def test_neither_has_the_answer_with_a_fault_in_it(house):
    page = house.window("agency:sof")
    open_lookup(page, house.address)
    page.check('input[value="relevant"]')
    page.get_by_role("button", name="Send svaret").click()
    page.get_by_role("alert").wait_for()
    assert serious_faults(page) == []


def test_on_a_phone_no_page_scrolls_sideways(house):
    page = house.window("secretariat", PHONE)
    open_case(page, house.address)
    too_wide = []
    for path in (
        "/",
        "/readiness",
        f"/cases/{CASE}",
        f"/cases/{CASE}/meetings",
        "/actions",
        "/cases",
        "/concerns/new",
        "/meetings",
        "/plans",
        "/messages",
    ):
        page.goto(f"{house.address}{path}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            too_wide.append(path)
    assert too_wide == []


def test_the_keyboard_reaches_the_content_first_and_the_focus_is_seen(house):
    page = house.window("secretariat")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til indholdet"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_fault_on_top_leads_to_its_field(house):
    page = house.window("secretariat")
    page.goto(f"{house.address}/concerns/new")
    page.get_by_role("button", name="Videre").click()
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.id") == "f-source_kind"


def test_neither_has_the_page_of_what_is_said_at_meetings(house):
    page = house.window("secretariat")
    open_case(page, house.address)
    page.goto(f"{house.address}/cases/{CASE}/meetings")
    page.get_by_role("heading", name="Udfald").wait_for()
    assert serious_faults(page) == []
