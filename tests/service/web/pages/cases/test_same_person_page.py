"""In doubt the secretariat sees both side by side, and goes on by correcting, or by saying who is who."""

import re

import pytest
from page_visitor import words_of

FORM = {
    "step": "propose",
    "urgency": "normal",
    "cpr": "010190-5001",
    "municipality": "København",
    "notification": "pending",
    "source_kind": "hotline",
    "theme": "other",
    "words": "Ordene fra nabolaget",
    "basis": "1",
    "purpose": "Formålet",
    "necessity": "Nødvendigheden",
}
NAMED_OTHERWISE = {**FORM, "name": "Anden Eksempelborg"}
NUMBERED_OTHERWISE = {**FORM, "name": "Testa Prøvesen", "cpr": "010190-5002"}
TAKEN = {"step": "take", "parties": ["ssp"], "is_confirmed": "yes"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def office(visit):
    return visit("secretariat")


def form_of(page, button):
    """The hidden fields of the form that bears a button."""
    (form,) = [part for part in page.text.split("<form")[1:] if button in part.partition("</form>")[0]]
    return {name: value for name, value in HIDDEN.findall(form) if name != "csrf_token"}


def cases(planned):
    return [one["reference"] for one in planned.get("/api/v1/cases").get_json()["cases"]]


def test_an_entirely_different_name_is_shown_beside_the_case_and_nothing_is_kept(office, planned, asked):
    page = office.fill("/concerns/new", **NAMED_OTHERWISE)
    words = words_of(page)
    assert (page.status_code, "Er det samme person?" in words, asked in words) == (409, True, True)
    assert f"Navn ≠ Forskelligt Det, du skrev Anden Eksempelborg {asked} Testa Prøvesen" in words
    assert f"CPR-nummer ✓ Ens Det, du skrev 010190-**** {asked} 010190-****" in words
    assert (cases(planned), "Det er en anden person" in words) == ([asked], False)


def test_the_comparison_is_recorded_as_a_reading(office, visit, asked):
    office.fill("/concerns/new", **NAMED_OTHERWISE)
    record = visit("auditor").read(f"/record?about={asked}")
    assert "compare with what was written down" in record


def test_it_is_the_same_person_and_the_concern_lies_on_the_case(office, planned, asked):
    page = office.fill("/concerns/new", **NAMED_OTHERWISE)
    proposal = office.fill("/concerns/new", **form_of(page, "Det er samme person"))
    assert (proposal.status_code, f"lægges på {asked}" in words_of(proposal)) == (200, True)
    done = office.fill("/concerns/new", **{**form_of(proposal, "Tag bekymringen ind"), **TAKEN})
    case = planned.get(f"/api/v1/cases/{asked}?purpose=se").get_json()
    assert (done.status_code, len(case["concerns"]), cases(planned)) == (303, 2, [asked])


def test_the_number_is_corrected_and_nothing_typed_is_lost(office, planned, asked):
    page = office.fill("/concerns/new", **NAMED_OTHERWISE)
    form = office.fill("/concerns/new", **{**form_of(page, "Ret det, du skrev"), "step": "edit"})
    kept = ("Anden Eksempelborg", "Ordene fra nabolaget", "Formålet")
    assert [text for text in kept if text not in form.text] == []
    assert 'name="same_person"' not in form.text
    right = {**NAMED_OTHERWISE, "cpr": "020290-5002"}
    office.fill("/concerns/new", **{**right, **TAKEN})
    assert len(cases(planned)) == 2


def test_two_numbers_are_shown_whole_since_they_are_in_question_and_that_is_recorded(office, visit, asked):
    page = office.fill("/concerns/new", **NUMBERED_OTHERWISE)
    assert f"CPR-nummer ≠ Forskelligt Det, du skrev 010190-5002 {asked} 010190-5001" in words_of(page)
    assert "reveal_cpr" in visit("auditor").read(f"/record?about={asked}")


def test_it_is_another_person_who_gets_a_case_of_their_own(office, visit, planned, asked):
    page = office.fill("/concerns/new", **NUMBERED_OTHERWISE)
    proposal = office.fill("/concerns/new", **form_of(page, "Det er en anden person"))
    office.fill("/concerns/new", **{**form_of(proposal, "Tag bekymringen ind"), **TAKEN})
    assert len(cases(planned)) == 2
    assert "say_another_person" in visit("auditor").read(f"/record?about={asked}")


def corrected(office, planned, reference, **fields):
    office.state_purpose(reference)
    revision = planned.get(f"/api/v1/cases/{reference}?purpose=se").get_json()["revision"]
    given = {"municipality": "København", "revision": revision, **fields}
    return office.fill(f"/cases/{reference}/citizen", **given)


def test_a_correction_onto_somebody_else_asks_which_of_the_two_it_is(office, planned, asked):
    page = corrected(office, planned, asked, name="Anden Eksempelborg", cpr="010190-5001")
    assert (page.status_code, "Er det samme person?" in page.text) == (409, True)
    back = office.fill(f"/cases/{asked}/citizen", **{**form_of(page, "Ret det, du skrev"), "step": "edit"})
    assert (back.status_code, 'value="Anden Eksempelborg"' in back.text) == (200, True)
    done = office.fill(f"/cases/{asked}/citizen", **form_of(page, "Det er samme person, som før"))
    case = planned.get(f"/api/v1/cases/{asked}?purpose=se").get_json()
    assert (done.status_code, case["citizen"]["name"]) == (303, "Anden Eksempelborg")


def test_a_correction_close_to_another_case_asks_of_that_one_too(office, planned, concern_form, asked):
    other = {
        **concern_form,
        "citizen": {**concern_form["citizen"], "name": "Ny Opdigtet", "cpr": "020290-5002"},
    }
    second = planned.post("/api/v1/concerns", other).get_json()["reference"]
    page = corrected(office, planned, second, name="Testa Prøvesen", cpr="010190-5003")
    page = office.fill(f"/cases/{second}/citizen", **form_of(page, "Det er samme person, som før"))
    assert (page.status_code, f"{asked} Testa Prøvesen" in words_of(page)) == (409, True)
    done = office.fill(f"/cases/{second}/citizen", **form_of(page, "Det er en anden person"))
    assert done.status_code == 303


def test_a_correction_onto_the_citizen_of_another_open_case_is_refused(office, planned, concern_form, asked):
    other = {
        **concern_form,
        "citizen": {**concern_form["citizen"], "name": "Ny Opdigtet", "cpr": "020290-5002"},
    }
    second = planned.post("/api/v1/concerns", other).get_json()["reference"]
    page = corrected(office, planned, second, name="Testa Prøvesen", cpr="010190-5001", is_same="yes")
    assert (page.status_code, "Der er allerede en åben sag på den person" in page.text) == (409, True)
