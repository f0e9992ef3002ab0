"""Who is invited and what they answered, and replies that belong to nobody."""

from agenda.meetings.attendance import Answered, Attendee, AttendeeKind, Undelivered
from agenda.meetings.laid_aside import AsideKind, UnmatchedReply
from agenda.meetings.quorum import Attendance, PartyState
from service.shown.shape import Local, Shape


class AttendeeShape(Shape):
    """A deputy comes in the stead of the attendee whose id is `stands_in_for`.

    `party` is the one they come for, as is a deputy's; null for guests, rooms, and a body whose members speak for none.
    `undelivered` says why they have not heard of it, and is null for whoever has, or has answered all the same.
    """

    id: str
    kind: AttendeeKind
    party: str | None
    stands_in_for: str | None
    name: str
    email: str
    is_invited: bool
    answered: Answered
    answered_at: Local | None
    undelivered: Undelivered | None


class PartyAttendanceShape(Shape):
    party: str
    state: PartyState


class QuorumShape(Shape):
    """How many parties should come, how many will, and where each stands."""

    quorum: int
    represented: int
    is_met: bool
    parties: tuple[PartyAttendanceShape, ...]


class AttendanceShape(Shape):
    """`attendance` is null for a body whose members speak for no party."""

    meeting: str
    attendees: tuple[AttendeeShape, ...]
    attendance: QuorumShape | None


class UnmatchedShape(Shape):
    """`meeting` and `answered` are null where the mail is no answer to a meeting of ours.

    `address` is whom the mail is about, if not its sender: whose answer it says it is, or whom a mail didn't reach.
    """

    id: str
    kind: AsideKind
    meeting: str | None
    sender: str
    address: str
    answered: Answered | None
    answered_at: Local | None
    settled_at: Local | None
    file_name: str
    reason: str
    received_at: Local


class UnmatchedRepliesShape(Shape):
    replies: tuple[UnmatchedShape, ...]


class ReplyTakenShape(Shape):
    meeting: str
    email: str
    answered: Answered


def quorum_shape(found: Attendance | None) -> QuorumShape | None:
    if found is None:
        return None
    return QuorumShape(
        quorum=found.quorum,
        represented=found.represented,
        is_met=found.is_met,
        parties=tuple(PartyAttendanceShape(party=p.party_id, state=p.state) for p in found.parties),
    )


def attendee_shape(
    attendee: Attendee, party: str | None, undelivered: Undelivered | None = None
) -> AttendeeShape:
    return AttendeeShape(
        id=attendee.id,
        kind=attendee.kind,
        party=party,
        stands_in_for=attendee.stands_in_for,
        name=attendee.name,
        email=attendee.email,
        is_invited=attendee.is_invited,
        answered=attendee.answered,
        answered_at=attendee.answered_at,
        undelivered=undelivered if attendee.answered is Answered.NEEDS_ACTION else None,
    )


def unmatched_shape(reply: UnmatchedReply) -> UnmatchedShape:
    return UnmatchedShape(
        id=reply.id,
        kind=reply.kind,
        meeting=reply.meeting_id,
        sender=reply.sender,
        address=reply.address,
        answered=reply.answered,
        answered_at=reply.answered_at,
        settled_at=reply.settled_at,
        file_name=reply.file_name,
        reason=reply.reason,
        received_at=reply.received_at,
    )
