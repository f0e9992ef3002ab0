"""The 98 municipalities, each known by name, code and usual short form; nothing else is one."""

import pytest

from agenda.municipalities import POSTAL_DISTRICTS, SHORT_FORMS
from agenda.municipality import (
    MUNICIPALITIES,
    Municipality,
    UnknownMunicipality,
    municipality_given,
    recognised,
)


def name_of(written):
    found = recognised(written)
    return found.name if found else None


def test_there_are_ninety_eight_each_with_a_code_and_a_name_of_its_own():
    codes, names = {one.code for one in MUNICIPALITIES}, {one.name for one in MUNICIPALITIES}
    assert (len(MUNICIPALITIES), len(codes), len(names)) == (98, 98, 98)
    assert {len(code) for code in codes} == {3}
    assert set(SHORT_FORMS) | set(POSTAL_DISTRICTS) <= codes


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("101", "København"),
        ("147", "Frederiksberg"),
        ("169", "Høje-Taastrup"),
        ("173", "Lyngby-Taarbæk"),
        ("270", "Gribskov"),
        ("400", "Bornholm"),
        ("461", "Odense"),
        ("480", "Nordfyns"),
        ("580", "Aabenraa"),
        ("630", "Vejle"),
        ("751", "Aarhus"),
        ("820", "Vesthimmerlands"),
        ("851", "Aalborg"),
        ("860", "Hjørring"),
    ],
)
def test_codes_and_names_are_the_official_ones(code, name):
    assert recognised(code) == recognised(f"0{code}") == recognised(name) == Municipality(code, name)


def test_each_is_known_by_every_way_to_write_it():
    """Were a form that of two municipalities, one of them would not be known by it."""
    unknown = [
        form
        for one in MUNICIPALITIES
        for form in (
            one.code,
            one.name,
            one.name.upper(),
            one.official_name,
            f"{one.name}s Kommune",
            one.name.replace("-", " "),
            one.name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa"),
            one.name.replace("Aa", "Å").replace("aa", "å"),
            one.name.lower().replace("ø", "o").replace("å", "a").replace("æ", "ae"),
            *SHORT_FORMS.get(one.code, ()),
        )
        if recognised(form) != one
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Københavns Kommune", "København"),
        ("Kbh", "København"),
        ("Kbh. V", "København"),
        ("København SV", "København"),
        ("koebenhavn oe", "København"),
        ("kobenhavn", "København"),
        ("Copenhagen", "København"),
        ("Frederiksberg C", "Frederiksberg"),
        ("Århus", "Aarhus"),
        ("Aarhus N", "Aarhus"),
        ("høje tåstrup", "Høje-Taastrup"),
        ("Lyngby", "Lyngby-Taarbæk"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Vesthimmerland", "Vesthimmerlands"),
        ("751 Aarhus", "Aarhus"),
    ],
)
def test_usual_forms_are_known(written, name):
    assert name_of(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Kommune",
        "411",
        "Christiansø",
        "2200",
        "2200 København N",
        "Malmö",
        "Sverige",
        "Amager",
        "101 Aarhus",
    ],
)
def test_what_is_none_is_not_guessed(written):
    assert recognised(written) is None


def test_the_refusal_names_field_and_remedy_and_repeats_nothing():
    with pytest.raises(UnknownMunicipality) as refusal:
        municipality_given("Nørregade 1, Testa", "citizen.municipality")
    assert (refusal.value.field, refusal.value.code) == ("citizen.municipality", "unknown-municipality")
    assert "by name or code, such as Aarhus or 751" in refusal.value.remedy
    assert "Testa" not in str(refusal.value)


@pytest.mark.parametrize(
    ("code", "danish", "english"),
    [
        ("101", "Københavns Kommune", "The City of Copenhagen"),
        ("461", "Odense Kommune", "Odense Municipality"),
        ("400", "Bornholms Regionskommune", "The Regional Municipality of Bornholm"),
        ("820", "Vesthimmerlands Kommune", "Vesthimmerlands Municipality"),
    ],
)
def test_a_municipality_is_called_as_it_calls_itself(code, danish, english):
    one = recognised(code)
    assert (one.in_words("da"), one.in_words("en")) == (danish, english)


def test_the_official_name_is_the_one_of_the_law():
    known = {code: recognised(code).official_name for code in ("101", "400", "751", "820")}
    assert known == {
        "101": "Københavns Kommune",
        "400": "Bornholms Regionskommune",
        "751": "Aarhus Kommune",
        "820": "Vesthimmerlands Kommune",
    }
