"""A case was on the wrong person: what was answered about the first is nobody's, and the gates are those of intake."""

from datetime import date

import pytest
from driven_service import local
from sample_people import KE, PARTIES, citizen, concern, confirmed, contact_of, set_everybody

from agenda.cases.case import CaseState, CloseReason
from agenda.cases.concern import LivesElsewhere, Notification
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.oral_note import NoteGiven
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.cases.recognition import OpenCaseOnPerson, TreatedAsAnother
from agenda.cases.written import ProposalState
from agenda.errors import Absent
from service.database.cases.written_tables import newest_proposal
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing, propose_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.noting import Noting, take_note
from service.workflow.cases.showing import show_case, show_lookup
from service.workflow.desk import waiting_for_a_person
from service.workflow.rescheduling import cancel_meeting

SAID = AnswerGiven(AnswerKind.RELEVANT, ("Noget om den forkerte",))
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
ANOTHER = citizen("Anden Eksempelborg", "020290-5002")
CHILD = citizen("Barn Prøvesen", "", date(2013, 5, 6))
RELEASED = local("2026-11-20", "12:00")
MEETING = local("2026-11-24", "09:00")


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def taken(driven, about=None, **named):
    given = {"parties": ("ssp", "sof"), **named}
    return driven.do(take_concern, confirmed(concern(about), **given)).reference


def answer(driven, reference, party_id, given=SAID):
    return driven.do(answer_lookup, driven.lookup(reference, party_id).id, given, as_=f"agency:{party_id}")


def onto(driven, reference, about=ANOTHER, **said):
    correction = Correction(about, driven.case(reference).revision, **{"is_same": False, **said})
    return driven.do(correct, reference, correction)


def read(driven, reference, as_="secretariat"):
    """What the reader is shown that was answered, by party."""
    shown = driven.do(show_case, reference, "se efter", as_=as_)
    return {
        (one.lookup.party_id, statement)
        for one in shown.lookups
        for version in one.versions
        if version.content is not None
        for statement in version.content.risk_factors
    }


def asked_anew(driven, since):
    driven.tick()
    return [told.to for told in driven.told("lookup_corrected", since=since)]


def test_what_was_answered_about_another_is_never_released_under_the_right_name(driven):
    reference = taken(driven)
    answer(driven, reference, "ssp")
    onto(driven, reference)
    answer(driven, reference, "sof", NOTHING)
    driven.play_until(local("2026-12-08", "08:00"))
    assert driven.case(reference).state is CaseState.RELEASED
    assert (read(driven, reference), read(driven, reference, "agency:sof")) == (set(), set())
    assert read(driven, reference, "agency:ssp") == set()
    assert [e.facts["why"] for e in driven.entries("withdraw_answer")] == ["wrong_person"]


def test_all_are_asked_anew_and_told_whether_they_had_answered_or_not(driven):
    reference = taken(driven)
    driven.tick()
    answer(driven, reference, "ssp")
    driven.clock.now = before = local("2026-11-10")
    onto(driven, reference)
    driven.clock.now = local("2026-11-10", "09:01")
    assert asked_anew(driven, before) == [contact_of("sof"), contact_of("ssp")]
    assert {k.requested_at for k in driven.case(reference).standing} == {before}
    assert {k.state for k in driven.case(reference).standing} == {LookupState.OPEN}


def test_who_was_asked_in_an_earlier_round_alone_is_asked_about_the_right_person_too(driven):
    reference = taken(driven)
    answer(driven, reference, "sof")
    taken(driven, parties=("ssp",), asks_again=True)
    onto(driven, reference)
    case = driven.case(reference)
    standing = {(k.party_id, k.round, k.state) for k in case.standing}
    assert standing == {("ssp", 2, LookupState.OPEN), ("sof", 2, LookupState.OPEN)}
    assert [a.is_gone for k in case.lookups for a in k.answers] == [True]


def test_after_the_release_it_is_taken_back_and_all_are_asked_in_time_for_the_meeting(driven):
    reference = taken(driven)
    for party_id in ("ssp", "sof"):
        answer(driven, reference, party_id)
    driven.play_until(RELEASED)
    assert driven.case(reference).state is CaseState.RELEASED
    assert len(read(driven, reference)) == 2
    onto(driven, reference)
    case = driven.case(reference)
    assert (case.state, case.released_at, read(driven, reference)) == (CaseState.ASKING, None, set())
    assert {k.due_at for k in case.standing} == {local("2026-11-23", "12:00")}
    for party_id in ("ssp", "sof"):
        answer(driven, reference, party_id, NOTHING)
    driven.play_until(MEETING)
    assert (driven.case(reference).state, driven.case(reference).meeting_id) == (
        CaseState.RELEASED,
        driven.meetings(KE)[0].id,
    )


def test_corrected_the_evening_before_it_is_for_the_next_meeting(driven):
    reference = taken(driven)
    for party_id in ("ssp", "sof"):
        answer(driven, reference, party_id)
    driven.play_until(local("2026-11-23", "19:00"))
    onto(driven, reference)
    case, later = driven.case(reference), driven.meetings(KE)[1]
    assert (case.state, case.meeting_id) == (CaseState.ASKING, later.id)
    assert max(k.due_at for k in case.standing) < later.starts_at


@pytest.mark.parametrize("is_same", [False, True])
@pytest.mark.parametrize("at", [local("2026-11-24", "09:30"), local("2026-11-24", "11:00")])
def test_once_the_meeting_has_it_a_person_closes_it_and_takes_the_concern_anew(driven, at, is_same):
    reference = taken(driven)
    for party_id in ("ssp", "sof"):
        answer(driven, reference, party_id)
    driven.play_until(at)
    with pytest.raises(TreatedAsAnother):
        onto(driven, reference, is_same=is_same)
    assert len(read(driven, reference)) == 2


def test_before_the_meeting_who_is_said_to_be_the_same_under_another_number_is_looked_up_anew(driven):
    reference = taken(driven)
    answer(driven, reference, "ssp")
    onto(driven, reference, is_same=True)
    assert (read(driven, reference), driven.lookup(reference, "ssp").state) == (set(), LookupState.OPEN)


def test_what_was_told_between_meetings_is_no_less_about_the_first_person(driven):
    reference = taken(driven)
    driven.do(take_note, reference, Noting(None, NoteGiven("Hun ringede.", party_id="ssp")))
    with pytest.raises(TreatedAsAnother):
        onto(driven, reference)


def test_what_was_proposed_in_writing_is_no_longer_proposed(driven):
    reference = taken(driven)
    for party_id in ("ssp", "sof"):
        answer(driven, reference, party_id)
    driven.play_until(RELEASED)
    meeting = driven.meetings(KE)[0]
    call = WrittenCall(local("2026-11-26", "12:00"), "Mødet holdes skriftligt", meeting.revision)
    driven.do(hold_in_writing, meeting.id, call)
    given = OutcomeGiven(OutcomeKind.CLOSED, "sof", "Der er intet.", close_reason=CloseReason.UNFOUNDED)
    driven.do(propose_outcome, reference, given, driven.case(reference).revision)
    onto(driven, reference)
    with driven.service.sessions() as session:
        assert newest_proposal(session, driven.case(reference).id).state is ProposalState.TO_MEETING
    assert driven.case(reference).state is CaseState.ASKING


def test_answers_of_the_wrong_number_go_though_the_person_was_the_same(driven):
    reference = taken(driven)
    answer(driven, reference, "ssp")
    onto(driven, reference, citizen("Testa Prøvesen", "010190-5002"), is_same=True)
    assert (driven.lookup(reference, "ssp").state, read(driven, reference, "agency:ssp")) == ("open", set())


def test_a_name_spelt_rightly_leaves_answers_as_they_are(driven):
    reference = taken(driven)
    answer(driven, reference, "ssp")
    onto(driven, reference, citizen("Testa P. Prøvesen"), is_same=None)
    assert read(driven, reference, "agency:ssp") == {("ssp", "Noget om den forkerte")}
    assert driven.lookup(reference, "ssp").state is LookupState.ANSWERED


def test_a_case_without_a_meeting_is_corrected_too_and_waits_for_one(driven):
    reference = taken(driven)
    answer(driven, reference, "ssp", AnswerGiven(AnswerKind.WRONG_PERSON))
    for meeting in driven.meetings(KE):
        driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    onto(driven, reference)
    assert (driven.case(reference).meeting_id, driven.case(reference).standing) == (None, [])
    driven.plan(KE, "2027-01-01", "2027-02-28")
    assert {k.party_id: k.state for k in driven.case(reference).standing} == {"ssp": "open", "sof": "open"}


def test_an_adult_who_turns_out_to_be_a_child_asks_for_the_notification(driven):
    reference = taken(driven)
    assert driven.case(reference).concerns[0].notification is Notification.NOT_A_CHILD
    onto(driven, reference, CHILD)
    case = driven.case(reference)
    assert (case.is_child, case.concerns[0].notification) == (True, Notification.PENDING)
    assert "child_notification" in [one.what for one in driven.do(waiting_for_a_person)]


def test_a_notification_made_for_one_child_is_not_made_for_another_and_none_is_wanted_for_an_adult(driven):
    reference = driven.do(
        take_concern, confirmed(concern(CHILD, notification=Notification.MADE), parties=("ssp",))
    ).reference
    onto(driven, reference, citizen("Anden Prøvesen", "", date(2012, 1, 2)))
    assert driven.case(reference).concerns[0].notification is Notification.PENDING
    onto(driven, reference, ANOTHER)
    assert driven.case(reference).concerns[0].notification is Notification.NOT_A_CHILD


def test_the_notification_of_a_child_whose_name_is_corrected_stands(driven):
    reference = driven.do(
        take_concern, confirmed(concern(CHILD, notification=Notification.MADE), parties=("ssp",))
    ).reference
    onto(driven, reference, citizen("Barn Prøve Prøvesen", "", date(2013, 5, 6)), is_same=True)
    assert driven.case(reference).concerns[0].notification is Notification.MADE


def test_who_has_nothing_to_do_with_a_young_child_is_asked_no_longer(driven):
    reference = taken(driven, parties=PARTIES)
    driven.tick()
    answer(driven, reference, "bif")
    onto(driven, reference, CHILD)
    assert {k.party_id for k in driven.case(reference).standing} == {"dks", "sof", "ssp"}
    driven.tick()
    assert [t.to for t in driven.told("lookup_withdrawn")] == [contact_of("bif"), contact_of("kf")]


def test_where_nobody_asked_has_anything_to_do_with_a_child_a_person_says_who_is_to_be(driven):
    reference = taken(driven, parties=("kf",))
    onto(driven, reference, CHILD)
    assert driven.case(reference).state is CaseState.RECEIVED
    assert "confirm_parties" in [one.what for one in driven.do(waiting_for_a_person)]


def test_it_makes_no_second_case_on_a_citizen_who_has_one(driven):
    taken(driven, ANOTHER)
    second = taken(driven)
    with pytest.raises(OpenCaseOnPerson):
        onto(driven, second)


def test_who_lives_elsewhere_is_no_more_asked_about_here_than_at_intake(driven):
    reference = taken(driven)
    before = driven.case(reference)
    with pytest.raises(LivesElsewhere) as refused:
        onto(driven, reference, citizen(municipality="Aarhus"), is_same=None)
    assert (refused.value.field, "Aarhus" in str(refused.value)) == ("citizen.municipality", False)
    assert driven.case(reference).revision == before.revision


def test_an_agency_asked_no_longer_sees_nothing_of_whom_it_turned_out_to_be(driven):
    reference = taken(driven, parties=("kf", "ssp"))
    lookup = driven.lookup(reference, "kf")
    onto(driven, reference, CHILD)
    assert driven.do(show_lookup, lookup.id, as_="agency:kf").citizen is None
    with pytest.raises(Absent):
        driven.do(show_case, reference, "se efter", as_="agency:kf")
