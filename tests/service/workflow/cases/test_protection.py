"""Protected name and address: marked by a person, kept by whatever comes after, and lifted by a person alone."""

from dataclasses import replace

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody

from agenda.errors import ChangedMeanwhile, NotAllowed
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.intake import take_concern
from service.workflow.cases.protecting import Protection, mark_protection
from service.workflow.cases.showing import show_case, show_lookup

PROTECTED = replace(citizen(), is_protected=True)


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def taken(driven, about=None):
    return driven.do(take_concern, confirmed(concern(about), parties=("ssp",))).reference


def is_protected(driven, reference):
    return driven.do(show_case, reference, "se efter").citizen.is_protected


def mark(driven, reference, *, is_protected, as_="secretariat"):
    protection = Protection(is_protected, driven.case(reference).revision)
    return driven.do(mark_protection, reference, protection, as_=as_)


def marks(driven):
    return [(entry.about, entry.facts) for entry in driven.entries("mark_protection")]


def test_it_is_marked_at_intake_and_nobody_is_protected_by_default(driven):
    other = citizen("Anden Prøvesen", "020290-5002")
    seen = [is_protected(driven, taken(driven, about)) for about in (PROTECTED, other)]
    assert seen == [True, False]


def test_it_lies_sealed(driven):
    assert b"is_protected" not in driven.case(taken(driven, PROTECTED)).sealed_citizen


def test_it_is_marked_and_lifted_later_and_recorded_each_time(driven):
    reference = taken(driven)
    mark(driven, reference, is_protected=True)
    assert is_protected(driven, reference)
    mark(driven, reference, is_protected=False)
    mark(driven, reference, is_protected=False)
    assert not is_protected(driven, reference)
    assert marks(driven) == [
        (reference, {"is_protected": True}),
        (reference, {"is_protected": False}),
    ]


def test_a_decision_on_an_older_reading_is_refused_and_others_than_the_secretariat_are(driven):
    reference = taken(driven)
    with pytest.raises(ChangedMeanwhile):
        driven.do(mark_protection, reference, Protection(True, driven.case(reference).revision + 1))
    with pytest.raises(NotAllowed):
        mark(driven, reference, is_protected=True, as_="agency:ssp")
    assert not is_protected(driven, reference)


def test_a_further_concern_marks_it_and_never_lifts_it(driven):
    reference = taken(driven)
    taken(driven, PROTECTED)
    assert is_protected(driven, reference)
    taken(driven, replace(citizen(), is_protected=False))
    assert is_protected(driven, reference)
    assert marks(driven) == [(reference, {"is_protected": True})]


@pytest.mark.parametrize(("said", "stands"), [(None, True), (True, True), (False, False)])
def test_a_correction_keeps_the_mark_where_it_says_nothing_of_it(driven, said, stands):
    reference = taken(driven, PROTECTED)
    right = replace(citizen("Testa P. Prøvesen"), is_protected=said)
    driven.do(correct, reference, Correction(right, driven.case(reference).revision))
    assert is_protected(driven, reference) is stands


def test_the_agency_that_is_asked_is_told(driven):
    reference = taken(driven, PROTECTED)
    asked = driven.do(show_lookup, driven.lookup(reference, "ssp").id, as_="agency:ssp")
    assert asked.citizen.is_protected
