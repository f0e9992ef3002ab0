"""A meeting held in writing, on the pages: shown before it is confirmed, proposed, and consented to."""

import re

import pytest

from agenda.access import actor_named
from agenda.cases.case import CaseState
from service.workflow.cases.showing import show_case


@pytest.fixture
def office(visit, asked):
    office = visit("secretariat")
    office.state_purpose(asked)
    return office


@pytest.fixture
def meeting(office):
    return re.search(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text).group(0)


def revision_of(page):
    return re.search(r'name="revision" value="(\d+)"', page.text).group(1)


def hidden_in(page):
    return dict(re.findall(r'<input type="hidden" name="(?!csrf_token)([a-z_]+)" value="([^"]*)"', page.text))


CALL = {"closes_on": "2026-11-26", "closes_at": "12:00", "written_reason": "For få deltagere"}


def hold(office, meeting):
    page = office.fill(f"{meeting}/written/preview", revision=revision_of(office.see(meeting)), **CALL)
    return office.fill(f"{meeting}/written", **hidden_in(page))


@pytest.fixture
def released(planned, office, asked, meeting, clock):
    """A released case of a meeting that is held in writing."""
    hold(office, meeting)
    with planned.service.unit(actor_named("secretariat")) as unit:
        case = show_case(unit, asked, "preparing", clock()).case
        case.become(CaseState.RELEASED)
        case.released_at = clock()
    return asked


def propose(office, reference, **changes):
    given = {"outcome": "no_conversation", "responsible": "sof", "grounds": "Ingen bekymring", **changes}
    page = office.see(f"/cases/{reference}/written")
    return office.fill(f"/cases/{reference}/written/proposal", revision=revision_of(page), **given)


def test_what_it_means_is_shown_first_and_then_done(office, asked, meeting):
    shown = office.fill(f"{meeting}/written/preview", revision=revision_of(office.see(meeting)), **CALL)
    words = ("Behandl skriftligt", asked, "tor. 26. nov. 2026 kl. 12.00", "Aflyst")
    assert [word for word in words if word not in shown.text] == []
    assert "Bekræftet" in office.read(meeting)
    done = office.fill(f"{meeting}/written", **hidden_in(shown))
    assert (done.status_code, "Skriftlig behandling" in office.read("/meetings")) == (303, True)
    assert "Aflyst" in office.read(meeting)
    (written,) = re.findall(
        r'href="(/meetings/[0-9a-f]+)"[^>]*>(?:(?!</tr>).)*Skriftlig', office.see("/meetings").text, re.DOTALL
    )
    page = office.read(written)
    assert ("ingen mødes" in page, "behandl sagerne skriftligt" in page) == (True, False)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"closes_on": "2026-11-28"}, "Vælg en arbejdsdag."),
        ({"closes_on": "2026-11-09"}, "Giv myndighederne mindst én arbejdsdag."),
        ({"closes_on": ""}, "Skriv en dato og et klokkeslæt"),
        ({"written_reason": ""}, "Skriv en begrundelse"),
        ({"written_reason": "Om Testa Prøvesen"}, "må ikke indeholde navn"),
    ],
)
@pytest.mark.parametrize("step", ["written/preview", "written"])
def test_what_cannot_be_is_told_and_the_meeting_stands(office, meeting, changes, fault, step):
    given = {**CALL, "revision": revision_of(office.see(meeting)), **changes}
    refused = office.fill(f"{meeting}/{step}", **given)
    assert (refused.status_code, fault in refused.text) == (422, True)
    assert "Bekræftet" in office.read(meeting)


def test_an_outcome_is_proposed_and_a_party_consents_and_sees_only_its_own_answer(office, visit, released):
    propose(office, released)
    agencies = {party: visit(f"agency:{party}") for party in ("ssp", "sof")}
    for agency in agencies.values():
        agency.state_purpose(released)
    page = agencies["ssp"].see(f"/cases/{released}/written")
    assert "Ingen bekymring" in page.text
    given = {**hidden_in(page), "consent": "objects", "words": "Vi vil drøfte det"}
    agencies["ssp"].fill(f"/cases/{released}/written/consent", **given)
    assert "Vi vil drøfte det" in office.read(f"/cases/{released}/written")
    assert "Vi vil drøfte det" not in agencies["sof"].read(f"/cases/{released}/written")


def test_an_answer_to_an_older_version_is_refused_and_one_without_a_choice_too(office, visit, released):
    propose(office, released)
    agency = visit("agency:ssp")
    agency.state_purpose(released)
    before = hidden_in(agency.see(f"/cases/{released}/written"))
    unchosen = agency.fill(f"/cases/{released}/written/consent", **before)
    propose(office, released, outcome="conversation")
    outdated = agency.fill(f"/cases/{released}/written/consent", **before, consent="consents")
    assert (unchosen.status_code, outdated.status_code) == (422, 409)
    assert "Har ikke svaret" in office.read(f"/cases/{released}/written")


def test_a_proposal_without_grounds_comes_back_with_what_was_typed(office, released):
    refused = propose(office, released, grounds="", handed_to="")
    assert (refused.status_code, "Skriv en sætning" in refused.text) == (422, True)
    assert 'value="no_conversation" checked' in refused.text


def test_a_party_that_was_not_asked_finds_nothing(visit, office, planned, concern_form, meeting):
    made = planned.post("/api/v1/concerns", {**concern_form, "parties": ["ssp"]}).get_json()
    agency = visit("agency:kf")
    agency.state_purpose("KE-2026-9999")
    assert agency.see(f"/cases/{made['reference']}/written").status_code in {200, 404}
    assert "Testa" not in agency.read(f"/cases/{made['reference']}/written")
