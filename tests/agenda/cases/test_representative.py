from datetime import date

import pytest
from example_cases import at

from agenda.cases.citizen import Citizen
from agenda.cases.fictitious import LivingPerson
from agenda.cases.representative import (
    GuardianRule,
    NotForThisAge,
    RepresentationOver,
    Representative,
    RepresentativeGiven,
    RepresentativeKind,
    RepresentativeUnclear,
    check_representative,
)
from agenda.errors import ChangedMeanwhile

TODAY = date(2026, 12, 1)
CHILD = Citizen("Barn Prøvesen", "", date(2017, 5, 1), "København")
ADULT = Citizen("Voksen Prøvesen", "", date(1890, 5, 1), "København")
MOTHER = RepresentativeGiven(RepresentativeKind.HOLDER, "Mor Prøvesen")
GUARDIAN = RepresentativeGiven(RepresentativeKind.GUARDIAN, "Værge Prøvesen", GuardianRule.BOTH)


def registered():
    return Representative("1", "c", RepresentativeKind.HOLDER, None, b"", at(1, 9), "secretariat")


def test_a_child_has_holders_of_custody_and_an_adult_may_have_a_guardian():
    check_representative(MOTHER, CHILD, TODAY)
    check_representative(GUARDIAN, ADULT, TODAY)


@pytest.mark.parametrize(("given", "citizen"), [(GUARDIAN, CHILD), (MOTHER, ADULT)])
def test_neither_has_the_others(given, citizen):
    with pytest.raises(NotForThisAge):
        check_representative(given, citizen, TODAY)


@pytest.mark.parametrize(
    ("given", "citizen", "refusal", "field"),
    [
        (RepresentativeGiven(RepresentativeKind.HOLDER, " "), CHILD, RepresentativeUnclear, "name"),
        (RepresentativeGiven(RepresentativeKind.HOLDER, "x" * 201), CHILD, RepresentativeUnclear, "name"),
        (RepresentativeGiven(RepresentativeKind.HOLDER, "Mette Hansen"), CHILD, LivingPerson, "name"),
        (
            RepresentativeGiven(RepresentativeKind.HOLDER, "Mor Prøvesen", GuardianRule.BOTH),
            CHILD,
            RepresentativeUnclear,
            "consents",
        ),
        (
            RepresentativeGiven(RepresentativeKind.GUARDIAN, "Værge Prøvesen"),
            ADULT,
            RepresentativeUnclear,
            "consents",
        ),
    ],
)
def test_what_is_not_clear_is_refused_by_field(given, citizen, refusal, field):
    with pytest.raises(refusal) as refused:
        check_representative(given, citizen, TODAY)
    assert refused.value.field == field


def test_who_no_longer_speaks_for_the_citizen_does_not_from_that_day_on():
    one = registered()
    one.end(TODAY)
    assert (one.stands(date(2026, 11, 30)), one.stands(TODAY)) == (True, False)
    with pytest.raises(RepresentationOver):
        one.end(TODAY)


def test_a_decision_on_an_older_reading_is_refused():
    registered().expect(1)
    with pytest.raises(ChangedMeanwhile):
        registered().expect(2)
