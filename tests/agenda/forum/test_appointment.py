from datetime import date

import pytest
from example_forum import APPOINTED, appointed

from agenda.errors import ChangedMeanwhile
from agenda.forum.appointment import (
    AppointmentEndsBeforeItBegins,
    AppointmentsOverlap,
    ForumRole,
    check_period,
)

NEXT = {"id": "q", "first_on": date(2028, 1, 1), "last_on": None}
TOO_SOON = {"id": "q", "first_on": date(2027, 12, 31), "last_on": None}


def test_it_covers_both_its_days():
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2027, 12, 31), date(2028, 1, 1))
    assert [APPOINTED.covers(on) for on in days] == [False, True, True, False]


def test_the_next_period_may_begin_the_day_after():
    check_period(appointed(**NEXT), [APPOINTED])


def test_two_periods_of_one_member_do_not_share_a_day():
    with pytest.raises(AppointmentsOverlap) as refused:
        check_period(appointed(**TOO_SOON), [APPOINTED])
    assert refused.value.current == {"first_on": date(2026, 1, 1), "last_on": date(2027, 12, 31)}


def test_a_period_without_an_end_leaves_no_room_for_another():
    with pytest.raises(AppointmentsOverlap):
        check_period(appointed(**NEXT), [appointed(last_on=None)])


@pytest.mark.parametrize("role", [ForumRole.CHAIR, ForumRole.DEPUTY])
def test_one_person_at_a_time_is_the_chair_or_its_deputy(role):
    other = appointed(id="q", member_id="mads", role=role)
    with pytest.raises(AppointmentsOverlap):
        check_period(appointed(role=role), [other])


def test_many_are_members_at_once_beside_a_chair_and_a_deputy():
    others = [
        appointed(id=role, member_id=role, role=role)
        for role in (ForumRole.MEMBER, ForumRole.CHAIR, ForumRole.DEPUTY)
    ]
    check_period(APPOINTED, others)


def test_a_period_is_not_compared_with_itself():
    check_period(APPOINTED, [APPOINTED])


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(AppointmentEndsBeforeItBegins):
        check_period(appointed(last_on=date(2025, 12, 31)), [])


def test_a_decision_on_an_older_reading_is_refused():
    with pytest.raises(ChangedMeanwhile):
        appointed(revision=2).expect(1)
    APPOINTED.expect(1)
