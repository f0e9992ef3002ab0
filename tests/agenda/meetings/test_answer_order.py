"""An answer by mail is compared with what that attendee was told, and with what they answered before."""

from datetime import UTC, datetime, timedelta

import pytest

from agenda.meetings.answer_order import Answer, Verdict, judged, take
from agenda.meetings.attendance import Answered, Attendee

TOLD_AT = datetime(2026, 11, 10, 9, tzinfo=UTC)
BEFORE, AFTER = TOLD_AT - timedelta(seconds=1), TOLD_AT + timedelta(seconds=1)


def asked_again(told=2, asked_with=2, **more):
    return Attendee(
        "1", "m", None, "Testa", "t@x.invalid", "da", told_sequence=told, answer_sequence=asked_with, **more
    )


def answered(stamp, sequence=2, answer=Answered.ACCEPTED):
    return asked_again(answered=answer, answer_stamp=stamp, asked_with=sequence)


def says(sequence, stamp, answer=Answered.DECLINED):
    return Answer(answer, sequence, stamp)


@pytest.mark.parametrize(
    ("sequence", "stamp", "expected"),
    [
        (2, BEFORE, Verdict.NEWS),
        (10**12, BEFORE, Verdict.NEWS),
        (None, TOLD_AT, Verdict.NEWS),
        (None, BEFORE, Verdict.EARLIER_REVISION),
        (1, TOLD_AT, Verdict.EARLIER_REVISION),
        (1, BEFORE, Verdict.NO_NEWS),
    ],
)
def test_the_first_answer_after_a_new_time_was_told(sequence, stamp, expected):
    assert judged(asked_again(), says(sequence, stamp), TOLD_AT) is expected


@pytest.mark.parametrize(
    ("stamp", "answer", "expected"),
    [
        (AFTER, Answered.DECLINED, Verdict.NEWS),
        (TOLD_AT, Answered.DECLINED, Verdict.SAME_MOMENT),
        (TOLD_AT, Answered.ACCEPTED, Verdict.NO_NEWS),
        (BEFORE, Answered.DECLINED, Verdict.NO_NEWS),
    ],
)
def test_a_further_answer_to_the_same_time(stamp, answer, expected):
    assert judged(answered(TOLD_AT), says(2, stamp, answer), TOLD_AT) is expected


def test_before_the_new_time_is_told_an_answer_is_to_the_old_one():
    assert judged(asked_again(told=1), says(2, AFTER), TOLD_AT) is Verdict.NO_NEWS


@pytest.mark.parametrize("sequence", [None, 0, 99])
def test_of_the_first_time_no_number_is_too_old(sequence):
    first = asked_again(told=0, asked_with=-1)
    assert take(first, says(sequence, AFTER), None, AFTER) is Verdict.NEWS
    assert (first.answered, first.answer_sequence <= 0) == (Answered.DECLINED, True)


def test_no_number_of_a_calendars_own_is_kept():
    attendee = answered(BEFORE)
    take(attendee, says(10**9, AFTER), TOLD_AT, AFTER)
    assert (attendee.answered, attendee.answer_sequence) == (Answered.DECLINED, 2)


def test_what_is_no_news_changes_nothing():
    attendee = answered(TOLD_AT)
    take(attendee, says(2, TOLD_AT), TOLD_AT, AFTER)
    assert (attendee.answered, attendee.answer_stamp) == (Answered.ACCEPTED, TOLD_AT)
