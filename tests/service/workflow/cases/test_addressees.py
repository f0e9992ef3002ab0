"""A letter about a child goes to whom somebody chose, and to nobody by itself."""

from dataclasses import replace
from datetime import date

import pytest
from course_steps import planned, to_conversation, with_plan
from driven_service import local
from sample_people import citizen, concern
from sqlalchemy import text

from agenda.cases.addressee import (
    AddresseeGiven,
    AddresseeNotChosen,
    AddresseeUnclear,
    Letter,
    LetterOf,
    NoLetterGoes,
    NotAboutAChild,
    To,
)
from agenda.cases.concern import Notification
from agenda.cases.representative import RepresentativeGiven, RepresentativeKind
from agenda.errors import ChangedMeanwhile, NotAllowed
from service.database.cases.efforts import NoSuchConversation
from service.workflow.cases.addressing import Choice, choose_addressee
from service.workflow.cases.conversing import Which
from service.workflow.cases.letters import conversation_letter, orientation_letter
from service.workflow.cases.protecting import Protection, mark_protection
from service.workflow.cases.representing import add_representative, end_representative
from service.workflow.cases.showing_efforts import show_effort

ORIENTATION = LetterOf(Letter.ORIENTATION)
TO_CHILD = AddresseeGiven(To.CHILD)
NOBODY = AddresseeGiven(To.NOBODY, reason="Familien er kontaktet på skolen")


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    """A conversation is recommended for a child of nine."""
    child = citizen("Barn Prøvesen", "", date(2017, 5, 1))
    return to_conversation(driven, concern(child, notification=Notification.MADE))


@pytest.fixture
def mother(driven, reference):
    given = RepresentativeGiven(RepresentativeKind.HOLDER, "Mor Eksempelsen")
    return driven.do(add_representative, reference, given, driven.case(reference).revision)


def choose(driven, reference, given, which=ORIENTATION, **named):
    choice = Choice(which, given, driven.case(reference).revision)
    return driven.do(choose_addressee, reference, choice, **named)


def words(driven, reference, language="da"):
    return " ".join(driven.do(orientation_letter, reference, language).texts())


def test_before_somebody_has_chosen_no_letter_is_written(driven, reference):
    one = planned(driven, reference)
    with pytest.raises(AddresseeNotChosen):
        driven.do(orientation_letter, reference, "da")
    with pytest.raises(AddresseeNotChosen):
        driven.do(conversation_letter, reference, one.id, "da")


def test_to_the_child_it_begins_with_the_childs_name(driven, reference):
    choose(driven, reference, TO_CHILD)
    assert "Kære Barn Prøvesen" in words(driven, reference)


def test_to_a_holder_it_begins_with_theirs_and_is_about_the_child(driven, reference, mother):
    choose(driven, reference, AddresseeGiven(To.HOLDER, mother.id))
    danish, english = words(driven, reference), words(driven, reference, "en")
    assert [
        w for w in ("Kære Mor Eksempelsen", "forældremyndigheden over Barn Prøvesen") if w not in danish
    ] == []
    assert [w for w in ("Dear Mor Eksempelsen", "custody of Barn Prøvesen") if w not in english] == []
    assert "Kære Barn" not in danish


def test_each_letter_is_chosen_for_on_its_own(driven, reference, mother):
    one = planned(driven, reference)
    choose(driven, reference, AddresseeGiven(To.HOLDER, mother.id), LetterOf(Letter.CONVERSATION, one.id))
    invitation = " ".join(driven.do(conversation_letter, reference, one.id, "da").texts())
    assert [w for w in ("Kære Mor Eksempelsen", "Prøvegade 1, lokale 2") if w not in invitation] == []
    with pytest.raises(AddresseeNotChosen):
        words(driven, reference)


def test_that_none_goes_is_kept_with_its_reason_sealed_and_can_be_chosen_anew(driven, reference):
    choose(driven, reference, NOBODY)
    with pytest.raises(NoLetterGoes):
        words(driven, reference)
    with driven.service.engine.connect() as connection:
        stored = f"{connection.execute(text('SELECT * FROM addressee')).all()}"
    (shown,) = driven.do(show_effort, reference, "brev").addressees
    assert (shown.reason, "skolen" in stored) == (NOBODY.reason, False)
    choose(driven, reference, TO_CHILD)
    assert "Kære Barn Prøvesen" in words(driven, reference)
    assert [e.facts for e in driven.entries("choose_addressee")] == [
        {"letter": "orientation", "to": "nobody"},
        {"letter": "orientation", "to": "child"},
    ]


def test_a_protected_name_goes_to_nobody_but_its_bearer(driven, reference, mother):
    driven.do(mark_protection, reference, Protection(True, driven.case(reference).revision))
    choose(driven, reference, AddresseeGiven(To.HOLDER, mother.id))
    for language in ("da", "en"):
        assert "Barn Prøvesen" not in words(driven, reference, language)
    assert "forældremyndigheden over dit barn" in words(driven, reference)
    choose(driven, reference, TO_CHILD)
    assert "Kære Barn Prøvesen" in words(driven, reference)


def test_who_has_custody_no_longer_gets_none_and_it_is_asked_anew(driven, reference, mother):
    choose(driven, reference, AddresseeGiven(To.HOLDER, mother.id))
    driven.do(end_representative, Which(reference, mother.id, mother.revision))
    with pytest.raises(AddresseeNotChosen):
        words(driven, reference)
    with pytest.raises(AddresseeUnclear):
        choose(driven, reference, AddresseeGiven(To.HOLDER, mother.id))


def test_an_adults_letter_goes_to_the_adult_and_nobody_chooses(driven):
    reference = to_conversation(driven)
    assert "Kære Testa Prøvesen" in words(driven, reference)
    with pytest.raises(NotAboutAChild):
        choose(driven, reference, TO_CHILD)


def test_age_counts_on_the_day_it_is_printed(driven):
    young = concern(citizen("Ung Prøvesen", "", date(2008, 12, 1)), notification=Notification.MADE)
    reference = to_conversation(driven, young)
    choose(driven, reference, NOBODY)
    driven.play_until(local("2026-12-01", "08:00"))
    assert "Kære Ung Prøvesen" in words(driven, reference)


def test_two_at_once_the_second_reads_again_and_others_choose_nothing(driven, reference):
    choice = Choice(ORIENTATION, TO_CHILD, driven.case(reference).revision)
    driven.do(choose_addressee, reference, choice)
    with pytest.raises(ChangedMeanwhile):
        driven.do(choose_addressee, reference, replace(choice, given=NOBODY))
    with pytest.raises(NotAllowed):
        choose(driven, reference, TO_CHILD, as_="agency:sof")
    with pytest.raises(NoSuchConversation):
        choose(driven, reference, TO_CHILD, LetterOf(Letter.CONVERSATION, "nobody"))
