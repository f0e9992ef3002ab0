"""An agreed action: due within a year, settled once with its reason, and its owner reminded until then."""

from datetime import UTC, date, datetime

import pytest
from example_cases import CALENDAR

from agenda.cases.action import (
    ActionDueElsewhen,
    ActionGiven,
    ActionSettled,
    ActionState,
    AgreedAction,
    ReminderDays,
    check_action,
    next_reminder_on,
)
from agenda.cases.authorities import Authorities, UnknownAuthority
from agenda.cases.concern import TextTooLong
from agenda.cases.outcome import GroundsMissing
from agenda.errors import ChangedMeanwhile
from agenda.meetings.meeting import ReasonMissing

TODAY = date(2026, 11, 24)
KNOWN = Authorities(frozenset({"sof", "ssp"}))
DAYS = ReminderDays((2, 0), 5)


def given(owner="sof", what="Kontakt til skolen", due_on=date(2026, 12, 8)):
    return ActionGiven(owner, what, due_on)


def action(**changes):
    agreed = datetime(2026, 11, 24, 9, tzinfo=UTC)
    on = date(2026, 12, 8)
    facts = {"id": "a", "case_id": "c", "meeting_id": "m", "owner": "sof", "wanted_on": on, "due_on": on}
    return AgreedAction(**(facts | {"agreed_at": agreed, "sealed_what": b""} | changes))


@pytest.mark.parametrize("due_on", [date(2026, 11, 25), date(2027, 11, 25)])
def test_it_is_due_from_tomorrow_on_within_a_year(due_on):
    check_action(given(due_on=due_on), KNOWN, TODAY)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"due_on": TODAY}, ActionDueElsewhen),
        ({"due_on": date(2026, 11, 23)}, ActionDueElsewhen),
        ({"due_on": date(2027, 11, 26)}, ActionDueElsewhen),
        ({"owner": "kf"}, UnknownAuthority),
        ({"what": " "}, GroundsMissing),
        ({"what": "x" * 4001}, TextTooLong),
    ],
)
def test_it_is_refused_otherwise(wrong, refusal):
    with pytest.raises(refusal):
        check_action(given(**wrong), KNOWN, TODAY)


@pytest.mark.parametrize(
    ("state", "reason"),
    [(ActionState.DONE, ""), (ActionState.NO_LONGER_POSSIBLE, "Flyttet"), (ActionState.NOT_DONE, "Glemt")],
)
def test_it_ends_in_one_of_three_ways(state, reason):
    one = action()
    one.become(state, reason)
    assert one.state is state
    with pytest.raises(ActionSettled):
        one.become(ActionState.DONE, "")


def test_one_that_was_not_done_says_why():
    for state in (ActionState.NO_LONGER_POSSIBLE, ActionState.NOT_DONE):
        one = action()
        with pytest.raises(ReasonMissing):
            one.become(state, " ")
        with pytest.raises(TextTooLong):
            one.become(state, "x" * 4001)
        assert one.state is ActionState.OPEN


def test_a_decision_on_an_older_reading_is_refused():
    with pytest.raises(ChangedMeanwhile):
        action(revision=2).expect(1)


@pytest.mark.parametrize(
    ("after", "on"),
    [
        (date(2026, 11, 24), date(2026, 12, 4)),
        (date(2026, 12, 4), date(2026, 12, 8)),
        (date(2026, 12, 8), date(2026, 12, 15)),
        (date(2026, 12, 15), date(2026, 12, 22)),
        (date(2026, 12, 22), date(2027, 1, 4)),
    ],
)
def test_its_owner_is_reminded_before_it_on_its_day_and_each_five_working_days_after(after, on):
    assert next_reminder_on(date(2026, 12, 8), after, DAYS, CALENDAR) == on
