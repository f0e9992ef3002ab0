"""Conversations and orientation: by the citizen's own will, with letters that are printed and never mailed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from course_steps import PLAN, PLANNED_AT, held, planned, to_conversation, with_plan
from driven_service import local
from sample_people import confirmed

from agenda.cases.authorities import UnknownAuthority
from agenda.cases.case import CaseIsClosed, CaseNotThere, CaseState, CloseReason
from agenda.cases.conversation import (
    ConversationAhead,
    ConversationOutcome,
    ConversationOver,
    ConversationPlannedAlready,
    ConversationReport,
    ConversationState,
)
from agenda.cases.orientation import Exemption, OrientationGiven, OrientationKind
from agenda.errors import ChangedMeanwhile, NotAllowed
from service.database.cases.efforts import NoSuchConversation
from service.database.cases.questions import NoSuchCase
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.conversing import (
    Which,
    call_off_conversation,
    move_conversation,
    plan_conversation,
    report_conversation,
)
from service.workflow.cases.intake import take_concern
from service.workflow.cases.letters import conversation_letter, orientation_letter
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import waiting_for_a_person

GIVEN = OrientationGiven(OrientationKind.GIVEN, date(2026, 11, 24))
PUT_OFF = OrientationGiven(
    OrientationKind.POSTPONED,
    None,
    Exemption.PUBLIC_INTERESTS,
    "Samtalen skal holdes først",
    date(2026, 12, 4),
)


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    return to_conversation(driven)


def effort(driven, reference, as_="secretariat"):
    return driven.do(show_effort, reference, "opfølgning", as_=as_)


def waits(driven, reference):
    return [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]


def report(driven, reference, one, outcome):
    given = ConversationReport(outcome)
    return driven.do(report_conversation, Which(reference, one.id, one.revision), given)


def test_a_conversation_is_planned_held_and_kept_with_its_note(driven, reference):
    held(driven, reference)
    (one,) = effort(driven, reference).conversations
    assert (one.conversation.state, one.conversation.outcome, one.conversation.held_at) == (
        ConversationState.HELD,
        ConversationOutcome.WANTS_COURSE,
        PLANNED_AT,
    )
    assert (one.plan.holder, one.plan.place, one.note) == (
        PLAN.holder,
        PLAN.place,
        "Vil gerne have en mentor",
    )


def test_nothing_of_it_is_mailed_and_nothing_lies_open_in_store_or_record(driven, reference):
    before = len(driven.messages())
    held(driven, reference)
    (one,) = effort(driven, reference).conversations
    sealed = one.conversation.sealed_plan + one.conversation.sealed_note
    facts = str([entry.facts for entry in driven.entries("plan_conversation")])
    assert (b"Holdersen" in sealed, "Holdersen" in facts) == (False, False)
    told = [m for m in driven.messages()[before:] if m.about == reference]
    assert told == []


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(ConversationOutcome.DOES_NOT, "citizen_declines"), (ConversationOutcome.NO_NEED, "no_need")],
)
def test_a_citizen_who_wants_no_course_is_a_normal_end_from_which_retention_counts(
    driven, reference, outcome, reason
):
    held(driven, reference, outcome)
    case = driven.case(reference)
    assert (case.state, case.close_reason, case.closed_at) == (CaseState.CLOSED, reason, driven.now)


def test_who_did_not_come_may_be_invited_again(driven, reference):
    held(driven, reference, ConversationOutcome.DID_NOT_COME)
    assert (driven.case(reference).state, waits(driven, reference)) == (
        CaseState.CONVERSATION,
        ["orientation", "plan_conversation"],
    )
    planned(driven, reference, replace(PLAN, planned_at=local("2026-12-07", "10:00")))
    assert len(effort(driven, reference).conversations) == 2


def test_one_conversation_is_planned_at_a_time_and_can_be_moved_or_called_off(driven, reference):
    one = planned(driven, reference)
    with pytest.raises(ConversationPlannedAlready):
        planned(driven, reference)
    later = replace(PLAN, party_id="ssp", planned_at=local("2026-12-02", "10:00"))
    driven.do(move_conversation, Which(reference, one.id, one.revision), later)
    (shown,) = effort(driven, reference).conversations
    assert (shown.conversation.planned_at, shown.conversation.party_id) == (later.planned_at, "ssp")
    which = Which(reference, one.id, shown.conversation.revision)
    assert driven.do(call_off_conversation, which).state is ConversationState.CALLED_OFF
    planned(driven, reference)


def test_none_is_held_by_an_authority_there_is_not(driven, reference):
    with pytest.raises(UnknownAuthority) as refusal:
        planned(driven, reference, replace(PLAN, party_id="pet"))
    assert refusal.value.field == "party"


def test_a_case_that_is_being_prepared_has_no_conversation(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    with pytest.raises(CaseNotThere):
        planned(driven, reference)


def test_two_secretaries_at_once_the_second_reads_again(driven, reference):
    revision = driven.case(reference).revision
    one = driven.do(plan_conversation, reference, PLAN, revision)
    with pytest.raises(ChangedMeanwhile):
        driven.do(plan_conversation, reference, PLAN, revision)
    driven.do(call_off_conversation, Which(reference, one.id, one.revision))
    with pytest.raises(ChangedMeanwhile):
        driven.do(call_off_conversation, Which(reference, one.id, one.revision))


def test_what_lies_ahead_is_not_reported_and_what_was_reported_stays(driven, reference):
    one = planned(driven, reference)
    with pytest.raises(ConversationAhead):
        report(driven, reference, one, ConversationOutcome.NO_NEED)
    driven.play_until(PLANNED_AT)
    after = report(driven, reference, one, ConversationOutcome.WANTS_COURSE)
    with pytest.raises(ConversationOver):
        report(driven, reference, after, ConversationOutcome.NO_NEED)


def test_a_conversation_of_another_case_looks_absent(driven, reference):
    one = planned(driven, reference)
    with pytest.raises(NoSuchCase):
        report(driven, "KE-2026-4242", one, ConversationOutcome.NO_NEED)
    with pytest.raises(NoSuchConversation):
        driven.do(call_off_conversation, Which(reference, "nobody", 1))


def test_only_the_secretariat_decides(driven, reference):
    with pytest.raises(NotAllowed):
        driven.do(plan_conversation, reference, PLAN, 1, as_="agency:sof")
    with pytest.raises(NotAllowed):
        driven.do(conversation_letter, reference, "1", "da", as_="agency:sof")
    with pytest.raises(NotAllowed):
        driven.do(show_effort, reference, "nysgerrighed", as_="forum")


def test_the_authority_that_holds_it_reads_it_and_the_other_parties_do_not(driven, reference):
    held(driven, reference)
    seen = {
        party: len(effort(driven, reference, f"agency:{party}").conversations) for party in ("sof", "ssp")
    }
    assert seen == {"sof": 1, "ssp": 0}
    with pytest.raises(NoSuchCase):
        effort(driven, reference, "agency:kf")


def test_to_close_the_case_calls_off_what_was_planned(driven, reference):
    planned(driven, reference)
    closing = Closing(CloseReason.MOVED_AWAY, driven.case(reference).revision)
    driven.do(close_case, reference, closing)
    (one,) = effort(driven, reference).conversations
    assert one.conversation.state is ConversationState.CALLED_OFF
    with pytest.raises(CaseIsClosed):
        planned(driven, reference)


def test_the_desk_says_what_is_next(driven, reference):
    assert waits(driven, reference) == ["orientation", "plan_conversation"]
    planned(driven, reference)
    assert waits(driven, reference) == ["orientation"]
    driven.play_until(PLANNED_AT)
    assert waits(driven, reference) == ["orientation", "report_conversation"]


def test_the_invitation_names_the_citizen_and_is_recorded_as_read(driven, reference):
    one = planned(driven, reference)
    letter = driven.do(conversation_letter, reference, one.id, "da")
    text = " ".join(letter.texts())
    assert [w for w in ("Testa Prøvesen", PLAN.holder, "man. 30. nov. 2026 kl. 14.00") if w not in text] == []
    assert "print the invitation to a conversation" in [e.purpose for e in driven.entries("read_case")]


def test_there_is_no_invitation_to_what_was_called_off(driven, reference):
    one = planned(driven, reference)
    driven.do(call_off_conversation, Which(reference, one.id, one.revision))
    with pytest.raises(ConversationOver):
        driven.do(conversation_letter, reference, one.id, "da")


def test_the_orientation_names_who_was_asked_and_nothing_of_what_they_answered(driven, reference):
    text = " ".join(driven.do(orientation_letter, reference, "da").texts())
    assert ("SSP København" in text, "Socialforvaltningen" in text, "Kriminalforsorgen" in text) == (
        True,
        True,
        False,
    )
    assert "En vending, som ingen andre bruger" not in text


def orient(driven, reference, given):
    return driven.do(decide_orientation, reference, given, driven.case(reference).revision)


def test_an_orientation_put_off_is_assessed_anew_on_its_day_and_the_newest_stands(driven, reference):
    orient(driven, reference, PUT_OFF)
    assert "reassess_orientation" not in waits(driven, reference)
    driven.play_until(local("2026-12-04", "00:00"))
    assert waits(driven, reference) == ["plan_conversation", "reassess_orientation"]
    orient(driven, reference, replace(GIVEN, given_on=date(2026, 12, 4)))
    assert waits(driven, reference) == ["plan_conversation"]
    kinds = [one.orientation.kind for one in effort(driven, reference).orientations]
    assert kinds == [OrientationKind.POSTPONED, OrientationKind.GIVEN]


def test_the_reason_is_sealed_and_read_by_the_secretariat_alone(driven, reference):
    orient(driven, reference, PUT_OFF)
    (one,) = effort(driven, reference).orientations
    assert (one.reason, b"Samtalen" in one.orientation.sealed_reason) == ("Samtalen skal holdes først", False)
    assert effort(driven, reference, "agency:sof").orientations == ()


def test_a_closed_case_is_still_reassessed(driven, reference):
    orient(driven, reference, PUT_OFF)
    driven.do(close_case, reference, Closing(CloseReason.UNFOUNDED, driven.case(reference).revision))
    driven.play_until(local("2026-12-04") + timedelta(hours=1))
    assert waits(driven, reference) == ["reassess_orientation"]
    orient(driven, reference, GIVEN)
    assert waits(driven, reference) == []


def test_two_decisions_on_one_reading_the_second_is_refused(driven, reference):
    revision = driven.case(reference).revision
    driven.do(decide_orientation, reference, GIVEN, revision)
    with pytest.raises(ChangedMeanwhile):
        driven.do(decide_orientation, reference, PUT_OFF, revision)
