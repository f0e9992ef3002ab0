"""A party ends: nobody there is asked, chased or invited any more, and what lay with it is the secretariat's."""

from datetime import date, timedelta

import pytest
from driven_service import Told, local
from sample_people import (
    KE,
    OFFICE,
    citizen,
    concern,
    confirmed,
    contact_of,
    delegate,
    deputy_of,
    member_of,
    set_everybody,
)

from agenda.cases.action import ActionGiven, ActionState, AgreedAction
from agenda.cases.case import CaseState
from agenda.cases.citizen import CitizenGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.cases.written import Consent
from agenda.meetings.attendance import AttendeeKind
from agenda.meetings.party import ContactRole
from service.workflow.absences import add_absence
from service.workflow.cases.agreeing import ActionEnd, Agreement, agree_action, settle_action
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.closing import Clearance, clear_case
from service.workflow.cases.consenting import ConsentGiven, state_consent
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing, propose_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.people import (
    Days,
    PartyGiven,
    PartyHasEnded,
    PeopleGiven,
    PersonGiven,
    replace_contact,
    set_people,
)
from service.workflow.rescheduling import cancel_meeting

NOVEMBER = local("2026-11-09")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
LAST_DAY = date(2026, 11, 16)
MIDNIGHT = local("2026-11-17", "00:00")
SECOND = timedelta(seconds=1)
NEW = PersonGiven("Ny Kontakt", "ny.kontakt@ssp.example")


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def end(driven, party_id="ssp", last_on=LAST_DAY):
    driven.do(set_people, PeopleGiven(parties=(PartyGiven(party_id, days=Days(last_on=last_on)),)))


def ask(driven, *parties, about=None, **named):
    return driven.do(take_concern, confirmed(about, parties=parties, **named)).reference


def answer(driven, reference, party_id):
    driven.do(answer_lookup, driven.lookup(reference, party_id).id, NOTHING, as_=f"agency:{party_id}")


def told_to(driven, party_id):
    """What its contact and its deputy are told, who answer for it."""
    return [one.occasion for one in driven.told() if one.to in {contact_of(party_id), deputy_of(party_id)}]


def test_what_it_had_yet_to_answer_lapses_as_its_last_day_is_over_and_the_secretariat_is_told(driven):
    first, second = (
        ask(driven, "ssp", "sof"),
        ask(driven, "ssp", about=concern(citizen("Tea Prøvesen", "020190-5002"))),
    )
    driven.tick()
    end(driven)
    driven.at(MIDNIGHT - SECOND)
    assert {driven.lookup(one, "ssp").state for one in (first, second)} == {LookupState.OPEN}
    driven.play_until(local("2026-11-23"))
    assert {driven.lookup(one, "ssp").state for one in (first, second)} == {LookupState.LAPSED}
    assert driven.told("party_ended") == [Told("2026-11-17 00:05", "party_ended", OFFICE)]
    text = driven.mail_of(driven.messages("party_ended")[0]).decode()
    assert [reference in text for reference in (first, second)] == [True, True]
    assert told_to(driven, "ssp") == ["lookup_request", "lookup_request"]


def test_its_case_does_not_wait_for_it(driven):
    reference = ask(driven, "ssp", "sof")
    end(driven)
    driven.play_until(local("2026-11-18"))
    answer(driven, reference, "sof")
    driven.play_until(local("2026-11-21"))
    case = driven.case(reference)
    assert (case.state, case.has_gaps, case.rolled_over) == (CaseState.RELEASED, True, 0)


def test_a_case_that_waits_for_another_still_rolls_over(driven):
    reference = ask(driven, "ssp", "sof")
    end(driven)
    driven.play_until(local("2026-11-21"))
    assert driven.case(reference).rolled_over == 1


def test_it_is_not_asked_when_the_police_clear_the_case_afterwards(driven):
    reference = ask(driven, "ssp", "sof", needs_clearance=True)
    end(driven)
    driven.play_until(local("2026-11-17"))
    driven.do(clear_case, reference, Clearance(True, driven.case(reference).revision))
    driven.play_until(local("2026-11-18"))
    assert [k.party_id for k in driven.case(reference).lookups] == ["sof"]
    assert driven.told("party_ended") == [Told("2026-11-17 09:05", "party_ended", OFFICE)]
    assert told_to(driven, "ssp") == []


def test_nor_once_a_case_that_was_cleared_early_has_a_meeting(driven):
    reference = ask(driven, "ssp", "sof", needs_clearance=True)
    for meeting in driven.meetings(KE):
        driven.do(cancel_meeting, meeting.id, "Aflyst", meeting.revision)
    driven.do(clear_case, reference, Clearance(True, driven.case(reference).revision))
    end(driven)
    driven.play_until(local("2026-11-17"))
    driven.plan(KE, "2027-01-01", "2027-02-28")
    assert [k.party_id for k in driven.case(reference).lookups] == ["sof"]
    driven.play_until(local("2026-11-18"))
    assert (len(driven.told("party_ended")), told_to(driven, "ssp")) == (1, [])


def test_a_correction_asks_anew_whoever_is_still_there(driven):
    reference = ask(driven, "ssp")
    driven.tick()
    answer(driven, reference, "ssp")
    driven.do(
        take_concern,
        confirmed(None, parties=("sof",), asks_again=True),
    )
    end(driven)
    driven.play_until(local("2026-11-17", "09:00"))
    other = CitizenGiven("Tea Prøvesen", "020190-5002", None, "København")
    driven.do(correct, reference, Correction(other, driven.case(reference).revision, is_same=False))
    driven.tick()
    assert {k.party_id for k in driven.case(reference).standing if k.state is LookupState.OPEN} == {"sof"}


def test_a_request_that_a_correction_opens_again_lapses_too(driven):
    reference = ask(driven, "ssp")
    driven.tick()
    answer(driven, reference, "ssp")
    end(driven)
    driven.play_until(local("2026-11-17", "09:00"))
    other = CitizenGiven("Tea Prøvesen", "020190-5002", None, "København")
    driven.do(correct, reference, Correction(other, driven.case(reference).revision, is_same=False))
    driven.play_until(local("2026-11-17", "10:00"))
    assert driven.lookup(reference, "ssp").state is not LookupState.OPEN
    assert told_to(driven, "ssp") == ["lookup_request"]


def test_no_consent_in_writing_is_asked_of_it(driven):
    reference = ask(driven, "ssp", "sof")
    end(driven)
    driven.play_until(local("2026-11-18"))
    answer(driven, reference, "sof")
    driven.play_until(local("2026-11-21"))
    first = driven.meetings(KE)[0]
    call = WrittenCall(local("2026-11-26", "12:00"), "For få deltagere", first.revision)
    driven.do(hold_in_writing, first.id, call)
    outcome = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Ingen har bekymrende oplysninger.")
    proposed = driven.do(propose_outcome, reference, outcome, driven.case(reference).revision)
    assert proposed.parties == ["sof"]
    driven.do(state_consent, reference, ConsentGiven(Consent.CONSENTS, "", 1), as_="agency:sof")
    driven.play_until(local("2026-11-26", "13:00"))
    assert driven.case(reference).state is CaseState.CLOSED
    assert told_to(driven, "ssp") == ["lookup_request"]


def agreed(driven, owner="ssp", due_on=date(2026, 12, 8)):
    """An action of the first meeting's case, on the day of the meeting."""
    reference = ask(driven, "sof")
    driven.tick()
    answer(driven, reference, "sof")
    driven.play_until(local("2026-11-24", "11:00"))
    first = driven.meetings(KE)[0]
    return driven.do(
        agree_action, reference, Agreement(first.id, ActionGiven(owner, "Ringe til skolen", due_on))
    )


def test_what_it_had_yet_to_do_is_put_before_the_secretariat_until_it_is_settled(driven):
    action = agreed(driven)
    end(driven, last_on=date(2026, 11, 26))
    driven.play_until(local("2026-12-16"))
    assert told_to(driven, "ssp") == []
    told = [one.at for one in driven.told("party_ended")]
    assert told[0] == "2026-11-27 00:05"
    assert len(told) > 1
    with driven.service.sessions() as session:
        revision = session.get_one(AgreedAction, action.id).revision
    driven.do(settle_action, action.id, ActionEnd(ActionState.NO_LONGER_POSSIBLE, "Ophørt", revision))
    driven.play_until(local("2027-01-15"))
    assert [one.at for one in driven.told("party_ended")] == told


def test_its_members_end_with_it_and_no_others(driven):
    driven.play_until(local("2026-11-10"))
    first, second, *_ = driven.meetings(KE)
    end(driven, last_on=date(2026, 11, 24))
    driven.play_until(local("2026-11-11"))
    assert driven.told("invitation_cancellation") == [
        Told("2026-11-10 09:05", "invitation_cancellation", member_of("ssp")),
        Told("2026-11-10 09:05", "invitation_cancellation", member_of("ssp")),
    ]
    invited = {m.id: [a.email for a in driven.attendees(m.id) if a.is_invited] for m in (first, second)}
    assert invited == {first.id: [member_of("sof"), member_of("ssp")], second.id: [member_of("sof")]}


def test_one_that_goes_on_after_all_is_invited_and_reminded_again(driven):
    driven.play_until(local("2026-11-10"))
    end(driven, last_on=date(2026, 11, 24))
    end(driven, last_on=date(2027, 11, 24))
    second = driven.meetings(KE)[1]
    assert [a.is_invited for a in driven.attendees(second.id) if a.email == member_of("ssp")] == [True]
    agreed(driven)
    driven.play_until(local("2026-12-16"))
    assert "action_reminder" in [one.occasion for one in driven.told() if one.to == contact_of("ssp")]
    assert driven.told("party_ended") == []


def test_nothing_lapses_and_nobody_is_told_where_nothing_lay_with_it(driven):
    end(driven)
    driven.play_until(local("2026-11-18"))
    assert driven.told("party_ended") == []
    assert [
        a for m in driven.meetings(KE) for a in driven.attendees(m.id) if a.kind is AttendeeKind.GUEST
    ] == []


def test_neither_an_absence_nor_a_contact_is_laid_after_its_last_day(driven):
    end(driven)
    after = LAST_DAY + timedelta(days=1)
    with pytest.raises(PartyHasEnded):
        driven.do(add_absence, "ssp", Days(after))
    with pytest.raises(PartyHasEnded):
        driven.do(replace_contact, "ssp", ContactRole.CONTACT, (NEW, after))
    assert driven.do(add_absence, "ssp", Days(LAST_DAY)).first_on == LAST_DAY


def test_with_a_later_last_day_it_has_contacts_again(driven):
    end(driven)
    after = LAST_DAY + timedelta(days=1)
    end(driven, last_on=date(2027, 3, 1))
    assert driven.do(replace_contact, "ssp", ContactRole.CONTACT, (NEW, after)).valid_from == after
