"""A case that was to come back at a meeting that is held in writing is decided there, or comes back at the next."""

from dataclasses import replace
from datetime import date

import pytest
from case_at_meeting import CONVERSATION, at_its_meeting, decide, shown, with_meetings
from course_steps import MENTOR
from driven_service import Told, local
from sample_people import KE, OFFICE, contact_of

from agenda.access import actor_named
from agenda.cases.action import ActionGiven
from agenda.cases.case import CaseState, CloseReason
from agenda.cases.conversation import ConversationOutcome, ConversationPlan, ConversationReport
from agenda.cases.course import CourseStillOpen
from agenda.cases.follow_up import FollowUpGiven, FollowUpState
from agenda.cases.outcome import CaseNotOnAgenda, OutcomeKind
from agenda.cases.written import CaseNotInWriting, Consent, ProposalState
from agenda.meetings.agenda import ItemKind
from agenda.meetings.plan import ClosedDate
from service.workflow.cases.agenda import wanted_of_cases
from service.workflow.cases.agreeing import Agreement, agree_action
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.consenting import ConsentGiven, state_consent
from service.workflow.cases.conversing import Which, plan_conversation, report_conversation
from service.workflow.cases.courses import open_course
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing, propose_outcome
from service.workflow.cases.showing_written import show_written
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, close_day, move_meeting

CLOSES_AT = local("2026-12-10", "12:00")
NO_NEED = replace(CONVERSATION, kind=OutcomeKind.CLOSED, close_reason=CloseReason.NO_NEED)
ACTION = ActionGiven("sof", "Kontakt til skolen", date(2026, 12, 8))


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on)


@pytest.fixture
def reference(driven):
    """The unit recommends a conversation, and wants to hear of it at the second meeting."""
    reference = at_its_meeting(driven)
    decide(driven, reference)
    given = FollowUpGiven(date(2026, 12, 7), "Er samtalen holdt?")
    driven.do(set_follow_up, reference, Following(given, driven.case(reference).revision))
    driven.play_until(local("2026-12-04", "13:00"))
    return reference


def hold(driven):
    second = driven.meetings(KE)[1]
    return driven.do(hold_in_writing, second.id, WrittenCall(CLOSES_AT, "For få", second.revision))


def propose(driven, reference, given=NO_NEED):
    return driven.do(propose_outcome, reference, given, driven.case(reference).revision)


def say(driven, reference, *parties, consent=Consent.CONSENTS):
    for party in parties:
        driven.do(state_consent, reference, ConsentGiven(consent, "", 1), as_=f"agency:{party}")


def follow_up(driven, reference):
    (one,) = shown(driven, reference).follow_ups
    return one.follow_up.state, one.meeting and one.meeting.starts_at


def test_it_is_among_the_cases_of_the_procedure_until_that_closes(driven, reference):
    written = hold(driven)
    assert follow_up(driven, reference) == (FollowUpState.OPEN, CLOSES_AT)
    wanted = driven.do(wanted_of_cases, written)
    assert [(item.kind, item.about) for item in wanted] == [(ItemKind.FOLLOW_UP, reference)]
    driven.do(close_day, ClosedDate(date(2026, 12, 15), "Flytning"))
    assert follow_up(driven, reference) == (FollowUpState.OPEN, CLOSES_AT)


def test_what_all_consent_to_is_its_outcome_and_the_follow_up_was_discussed(driven, reference):
    hold(driven)
    propose(driven, reference)
    say(driven, reference, "ssp", "sof")
    driven.play_until(CLOSES_AT)
    case = driven.case(reference)
    assert (case.state, case.close_reason, case.closed_at) == (CaseState.CLOSED, "no_need", CLOSES_AT)
    assert follow_up(driven, reference)[0] is FollowUpState.DISCUSSED
    assert driven.told("closed_in_writing") == [Told("2026-12-10 12:00", "closed_in_writing", OFFICE)]


@pytest.mark.parametrize("is_proposed", [True, False])
def test_without_everybodys_consent_it_comes_back_at_the_next_meeting_as_it_was(
    driven, reference, is_proposed
):
    hold(driven)
    if is_proposed:
        propose(driven, reference)
        say(driven, reference, "ssp")
    driven.play_until(CLOSES_AT)
    assert driven.case(reference).state is CaseState.CONVERSATION
    assert follow_up(driven, reference) == (FollowUpState.OPEN, local("2026-12-22"))
    driven.play_until(local("2026-12-18", "12:00"))
    assert [item.about for item in driven.do(wanted_of_cases, driven.meetings(KE)[-1])] == [reference]


def test_so_does_one_that_is_carried_over_for_its_action(driven, reference):
    first = driven.case(reference).meeting_id
    driven.clock.now = local("2026-11-24", "10:00")
    driven.do(agree_action, reference, Agreement(first, ACTION))
    driven.clock.now = local("2026-12-04", "13:00")
    hold(driven)
    propose(driven, reference)
    say(driven, reference, "ssp", consent=Consent.OBJECTS)
    driven.play_until(CLOSES_AT)
    assert driven.do(show_written, reference, "læse").proposal.state is ProposalState.TO_MEETING
    (item,) = driven.do(wanted_of_cases, driven.meetings(KE)[-1])
    assert item.about == reference


def test_where_the_procedure_is_cancelled_it_comes_back_at_the_next_meeting(driven, reference):
    written = hold(driven)
    propose(driven, reference)
    driven.do(cancel_meeting, written.id, "Mødet kan holdes", written.revision)
    assert follow_up(driven, reference) == (FollowUpState.OPEN, local("2026-12-22"))
    assert driven.do(show_written, reference, "læse").proposal.state is ProposalState.TO_MEETING
    driven.play_until(CLOSES_AT)
    assert driven.told("consent_wanted", "consent_reminder") == []


def test_a_case_in_a_course_is_not_proposed_to_be_closed_but_may_be_to_another_conversation(
    driven, reference
):
    plan = ConversationPlan("sof", "Holga Samtalesen", "Prøvegade 2", local("2026-12-04", "14:00"))
    planned = driven.do(plan_conversation, reference, plan, driven.case(reference).revision)
    driven.play_until(local("2026-12-04", "15:00"))
    report = ConversationReport(ConversationOutcome.WANTS_COURSE)
    driven.do(report_conversation, Which(reference, planned.id, planned.revision), report)
    driven.do(open_course, reference, MENTOR, driven.case(reference).revision)
    hold(driven)
    with pytest.raises(CourseStillOpen):
        propose(driven, reference)
    propose(driven, reference, CONVERSATION)
    say(driven, reference, "ssp", "sof")
    driven.play_until(CLOSES_AT)
    assert driven.case(reference).state is CaseState.CONVERSATION


def test_a_case_that_was_not_to_come_back_is_in_no_procedure(driven, reference):
    first = driven.do(show_written, reference, "læse")
    assert (first.meeting, first.is_open) == (None, False)
    with pytest.raises(CaseNotInWriting):
        propose(driven, reference)


def test_of_a_case_that_was_closed_meanwhile_nobody_is_asked_and_nothing_is_decided(driven, reference):
    hold(driven)
    propose(driven, reference)
    revision = driven.case(reference).revision
    driven.do(close_case, reference, Closing(CloseReason.MOVED_AWAY, revision))
    driven.play_until(CLOSES_AT)
    assert driven.told("consent_wanted", "consent_reminder") == []
    assert driven.do(show_written, reference, "læse").proposal.state is ProposalState.TO_MEETING


def test_no_outcome_is_recorded_past_the_parties_at_a_meeting_nobody_came_to(driven, reference):
    written = hold(driven)
    driven.play_until(CLOSES_AT)
    with pytest.raises(CaseNotOnAgenda):
        decide(driven, reference, NO_NEED, written.id)
    assert driven.case(reference).state is CaseState.CONVERSATION


def test_what_becomes_of_it_is_shown_before_it_is_confirmed(driven, reference):
    second = driven.meetings(KE)[1]
    call = WrittenCall(CLOSES_AT, "For få", second.revision)
    preview = driven.service.preview(
        second.id, lambda unit, now: hold_in_writing(unit, second.id, call, now), actor_named("secretariat")
    )
    assert preview.after.cases[reference].meeting_at == CLOSES_AT


def test_the_silent_are_reminded_two_and_one_days_before_and_on_the_day_of_the_closing(driven, reference):
    hold(driven)
    propose(driven, reference)
    say(driven, reference, "ssp")
    driven.play_until(CLOSES_AT)
    to = contact_of("sof")
    assert driven.told("consent_reminder") == [
        Told("2026-12-08 09:00", "consent_reminder", to),
        Told("2026-12-09 09:00", "consent_reminder", to),
        Told("2026-12-10 09:00", "consent_reminder", to),
    ]
    (message, *_) = driven.messages("consent_reminder")
    assert reference.encode() in message.content
    assert NO_NEED.grounds.encode() not in message.content


def test_who_answers_is_reminded_no_more_and_a_new_version_reminds_anew(driven, reference):
    hold(driven)
    propose(driven, reference)
    driven.play_until(local("2026-12-08", "10:00"))
    say(driven, reference, "ssp", "sof")
    driven.play_until(local("2026-12-09", "10:00"))
    assert {told.at for told in driven.told("consent_reminder")} == {"2026-12-08 09:00"}
    propose(driven, reference, CONVERSATION)
    driven.play_until(CLOSES_AT)
    assert {told.at for told in driven.told("consent_reminder")} == {"2026-12-08 09:00"}


def test_reminders_follow_a_closing_that_is_moved_and_wait_for_office_hours(driven, reference):
    written = hold(driven)
    propose(driven, reference)
    later = Times(local("2026-12-11", "12:00"))
    driven.do(move_meeting, written.id, later, written.revision)
    driven.play_until(local("2026-12-08", "10:00"))
    assert driven.told("consent_reminder") == []
    driven.at(local("2026-12-09", "19:00"))
    assert driven.told("consent_reminder") == []
    driven.play_until(local("2026-12-11", "12:00"))
    assert [told.at for told in driven.told("consent_reminder") if told.to == contact_of("sof")] == [
        "2026-12-10 08:00",
        "2026-12-11 09:00",
    ]
