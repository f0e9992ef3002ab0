"""Nothing is released to a meeting that has begun, and one whose agenda never went out waits for a person's word."""

import pytest
from driven_service import local
from minuted import CONVERSATION, approve_as, bring_to_approval, read_minutes, settle_cases
from sample_people import FORUM, KE, OFFICE, confirmed, delegate, member, set_everybody

from agenda.cases.action import ActionGiven, ActionState
from agenda.cases.case import CaseState, Effort
from agenda.cases.conversation import ConversationPlan
from agenda.cases.dispatch import DispatchGiven, Sending
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.oral_note import NoteGiven
from agenda.cases.outcome import OutcomeKind
from agenda.cases.taking_back import WithdrawalGiven, WithdrawalWhy
from agenda.errors import Absent, ChangedMeanwhile
from agenda.meetings.holding import (
    CancelledForGood,
    HeldAlready,
    HeldForGood,
    HeldGiven,
    MeetingHasBegun,
    NotHeldForGood,
    NothingAsked,
    NotOnThatMeeting,
    StopKind,
    StopsInTheWay,
)
from agenda.meetings.meeting import MeetingState, ReasonMissing
from agenda.meetings.minutes import MeetingNotBegunYet, MinutesState
from service.database.meetings.minutes import NoSuchMinutes
from service.workflow.agendas import compose_agenda, release_by_hand
from service.workflow.cases.agreeing import Agreement, agree_action
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.conversing import Which, call_off_conversation, plan_conversation
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.dispatching import Sent, record_dispatch
from service.workflow.cases.intake import take_concern
from service.workflow.cases.letters import conversation_letter, orientation_letter
from service.workflow.cases.noting import Noting, take_note
from service.workflow.cases.showing import show_case
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.cases.taking_back import withdraw_answer
from service.workflow.desk import waiting_for_a_person
from service.workflow.holding import recorded_there, say_whether_held
from service.workflow.meetings.minuting import NoteGiven as TextGiven
from service.workflow.meetings.minuting import write_note
from service.workflow.rescheduling import cancel_meeting

CASE = "KE-2026-0001"
WHY = "Lokalet var lukket."
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
BACK = local("2026-11-24", "11:05")


@pytest.fixture
def asked(start_on):
    """A case that two agencies are asked about; SSP has answered."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.plan(KE, "2026-11-24", "2027-01-31")
    driven.do(take_concern, confirmed(parties=("ssp", "sof")))
    driven.do(answer_lookup, driven.lookup(CASE, "ssp").id, NOTHING, as_="agency:ssp")
    return driven


@pytest.fixture
def away(asked):
    """The service was away from the Friday before the meeting until five minutes after it."""
    asked.play_until(local("2026-11-20", "11:00"))
    asked.at(BACK)
    return asked


@pytest.fixture
def held(asked):
    """The meeting was held, and its case has an outcome, a note and an action there."""
    asked.do(answer_lookup, asked.lookup(CASE, "sof").id, NOTHING, as_="agency:sof")
    asked.play_until(local("2026-11-24", "11:00"))
    decide(asked)
    said = NoteGiven("En opdigtet oplysning", "ssp", said_at=local("2026-11-24", "09:30"))
    asked.do(take_note, CASE, Noting(first(asked).id, said))
    given = ActionGiven("ssp", "Noget", local("2026-12-04").date())
    asked.do(agree_action, CASE, Agreement(first(asked).id, given))
    return asked


def decide(driven, given=CONVERSATION):
    return driven.do(record_outcome, CASE, Decision(first(driven).id, given, driven.case(CASE).revision))


def first(driven, body=KE):
    return driven.meetings(body)[0]


def second(driven):
    return driven.meetings(KE)[1]


def say(driven, is_held, reason=WHY, treated=(), *, as_="secretariat", body=KE):
    meeting = first(driven, body)
    given = HeldGiven(is_held, meeting.revision, reason, tuple(treated))
    return driven.do(say_whether_held, meeting.id, given, as_=as_)


def waits(driven):
    return [(one.what, one.about) for one in driven.do(waiting_for_a_person)]


def test_after_an_outage_nothing_is_released_to_the_meeting_and_nobody_has_discussed_it(away):
    case = away.case(CASE)
    assert (first(away).state, case.state, case.released_at) == (
        MeetingState.IN_QUESTION,
        CaseState.ASKING,
        None,
    )
    assert away.told("agenda_released") == []
    assert away.lookup(CASE, "sof").state is LookupState.OPEN


def test_the_secretariat_is_asked_by_mail_and_on_its_desk(away):
    assert [(told.occasion, told.to) for told in away.told("meeting_in_question")] == [
        ("meeting_in_question", OFFICE)
    ]
    assert ("was_it_held", first(away).id) in waits(away)


def test_until_it_is_said_there_are_no_minutes(away):
    with pytest.raises(MeetingNotBegunYet):
        away.do(write_note, first(away).id, TextGiven("", "Tekst"), 0)
    away.play_until(local("2026-12-02", "10:00"))
    assert away.told("minutes_wanted") == []


def test_not_held_its_cases_go_to_the_next_meeting_with_who_had_not_answered(away):
    say(away, is_held=False)
    case = away.case(CASE)
    assert (first(away).state, first(away).reason) == (MeetingState.NOT_HELD, WHY)
    assert (case.state, case.meeting_id) == (CaseState.ASKING, second(away).id)
    assert away.lookup(CASE, "sof").due_at == local("2026-12-03", "12:00")
    assert ("was_it_held", first(away).id) not in waits(away)


def test_not_held_and_with_no_meeting_to_come_who_had_not_answered_has_a_working_day(away):
    """Asked on by a deadline of long ago they would read that it is overrun."""
    say(away, is_held=True, treated=[CASE])
    for meeting in away.meetings(KE)[1:]:
        away.do(cancel_meeting, meeting.id, "Der er ingen sager.", meeting.revision)
    away.play_until(local("2026-12-09", "10:00"))
    say(away, is_held=False)
    lookup = away.lookup(CASE, "sof")
    assert (away.case(CASE).meeting_id, lookup.state) == (None, LookupState.OPEN)
    assert lookup.due_at == local("2026-12-10", "10:00")


def test_with_no_meeting_to_come_who_takes_an_answer_back_has_a_working_day(asked):
    for meeting in asked.meetings(KE):
        asked.do(cancel_meeting, meeting.id, "Der er ingen sager.", meeting.revision)
    asked.play_until(local("2026-12-09", "10:00"))
    lookup = asked.lookup(CASE, "ssp")
    assert lookup.due_at < local("2026-12-09", "10:00")
    taken_back = WithdrawalGiven(1, WithdrawalWhy.WRONG_PERSON)
    asked.do(withdraw_answer, lookup.id, taken_back, as_="agency:ssp")
    assert asked.lookup(CASE, "ssp").due_at == local("2026-12-10", "10:00")


def test_held_all_the_same_what_it_treated_owes_its_outcome(away):
    say(away, is_held=True, treated=[CASE])
    case = away.case(CASE)
    assert (first(away).state, case.state, case.has_gaps) == (MeetingState.HELD, CaseState.DISCUSSED, True)
    assert away.lookup(CASE, "sof").state is LookupState.LAPSED
    assert ("outcome", CASE) in waits(away)
    assert decide(away).state is CaseState.CONVERSATION
    assert away.told("agenda_released") == []


def test_held_without_its_case_the_case_goes_to_the_next_meeting(away):
    say(away, is_held=True)
    case = away.case(CASE)
    assert (case.state, case.meeting_id) == (CaseState.ASKING, second(away).id)
    assert ("outcome", CASE) not in waits(away)


def test_only_what_lay_on_it_was_treated(away):
    with pytest.raises(NotOnThatMeeting):
        say(away, is_held=True, treated=["KE-2026-0099"])
    assert first(away).state is MeetingState.IN_QUESTION


def test_a_meeting_that_goes_on_is_sent_nothing_any_more(asked):
    asked.play_until(local("2026-11-20", "11:00"))
    asked.at(local("2026-11-24", "09:00"))
    assert asked.told("agenda_released") == []
    agenda = asked.do(compose_agenda, first(asked).id)
    with pytest.raises(MeetingHasBegun):
        asked.do(release_by_hand, first(asked).id, agenda.revision)
    assert asked.case(CASE).released_at is None


def test_a_second_before_it_begins_it_still_is(asked):
    asked.play_until(local("2026-11-20", "11:00"))
    asked.at(local("2026-11-24", "08:59"))
    assert len(asked.told("agenda_released")) == 2
    asked.play_until(BACK)
    assert first(asked).state is MeetingState.HELD


def test_what_was_recorded_is_shown_first(held):
    shown = held.do(recorded_there, first(held).id)
    (one,) = shown.cases
    assert (one.case.reference, one.outcome.kind, len(one.notes), len(one.actions), one.stop) == (
        CASE,
        OutcomeKind.CONVERSATION,
        1,
        1,
        None,
    )
    assert shown.may_be_said


def test_a_meeting_that_nobody_came_to_has_no_minutes_to_begin(away):
    say(away, is_held=False)
    with pytest.raises(NoSuchMinutes):
        read_minutes(away, first(away).id)


def test_a_held_meeting_that_was_not_held_gives_back_what_was_recorded(held):
    say(held, is_held=False)
    case = held.case(CASE)
    assert (first(held).state, case.state, case.effort, case.meeting_id) == (
        MeetingState.NOT_HELD,
        CaseState.ASKING,
        Effort.NONE,
        second(held).id,
    )
    at = held.do(show_case, CASE, "opfølgning").at_meetings
    assert [(one.outcome.kind, one.correction) for one in at.outcomes] == [(OutcomeKind.CONVERSATION, WHY)]
    assert [one.action.state for one in at.actions] == [ActionState.WITHDRAWN]
    assert [one.words for one in at.notes] == ["En opdigtet oplysning"]
    assert ("outcome", CASE) not in waits(held)


def test_a_case_that_was_closed_there_is_open_again(held_and_closed):
    say(held_and_closed, is_held=False)
    case = held_and_closed.case(CASE)
    assert (case.state, case.closed_at, case.meeting_id) == (
        CaseState.ASKING,
        None,
        second(held_and_closed).id,
    )


@pytest.fixture
def held_and_closed(asked):
    asked.do(answer_lookup, asked.lookup(CASE, "sof").id, NOTHING, as_="agency:sof")
    asked.play_until(local("2026-11-24", "11:00"))
    settle_cases(asked, first(asked).id)
    return asked


def test_its_minutes_are_withdrawn_with_it(held):
    held.do(write_note, first(held).id, TextGiven("", "Tekst"), 0)
    say(held, is_held=False)
    minutes = read_minutes(held, first(held).id)
    assert (minutes.state, minutes.reason) == (MinutesState.WITHDRAWN, WHY)
    held.play_until(local("2026-12-02", "10:00"))
    assert held.told("minutes_wanted") == []


def test_a_conversation_that_is_planned_stops_it_and_is_named(held):
    plan = ConversationPlan("sof", "Samtaline Prøve", "Prøvehuset", local("2026-11-30", "10:00"))
    held.do(plan_conversation, CASE, plan, held.case(CASE).revision)
    with pytest.raises(StopsInTheWay) as refused:
        say(held, is_held=False)
    assert refused.value.current == {"stops": [{"case": CASE, "why": "effort"}]}
    assert first(held).state is MeetingState.HELD


def test_a_letter_already_sent_stops_it_though_the_conversation_was_called_off(held):
    plan = ConversationPlan("sof", "Samtaline Prøve", "Prøvehuset", local("2026-11-30", "10:00"))
    planned = held.do(plan_conversation, CASE, plan, held.case(CASE).revision)
    held.do(conversation_letter, CASE, planned.id, "da")
    (letter,) = held.do(show_effort, CASE, "opfølgning").letters
    by_hand = DispatchGiven(Sending.HANDED_OVER, held.now.date())
    held.do(record_dispatch, CASE, Sent(letter.letter.id, by_hand, held.case(CASE).revision))
    held.do(call_off_conversation, Which(CASE, planned.id, planned.revision))
    (shown,) = held.do(recorded_there, first(held).id).cases
    with pytest.raises(StopsInTheWay) as refused:
        say(held, is_held=False)
    assert refused.value.current == {"stops": [{"case": CASE, "why": "letter"}]}
    assert (shown.stop.kind, first(held).state) == (StopKind.LETTER, MeetingState.HELD)


def test_a_letter_of_orientation_rests_on_the_concern_and_stops_nothing(held):
    held.do(orientation_letter, CASE, "da")
    (letter,) = held.do(show_effort, CASE, "opfølgning").letters
    by_post = DispatchGiven(Sending.DIGITAL_POST, held.now.date())
    held.do(record_dispatch, CASE, Sent(letter.letter.id, by_post, held.case(CASE).revision))
    assert say(held, is_held=False).state is MeetingState.NOT_HELD


def test_once_its_minutes_are_approved_it_was_held(held):
    approve_as(held, first(held).id, bring_to_approval(held, first(held).id))
    with pytest.raises(HeldForGood):
        say(held, is_held=False)


def test_it_takes_a_reason_the_revision_and_a_meeting_that_is_over(asked):
    with pytest.raises(NothingAsked):
        say(asked, is_held=False)
    asked.play_until(local("2026-11-24", "11:00"))
    with pytest.raises(ReasonMissing):
        say(asked, is_held=False, reason=" ")
    with pytest.raises(ChangedMeanwhile):
        asked.do(say_whether_held, first(asked).id, HeldGiven(is_held=False, revision=99, reason=WHY))
    with pytest.raises(HeldAlready):
        say(asked, is_held=True)


def test_once_it_is_said_that_it_was_not_held_both_are_refused_with_what_can_be_done(held):
    say(held, is_held=False)
    for is_held in (True, False):
        with pytest.raises(NotHeldForGood) as refused:
            say(held, is_held=is_held)
        assert refused.value.remedy == (
            "what it was to treat lies on the next meeting: record it there, or call an extraordinary one"
        )


def test_of_a_cancelled_meeting_nothing_is_said_though_its_time_has_passed(asked):
    asked.do(cancel_meeting, first(asked).id, WHY, first(asked).revision)
    asked.play_until(local("2026-11-24", "11:00"))
    for is_held in (True, False):
        with pytest.raises(CancelledForGood):
            say(asked, is_held=is_held)


def test_the_other_office_says_nothing_of_it(away):
    with pytest.raises(Absent):
        say(away, is_held=False, as_="forum")


def test_the_forum_is_asked_at_its_own_office_and_says_so_itself(start_on):
    driven = start_on(local("2026-12-01"))
    set_everybody(driven, member("ssp", FORUM))
    driven.plan(FORUM, "2027-01-01", "2027-06-30")
    driven.play_until(local("2027-01-20"))
    driven.at(first(driven, FORUM).ends_at)
    assert first(driven, FORUM).state is MeetingState.IN_QUESTION
    assert driven.told("agenda_released") == []
    say(driven, is_held=True, as_="forum", body=FORUM)
    assert first(driven, FORUM).state is MeetingState.HELD
