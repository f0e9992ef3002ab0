"""Whose consent a course takes, by age on the day, by who speaks for the citizen, and by the rule of its kind."""

from datetime import date, timedelta

import pytest
from example_cases import at

from agenda.cases.citizen import Citizen
from agenda.cases.consent import (
    CITIZEN,
    UNKNOWN_HOLDER,
    Basis,
    ChildRule,
    Consenter,
    ConsentGiven,
    ConsentGivenAlready,
    ConsentWithdrawn,
    CourseConsent,
    Giver,
    NotTheirConsent,
    WithdrawnBeforeGiven,
    birthday,
    last_birthday,
    next_birthday,
)
from agenda.cases.representative import GuardianRule, Representative, RepresentativeKind

BORN_ON = date(2011, 12, 20)
FIFTEEN, EIGHTEEN = date(2026, 12, 20), date(2029, 12, 20)
DAY = timedelta(days=1)
CHILD = Citizen("Barn Prøvesen", "", BORN_ON, "København")
ADULT = Citizen("Voksen Prøvesen", "", date(1890, 5, 1), "København")
MOTHER, FATHER, GUARDIAN = (
    Giver(Consenter.HOLDER, "mother"),
    Giver(Consenter.HOLDER, "father"),
    Giver(Consenter.GUARDIAN, "guardian"),
)


def holder(holder_id, ended_on=None):
    return Representative(
        holder_id, "c", RepresentativeKind.HOLDER, None, b"", at(1, 9), "secretariat", ended_on
    )


def guardian(rule, guardian_id="guardian"):
    return Representative(guardian_id, "c", RepresentativeKind.GUARDIAN, rule, b"", at(1, 9), "secretariat")


def basis(*representatives, of=CHILD, rule=ChildRule.EVERY_HOLDER):
    return Basis(of, representatives, rule)


BOTH = (holder("mother"), holder("father"))


def consent(giver, on, withdrawn_on=None):
    return CourseConsent(
        f"{giver}", "k", giver.by, giver.representative_id, on, at(1, 9), "secretariat", withdrawn_on
    )


@pytest.mark.parametrize(
    ("rule", "on", "givers"),
    [
        (ChildRule.EVERY_HOLDER, FIFTEEN - DAY, (MOTHER, FATHER)),
        (ChildRule.EVERY_HOLDER, FIFTEEN, (MOTHER, FATHER, CITIZEN)),
        (ChildRule.EVERY_HOLDER, EIGHTEEN - DAY, (MOTHER, FATHER, CITIZEN)),
        (ChildRule.EVERY_HOLDER, EIGHTEEN, (CITIZEN,)),
        (ChildRule.ONE_HOLDER, FIFTEEN - DAY, (MOTHER, FATHER)),
        (ChildRule.ONE_HOLDER, FIFTEEN, (MOTHER, FATHER, CITIZEN)),
        (ChildRule.YOUNG_PERSON_ALONE, FIFTEEN - DAY, (MOTHER, FATHER)),
        (ChildRule.YOUNG_PERSON_ALONE, FIFTEEN, (CITIZEN,)),
        (ChildRule.YOUNG_PERSON_ALONE, EIGHTEEN, (CITIZEN,)),
    ],
)
def test_age_counts_on_the_day(rule, on, givers):
    assert basis(*BOTH, rule=rule).givers(on) == givers


def test_of_a_child_without_a_registered_holder_somebodys_consent_is_always_missing():
    alone = basis()
    assert alone.givers(FIFTEEN - DAY) == (UNKNOWN_HOLDER,)
    unnamed = consent(UNKNOWN_HOLDER, FIFTEEN - DAY)
    assert alone.missing([unnamed], FIFTEEN - DAY) == (UNKNOWN_HOLDER,)


def test_a_holder_who_has_custody_no_longer_is_asked_no_longer():
    after_a_day = basis(holder("mother"), holder("father", ended_on=date(2026, 12, 2)))
    assert after_a_day.givers(date(2026, 12, 1)) == (MOTHER, FATHER)
    assert after_a_day.givers(date(2026, 12, 2)) == (MOTHER,)


@pytest.mark.parametrize(
    ("rule", "givers"),
    [
        (GuardianRule.CITIZEN, (CITIZEN,)),
        (GuardianRule.GUARDIAN, (GUARDIAN,)),
        (GuardianRule.BOTH, (GUARDIAN, CITIZEN)),
    ],
)
def test_of_an_adult_under_guardianship_it_is_stated_who_consents(rule, givers):
    assert basis(guardian(rule), of=ADULT).givers(FIFTEEN) == givers


def test_of_another_adult_only_their_own_consent_counts_whatever_holders_there_were():
    assert basis(*BOTH, of=ADULT).givers(FIFTEEN) == (CITIZEN,)
    assert basis(guardian(GuardianRule.GUARDIAN)).givers(FIFTEEN) == (UNKNOWN_HOLDER, CITIZEN)


def test_every_holder_has_to_consent_and_is_missing_until_then():
    given = [consent(MOTHER, date(2026, 12, 1))]
    assert basis(*BOTH).missing(given, date(2026, 12, 2)) == (FATHER,)
    given.append(consent(FATHER, date(2026, 12, 2)))
    assert basis(*BOTH).missing(given, date(2026, 12, 2)) == ()
    assert basis(*BOTH).missing(given, date(2026, 12, 1)) == (FATHER,)


def test_where_one_holder_is_enough_any_of_them_is():
    one = basis(*BOTH, rule=ChildRule.ONE_HOLDER)
    assert one.missing([], FIFTEEN - DAY) == (MOTHER, FATHER)
    assert one.missing([consent(FATHER, date(2026, 12, 1))], FIFTEEN - DAY) == ()
    assert one.missing([consent(FATHER, date(2026, 12, 1))], FIFTEEN) == (CITIZEN,)


def test_a_withdrawn_consent_stands_until_the_day_before():
    given = [consent(MOTHER, date(2026, 12, 1), date(2026, 12, 5)), consent(FATHER, date(2026, 12, 1))]
    assert basis(*BOTH).missing(given, date(2026, 12, 4)) == ()
    assert basis(*BOTH).missing(given, date(2026, 12, 5)) == (MOTHER,)


def test_at_fifteen_and_at_eighteen_a_new_consent_of_their_own_is_asked_for():
    holders = [consent(MOTHER, date(2026, 12, 1)), consent(FATHER, date(2026, 12, 1))]
    assert basis(*BOTH).missing(holders, FIFTEEN - DAY) == ()
    assert basis(*BOTH).missing(holders, FIFTEEN) == (CITIZEN,)
    young = [*holders, consent(CITIZEN, FIFTEEN)]
    assert basis(*BOTH).missing(young, EIGHTEEN - DAY) == ()
    assert basis(*BOTH).missing(young, EIGHTEEN) == (CITIZEN,)
    assert basis(*BOTH).missing([*young, consent(CITIZEN, EIGHTEEN)], EIGHTEEN) == ()


def test_what_a_child_said_before_fifteen_does_not_count_after_it():
    early = [consent(CITIZEN, FIFTEEN - DAY)]
    assert not basis(*BOTH).counts(early[0], FIFTEEN)
    assert CITIZEN in basis(*BOTH).missing(early, FIFTEEN)


@pytest.mark.parametrize(
    ("giver", "on"),
    [
        (CITIZEN, FIFTEEN - DAY),
        (UNKNOWN_HOLDER, FIFTEEN),
        (Giver(Consenter.HOLDER, "stranger"), FIFTEEN),
        (GUARDIAN, FIFTEEN),
        (MOTHER, EIGHTEEN),
    ],
)
def test_a_consent_that_is_not_theirs_to_give_that_day_is_refused_and_names_nobody(giver, on):
    with pytest.raises(NotTheirConsent) as refusal:
        basis(*BOTH).check_given(ConsentGiven(giver, on), [], on)
    assert set(refusal.value.current["needed"]) <= {"citizen", "holder"}


def test_a_consent_that_stands_is_not_given_again_and_one_that_was_withdrawn_is():
    given = [consent(MOTHER, date(2026, 12, 1))]
    with pytest.raises(ConsentGivenAlready):
        basis(*BOTH).check_given(ConsentGiven(MOTHER, date(2026, 12, 2)), given, date(2026, 12, 2))
    given[0].withdraw(date(2026, 12, 2))
    basis(*BOTH).check_given(ConsentGiven(MOTHER, date(2026, 12, 3)), given, date(2026, 12, 3))


def test_a_consent_is_withdrawn_once_and_not_before_it_was_given():
    given = consent(MOTHER, date(2026, 12, 2))
    with pytest.raises(WithdrawnBeforeGiven):
        given.withdraw(date(2026, 12, 1))
    given.withdraw(date(2026, 12, 2))
    with pytest.raises(ConsentWithdrawn):
        given.withdraw(date(2026, 12, 3))


def test_who_was_born_on_a_leap_day_becomes_fifteen_on_the_first_of_march():
    leap = Citizen("Barn Prøvesen", "", date(2012, 2, 29), "København")
    assert (birthday(leap, 15), birthday(leap, 18), birthday(leap, 16)) == (
        date(2027, 3, 1),
        date(2030, 3, 1),
        date(2028, 2, 29),
    )


@pytest.mark.parametrize(
    ("on", "last", "following"),
    [
        (FIFTEEN - DAY, None, FIFTEEN),
        (FIFTEEN, FIFTEEN, EIGHTEEN),
        (EIGHTEEN - DAY, FIFTEEN, EIGHTEEN),
        (EIGHTEEN, EIGHTEEN, None),
    ],
)
def test_the_birthdays_that_matter_are_the_fifteenth_and_the_eighteenth(on, last, following):
    assert (last_birthday(CHILD, on), next_birthday(CHILD, on)) == (last, following)
