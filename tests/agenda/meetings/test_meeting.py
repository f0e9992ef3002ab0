"""A meeting is laid ahead, moved and cancelled with a reason, and then stays as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agenda.errors import ChangedMeanwhile
from agenda.meetings.meeting import (
    TRANSITIONS,
    AlreadyConfirmed,
    EndsBeforeItStarts,
    Meeting,
    MeetingInThePast,
    MeetingIsOver,
    MeetingState,
    Milestone,
    ReasonMissing,
)

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
STARTS_AT, ENDS_AT = datetime(2026, 12, 8, 8, tzinfo=UTC), datetime(2026, 12, 8, 10, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
MOVES = [(state, wanted) for state in MeetingState for wanted in MeetingState]


def meeting(state=MeetingState.CONFIRMED, **changes):
    facts = {"id": "1", "body_id": "medborgerforum", "starts_at": STARTS_AT, "ends_at": ENDS_AT, "uid": "1"}
    return Meeting(**(facts | {"state": state, "original_on": date(2026, 12, 8)} | changes))


@pytest.mark.parametrize(("state", "wanted"), [(s, w) for s, w in MOVES if w in TRANSITIONS[s]])
def test_a_meeting_goes_where_the_table_leads(state, wanted):
    moved = meeting(state)
    moved.become(wanted)
    assert moved.state is wanted


@pytest.mark.parametrize(("state", "wanted"), [(s, w) for s, w in MOVES if w not in TRANSITIONS[s]])
def test_a_meeting_goes_nowhere_else(state, wanted):
    stays = meeting(state)
    with pytest.raises((MeetingIsOver, AlreadyConfirmed)):
        stays.become(wanted)
    assert stays.state is state


def test_who_confirms_second_is_told_so():
    with pytest.raises(AlreadyConfirmed):
        meeting().become(MeetingState.CONFIRMED)


def test_a_moved_meeting_is_a_new_revision_to_those_invited_and_keeps_where_it_was():
    moved = meeting()
    moved.move(STARTS_AT + DAY, ENDS_AT + DAY, "lokalet er optaget", NOW)
    moved.move(STARTS_AT + 2 * DAY, ENDS_AT + 2 * DAY, "igen", NOW)
    assert (moved.sequence, moved.moved_from, moved.reason) == (2, date(2026, 12, 8), "igen")


def test_moving_a_proposal_is_no_revision_since_nobody_knows_of_it():
    moved = meeting(MeetingState.PROPOSED)
    moved.move(STARTS_AT + DAY, ENDS_AT + DAY, "", NOW)
    assert (moved.sequence, moved.starts_at) == (0, STARTS_AT + DAY)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "refusal", "field"),
    [
        (NOW - SECOND, ENDS_AT, MeetingInThePast, "starts_at"),
        (NOW, ENDS_AT, MeetingInThePast, "starts_at"),
        (STARTS_AT, STARTS_AT, EndsBeforeItStarts, "ends_at"),
        (STARTS_AT, STARTS_AT - SECOND, EndsBeforeItStarts, "ends_at"),
    ],
)
def test_a_meeting_is_not_moved_to_where_no_meeting_can_be(starts_at, ends_at, refusal, field):
    stays = meeting()
    with pytest.raises(refusal) as caught:
        stays.move(starts_at, ends_at, "x", NOW)
    assert (caught.value.field, stays) == (field, meeting())


def test_a_second_ahead_is_ahead():
    moved = meeting()
    moved.move(NOW + SECOND, NOW + timedelta(hours=2), "x", NOW)
    assert moved.starts_at == NOW + SECOND


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CANCELLED])
def test_what_is_over_is_not_moved(state):
    with pytest.raises(MeetingIsOver):
        meeting(state).move(STARTS_AT + DAY, ENDS_AT + DAY, "x", NOW)


def test_a_confirmed_meeting_is_cancelled_with_a_reason_and_one_revision_more():
    cancelled = meeting()
    cancelled.cancel("ingen sager")
    assert (cancelled.state, cancelled.reason) == (MeetingState.CANCELLED, "ingen sager")
    assert cancelled.sequence == 1


def test_a_confirmed_meeting_is_not_cancelled_without_a_reason():
    stays = meeting()
    with pytest.raises(ReasonMissing):
        stays.cancel(" ")
    assert stays == meeting()


def test_a_proposal_goes_without_a_reason():
    cancelled = meeting(MeetingState.PROPOSED)
    cancelled.cancel("")
    assert cancelled.state is MeetingState.CANCELLED


def test_a_decision_on_another_revision_is_told_what_stands():
    with pytest.raises(ChangedMeanwhile) as refusal:
        meeting(revision=3).expect(2)
    assert refusal.value.current == {
        "revision": 3,
        "state": "confirmed",
        "starts_at": STARTS_AT,
    }


def test_a_milestone_is_found_by_name_and_one_that_is_not_there_is_none():
    known = meeting(milestones=[Milestone("1", "cut_off", NOW, {})])
    assert (known.due_at("cut_off"), known.due_at("answers_due")) == (NOW, None)
