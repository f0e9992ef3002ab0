"""Whether an answer by mail is news: it is compared with what that attendee was told and has answered before."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.meetings.attendance import Answered, Attendee


class Verdict(StrEnum):
    NEWS = "news"
    NO_NEWS = "no_news"  # it is known, or something newer is
    SAME_MOMENT = "same_moment"  # another answer than the last one, and nothing says which is newer
    EARLIER_REVISION = (
        "earlier_revision"  # given after the new time was told, but by its number to the old one
    )


@dataclass(frozen=True)
class Answer:
    """`sequence` is as the attendee's calendar counts revisions: it may lag behind, run ahead or be missing (None)."""

    answered: Answered
    sequence: int | None
    stamp: datetime


def take(attendee: Attendee, answer: Answer, told_at: datetime | None, now: datetime) -> Verdict:
    """Keep the answer if it is news. `told_at` is when the attendee was last told of the meeting's time."""
    verdict = judged(attendee, answer, told_at)
    if verdict is Verdict.NEWS:
        attendee.take(answer.answered, _revision(attendee, answer), answer.stamp, now)
    return verdict


def judged(attendee: Attendee, answer: Answer, told_at: datetime | None) -> Verdict:
    if attendee.waits_to_be_told:
        return Verdict.NO_NEWS
    if _may_be_to_the_old_time(attendee, answer, told_at):
        return _of_an_older_number(attendee, answer, told_at)
    return _by_moment(attendee, answer)


def _by_moment(attendee: Attendee, answer: Answer) -> Verdict:
    known, revision = attendee.answer_stamp, _revision(attendee, answer)
    if known is None or (revision, answer.stamp) > (attendee.answer_sequence, known):
        return Verdict.NEWS
    is_same_moment = (revision, answer.stamp) == (attendee.answer_sequence, known)
    return (
        Verdict.SAME_MOMENT
        if is_same_moment and answer.answered is not attendee.answered
        else Verdict.NO_NEWS
    )


def _may_be_to_the_old_time(attendee: Attendee, answer: Answer, told_at: datetime | None) -> bool:
    """Where the number is missing the moment tells; there is no older time than that of the first revision."""
    if attendee.answer_sequence <= 0:
        return False
    if answer.sequence is None:
        return told_at is None or answer.stamp < told_at
    return answer.sequence < attendee.answer_sequence


def _of_an_older_number(attendee: Attendee, answer: Answer, told_at: datetime | None) -> Verdict:
    """Some calendars never raise it, so that a moment after the telling leaves it open what was answered."""
    is_before = answer.sequence is not None and told_at is not None and answer.stamp < told_at
    return Verdict.NO_NEWS if is_before or answer.answered is attendee.answered else Verdict.EARLIER_REVISION


def _revision(attendee: Attendee, answer: Answer) -> int:
    """Nobody answers a revision they weren't told of, whatever their calendar counts."""
    told = max(attendee.told_sequence, attendee.answer_sequence)
    return attendee.answer_sequence if answer.sequence is None else min(answer.sequence, told)
