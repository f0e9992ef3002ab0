"""Taking a concern on the pages: two steps, nothing typed lost, and the two gates that give the text back."""

import pytest

FORM = {
    "step": "propose",
    "name": "Testa Prøvesen",
    "cpr": "010190-5001",
    "municipality": "København",
    "source_kind": "hotline",
    "source": "En nabo",
    "theme": "other",
    "words": "Ordene fra nabolaget",
    "urgency": "normal",
    "basis": "1",
    "purpose": "Afklare behovet for en samtale",
    "necessity": "Ingen enkelt myndighed kan vurdere det",
    "notification": "pending",
}
ADULT = FORM
CHILD = {**FORM, "cpr": "", "born_on": "2014-05-06"}


def ticked(page):
    parties = [part.split('"')[0] for part in page.text.split('name="parties" value="')[1:]]
    marked = [" checked" in part.split(">")[0] for part in page.text.split('name="parties" value="')[1:]]
    return {party for party, is_marked in zip(parties, marked, strict=True) if is_marked}


def test_all_parties_are_proposed_for_an_adult(visit, planned):
    page = visit("secretariat").fill("/concerns/new", **ADULT)
    assert (page.status_code, ticked(page)) == (200, {"ssp", "sof", "dks", "kf", "bif"})


def test_prison_service_and_employment_are_not_proposed_for_a_child_under_15(visit, planned):
    page = visit("secretariat").fill("/concerns/new", **CHILD)
    assert ticked(page) == {"ssp", "sof", "dks"}


def test_nothing_is_kept_before_the_second_step(visit, planned):
    visitor = visit("secretariat")
    visitor.fill("/concerns/new", **ADULT)
    assert "Ingen åbne sager." in visitor.read("/cases")


def test_once_confirmed_the_concern_is_taken_and_the_parties_are_asked(visit, planned):
    visitor = visit("secretariat")
    taken = visitor.fill(
        "/concerns/new", **{**ADULT, "step": "take", "parties": ["ssp", "sof"], "is_confirmed": "yes"}
    )
    assert (taken.status_code, "/readiness/" in taken.location) == (303, True)
    assert "KE-2026-0001" in visit("agency:ssp").read("/lookups")
    assert "KE-2026-0001" not in visit("agency:bif").read("/lookups")


def test_without_the_confirmation_the_choice_comes_back_as_it_was(visit, planned):
    page = visit("secretariat").fill("/concerns/new", **{**ADULT, "step": "take", "parties": ["ssp", "sof"]})
    assert (page.status_code, ticked(page)) == (422, {"ssp", "sof"})
    assert "Bekræft, at det er nødvendigt at spørge hver af de valgte myndigheder." in page.text


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("cpr", "010101-4001", "Denne udgave tager ikke imod et CPR-nummer"),
        ("cpr", "999999-5001", "CPR-nummeret kan ikke være rigtigt"),
        ("theme", "", "Vælg et tema fra listen"),
        ("purpose", "", "Skriv en sætning"),
        ("basis", "", "Vælg en af mulighederne"),
        ("born_on", "32-13-2020", "Vælg en dato, der findes"),
        ("name", "", "Angiv navn og bopælskommune"),
        ("municipality", "Malmø", "Skriv en af de 98 kommuner"),
    ],
)
def test_a_fault_stands_beside_its_field_and_on_top_and_nothing_typed_is_lost(
    visit, planned, field, value, fault
):
    page = visit("secretariat").fill("/concerns/new", **{**ADULT, field: value})
    kept = [
        text for name, text in ADULT.items() if name not in {field, "step", "basis"} and text not in page.text
    ]
    assert (page.status_code, page.text.count(fault), kept) == (422, 2, [])
    assert f'href="#f-{field}"' in page.text


def test_a_person_who_may_be_alive_is_refused_beside_the_date_of_birth(visit, planned):
    living = {**CHILD, "name": "Jens Jensen"}
    page = visit("secretariat").fill("/concerns/new", **living)
    assert (page.status_code, page.text.count("Denne udgave tager ikke imod personer")) == (422, 2)
    assert 'href="#f-born_on"' in page.text


def test_the_form_offers_the_98_municipalities_and_takes_a_short_form(visit, planned):
    visitor = visit("secretariat")
    form = visitor.see("/concerns/new").text
    offered = form.partition("<datalist")[2].partition("</datalist>")[0]
    assert offered.count("<option") == 98
    assert '<option value="Aarhus"></option>' in offered
    assert (
        "Hvem skal spørges?" in visitor.fill("/concerns/new", **{**ADULT, "municipality": "kobenhavn"}).text
    )


def test_going_back_to_the_form_loses_nothing(visit, planned):
    page = visit("secretariat").fill("/concerns/new", **{**ADULT, "step": "edit"})
    assert [
        text for text in ("Testa Prøvesen", "010190-5001", "Ordene fra nabolaget") if text not in page.text
    ] == []


def test_an_acute_concern_is_given_back_with_whom_to_call_and_nothing_of_it_is_kept(visit, planned):
    visitor = visit("secretariat")
    page = visitor.fill("/concerns/new", **{**ADULT, "urgency": "acute"})
    assert [w for w in ("112", "114", "Ordene fra nabolaget") if w not in page.text] == []
    assert "Ingen åbne sager." in visitor.read("/cases")


def test_a_concern_that_belongs_elsewhere_is_given_back_with_where(visit, planned):
    visitor = visit("secretariat")
    page = visitor.fill("/concerns/new", **{**ADULT, "municipality": "Aarhus"})
    assert [
        w
        for w in ("videre til Aarhus Kommune", "forstået som Aarhus", "KE-2026-0001", "Ordene fra nabolaget")
        if w not in page.text
    ] == []
    assert "Testa" not in page.text


def test_what_is_typed_is_shown_as_text_and_never_as_markup(visit, planned):
    page = visit("secretariat").fill("/concerns/new", **{**ADULT, "purpose": "<b>x</b>"})
    assert ("<b>x</b>" in page.text, "&lt;b&gt;x&lt;/b&gt;" in page.text) == (False, True)
