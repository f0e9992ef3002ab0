"""Nobody who may be alive is taken while the guard stands, but by a name that is plainly made up."""

from datetime import date, timedelta

import pytest

from agenda.cases.fictitious import OLDEST_LIVING, LivingPerson, check_beside, check_citizen, is_made_up


@pytest.mark.parametrize(
    "name",
    [
        "Barn Prøvesen",
        "Prøve Barnesen",
        "proeve barn",
        "Mini EKSEMPELBY",
        "Ny Opdigtet",
        "Fiktiva Jensen",
        "Anna-Eksempel Hansen",
    ],
)
def test_a_name_that_says_it_is_made_up_is_taken_at_any_age(name):
    assert is_made_up(name)
    check_citizen(name, date(2017, 5, 1))
    check_beside(name, "name")


@pytest.mark.parametrize("name", ["Anna Hansen", "Test Testesen", "Jens Afprøvet", "", "Modprøve"])
def test_any_other_name_may_be_somebodys(name):
    assert not is_made_up(name)
    with pytest.raises(LivingPerson) as refusal:
        check_citizen(name, OLDEST_LIVING)
    assert refusal.value.field == "citizen.born_on"
    with pytest.raises(LivingPerson) as refusal:
        check_beside(name, "holder.name")
    assert refusal.value.field == "holder.name"


def test_whoever_was_born_before_1900_is_nobody_alive():
    check_citizen("Anna Hansen", OLDEST_LIVING - timedelta(days=1))
