"""What was released stays readable by round, whatever its case is prepared for; what is new waits for its release."""

from dataclasses import replace

import pytest
from case_at_meeting import CONVERSATION, decide
from driven_service import local
from sample_people import KE, concern, confirmed, set_everybody

from agenda.cases.case import CaseState
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState, NoAnswerToAmend
from agenda.cases.outcome import FurtherLookup, OutcomeKind
from agenda.cases.taking_back import RedactionGiven, ReleasedAlready, WithdrawalGiven, WithdrawalWhy
from agenda.errors import Absent
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing import show_case, show_lookup
from service.workflow.cases.taking_back import redact_answer, withdraw_answer
from service.workflow.rescheduling import cancel_meeting

MEETING = local("2026-11-24", "09:00")
MORE = replace(
    CONVERSATION,
    kind=OutcomeKind.MORE_INFORMATION,
    lookups=(FurtherLookup("sof", "Hvad er sket siden."), FurtherLookup("kf", "Et tilsyn.")),
)
FIRST_ROUND = {("ssp", 1, "Set af ssp"), ("sof", 1, "Set af sof")}


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2027-02-28")
    return driven


@pytest.fixture
def reference(driven):
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    for party_id in ("ssp", "sof"):
        answer(driven, taken, party_id)
    driven.play_until(local("2026-11-20", "12:00"))
    assert driven.case(taken).state is CaseState.RELEASED
    return taken


def answer(driven, reference, party_id, said="Set af", **named):
    given = AnswerGiven(AnswerKind.RELEVANT, (f"{said} {party_id}",), **named)
    return driven.do(answer_lookup, driven.lookup(reference, party_id).id, given, as_=f"agency:{party_id}")


def told(lookups):
    return {
        (one.lookup.party_id, one.lookup.round, statement)
        for one in lookups
        for version in one.versions
        if version.content is not None
        for statement in version.content.risk_factors
    }


def read(driven, reference, as_="secretariat"):
    return told(driven.do(show_case, reference, "se efter", as_=as_).lookups)


def asked_more(driven, reference):
    driven.play_until(MEETING)
    decide(driven, reference, MORE)


def asked_again(driven, reference):
    driven.do(take_concern, confirmed(concern(words="Nyt."), parties=("sof", "kf"), asks_again=True))


@pytest.mark.parametrize("asks", [asked_more, asked_again])
def test_who_is_asked_again_hides_nothing_that_was_released(driven, reference, asks):
    asks(driven, reference)
    assert driven.case(reference).state is CaseState.ASKING
    answer(driven, reference, "sof", "Nyt fra")
    assert read(driven, reference) == FIRST_ROUND
    assert read(driven, reference, "agency:ssp") == FIRST_ROUND
    assert read(driven, reference, "agency:sof") == {*FIRST_ROUND, ("sof", 2, "Nyt fra sof")}
    assert told(driven.do(show_lookup, driven.lookup(reference, "sof").id, as_="agency:sof").others) == {
        ("ssp", 1, "Set af ssp")
    }


@pytest.mark.parametrize("asks", [asked_more, asked_again])
def test_whoever_is_asked_for_the_first_time_reads_it_from_their_own_release_on(driven, reference, asks):
    asks(driven, reference)
    assert read(driven, reference, "agency:kf") == set()
    answer(driven, reference, "sof", "Nyt fra")
    answer(driven, reference, "kf", "Nyt fra")
    driven.play_until(local("2026-12-04", "12:00"))
    everything = {*FIRST_ROUND, ("sof", 2, "Nyt fra sof"), ("kf", 2, "Nyt fra kf")}
    assert read(driven, reference, "agency:kf") == read(driven, reference) == everything


def test_a_meeting_that_is_called_off_takes_nothing_from_who_has_read_it(driven, reference):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    assert driven.case(reference).state is CaseState.ASKING
    answer(driven, reference, "ssp", "Rettet af", amends=1)
    assert read(driven, reference) == read(driven, reference, "agency:sof") == FIRST_ROUND
    driven.play_until(local("2026-12-04", "12:00"))
    assert read(driven, reference, "agency:sof") == {*FIRST_ROUND, ("ssp", 1, "Rettet af ssp")}


def test_what_was_never_released_is_not_shown_by_asking_again(driven):
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    answer(driven, taken, "ssp")
    asked_again(driven, taken)
    assert read(driven, taken) == read(driven, taken, "agency:sof") == set()
    assert read(driven, taken, "agency:ssp") == {("ssp", 1, "Set af ssp")}


def test_what_others_have_read_is_redacted_and_not_withdrawn_though_the_case_is_prepared_again(
    driven, reference
):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    ssp = driven.lookup(reference, "ssp")
    offers = driven.do(show_lookup, ssp.id, as_="agency:ssp").offers
    assert (offers.answer, offers.withdraw, offers.redact) == (True, False, True)
    withdrawal = WithdrawalGiven(1, WithdrawalWhy.TOO_MUCH)
    with pytest.raises(ReleasedAlready):
        driven.do(withdraw_answer, ssp.id, withdrawal, as_="agency:ssp")
    driven.do(redact_answer, ssp.id, RedactionGiven(1, 1, "For meget", is_whole=True), as_="agency:ssp")
    assert read(driven, reference) == {("sof", 1, "Set af sof")}


def test_withdrawing_a_later_version_takes_nothing_from_who_has_read_the_first(driven, reference):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    answer(driven, reference, "ssp", "Rettet af", amends=1)
    withdrawal = WithdrawalGiven(2, WithdrawalWhy.WRONG_PERSON)
    driven.do(withdraw_answer, driven.lookup(reference, "ssp").id, withdrawal, as_="agency:ssp")
    assert read(driven, reference) == read(driven, reference, "agency:sof") == FIRST_ROUND


def test_what_others_have_read_is_redacted_while_its_request_is_open_anew(driven, reference):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    answer(driven, reference, "ssp", "Rettet af", amends=1)
    ssp = driven.lookup(reference, "ssp")
    withdrawal = WithdrawalGiven(2, WithdrawalWhy.WRONG_PERSON)
    driven.do(withdraw_answer, ssp.id, withdrawal, as_="agency:ssp")
    offers = driven.do(show_lookup, ssp.id, as_="agency:ssp").offers
    assert (offers.answer, offers.withdraw, offers.redact) == (True, False, True)
    driven.do(redact_answer, ssp.id, RedactionGiven(1, 1, "For meget", is_whole=True), as_="agency:ssp")
    assert read(driven, reference) == read(driven, reference, "agency:sof") == {("sof", 1, "Set af sof")}
    assert driven.lookup(reference, "ssp").state is LookupState.OPEN
    assert not driven.do(show_lookup, ssp.id, as_="agency:ssp").offers.redact


def test_a_version_that_nobody_else_has_read_stands_when_the_one_before_is_redacted(driven, reference):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    answer(driven, reference, "ssp", "Rettet af", amends=1)
    ssp = driven.lookup(reference, "ssp")
    with pytest.raises(NoAnswerToAmend):
        driven.do(redact_answer, ssp.id, RedactionGiven(2, 1, "Nej", is_whole=True), as_="agency:ssp")
    driven.do(redact_answer, ssp.id, RedactionGiven(1, 1, "For meget", is_whole=True), as_="agency:ssp")
    assert read(driven, reference, "agency:sof") == {("sof", 1, "Set af sof")}
    driven.play_until(local("2026-12-04", "12:00"))
    assert read(driven, reference, "agency:sof") == {("sof", 1, "Set af sof"), ("ssp", 1, "Rettet af ssp")}


def test_an_answer_that_came_after_the_release_is_read_on_too(driven):
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    answer(driven, taken, "ssp")
    driven.play_until(local("2026-12-04", "12:00"))
    assert driven.case(taken).state is CaseState.RELEASED
    answer(driven, taken, "sof")
    asked_again(driven, taken)
    assert read(driven, taken, "agency:ssp") == FIRST_ROUND


def test_an_agency_that_was_never_asked_reads_nothing(driven, reference):
    asked_more(driven, reference)
    with pytest.raises(Absent):
        driven.do(show_case, reference, "se efter", as_="agency:bif")
