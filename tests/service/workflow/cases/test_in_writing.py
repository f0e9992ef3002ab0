"""A meeting held in writing: what all consent to is the outcome, and anything else goes to the next meeting."""

from dataclasses import replace
from datetime import timedelta

import pytest
from driven_service import Told, local
from sample_people import (
    KE,
    OFFICE,
    citizen,
    concern,
    confirmed,
    contact_of,
    member,
    member_of,
    set_everybody,
)

from agenda.access import OfAnotherOffice, actor_named
from agenda.cases.authorities import UnknownAuthority
from agenda.cases.case import CaseState, CloseReason
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.outcome import FurtherLookup, OutcomeGiven, OutcomeKind
from agenda.cases.written import (
    CaseNotInWriting,
    ClosesTooSoon,
    ClosingOnClosedDay,
    Consent,
    NotInWriting,
    OutcomeTakesMeeting,
    ProposalState,
)
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.meeting import MeetingState, ReasonMissing
from service.database.cases.questions import NoSuchCase
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.consenting import ConsentGiven, state_consent
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing, propose_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing_written import show_written
from service.workflow.desk import waiting_for_a_person
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, move_meeting

RELEASED_AT = local("2026-11-20", "12:00")
CLOSES_AT = local("2026-11-26", "12:00")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
NO_CONVERSATION = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Ingen har bekymrende oplysninger.")


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    return driven


@pytest.fixture
def reference(driven):
    """A case that is released with the agenda of the first meeting."""
    reference = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    for party in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(reference, party).id, NOTHING, as_=f"agency:{party}")
    driven.play_until(RELEASED_AT)
    return reference


def hold(driven, closes_at=CLOSES_AT, reason="For få deltagere"):
    first = driven.meetings(KE)[0]
    return driven.do(hold_in_writing, first.id, WrittenCall(closes_at, reason, first.revision))


def propose(driven, reference, given=NO_CONVERSATION):
    return driven.do(propose_outcome, reference, given, driven.case(reference).revision)


def say(driven, reference, party, consent=Consent.CONSENTS, *, words="", version=1):
    return driven.do(state_consent, reference, ConsentGiven(consent, words, version), as_=f"agency:{party}")


def shown(driven, reference, as_="secretariat"):
    return driven.do(show_written, reference, "skriftlig behandling", as_=as_)


def test_the_meeting_is_cancelled_and_its_cases_go_on_as_they_were(driven, reference):
    written = hold(driven)
    cancelled, case = driven.meetings(KE)[0], driven.case(reference)
    assert (cancelled.state, written.state, written.starts_at, written.moved_from) == (
        MeetingState.CANCELLED,
        MeetingState.CONFIRMED,
        CLOSES_AT,
        local("2026-11-24").date(),
    )
    assert (case.meeting_id, case.state, case.released_at) == (written.id, CaseState.RELEASED, RELEASED_AT)
    driven.tick()
    assert driven.told("invitation_cancellation") == [
        Told("2026-11-20 12:00", "invitation_cancellation", member_of("ssp"))
    ]


def test_a_case_that_is_being_prepared_has_its_deadline_from_the_closing(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    hold(driven)
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-23", "12:00")
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    driven.play_until(local("2026-11-24", "12:00"))
    assert driven.case(reference).state is CaseState.RELEASED


def test_nobody_is_invited_to_it_and_no_new_case_lands_on_it(driven, reference):
    written = hold(driven)
    driven.play_until(local("2026-11-20", "14:00"))
    assert driven.attendees(written.id) == []
    other = driven.do(take_concern, confirmed(concern(citizen("Anden Prøvesen", "020290-5002")))).reference
    assert driven.meeting(driven.case(other).meeting_id).starts_at == local("2026-12-08")
    assert [milestone.name for milestone in written.milestones] == ["answers_due", "agenda_due"]


def test_what_all_consent_to_is_the_outcome_at_the_closing_and_not_before(driven, reference):
    hold(driven)
    propose(driven, reference)
    for party in ("ssp", "sof"):
        say(driven, reference, party)
    driven.play_until(CLOSES_AT - timedelta(seconds=1))
    assert driven.case(reference).state is CaseState.RELEASED
    driven.play_until(CLOSES_AT)
    case = driven.case(reference)
    assert (case.state, case.close_reason, case.closed_at) == (
        CaseState.CLOSED,
        "no_conversation",
        CLOSES_AT,
    )
    assert shown(driven, reference).proposal.state is ProposalState.AGREED
    assert driven.told("closed_in_writing") == [Told("2026-11-26 12:00", "closed_in_writing", OFFICE)]


@pytest.mark.parametrize(
    "said", [{"ssp": Consent.CONSENTS}, {"ssp": Consent.CONSENTS, "sof": Consent.OBJECTS}, {}]
)
def test_silence_and_objection_lead_to_the_next_meeting(driven, reference, said):
    hold(driven)
    propose(driven, reference)
    for party, consent in said.items():
        say(driven, reference, party, consent, words="Vi vil drøfte det")
    driven.play_until(CLOSES_AT)
    case = driven.case(reference)
    assert (case.state, driven.meeting(case.meeting_id).starts_at) == (
        CaseState.ASKING,
        local("2026-12-08"),
    )
    assert shown(driven, reference).proposal.state is ProposalState.TO_MEETING
    driven.play_until(local("2026-12-08", "09:00"))
    assert driven.case(reference).state is CaseState.RELEASED


def test_a_case_without_a_proposal_goes_to_the_next_meeting_and_the_desk_asked_for_one(driven, reference):
    hold(driven)
    waiting = [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]
    assert waiting == ["propose_outcome"]
    driven.play_until(CLOSES_AT)
    assert driven.meeting(driven.case(reference).meeting_id).starts_at == local("2026-12-08")


def test_the_parties_that_were_asked_are_told_once_for_all_that_is_proposed(driven, reference):
    hold(driven)
    propose(driven, reference)
    driven.play_until(driven.now + timedelta(minutes=5))
    assert driven.told("consent_wanted") == [
        Told("2026-11-20 12:05", "consent_wanted", contact_of("sof")),
        Told("2026-11-20 12:05", "consent_wanted", contact_of("ssp")),
    ]


def test_who_has_answered_within_the_pause_is_not_asked_any_more(driven, reference):
    hold(driven)
    propose(driven, reference)
    say(driven, reference, "ssp")
    driven.play_until(driven.now + timedelta(minutes=5))
    assert [told.to for told in driven.told("consent_wanted")] == [contact_of("sof")]


def test_another_version_takes_nobodys_consent_along(driven, reference):
    hold(driven)
    propose(driven, reference)
    say(driven, reference, "ssp")
    conversation = replace(NO_CONVERSATION, kind=OutcomeKind.CONVERSATION)
    propose(driven, reference, conversation)
    with pytest.raises(ChangedMeanwhile):
        say(driven, reference, "sof")
    assert shown(driven, reference).consents == {}
    for party in ("ssp", "sof"):
        say(driven, reference, party, version=2)
    driven.play_until(CLOSES_AT)
    assert driven.case(reference).state is CaseState.CONVERSATION


def test_a_party_sees_its_own_answer_alone_and_words_are_sealed(driven, reference):
    hold(driven)
    propose(driven, reference)
    say(driven, reference, "ssp", Consent.OBJECTS, words="Vi kender til nyt")
    assert shown(driven, reference).words == {"ssp": "Vi kender til nyt"}
    seen = shown(driven, reference, "agency:sof")
    assert (seen.consents, seen.words, seen.grounds) == ({}, {}, NO_CONVERSATION.grounds)
    assert b"nyt" not in seen.proposal.sealed_words
    assert "nyt" not in str([entry.facts for entry in driven.entries("state_consent")])
    with pytest.raises(NoSuchCase):
        shown(driven, reference, "agency:kf")


@pytest.mark.parametrize(
    ("closes_at", "refusal"),
    [
        (local("2026-11-28", "12:00"), ClosingOnClosedDay),
        (local("2026-12-24", "12:00"), ClosingOnClosedDay),
        (local("2026-11-23", "11:59"), ClosesTooSoon),
        (local("2026-11-19", "12:00"), ClosesTooSoon),
    ],
)
def test_it_closes_on_no_closed_day_and_not_too_soon_and_nothing_is_lost(
    driven, reference, closes_at, refusal
):
    with pytest.raises(refusal):
        hold(driven, closes_at)
    assert driven.meetings(KE)[0].state is MeetingState.CONFIRMED


def test_it_takes_a_reason_and_the_reading_that_now_stands(driven, reference):
    with pytest.raises(ReasonMissing):
        hold(driven, reason=" ")
    first = driven.meetings(KE)[0]
    with pytest.raises(ChangedMeanwhile):
        driven.do(hold_in_writing, first.id, WrittenCall(CLOSES_AT, "Få", first.revision + 1))


def test_only_a_meeting_of_the_cases_is_held_in_writing_and_only_once(driven, reference):
    written = hold(driven)
    with pytest.raises(NotInWriting):
        driven.do(hold_in_writing, written.id, WrittenCall(CLOSES_AT, "Få", written.revision))
    (forum,) = driven.plan("medborgerforum", "2027-02-01", "2027-02-28")
    with pytest.raises(OfAnotherOffice):
        driven.do(hold_in_writing, forum.id, WrittenCall(CLOSES_AT, "Få", forum.revision))


def test_what_cannot_be_proposed_is_refused(driven, reference):
    with pytest.raises(CaseNotInWriting):
        propose(driven, reference)
    hold(driven)
    more = replace(
        NO_CONVERSATION, kind=OutcomeKind.MORE_INFORMATION, lookups=(FurtherLookup("kf", "Nødvendigt"),)
    )
    with pytest.raises(OutcomeTakesMeeting):
        propose(driven, reference, more)
    with pytest.raises(UnknownAuthority):
        propose(driven, reference, replace(NO_CONVERSATION, responsible="pet"))
    with pytest.raises(ChangedMeanwhile):
        driven.do(propose_outcome, reference, NO_CONVERSATION, 99)


def test_who_may_not_answer_does_not(driven, reference):
    hold(driven)
    propose(driven, reference)
    with pytest.raises(NoSuchCase):
        say(driven, reference, "kf")
    with pytest.raises(NotAllowed):
        driven.do(state_consent, reference, ConsentGiven(Consent.CONSENTS, "", 1))
    with pytest.raises(NotAllowed):
        driven.do(propose_outcome, reference, NO_CONVERSATION, 1, as_="agency:ssp")


def test_after_the_closing_nobody_answers_any_more(driven, reference):
    hold(driven)
    propose(driven, reference)
    driven.play_until(CLOSES_AT)
    with pytest.raises(CaseNotInWriting):
        say(driven, reference, "ssp")


def test_the_closing_can_be_moved_or_the_procedure_cancelled(driven, reference):
    written = hold(driven)
    later = local("2026-11-27", "12:00")
    moved = driven.do(move_meeting, written.id, Times(later), written.revision)
    assert (moved.starts_at, moved.ends_at) == (later, later)
    driven.do(cancel_meeting, written.id, "Mødet kan alligevel holdes", moved.revision)
    assert driven.meeting(driven.case(reference).meeting_id).starts_at == local("2026-12-08")


def test_a_closing_brought_forward_leaves_a_working_day_to_consent_and_one_put_off_only_more(
    driven, reference
):
    written = hold(driven)
    enough = local("2026-11-23", "12:00")
    with pytest.raises(ClosesTooSoon) as refused:
        driven.do(move_meeting, written.id, Times(enough - timedelta(seconds=1)), written.revision)
    assert refused.value.field == "starts_at"
    moved = driven.do(move_meeting, written.id, Times(enough), written.revision)
    driven.play_until(local("2026-11-23", "09:00"))
    later = Times(enough + timedelta(minutes=1))
    assert (
        driven.do(move_meeting, written.id, later, driven.meeting(moved.id).revision).starts_at
        == later.starts_at
    )


def test_a_case_that_is_closed_for_a_reason_in_writing_bears_it(driven, reference):
    hold(driven)
    closed = OutcomeGiven(OutcomeKind.CLOSED, "sof", "Ubegrundet", close_reason=CloseReason.UNFOUNDED)
    propose(driven, reference, closed)
    for party in ("ssp", "sof"):
        say(driven, reference, party)
    driven.play_until(CLOSES_AT)
    assert driven.case(reference).close_reason == "unfounded"


def test_what_it_would_do_is_shown_before_it_is_confirmed(driven, reference):
    first = driven.meetings(KE)[0]
    call = WrittenCall(CLOSES_AT, "Få deltagere", first.revision)
    preview = driven.service.preview(
        first.id, lambda unit, now: hold_in_writing(unit, first.id, call, now), actor_named("secretariat")
    )
    after = preview.after.cases[reference]
    assert (preview.is_cancelled, after.meeting_at, after.state) == (True, CLOSES_AT, CaseState.RELEASED)
    assert driven.meetings(KE)[0].state is MeetingState.CONFIRMED


def test_of_two_who_propose_on_one_reading_the_first_wins_and_no_consent_is_lost(driven, reference):
    hold(driven)
    read_at = driven.case(reference).revision
    driven.do(propose_outcome, reference, NO_CONVERSATION, read_at)
    say(driven, reference, "ssp")
    with pytest.raises(ChangedMeanwhile):
        driven.do(propose_outcome, reference, replace(NO_CONVERSATION, responsible="ssp"), read_at)
    proposed = shown(driven, reference).proposal
    assert (proposed.version, proposed.responsible, proposed.consents) == (1, "sof", {"ssp": "consents"})
