"""A concern, or a correction, lands on the right person: what is plain is done, and what is in doubt is asked."""

from datetime import date

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody
from sqlalchemy import text

from agenda.cases.case import CaseState
from agenda.cases.citizen import citizen_given
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.recognition import (
    BirthDateDiffers,
    CprDiffers,
    NameDiffers,
    NothingInDoubt,
    OpenCaseOnPerson,
    TreatedAsAnother,
)
from agenda.errors import ChangedMeanwhile, NotAllowed
from notifications.leaks import PersonalDataFound
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.intake import Gate, take_concern
from service.workflow.cases.placing import OntoMeeting, move_case
from service.workflow.cases.recognising import Said, SamePerson, compare
from service.workflow.cases.showing import show_case

BORN_ON = date(1890, 1, 1)
TESTA, WITHOUT_NUMBER = citizen(), citizen("Testa Prøvesen", "", BORN_ON)
SOMEBODY_ELSE = citizen("Anden Eksempelborg")
OTHER_NUMBER = citizen("Testa Prøvesen", "010190-5002")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def take(driven, about, said=None):
    return driven.do(take_concern, confirmed(concern(about), parties=("ssp",), said=said or Said()))


def same(driven, reference):
    return Said(SamePerson(reference, driven.case(reference).revision))


def corrected(driven, reference, about, **said):
    correction = Correction(about, driven.case(reference).revision, **said)
    return driven.do(correct, reference, correction)


def given_of(about):
    return citizen_given(about, date(2026, 11, 9))


def rows(driven):
    tables = ("case", "concern", "lookup", "message")
    with driven.service.engine.connect() as connection:
        return {t: connection.execute(text(f'SELECT count(*) FROM "{t}"')).scalar() for t in tables}


def said(driven, action):
    return [(entry.about, entry.facts["differs"]) for entry in driven.entries(action)]


@pytest.mark.parametrize(
    "name", ["testa proevesen", "T. Prøvesen", "Testa M. Prøvesen", "Testa Berg", "Prøvesen, Testa"]
)
def test_a_number_and_a_name_not_entirely_different_are_the_same_citizen(driven, name):
    first = take(driven, TESTA)
    further = take(driven, citizen(name))
    assert (further.gate, further.reference) == (Gate.ATTACHED, first.reference)


@pytest.mark.parametrize(
    ("known", "given", "refusal", "differs"),
    [
        (TESTA, SOMEBODY_ELSE, NameDiffers, ["name"]),
        (TESTA, OTHER_NUMBER, CprDiffers, ["cpr"]),
        (TESTA, WITHOUT_NUMBER, CprDiffers, ["cpr"]),
        (WITHOUT_NUMBER, TESTA, CprDiffers, ["cpr"]),
        (WITHOUT_NUMBER, citizen("Testa M. Prøvesen", "", BORN_ON), NameDiffers, ["name"]),
        (WITHOUT_NUMBER, citizen("Testa Prøvesen", "", date(1890, 1, 11)), BirthDateDiffers, ["born_on"]),
        (TESTA, citizen("Testa Prøvesen", "", date(1891, 1, 1)), BirthDateDiffers, ["born_on", "cpr"]),
    ],
)
def test_in_doubt_it_stops_and_asks_and_nothing_is_kept(driven, known, given, refusal, differs):
    first = take(driven, known).reference
    before = rows(driven)
    with pytest.raises(refusal) as asked:
        take(driven, given)
    revision = driven.case(first).revision
    assert asked.value.current == {"case": first, "revision": revision, "differs": differs}
    assert [word for word in ("Testa", "Prøvesen", "5001", "1890") if word in str(asked.value)] == []
    assert rows(driven) == before


@pytest.mark.parametrize(
    ("known", "given"),
    [
        (TESTA, citizen("Anden Eksempelborg", "", BORN_ON)),
        (TESTA, citizen("Testa Eksempelborg", "010190-5002")),
        (WITHOUT_NUMBER, citizen("Testa Prøvesen", "", date(1895, 6, 24))),
    ],
)
def test_who_is_plainly_another_gets_a_case_of_their_own_and_nobody_is_asked(driven, known, given):
    take(driven, known)
    assert take(driven, given).gate is Gate.TAKEN


def test_once_it_is_said_to_be_the_same_person_the_concern_lies_on_the_case_and_that_is_recorded(driven):
    first = take(driven, TESTA).reference
    further = take(driven, SOMEBODY_ELSE, same(driven, first))
    assert (further.gate, further.reference, len(driven.case(first).concerns)) == (Gate.ATTACHED, first, 2)
    assert said(driven, "say_same_person") == [(first, ["name"])]
    assert driven.do(show_case, first, "se efter").citizen.name == "Testa Prøvesen"


def test_what_is_said_rests_on_the_reading_it_was_said_on(driven):
    first = take(driven, TESTA).reference
    stale = Said(SamePerson(first, driven.case(first).revision - 1))
    with pytest.raises(ChangedMeanwhile):
        take(driven, SOMEBODY_ELSE, stale)
    assert len(driven.case(first).concerns) == 1


def test_of_one_number_there_are_no_two_people(driven):
    first = take(driven, TESTA).reference
    with pytest.raises(NameDiffers):
        take(driven, SOMEBODY_ELSE, Said(another=(first,)))


def test_once_it_is_said_to_be_another_there_are_two_cases_and_that_is_recorded(driven):
    first = take(driven, TESTA).reference
    second = take(driven, OTHER_NUMBER, Said(another=(first,)))
    assert (second.gate, second.reference == first) == (Gate.TAKEN, False)
    assert said(driven, "say_another_person") == [(first, ["cpr"])]


def test_of_several_in_doubt_each_is_asked_of(driven):
    first = take(driven, TESTA).reference
    second = take(driven, OTHER_NUMBER, Said(another=(first,))).reference
    with pytest.raises(CprDiffers) as asked:
        take(driven, WITHOUT_NUMBER, Said(another=(first,)))
    assert asked.value.current["case"] == second
    assert take(driven, WITHOUT_NUMBER, same(driven, second)).reference == second


@pytest.mark.parametrize("case", ["the other", "none"])
def test_nothing_is_said_of_a_case_that_is_not_in_question(driven, case):
    take(driven, TESTA)
    other = take(driven, citizen("Anden Prøvesen", "020290-5002")).reference
    named = other if case == "the other" else "KE-2026-4242"
    for statement in (Said(SamePerson(named, 1)), Said(another=(named,))):
        with pytest.raises(NothingInDoubt):
            take(driven, citizen("Tredje Prøvesen", "030390-5003"), statement)


def test_a_case_without_a_number_takes_over_that_of_the_same_person(driven):
    first = take(driven, WITHOUT_NUMBER).reference
    take(driven, TESTA, same(driven, first))
    assert driven.do(show_case, first, "se efter").citizen.cpr == "0101905001"
    assert take(driven, TESTA).reference == first
    assert [entry.about for entry in driven.entries("add_cpr")] == [first]


def test_no_mail_bears_the_other_name_of_the_same_person_either(driven):
    first = take(driven, TESTA).reference
    later = driven.meetings(KE)[1].id

    def move_for(reason):
        return driven.do(move_case, first, OntoMeeting(later, reason, driven.case(first).revision))

    take(driven, SOMEBODY_ELSE, same(driven, first))
    for name in ("Anden Eksempelborg", "Testa Prøvesen"):
        with pytest.raises(PersonalDataFound):
            move_for(f"Aftalt med {name}")
    assert move_for("Aftalt med skolen").meeting_id == later


def test_both_are_compared_on_a_reading_that_is_recorded_and_by_the_secretariat_alone(driven):
    first = take(driven, TESTA).reference
    seen = driven.do(compare, first, given_of(OTHER_NUMBER))
    assert (seen.known.name, seen.cpr) == ("Testa Prøvesen", "0101905001")
    assert [e.about for e in driven.entries("reveal_cpr")] == [first]
    assert driven.entries("read_case")[-1].purpose == "compare with what was written down"
    with pytest.raises(NotAllowed):
        driven.do(compare, first, given_of(TESTA), as_="agency:ssp")


def test_a_number_that_is_not_in_question_is_not_shown_whole(driven):
    first = take(driven, TESTA).reference
    assert driven.do(compare, first, given_of(SOMEBODY_ELSE)).cpr == ""
    assert driven.do(compare, first, given_of(WITHOUT_NUMBER)).cpr == ""
    assert driven.entries("reveal_cpr") == []


def test_cases_from_before_there_were_the_hashes_are_recognised_after_a_start(driven):
    first = take(driven, TESTA).reference
    with driven.service.engine.begin() as connection:
        connection.execute(text('UPDATE "case" SET born_index = NULL, name_index = NULL'))
        connection.execute(text("UPDATE names_kept SET way = 0"))
    driven.service.know_names()
    with pytest.raises(CprDiffers) as asked:
        take(driven, WITHOUT_NUMBER)
    assert asked.value.current["case"] == first


@pytest.mark.parametrize("right", [citizen("Testa P. Prøvesen"), citizen("Testa Berg"), WITHOUT_NUMBER])
def test_a_correction_that_is_plain_is_made_without_a_question(driven, right):
    reference = take(driven, TESTA).reference
    corrected(driven, reference, right)
    assert driven.do(show_case, reference, "se efter").citizen.name == right.name


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (SOMEBODY_ELSE, NameDiffers),
        (OTHER_NUMBER, CprDiffers),
        (citizen("Testa Prøvesen", "010191-5001"), BirthDateDiffers),
        (citizen("Anden Prøvesen", "020290-5002"), BirthDateDiffers),
    ],
)
def test_a_correction_onto_somebody_else_stops_and_asks(driven, wrong, refusal):
    reference = take(driven, TESTA).reference
    with pytest.raises(refusal) as asked:
        corrected(driven, reference, wrong)
    assert asked.value.current["case"] == reference
    assert driven.do(show_case, reference, "se efter").citizen.name == "Testa Prøvesen"


def test_the_same_person_with_another_number_is_corrected_and_asked_about_again(driven):
    reference = take(driven, TESTA).reference
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    corrected(driven, reference, OTHER_NUMBER, is_same=True)
    assert driven.lookup(reference, "ssp").state is LookupState.OPEN
    assert said(driven, "say_same_person") == [(reference, ["cpr"])]


def test_the_same_number_with_another_name_asks_again_only_where_it_was_another_person(driven):
    reference = take(driven, TESTA).reference
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    corrected(driven, reference, SOMEBODY_ELSE, is_same=True)
    assert driven.lookup(reference, "ssp").state is LookupState.ANSWERED
    corrected(driven, reference, TESTA, is_same=False)
    assert driven.lookup(reference, "ssp").state is LookupState.OPEN


def test_what_was_discussed_about_one_person_is_not_turned_into_anothers(driven):
    reference = take(driven, TESTA).reference
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    driven.play_until(local("2026-11-24", "11:00"))
    assert driven.case(reference).state is CaseState.DISCUSSED
    with pytest.raises(TreatedAsAnother):
        corrected(driven, reference, citizen("Anden Prøvesen", "020290-5002"), is_same=False)
    take(driven, TESTA)
    assert driven.case(reference).state is CaseState.ASKING
    with pytest.raises(TreatedAsAnother):
        corrected(driven, reference, citizen("Anden Prøvesen", "020290-5002"), is_same=False)
    corrected(driven, reference, OTHER_NUMBER, is_same=True)
    assert driven.do(show_case, reference, "se efter").citizen.cpr == "0101905002"


def test_a_correction_makes_no_second_open_case_on_one_person(driven):
    first = take(driven, TESTA).reference
    second = take(driven, citizen("Anden Prøvesen", "020290-5002")).reference
    with pytest.raises(OpenCaseOnPerson) as refused:
        corrected(driven, second, TESTA, is_same=True)
    assert refused.value.current == {"case": first}


def test_a_correction_close_to_another_open_case_asks_whether_that_is_another(driven):
    first = take(driven, TESTA).reference
    second = take(driven, citizen("Anden Prøvesen", "020290-5002")).reference
    with pytest.raises(CprDiffers) as asked:
        corrected(driven, second, OTHER_NUMBER, is_same=True)
    assert asked.value.current["case"] == first
    corrected(driven, second, OTHER_NUMBER, is_same=True, another=(first,))
    assert said(driven, "say_another_person") == [(first, ["cpr"])]
