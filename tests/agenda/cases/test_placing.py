"""A case lands on the first meeting it can be ready for, and rolls over once at most."""

from datetime import timedelta

import pytest
from example_cases import CALENDAR, at, case, lookup, meeting

from agenda.cases.case import CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.placing import (
    AtRelease,
    NoMeetingAhead,
    Placed,
    answers_due_at,
    at_release,
    place,
    place_urgent,
)

SECOND = timedelta(seconds=1)


def first():
    return meeting(8, cut_off=at(1, 16), due=at(3, 12))  # a Tuesday


def both():
    return [first(), meeting(22, cut_off=at(14, 16), due=at(17, 12))]


@pytest.mark.parametrize(
    ("now", "landed"),
    [(at(1, 16) - SECOND, "m8"), (at(1, 16), "m22"), (at(1, 16) + SECOND, "m22")],
)
def test_a_case_lands_on_the_first_meeting_whose_cut_off_is_ahead(now, landed):
    assert place(both(), now).meeting.id == landed


@pytest.mark.parametrize("count", [0, 1])
def test_without_such_a_meeting_a_case_is_not_placed(count):
    with pytest.raises(NoMeetingAhead):
        place(both()[:count], at(1, 16))


def test_an_urgent_case_passes_the_cut_off():
    meetings = both()
    assert place_urgent(meetings, CALENDAR, 5, at(2, 9)) == Placed(meetings[0], at(3, 12))


def test_an_urgent_case_is_answered_one_working_day_on_where_that_is_later_than_the_usual_deadline():
    assert place_urgent(both(), CALENDAR, 5, at(4, 13)).due_at == at(7, 13)  # over a weekend


@pytest.mark.parametrize(
    ("asked_at", "due_at"),
    [(at(2, 14), at(3, 12)), (at(3, 12) - SECOND, at(3, 12)), (at(3, 12), at(4, 12)), (at(4, 9), at(7, 9))],
)
def test_another_case_keeps_the_meetings_deadline_until_it_has_come(asked_at, due_at):
    assert answers_due_at(first(), CALENDAR, asked_at, is_urgent=False) == due_at


@pytest.mark.parametrize(
    ("now", "landed"), [(at(7, 9) - SECOND, "m8"), (at(7, 9), "m22"), (at(7, 9) + SECOND, "m22")]
)
def test_an_urgent_case_needs_more_than_one_working_day(now, landed):
    assert place_urgent(both(), CALENDAR, 5, now).meeting.id == landed


@pytest.mark.parametrize(
    ("now", "is_far_off"), [(at(1, 9) - SECOND, True), (at(1, 9), False), (at(1, 9) + SECOND, False)]
)
def test_a_meeting_more_than_five_working_days_off_is_far_off(now, is_far_off):
    assert place_urgent([first()], CALENDAR, 5, now).is_far_off is is_far_off


def test_an_urgent_case_without_a_meeting_is_not_placed():
    with pytest.raises(NoMeetingAhead):
        place_urgent([first()], CALENDAR, 5, at(7, 9))


WAITING, ANSWERED = LookupState.OPEN, LookupState.ANSWERED


@pytest.mark.parametrize(
    ("asked", "changes", "has_next", "what"),
    [
        (ANSWERED, {}, True, AtRelease.RELEASE),
        (ANSWERED, {"is_urgent": True, "rolled_over": 1}, False, AtRelease.RELEASE),
        (WAITING, {}, True, AtRelease.ROLL_OVER),
        (WAITING, {"rolled_over": 1}, True, AtRelease.GO_ON_WITH_GAPS),
        (WAITING, {"is_urgent": True}, True, AtRelease.GO_ON_WITH_GAPS),
        (WAITING, {}, False, AtRelease.GO_ON_WITH_GAPS),
        (WAITING, {"state": CaseState.AWAITING_CLEARANCE}, True, AtRelease.ROLL_OVER),
    ],
)
def test_what_happens_at_release(asked, changes, has_next, what):
    assert at_release(case(lookup(state=asked), **changes), has_next_meeting=has_next, now=at(4, 12)) is what
