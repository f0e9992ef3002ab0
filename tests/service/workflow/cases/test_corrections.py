"""An outcome that was recorded wrongly is corrected until the minutes are approved, and the wrong one is kept."""

from dataclasses import replace

import pytest
from case_at_meeting import BEGINS, CONVERSATION, at_its_meeting, decide, shown, with_meetings
from driven_service import Told, local
from minuted import approve_as
from sample_people import KE, confirmed, contact_of, delegate, member_of, set_everybody

from agenda.cases.case import CaseState, CloseReason, Effort
from agenda.cases.conversation import ConversationPlan
from agenda.cases.correction import (
    CitizenHasAnotherCase,
    CorrectionUnexplained,
    LetterHasGone,
    NothingToCorrect,
    OutcomeActedUpon,
)
from agenda.cases.dispatch import DispatchGiven, Sending
from agenda.cases.follow_up import FollowUpGiven, FollowUpState
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.outcome import FurtherLookup, GroundsMissing, OutcomeKind
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.minutes import MinutesAreLocked
from agenda.meetings.presence import Presence
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.case_minutes import TextGiven, write_case_minutes
from service.workflow.cases.conversing import Which, call_off_conversation, plan_conversation
from service.workflow.cases.correcting import OutcomeCorrection, correct_outcome
from service.workflow.cases.deciding import Decision
from service.workflow.cases.dispatching import Sent, record_dispatch
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.intake import take_concern
from service.workflow.cases.letters import conversation_letter
from service.workflow.cases.reading_minutes import CaseAt, show_case_minutes
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import waiting_for_a_person
from service.workflow.meetings.approving import reopen
from service.workflow.meetings.minuting import MarkGiven, mark_presence
from service.workflow.minutes import send_minutes_for_comments

WHY = "Der blev trykket på det forkerte udfald."
CLOSED = replace(CONVERSATION, kind=OutcomeKind.CLOSED, close_reason=CloseReason.UNFOUNDED)
BY_POST = DispatchGiven(Sending.DIGITAL_POST, local("2026-11-24").date())
MORE = replace(CONVERSATION, kind=OutcomeKind.MORE_INFORMATION, lookups=(FurtherLookup("kf", "Et tilsyn."),))


@pytest.fixture
def driven(start_on):
    driven = with_meetings(start_on)
    set_everybody(driven, delegate("ssp"))
    return driven


@pytest.fixture
def reference(driven):
    return at_its_meeting(driven)


@pytest.fixture
def meeting_id(driven, reference):
    return driven.case(reference).meeting_id


def correct(driven, reference, meeting_id, given, reason=WHY, **named):
    decision = Decision(meeting_id, given, driven.case(reference).revision)
    return driven.do(correct_outcome, reference, OutcomeCorrection(decision, reason), **named)


def in_review(driven, meeting_id):
    """Gives the minutes of the meeting, and somebody who was there."""
    there = next(a.id for a in driven.attendees(meeting_id) if a.email == member_of("ssp"))
    marked = driven.do(mark_presence, meeting_id, [MarkGiven(there, Presence.PRESENT)], 0)
    return driven.do(send_minutes_for_comments, meeting_id, marked.revision), there


def approved(driven, meeting_id):
    _, there = in_review(driven, meeting_id)
    return approve_as(driven, meeting_id, there)


@pytest.mark.parametrize("wrong", [CLOSED, MORE, replace(CONVERSATION, kind=OutcomeKind.NO_CONVERSATION)])
def test_the_case_goes_where_the_right_outcome_leads(driven, reference, meeting_id, wrong):
    decide(driven, reference, wrong)
    correct(driven, reference, meeting_id, CONVERSATION)
    case = driven.case(reference)
    assert (case.state, case.closed_at, case.close_reason) == (CaseState.CONVERSATION, None, "")
    assert (case.meeting_id, case.released_at is None) == (meeting_id, False)


def test_and_closes_where_that_is_right(driven, reference, meeting_id):
    decide(driven, reference)
    correct(driven, reference, meeting_id, CLOSED)
    case = driven.case(reference)
    assert (case.state, case.closed_at, case.close_reason) == (CaseState.CLOSED, driven.now, "unfounded")


def test_the_wrong_outcome_stays_in_the_case_with_what_was_wrong(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    correct(driven, reference, meeting_id, CONVERSATION)
    wrong, right = shown(driven, reference).outcomes
    assert (wrong.outcome.kind, wrong.correction) == (OutcomeKind.CLOSED, WHY)
    assert (right.outcome.kind, right.outcome.corrected_at, right.correction) == ("conversation", None, "")


def test_what_was_wrong_lies_sealed_and_the_record_says_only_what_became_what(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    correct(driven, reference, meeting_id, CONVERSATION)
    (entry,) = driven.entries("correct_outcome")
    assert entry.facts == {"meeting": meeting_id, "before": "closed", "after": "conversation"}
    assert WHY.encode() not in shown(driven, reference).outcomes[0].outcome.sealed_correction


def test_who_was_asked_more_by_mistake_is_told_and_asked_no_longer(driven, reference, meeting_id):
    decide(driven, reference, MORE)
    driven.tick()
    correct(driven, reference, meeting_id, CONVERSATION)
    driven.tick()
    assert driven.case(reference).lookups[-1].state is LookupState.WITHDRAWN
    assert driven.told("lookup_withdrawn") == [Told("2026-11-24 09:00", "lookup_withdrawn", contact_of("kf"))]


def test_other_parties_to_ask_are_asked_and_who_is_asked_already_hears_nothing_new(
    driven, reference, meeting_id
):
    decide(driven, reference, replace(MORE, lookups=(*MORE.lookups, FurtherLookup("dks", "En sag."))))
    before = driven.lookup(reference, "kf")
    correct(
        driven, reference, meeting_id, replace(MORE, lookups=(*MORE.lookups, FurtherLookup("bif", "Et job.")))
    )
    asked = {k.party_id: k.state for k in driven.case(reference).lookups if k.round == 2}
    assert asked == {"kf": "open", "dks": "withdrawn", "bif": "open"}
    assert driven.lookup(reference, "kf").requested_at == before.requested_at


def test_words_alone_are_corrected_and_nothing_else_moves(driven, reference, meeting_id):
    decide(driven, reference)
    before = driven.case(reference)
    correct(driven, reference, meeting_id, replace(CONVERSATION, grounds="Hun har selv bedt om det."))
    case = driven.case(reference)
    assert (case.state, case.revision) == (before.state, before.revision + 1)
    assert [one.content.grounds for one in shown(driven, reference).outcomes][-1] == (
        "Hun har selv bedt om det."
    )


def test_it_can_be_corrected_twice(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    correct(driven, reference, meeting_id, replace(CLOSED, close_reason=CloseReason.MOVED_AWAY))
    assert driven.case(reference).close_reason == "moved_away"
    driven.clock.now = local("2026-11-24", "09:10")
    correct(driven, reference, meeting_id, CONVERSATION)
    kinds = [
        (one.outcome.kind, one.outcome.corrected_at is None) for one in shown(driven, reference).outcomes
    ]
    assert kinds == [("closed", False), ("closed", False), ("conversation", True)]


def test_a_follow_up_that_was_dropped_with_the_case_comes_back(driven, reference, meeting_id):
    given = FollowUpGiven(local("2026-12-07").date(), "Status")
    driven.do(set_follow_up, reference, Following(given, driven.case(reference).revision))
    decide(driven, reference, CLOSED)
    assert [one.follow_up.state for one in shown(driven, reference).follow_ups] == [FollowUpState.DROPPED]
    correct(driven, reference, meeting_id, CONVERSATION)
    (back,) = shown(driven, reference).follow_ups
    assert (back.follow_up.state, back.meeting.starts_at) == (FollowUpState.OPEN, local("2026-12-08"))


def planned_before(driven, reference):
    """The unit recommended a conversation at its first meeting, and it is planned for after the second."""
    decide(driven, reference)
    plan = ConversationPlan("sof", "Holga Samtalesen", "Prøvegade 2", local("2026-12-10", "13:00"))
    planned = driven.do(plan_conversation, reference, plan, driven.case(reference).revision)
    given = FollowUpGiven(local("2026-12-07").date(), "Er den aftalt?")
    driven.do(set_follow_up, reference, Following(given, driven.case(reference).revision))
    driven.play_until(local("2026-12-08", "09:00"))
    return planned


def conversations(driven, reference):
    effort = driven.do(show_effort, reference, "opfølgning")
    return [(one.conversation.state, one.plan.holder) for one in effort.conversations]


def test_a_conversation_called_off_with_a_case_that_did_not_end_stands_again(driven, reference):
    planned_before(driven, reference)
    second = driven.meetings(KE)[1].id
    decide(driven, reference, CLOSED, second)
    assert conversations(driven, reference) == [("called_off", "Holga Samtalesen")]
    driven.clock.now = local("2026-12-08", "10:00")
    correct(driven, reference, second, CONVERSATION)
    assert conversations(driven, reference) == [("planned", "Holga Samtalesen")]
    driven.play_until(local("2026-12-10", "13:00"))
    waiting = [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]
    assert "report_conversation" in waiting


def test_one_that_somebody_called_off_before_stays_so(driven, reference):
    planned = planned_before(driven, reference)
    driven.do(call_off_conversation, Which(reference, planned.id, planned.revision))
    driven.clock.now = local("2026-12-08", "09:30")
    second = driven.meetings(KE)[1].id
    decide(driven, reference, CLOSED, second)
    correct(driven, reference, second, CONVERSATION)
    assert conversations(driven, reference) == [("called_off", "Holga Samtalesen")]
    waiting = [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]
    assert "plan_conversation" in waiting


def test_the_minutes_say_the_right_outcome_unless_somebody_wrote_them(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    in_review(driven, meeting_id)
    correct(driven, reference, meeting_id, CONVERSATION)
    said = driven.do(show_case_minutes, CaseAt(reference, meeting_id), "referat")
    assert said.text.startswith("Udfald: Samtale (i enighed).")
    driven.do(write_case_minutes, reference, TextGiven(meeting_id, "Skrevet i hånden.", said.revision))
    correct(driven, reference, meeting_id, replace(CONVERSATION, responsible="ssp"))
    assert driven.do(show_case_minutes, CaseAt(reference, meeting_id), "referat").text == "Skrevet i hånden."


def test_once_the_minutes_are_approved_it_stands(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    approved(driven, meeting_id)
    before = driven.case(reference)
    with pytest.raises(MinutesAreLocked):
        correct(driven, reference, meeting_id, CONVERSATION)
    assert driven.case(reference) == before


def test_where_they_are_re_opened_it_can_be_corrected_again(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    locked = approved(driven, meeting_id)
    driven.do(reopen, meeting_id, "Et udfald er forkert", locked.revision)
    correct(driven, reference, meeting_id, CONVERSATION)
    assert driven.case(reference).state is CaseState.CONVERSATION


def test_a_correction_says_what_was_wrong_and_is_whole(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    with pytest.raises(CorrectionUnexplained):
        correct(driven, reference, meeting_id, CONVERSATION, " ")
    with pytest.raises(GroundsMissing):
        correct(driven, reference, meeting_id, replace(CONVERSATION, grounds=""))
    assert [one.outcome.corrected_at for one in shown(driven, reference).outcomes] == [None]


def test_without_an_outcome_there_is_nothing_to_correct(driven, reference, meeting_id):
    with pytest.raises(NothingToCorrect):
        correct(driven, reference, meeting_id, CONVERSATION)


def test_a_conversation_that_is_planned_is_called_off_first(driven, reference, meeting_id):
    decide(driven, reference)
    plan = ConversationPlan("sof", "Holga Samtalesen", "Prøvegade 2", local("2026-12-01", "13:00"))
    driven.do(plan_conversation, reference, plan, driven.case(reference).revision)
    with pytest.raises(OutcomeActedUpon):
        correct(driven, reference, meeting_id, CLOSED)
    assert driven.case(reference).state is CaseState.CONVERSATION


def test_a_case_that_a_further_concern_brought_onto_the_next_meeting_stays_there(
    driven, reference, meeting_id
):
    decide(driven, reference)
    driven.clock.now = local("2026-11-24", "12:00")
    driven.do(take_concern, confirmed(parties=("ssp",), asks_again=True))
    asked = driven.lookup(reference, "ssp")
    correct(driven, reference, meeting_id, CLOSED)
    case = driven.case(reference)
    assert (case.state, case.effort, case.meeting_id) == (
        CaseState.ASKING,
        Effort.NONE,
        driven.meetings(KE)[1].id,
    )
    assert driven.lookup(reference, "ssp").state is asked.state


def invited(driven, reference):
    """An invitation to a conversation was worded; gives it, and its letter's id."""
    plan = ConversationPlan("sof", "Holga Samtalesen", "Prøvegade 2", local("2026-12-01", "13:00"))
    planned = driven.do(plan_conversation, reference, plan, driven.case(reference).revision)
    driven.do(conversation_letter, reference, planned.id, "da")
    (letter,) = driven.do(show_effort, reference, "opfølgning").letters
    return planned, letter.letter.id


def say_sent(driven, reference, letter_id, given):
    return driven.do(record_dispatch, reference, Sent(letter_id, given, driven.case(reference).revision))


def test_an_outcome_by_which_the_citizen_was_written_to_stands_though_it_was_called_off(
    driven, reference, meeting_id
):
    decide(driven, reference)
    planned, letter_id = invited(driven, reference)
    say_sent(driven, reference, letter_id, BY_POST)
    with pytest.raises(LetterHasGone):
        correct(driven, reference, meeting_id, CLOSED)
    driven.do(call_off_conversation, Which(reference, planned.id, planned.revision))
    with pytest.raises(LetterHasGone):
        correct(driven, reference, meeting_id, CLOSED)
    assert [one.outcome.corrected_at for one in shown(driven, reference).outcomes] == [None]


def test_a_letter_that_was_made_and_not_sent_stops_nothing(driven, reference, meeting_id):
    decide(driven, reference)
    planned, letter_id = invited(driven, reference)
    said = say_sent(driven, reference, letter_id, BY_POST)
    (letter,) = driven.do(show_effort, said.reference, "opfølgning").letters
    wrong = letter.dispatches[0].dispatch.id
    not_sent = DispatchGiven(Sending.NOT_SENT, reason="Den ligger her endnu", corrects=wrong)
    say_sent(driven, reference, letter_id, not_sent)
    driven.do(call_off_conversation, Which(reference, planned.id, planned.revision))
    assert correct(driven, reference, meeting_id, CLOSED).state is CaseState.CLOSED


def test_once_the_next_meeting_has_decided_it_is_not_taken_back(driven, reference, meeting_id):
    decide(driven, reference)
    driven.clock.now = local("2026-11-24", "12:00")
    driven.do(take_concern, confirmed(parties=("ssp",), asks_again=True))
    nothing = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, nothing, as_="agency:ssp")
    driven.play_until(local("2026-12-08", "11:00"))
    decide(driven, reference, meeting_id=driven.meetings(KE)[1].id)
    with pytest.raises(OutcomeActedUpon):
        correct(driven, reference, meeting_id, CLOSED)


def test_a_closed_case_is_not_opened_beside_the_citizens_new_one(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    driven.do(take_concern, confirmed(parties=("ssp",)))
    with pytest.raises(CitizenHasAnotherCase):
        correct(driven, reference, meeting_id, CONVERSATION)


def test_of_two_secretaries_the_second_is_told_and_no_agency_corrects(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    late = OutcomeCorrection(Decision(meeting_id, CONVERSATION, driven.case(reference).revision - 1), WHY)
    with pytest.raises(ChangedMeanwhile):
        driven.do(correct_outcome, reference, late)
    with pytest.raises(NotAllowed):
        correct(driven, reference, meeting_id, CONVERSATION, as_="agency:sof")


def test_a_correction_during_the_meeting_still_ends_where_it_led(driven, reference, meeting_id):
    decide(driven, reference, CLOSED)
    correct(driven, reference, meeting_id, CONVERSATION)
    assert driven.now == BEGINS
    driven.play_until(local("2026-11-24", "11:00"))
    assert driven.case(reference).state is CaseState.CONVERSATION
