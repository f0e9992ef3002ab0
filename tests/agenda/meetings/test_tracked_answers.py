from datetime import UTC, datetime, timedelta

import pytest

from agenda.meetings.attendance import Answered, Attendee

NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)


@pytest.fixture
def attendee():
    return Attendee("a1", "m1", "p1", "Medlem", "medlem@example.dk", "da", told_sequence=0)


def test_an_answer_the_server_tracked_is_taken_and_stamped_by_the_servers_clock(attendee):
    assert attendee.track(Answered.ACCEPTED, LONG_AGO, NOW)
    assert (attendee.answered, attendee.answered_at, attendee.answer_stamp) == (
        Answered.ACCEPTED,
        NOW,
        LONG_AGO,
    )


@pytest.mark.parametrize("answered", [Answered.NEEDS_ACTION, Answered.ACCEPTED])
def test_no_answer_and_the_answer_that_is_known_are_no_news(attendee, answered):
    attendee.track(Answered.ACCEPTED, LONG_AGO, NOW)
    assert not attendee.track(answered, NOW, NOW + timedelta(hours=1))
    assert (attendee.answered, attendee.answered_at) == (Answered.ACCEPTED, NOW)


def test_an_answer_before_the_new_time_is_told_is_not_taken_and_one_after_it_is(attendee):
    attendee.ask_again(1)
    assert not attendee.track(Answered.ACCEPTED, LONG_AGO, NOW)
    attendee.told_sequence = 1
    assert attendee.track(Answered.DECLINED, LONG_AGO, NOW)


def test_a_reply_by_mail_from_before_the_tracked_answer_does_not_undo_it(attendee):
    attendee.track(Answered.ACCEPTED, NOW, NOW)
    assert attendee.take(Answered.DECLINED, -1, LONG_AGO, NOW) is False
