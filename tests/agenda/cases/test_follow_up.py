"""A follow-up lies ahead, at most three months, and finds the right meeting."""

from datetime import UTC, date, datetime

import pytest

from agenda.cases.concern import TextTooLong
from agenda.cases.follow_up import (
    FollowUp,
    FollowUpGiven,
    FollowUpNotAhead,
    FollowUpSettled,
    FollowUpState,
    FollowUpTooFar,
    PurposeMissing,
    check_follow_up,
    last_day,
    meeting_for,
)
from agenda.errors import ChangedMeanwhile
from agenda.meetings.meeting import AGENDA_DUE, Meeting, Milestone

TODAY = date(2026, 11, 24)


def given(on, purpose="Status på samtalen"):
    return FollowUpGiven(on, purpose)


def follow_up(on=date(2026, 12, 10), **changes):
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    facts = {"id": "f", "case_id": "c", "wanted_on": on, "on": on, "set_at": moment}
    return FollowUp(**(facts | {"set_by": "secretariat", "sealed_purpose": b""} | changes))


def meeting(on, *, is_out=False):
    starts_at = datetime(on.year, on.month, on.day, 8, tzinfo=UTC)
    mark = Milestone(str(on), AGENDA_DUE, starts_at, {}, done_at=starts_at if is_out else None)
    return Meeting(str(on), "ke", starts_at, starts_at, str(on), milestones=[mark])


def day_of(one):
    return one.starts_at.date()


@pytest.mark.parametrize("on", [date(2026, 11, 25), date(2027, 2, 24)])
def test_it_lies_between_tomorrow_and_three_months_ahead(on):
    check_follow_up(given(on), TODAY)


@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        (date(2026, 11, 24), FollowUpNotAhead),
        (date(2026, 11, 23), FollowUpNotAhead),
        (date(2027, 2, 25), FollowUpTooFar),
        (date(2027, 11, 24), FollowUpTooFar),
    ],
)
def test_it_lies_nowhere_else_least_of_all_in_a_year(on, refusal):
    with pytest.raises(refusal):
        check_follow_up(given(on), TODAY)


def test_three_months_from_a_long_month_end_on_the_last_of_a_short_one():
    assert last_day(date(2026, 11, 30)) == date(2027, 2, 28)


def test_it_says_what_for():
    for purpose, refusal in (("  ", PurposeMissing), ("x" * 4001, TextTooLong)):
        with pytest.raises(refusal):
            check_follow_up(given(date(2026, 12, 1), purpose), TODAY)


def test_it_comes_onto_the_first_meeting_from_its_day_on():
    ahead = [meeting(date(2026, 12, 8)), meeting(date(2026, 12, 22)), meeting(date(2027, 1, 5))]
    assert meeting_for(follow_up(), ahead, day_of).id == "2026-12-22"
    assert meeting_for(follow_up(date(2026, 12, 8)), ahead, day_of).id == "2026-12-08"


def test_it_comes_onto_no_agenda_that_is_out_but_stays_on_one_it_is_on():
    ahead = [meeting(date(2026, 12, 22), is_out=True), meeting(date(2027, 1, 5))]
    assert meeting_for(follow_up(), ahead, day_of).id == "2027-01-05"
    assert meeting_for(follow_up(meeting_id="2026-12-22"), ahead, day_of).id == "2026-12-22"


def test_without_a_meeting_it_waits_for_one():
    assert meeting_for(follow_up(), [meeting(date(2026, 12, 8))], day_of) is None


def test_it_is_settled_once():
    one = follow_up()
    one.become(FollowUpState.DISCUSSED, one.set_at)
    with pytest.raises(FollowUpSettled):
        one.become(FollowUpState.DROPPED, one.set_at)


def test_a_decision_on_an_older_reading_is_refused():
    with pytest.raises(ChangedMeanwhile):
        follow_up(revision=2).expect(1)
