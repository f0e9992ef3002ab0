"""An agency withdraws an answer before its release and redacts it after, by page; what it said is readable nowhere."""

import re
from datetime import UTC, datetime

import pytest
from api_samples import CONCERN

RELEASE = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAID = {
    "kind": "relevant",
    "risk_factors": "Set ved uro på Prøvetorv\nSkylder penge",
    "protective_factors": "Går til fodbold",
}
GONE = ("Prøvetorv", "Skylder penge")
AGENCIES = ("agency:ssp", "agency:sof")
A = "/api/v1"


@pytest.fixture
def reference(planned):
    return planned.post(f"{A}/concerns", {**CONCERN, "parties": ["ssp", "sof"]}).get_json()["reference"]


@pytest.fixture
def ssp(visit, reference):
    visitor = visit("agency:ssp")
    visitor.fill(own(visitor), **SAID)
    return visitor


@pytest.fixture
def released(planned, reference, ssp, visit, clock):
    sof = visit("agency:sof")
    sof.fill(own(sof), kind="nothing_registered")
    clock.moment = RELEASE
    planned.service.tick()
    again = visit("agency:ssp")
    again.state_purpose(reference)
    return again


def own(visitor):
    return re.search(r"/lookups/[0-9a-f]{32}", visitor.see("/lookups").text).group(0)


def standing(visitor):
    """The version and its revision, as the page carries them."""
    shown = visitor.see(own(visitor)).text
    return {
        name: re.search(rf'name="{name}" value="(\d+)"', shown).group(1) for name in ("version", "revision")
    }


def test_before_the_release_the_page_offers_to_withdraw_and_after_it_to_redact(ssp, visit, released):
    shown = released.read(own(released))
    assert ("Træk svaret tilbage" in shown, "Fjern noget af svaret" in shown) == (False, True)


def test_a_withdrawn_answer_is_gone_from_the_page_which_asks_again(ssp):
    before = ssp.see(own(ssp)).text
    sent = ssp.fill(f"{own(ssp)}/withdrawal", version="1", why="wrong_person")
    shown = ssp.read(own(ssp))
    assert ("Træk svaret tilbage" in before, sent.status_code) == (True, 303)
    assert "svaret handlede om en forkert person" in shown
    assert ([word for word in GONE if word in shown], "Send svaret" in shown) == ([], True)


def test_a_withdrawal_without_its_kind_of_reason_comes_back(ssp):
    refused = ssp.fill(f"{own(ssp)}/withdrawal", version="1")
    assert (refused.status_code, 'href="#f-why"' in refused.text) == (422, True)


def test_a_statement_is_redacted_and_the_other_agency_is_told_that_something_was(released, reference, visit):
    fields = {"risk_number": "1", "reason": "Det handlede om en anden"}
    sent = released.fill(f"{own(released)}/redactions", **standing(released), **fields)
    sof = visit("agency:sof")
    shown = {"ssp": released.read(own(released)), "sof": sof.read(own(sof))}
    assert sent.status_code == 303
    assert ["Myndigheden har fjernet noget af svaret" in each for each in shown.values()] == [True, True]
    assert ["Prøvetorv" in each for each in shown.values()] == [False, False]
    assert ["Går til fodbold" in each for each in shown.values()] == [True, True]
    assert ["Det handlede om en anden" in each for each in shown.values()] == [True, False]


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"risk_number": "1", "reason": ""}, "reason"),
        ({"reason": "Fordi"}, "is_whole"),
        ({"risk_number": "1", "is_whole": "yes", "reason": "Fordi"}, "is_whole"),
        ({"risk_number": "1", "reason": "x" * 501}, "reason"),
    ],
)
def test_a_redaction_that_lacks_something_comes_back_at_its_field(released, fields, at_fault):
    refused = released.fill(f"{own(released)}/redactions", **standing(released), **fields)
    assert (refused.status_code, f'href="#f-{at_fault}"' in refused.text) == (422, True)


@pytest.mark.parametrize("number", ["9" * 5000, "0", "²"])
def test_a_number_that_is_no_statements_is_refused_and_the_reason_stays(released, number):
    refused = released.fill(
        f"{own(released)}/redactions", **standing(released), risk_number=number, reason="Skrevet forkert"
    )
    assert (refused.status_code, 'value="Skrevet forkert"' in refused.text) == (422, True)


def test_an_answer_that_a_colleague_redacted_meanwhile_is_said_to_be_and_the_reason_stays(released):
    path, old, typed = f"{own(released)}/redactions", standing(released), "Det handlede om en anden " * 21
    released.fill(path, **old, is_whole="yes", reason="Forkert person")
    refused = released.fill(path, **old, risk_number="1", reason=typed)
    assert (refused.status_code, "#f-reason" in refused.text, "for lang" in refused.text) == (
        422,
        False,
        False,
    )
    assert ("afgjort eller ændret imens" in refused.text, typed.strip() in refused.text) == (True, True)


def test_the_secretariats_desk_leads_to_the_case_where_it_is_taken_note_of(released, reference, visit):
    released.fill(
        f"{own(released)}/redactions", **standing(released), is_whole="yes", reason="Forkert person"
    )
    office = visit("secretariat")
    office.state_purpose(reference)
    assert "En myndighed har fjernet noget af et frigivet svar" in office.read("/")
    shown = office.see(f"/cases/{reference}").text
    assert ("Forkert person" in shown, "Svaret er fjernet af myndigheden" in shown) == (True, True)
    office.fill(re.search(rf"/cases/{reference}/redactions/[0-9a-f]+/seen", shown).group(0))
    assert "En myndighed har fjernet noget af et frigivet svar" not in office.read("/")


def test_what_was_redacted_is_readable_at_no_page_route_or_file_and_in_no_entry_of_the_record(
    planned, released, reference, visit
):
    released.fill(
        f"{own(released)}/redactions", **standing(released), is_whole="yes", reason="Forkert person"
    )
    meeting = planned.get(f"{A}/cases/{reference}?purpose=x").get_json()["meeting"]["id"]
    found = []
    for role in ("secretariat", *AGENCIES, "auditor"):
        visitor = visit(role)
        visitor.state_purpose(reference)
        pages = [
            f"/cases/{reference}",
            f"/cases/{reference}/meetings",
            f"/cases/{reference}/notes",
            "/record",
        ]
        papers = [f"/meetings/{meeting}/agenda", f"/meetings/{meeting}/agenda.html", f"/readiness/{meeting}"]
        pages += [*papers, *({own(visitor)} if role in AGENCIES else set())]
        routes = [f"{A}/cases/{reference}?purpose=x", f"{A}/record", f"{A}/meetings/{meeting}/agenda"]
        routes += [f"{A}/lookups/{one['id']}" for one in lookups(planned)]
        texts = {page: visitor.see(page).text for page in pages}
        texts |= {route: planned.get(route, role).text for route in routes}
        found += [(role, where) for where, text in texts.items() if any(word in text for word in GONE)]
    assert found == []


def lookups(planned):
    return [one for role in AGENCIES for one in planned.get(f"{A}/lookups", role).get_json()["lookups"]]


def test_the_secretariat_reads_a_request_by_page_as_by_api_and_answers_nothing(
    planned, released, visit, reference
):
    office = visit("secretariat")
    by_page, by_api = office.see(own(released)), planned.get(f"{A}{own(released)}")
    assert (by_page.status_code, by_api.status_code) == (200, 200)
    assert ("SSP København" in by_page.text, "Går til fodbold" in by_page.text) == (True, True)
    assert [word for word in ("Send svaret", "Fjern noget", "Træk svaret") if word in by_page.text] == []
    newest = planned.get(f"{A}/record?about={reference}&limit=1", "auditor").get_json()["entries"][0]
    assert (newest["actor"], newest["purpose"]) == ("secretariat", "see what an agency is asked")
