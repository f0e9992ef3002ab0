"""The newest reply counts, and an old one says nothing of a new time."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.meetings.attendance import Answered, Attendee

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def attendee():
    return Attendee("1", "m", "p", "Testa Prøve", "testa@example.dk", "da")


@pytest.mark.parametrize(("sequence", "stamp"), [(1, NOW + MINUTE), (2, NOW - MINUTE)])
def test_a_newer_reply_is_kept(sequence, stamp):
    asked = attendee()
    assert asked.take(Answered.ACCEPTED, 1, NOW, NOW) is True
    assert asked.take(Answered.DECLINED, sequence, stamp, NOW) is True
    assert asked.answered is Answered.DECLINED


@pytest.mark.parametrize(("sequence", "stamp"), [(1, NOW), (1, NOW - MINUTE), (0, NOW + MINUTE)])
def test_the_same_or_an_older_reply_changes_nothing(sequence, stamp):
    asked = attendee()
    asked.take(Answered.ACCEPTED, 1, NOW, NOW)
    assert asked.take(Answered.DECLINED, sequence, stamp, NOW) is False
    assert asked.answered is Answered.ACCEPTED


def test_a_new_time_asks_again_and_an_old_reply_does_not_answer_it():
    asked = attendee()
    asked.take(Answered.ACCEPTED, 1, NOW, NOW)
    asked.ask_again(2)
    assert asked.take(Answered.ACCEPTED, 1, NOW, NOW) is False
    assert (asked.answered, asked.answered_at) == (Answered.NEEDS_ACTION, None)
