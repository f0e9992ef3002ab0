"""A citizen is known by a number nobody alive can have, or by name and date of birth."""

from datetime import date

import pytest
from example_cases import ON, citizen

from agenda.cases.citizen import (
    Citizen,
    CitizenUnclear,
    CprOfTheLiving,
    ImpossibleCpr,
    checked_cpr,
    citizen_given,
)
from agenda.cases.fictitious import LivingPerson
from agenda.municipality import UnknownMunicipality


@pytest.mark.parametrize("text", ["010190-5001", "0101905001", " 010190 5001 "])
def test_a_sample_number_is_taken_as_ten_digits(text):
    assert checked_cpr(text) == "0101905001"


@pytest.mark.parametrize("text", ["010190-0001", "010190-4001", "010136-5001", "010157-9001", "311299-3001"])
def test_a_number_somebody_alive_may_have_is_refused(text):
    with pytest.raises(CprOfTheLiving):
        checked_cpr(text)


@pytest.mark.parametrize(
    "text", ["1", "010190-500", "010190-50011", "010190-500x", "320190-5001", "290299-5001", "٠١٠١٩٠٥٠٠١"]
)
def test_a_number_that_cannot_be_is_refused(text):
    with pytest.raises(ImpossibleCpr) as refusal:
        checked_cpr(text)
    assert refusal.value.field == "citizen.cpr"


def test_the_number_tells_the_date_of_birth():
    known = citizen_given(citizen(name=" Testa   Prøvesen "), ON)
    assert known == Citizen("Testa Prøvesen", "0101905001", date(1890, 1, 1), "København")


def test_a_citizen_lives_in_a_municipality_by_its_name():
    assert citizen_given(citizen(municipality="kbh ø"), ON).municipality == "København"
    with pytest.raises(UnknownMunicipality):
        citizen_given(citizen(municipality="Malmö"), ON)


def test_somebody_who_may_be_alive_is_refused_without_a_number_too():
    with pytest.raises(LivingPerson) as refusal:
        citizen_given(citizen(name="Jens Jensen", cpr="", born_on=date(1990, 5, 1)), ON)
    assert (refusal.value.field, "Jens" in str(refusal.value)) == ("citizen.born_on", False)
    long_dead = citizen_given(citizen(name="Jens Jensen", cpr="", born_on=date(1899, 12, 31)), ON)
    assert long_dead.name == "Jens Jensen"


def test_name_and_date_of_birth_do_without_a_number():
    known = citizen_given(citizen(cpr="", born_on=date(2012, 5, 1)), ON)
    assert known == Citizen("Testa Prøvesen", "", date(2012, 5, 1), "København")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cpr": ""}, "citizen"),
        ({"name": " "}, "citizen"),
        ({"name": "x" * 201}, "citizen.name"),
        ({"municipality": " "}, "citizen.municipality"),
        ({"born_on": date(1990, 1, 1)}, "citizen.born_on"),
        ({"cpr": "", "born_on": date(2026, 11, 26)}, "citizen.born_on"),
    ],
)
def test_a_citizen_who_is_not_clear_is_refused_by_field_and_not_repeated(changes, field):
    with pytest.raises(CitizenUnclear) as refusal:
        citizen_given(citizen(**changes), ON)
    assert refusal.value.field == field
    assert "Testa" not in str(refusal.value)


def born(on):
    return Citizen("Testa Prøvesen", "", on, "København")


def test_one_is_a_child_until_the_eighteenth_birthday_and_a_young_one_until_the_fifteenth():
    assert (born(date(2008, 11, 26)).is_child(ON), born(date(2008, 11, 25)).is_child(ON)) == (True, False)
    ages = [born(date(2011, 11, day)).is_young_child(ON) for day in (26, 25)]
    assert ages == [True, False]


def test_who_was_born_on_a_leap_day_is_older_from_the_first_of_march():
    leap = born(date(2008, 2, 29))
    assert (leap.age(date(2026, 2, 28)), leap.age(date(2026, 3, 1))) == (17, 18)
