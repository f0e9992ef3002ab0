"""Who is invited to a meeting, what each was last told, and what each answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.errors import Conflict
from agenda.meetings.meeting import Meeting, MeetingState


class Answered(StrEnum):
    """What a calendar reply says (RFC 5545, PARTSTAT)."""

    NEEDS_ACTION = "needs_action"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class AttendeeKind(StrEnum):
    MEMBER = "member"
    DEPUTY = "deputy"  # invited for one meeting, in an attendee's stead
    ROOM = "room"
    GUEST = "guest"  # invited to one item alone


class Undelivered(StrEnum):
    """Why somebody who is invited has not heard of it."""

    REFUSED = "refused"  # the channel or its server would not take what they were to be told
    RETURNED = "returned"  # it went out and came back


class AnsweredTooLate(Conflict):
    """Once the meeting has begun it is seen who comes, and to one that is called off nobody does."""


@dataclass
class Attendee:
    """Somebody's place at one meeting; `answer_sequence` and `answer_stamp` order replies (RFC 5546).

    `told_sequence` is the newest revision of the meeting that was put into words for them, or -1. Whom somebody
    took off in the calendar itself, at `taken_off_at`, is not invited again.
    """

    id: str
    meeting_id: str
    member_id: str | None
    name: str
    email: str
    language: str
    is_invited: bool = True
    told_sequence: int = -1
    answered: Answered = Answered.NEEDS_ACTION
    answer_sequence: int = -1
    answer_stamp: datetime | None = None
    answered_at: datetime | None = None
    kind: AttendeeKind = AttendeeKind.MEMBER
    stands_in_for: str | None = None
    taken_off_at: datetime | None = None

    @property
    def is_told(self) -> bool:
        """Whether an invitation was put into words for them, and still stands."""
        return self.is_invited and self.told_sequence >= 0

    @property
    def waits_to_be_told(self) -> bool:
        """Whether the time was changed, and no message of it was put into words yet."""
        return self.answer_stamp is None and self.told_sequence < self.answer_sequence

    def take(self, answered: Answered, sequence: int, stamp: datetime, now: datetime) -> bool:
        """Keep the reply if it is newer than what is known; say whether it was."""
        is_repeated = self.answer_stamp is not None and stamp <= self.answer_stamp
        if sequence < self.answer_sequence or (sequence == self.answer_sequence and is_repeated):
            return False
        self.answered, self.answer_sequence, self.answer_stamp, self.answered_at = (
            answered,
            sequence,
            stamp,
            now,
        )
        return True

    def track(self, answered: Answered, stamp: datetime | None, now: datetime) -> bool:
        """Keep an answer that a calendar's server tracked; say whether it was news.

        An answer that comes before the new time was told is to the old one. `stamp` is by the server's clock.
        """
        if answered in {Answered.NEEDS_ACTION, self.answered} or self.waits_to_be_told:
            return False
        self.answered, self.answered_at = answered, now
        if stamp is not None:
            self.answer_stamp = max(stamp, self.answer_stamp or stamp)
        return True

    def take_by_hand(self, answered: Answered, sequence: int, now: datetime) -> None:
        """Keep what a person found out; only what the attendee answers later is newer."""
        self.answered, self.answered_at, self.answer_stamp = answered, now, now
        self.answer_sequence = max(sequence, self.answer_sequence)

    def ask_again(self, sequence: int) -> None:
        """The time changed with that revision: an answer to an older one says nothing of the new time."""
        self.answered, self.answered_at = Answered.NEEDS_ACTION, None
        self.answer_sequence, self.answer_stamp = sequence, None


def check_may_answer(meeting: Meeting, now: datetime) -> None:
    """By mail, in a calendar, on a page and by hand: on time is before the meeting begins, while it stands."""
    if meeting.state is not MeetingState.CONFIRMED or now >= meeting.starts_at:
        raise AnsweredTooLate(
            "the meeting has begun or is called off; what was answered before stands",
            "answered",
            {"state": str(meeting.state)},
        )
