"""A case lands on the first meeting it can be ready for, and rolls over once at most."""

from datetime import timedelta

import pytest
from example_cases import CALENDAR, at, case, lookup, meeting

from agenda.cases.case import CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.placing import (
    AtRelease,
    Followed,
    NoMeetingAhead,
    Placed,
    answers_due_at,
    at_release,
    followed_to,
    leaves_too_little,
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
    [
        (at(2, 12) - SECOND, at(3, 12)),
        (at(2, 12), at(3, 12)),
        (at(2, 12) + SECOND, at(3, 12) + SECOND),
        (at(3, 12), at(4, 12)),
        (at(4, 9), at(7, 9)),
    ],
)
def test_whoever_is_asked_has_until_the_meetings_deadline_or_a_working_day_where_that_is_longer(
    asked_at, due_at
):
    assert answers_due_at(first(), CALENDAR, asked_at) == due_at


@pytest.mark.parametrize(
    ("asked_at", "due_at"),
    [(at(7, 9) - SECOND, at(8, 9) - SECOND), (at(7, 9), at(8, 9)), (at(7, 18), at(8, 9))],
)
def test_nobody_is_asked_to_answer_after_the_meeting_begins(asked_at, due_at):
    assert answers_due_at(first(), CALENDAR, asked_at) == due_at


@pytest.mark.parametrize("asked_at", [at(8, 9), at(8, 9) + SECOND, at(8, 10)])
def test_whoever_is_asked_once_it_has_begun_has_a_working_day(asked_at):
    assert answers_due_at(first(), CALENDAR, asked_at) == CALENDAR.later(asked_at, 1)


def test_a_deadline_is_left_where_it_is_once_the_meeting_has_begun():
    gone_by = Followed(at(9, 10), at(9, 12), at(8, 9))
    assert followed_to(gone_by, CALENDAR, at(8, 10)) == at(9, 10)


def followed(before, by_meeting):
    """On the 2nd at nine, for a meeting on the 8th."""
    return followed_to(Followed(before, by_meeting, at(8, 9)), CALENDAR, at(2, 9))


@pytest.mark.parametrize(
    ("before", "by_meeting", "due_at"),
    [
        (at(7, 12), at(4, 12), at(4, 12)),
        (at(7, 12), at(2, 12), at(3, 9)),  # a working day is left
        (at(7, 12), at(1, 12), at(3, 9)),
        (at(2, 15), at(1, 12), at(2, 15)),  # there was less
        (at(2, 15), at(2, 10), at(2, 15)),
        (at(3, 12), at(7, 12), at(7, 12)),
        (at(3, 12), at(9, 12), at(8, 9)),  # never after the meeting
        (at(1, 12), at(1, 10), at(1, 12)),  # overdue, and it stays so
        (at(1, 12), at(2, 9), at(1, 12)),
        (at(1, 12), at(2, 10), at(3, 9)),  # overdue, and asked anew
        (at(1, 12), at(9, 12), at(8, 9)),
    ],
)
def test_an_open_deadline_follows_its_meeting_and_leaves_a_working_day(before, by_meeting, due_at):
    assert followed(before, by_meeting) == due_at


@pytest.mark.parametrize(
    ("before", "due_at", "is_short"),
    [
        (at(7, 12), at(3, 9), False),
        (at(7, 12), at(3, 9) - SECOND, True),
        (at(2, 15), at(2, 15), False),
        (at(2, 15), at(2, 15) - SECOND, True),
        (at(1, 12), at(1, 12), False),
    ],
)
def test_too_little_is_left_where_it_is_less_than_a_working_day_and_less_than_there_was(
    before, due_at, is_short
):
    assert leaves_too_little(before, due_at, CALENDAR, at(2, 9)) is is_short


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
    case_then = case(lookup(state=asked), **changes)
    assert at_release(case_then, at(8, 9), has_next_meeting=has_next, now=at(4, 12)) is what


@pytest.mark.parametrize(
    ("due_at", "what"),
    [
        (at(4, 12), AtRelease.ROLL_OVER),
        (at(4, 12) + SECOND, AtRelease.WAIT),
        (at(8, 9) - SECOND, AtRelease.WAIT),
        (at(8, 9), AtRelease.ROLL_OVER),
    ],
)
def test_who_was_given_longer_than_the_agenda_is_waited_for_until_the_meeting(due_at, what):
    waited_for = case(lookup(state=WAITING, due_at=due_at))
    assert at_release(waited_for, at(8, 9), has_next_meeting=True, now=at(4, 12)) is what
