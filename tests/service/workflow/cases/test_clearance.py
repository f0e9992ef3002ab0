"""The police clear a person, not a case: whoever comes onto the case, and whenever, nobody is asked before that."""

from datetime import date

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, contact_of, set_everybody

from agenda.cases.case import CaseState
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.readiness import Readiness, of_case
from agenda.cases.taking_back import WithdrawalGiven, WithdrawalWhy
from agenda.errors import Absent
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.asking import Confirmation, confirm_parties
from service.workflow.cases.closing import Clearance, clear_case
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.intake import Intake, take_concern
from service.workflow.cases.showing import show_case
from service.workflow.cases.taking_back import withdraw_answer
from service.workflow.desk import waiting_for_a_person
from service.workflow.people import Days, PartyGiven, PeopleGiven, set_people
from service.workflow.rescheduling import cancel_meeting

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
CHILD = citizen("Barn Eksempelborg", "", date(2014, 5, 1))
ANOTHER = citizen("Anden Eksempelborg", "020290-5002")
POLICE = contact_of("dks")


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def take(driven, parties=("ssp", "sof"), **named):
    return driven.do(take_concern, confirmed(concern(), parties=parties, **named)).reference


def clear(driven, reference, *, is_cleared=True):
    clearance = Clearance(is_cleared, driven.case(reference).revision)
    return driven.do(clear_case, reference, clearance, as_="agency:dks")


def onto_another(driven, reference, about=ANOTHER):
    return driven.do(correct, reference, Correction(about, driven.case(reference).revision, is_same=False))


def desk(driven, reference):
    return {one.what for one in driven.do(waiting_for_a_person) if one.about == reference}


def open_requests(driven, reference):
    case = driven.case(reference)
    about = {each.id: number for number, each in enumerate(case.concerns, 1)}
    return {k.party_id: about[k.concern_id] for k in case.lookups if k.state is LookupState.OPEN}


def police_told(driven, since=None):
    driven.tick()
    return [told.to for told in driven.told("clearance_wanted", since=since)]


def test_a_further_concern_that_needs_it_holds_a_case_that_asks_until_it_is_given(driven):
    reference = take(driven, parties=("ssp",))
    take(driven, parties=("sof", "kf"), asks_again=True, needs_clearance=True)
    assert driven.case(reference).state is CaseState.AWAITING_CLEARANCE
    assert (open_requests(driven, reference), police_told(driven)) == ({}, [POLICE])
    assert driven.told("lookup_request") == []
    clear(driven, reference)
    assert open_requests(driven, reference) == {"ssp": 1, "sof": 2, "kf": 2}


def test_where_nobody_is_to_be_asked_again_who_was_being_asked_waits_too(driven):
    reference = take(driven)
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    take(driven, needs_clearance=True)
    assert (driven.case(reference).state, open_requests(driven, reference)) == ("awaiting_clearance", {})
    clear(driven, reference)
    assert open_requests(driven, reference) == {"sof": 1}
    assert driven.lookup(reference, "ssp").state is LookupState.ANSWERED


@pytest.mark.parametrize("taken_back", ["withdrawn", "conflict"])
def test_what_is_open_again_meanwhile_waits_too(driven, taken_back):
    reference = take(driven, parties=("ssp",))
    request = driven.lookup(reference, "ssp").id
    driven.do(answer_lookup, request, NOTHING, as_="agency:ssp")
    take(driven, needs_clearance=True)
    since = driven.now
    if taken_back == "withdrawn":
        given = WithdrawalGiven(1, WithdrawalWhy.BY_MISTAKE)
        driven.do(withdraw_answer, request, given, as_="agency:ssp")
    else:
        conflict = AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST, amends=1)
        driven.do(answer_lookup, request, conflict, as_="agency:ssp")
    assert open_requests(driven, reference) == {}
    driven.tick()
    assert driven.told("lookup_to_deputy", since=since) == []
    clear(driven, reference)
    assert open_requests(driven, reference) == {"ssp": 1}


def test_who_had_answered_about_the_first_person_is_asked_about_the_other_once_it_is_given(driven):
    reference = take(driven, parties=("ssp",))
    driven.tick()
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    take(driven, needs_clearance=True)
    onto_another(driven, reference)
    assert (driven.case(reference).state, open_requests(driven, reference)) == ("awaiting_clearance", {})
    clear(driven, reference)
    assert open_requests(driven, reference) == {"ssp": 1}


def test_where_all_had_answered_the_case_goes_on_to_its_meeting(driven):
    reference = take(driven, parties=("ssp",))
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    take(driven, needs_clearance=True)
    clear(driven, reference)
    driven.play_until(local("2026-11-24"))
    assert driven.case(reference).state is CaseState.RELEASED


def test_who_was_cleared_is_not_cleared_anew_for_a_further_concern(driven):
    reference = take(driven, needs_clearance=True)
    clear(driven, reference)
    take(driven, parties=("kf",), asks_again=True, needs_clearance=True)
    assert (driven.case(reference).state, police_told(driven)) == (CaseState.ASKING, [])
    assert open_requests(driven, reference) == {"kf": 2}


def test_what_waits_for_it_loses_no_parties_of_later_concerns(driven):
    reference = take(driven, parties=("ssp",), needs_clearance=True)
    take(driven, parties=("kf",))
    take(driven, parties=("bif", "ssp"), asks_again=True)
    clear(driven, reference)
    assert open_requests(driven, reference) == {"ssp": 3, "kf": 2, "bif": 3}


def test_another_person_is_cleared_before_anybody_is_asked_about_them(driven):
    reference = take(driven, needs_clearance=True)
    driven.tick()
    clear(driven, reference)
    driven.tick()
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    driven.clock.now = local("2026-11-10")
    before = driven.now
    onto_another(driven, reference)
    assert (driven.case(reference).state, open_requests(driven, reference)) == ("awaiting_clearance", {})
    driven.clock.now = local("2026-11-10", "09:01")
    assert police_told(driven, before) == [POLICE]
    assert [t.to for t in driven.told("lookup_withdrawn")] == [contact_of("sof"), contact_of("ssp")]
    with pytest.raises(Absent):
        driven.do(show_case, reference, "se efter", as_="agency:ssp")
    clear(driven, reference)
    assert open_requests(driven, reference) == {"ssp": 1, "sof": 1}
    assert [a.is_gone for k in driven.case(reference).lookups for a in k.answers] == [True]


def test_what_was_released_waits_for_it_too(driven):
    reference = take(driven, parties=("ssp",), needs_clearance=True)
    clear(driven, reference)
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    driven.play_until(local("2026-11-20", "12:00"))
    assert driven.case(reference).state is CaseState.RELEASED
    onto_another(driven, reference)
    case = driven.case(reference)
    assert (case.state, case.released_at) == (CaseState.AWAITING_CLEARANCE, None)


def test_corrected_before_it_is_given_the_police_are_told_and_asked_about_the_right_person(driven):
    reference = take(driven, needs_clearance=True)
    stale = driven.case(reference).revision
    assert police_told(driven) == [POLICE]
    driven.clock.now = local("2026-11-10")
    onto_another(driven, reference)
    assert police_told(driven) == [POLICE, POLICE]
    assert b"angivet forkert" in driven.mail_of(driven.messages("clearance_wanted")[-1])
    assert driven.case(reference).revision > stale
    clear(driven, reference)
    assert open_requests(driven, reference) == {"ssp": 1, "sof": 1}


def test_it_can_be_given_with_no_meeting_ahead_and_all_are_asked_once_there_is_one(driven):
    reference = take(driven, needs_clearance=True)
    for meeting in driven.meetings(KE):
        driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    clear(driven, reference)
    assert (driven.case(reference).state, open_requests(driven, reference)) == (CaseState.RECEIVED, {})
    assert desk(driven, reference) == {"no_meeting"}
    driven.plan(KE, "2027-01-01", "2027-02-28")
    assert open_requests(driven, reference) == {"ssp": 1, "sof": 1}
    assert len(driven.messages("clearance_wanted")) == 1


def test_one_cleared_without_a_meeting_is_cleared_anew_if_it_was_another_person(driven):
    reference = take(driven, needs_clearance=True)
    driven.tick()
    for meeting in driven.meetings(KE):
        driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    clear(driven, reference)
    driven.clock.now = local("2026-11-10")
    onto_another(driven, reference)
    assert driven.case(reference).state is CaseState.AWAITING_CLEARANCE
    assert police_told(driven) == [POLICE, POLICE]
    clear(driven, reference)
    driven.plan(KE, "2027-01-01", "2027-02-28")
    assert open_requests(driven, reference) == {"ssp": 1, "sof": 1}


def test_given_the_evening_before_it_is_for_the_next_meeting(driven):
    reference = take(driven, parties=("ssp",), needs_clearance=True)
    driven.play_until(local("2026-12-07", "19:00"))
    clear(driven, reference)
    case = driven.case(reference)
    starts_at = next(m.starts_at for m in driven.meetings(KE) if m.id == case.meeting_id)
    assert case.lookups[0].due_at < starts_at


def test_a_confirmation_while_it_waits_for_a_meeting_adds_to_who_is_asked(driven):
    taken = driven.do(take_concern, Intake(concern(), needs_clearance=True)).reference
    driven.do(confirm_parties, taken, Confirmation(("ssp",), True, driven.case(taken).revision))
    for meeting in driven.meetings(KE):
        driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    clear(driven, taken)
    driven.do(confirm_parties, taken, Confirmation(("kf",), True, driven.case(taken).revision))
    assert driven.case(taken).state is CaseState.RECEIVED
    driven.plan(KE, "2027-01-01", "2027-02-28")
    assert open_requests(driven, taken) == {"ssp": 1, "kf": 1}


def test_cleared_where_nobody_is_left_to_ask_it_waits_for_a_person_to_say_who_is(driven):
    reference = take(driven, parties=("kf", "bif"), needs_clearance=True)
    onto_another(driven, reference, CHILD)
    clear(driven, reference)
    case = driven.case(reference)
    assert (case.state, of_case(case, driven.now)) == (CaseState.RECEIVED, Readiness.WAITING)
    assert "confirm_parties" in desk(driven, reference)
    driven.play_until(local("2026-11-24", "11:30"))
    assert (driven.case(reference).state, driven.case(reference).released_at) == (CaseState.RECEIVED, None)


@pytest.mark.parametrize("is_without_meeting", [False, True])
def test_so_it_does_where_all_that_were_to_be_asked_have_ended(driven, is_without_meeting):
    reference = take(driven, parties=("kf",), needs_clearance=True)
    for meeting in driven.meetings(KE) if is_without_meeting else ():
        driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    driven.do(set_people, PeopleGiven(parties=(PartyGiven("kf", days=Days(last_on=date(2026, 11, 9))),)))
    driven.play_until(local("2026-11-10"))
    clear(driven, reference)
    assert (driven.case(reference).state, driven.case(reference).lookups) == (CaseState.RECEIVED, [])
    assert "confirm_parties" in desk(driven, reference)


def test_agencies_named_for_a_child_from_the_first_are_asked_once_it_is_cleared(driven):
    taken = driven.do(take_concern, confirmed(concern(CHILD), parties=("kf", "bif"), needs_clearance=True))
    clear(driven, taken.reference)
    assert open_requests(driven, taken.reference) == {"kf": 1, "bif": 1}
