"""Which parties will be there, themselves or by a deputy, and whether that is enough; it only informs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from agenda.meetings.attendance import Answered, Attendee, AttendeeKind, Undelivered

NotReached = Mapping[str, Undelivered]  # by the id of the attendee


class PartyState(StrEnum):
    """The best that any of the party's people has said; from the best to the worst."""

    ACCEPTED = "accepted"
    REPRESENTED = "represented"  # a deputy comes
    TENTATIVE = "tentative"
    NO_ANSWER = "no_answer"
    NOT_REACHED = "not_reached"  # what they were told was refused, or came back
    DECLINED = "declined"
    NOT_INVITED = "not_invited"


@dataclass(frozen=True)
class PartyAttendance:
    party_id: str
    state: PartyState

    @property
    def is_represented(self) -> bool:
        return self.state in {PartyState.ACCEPTED, PartyState.REPRESENTED}


@dataclass(frozen=True)
class Attendance:
    """`quorum` is how many parties should be there."""

    quorum: int
    parties: tuple[PartyAttendance, ...]

    @property
    def represented(self) -> int:
        return sum(party.is_represented for party in self.parties)

    @property
    def is_met(self) -> bool:
        return self.represented >= self.quorum


_STATES: Mapping[Answered, PartyState] = {
    Answered.ACCEPTED: PartyState.ACCEPTED,
    Answered.TENTATIVE: PartyState.TENTATIVE,
    Answered.NEEDS_ACTION: PartyState.NO_ANSWER,
    Answered.DECLINED: PartyState.DECLINED,
}
_ORDER = list(PartyState)
_MISSED = frozenset({AttendeeKind.MEMBER, AttendeeKind.ROOM})


def state_of(invited: Sequence[Attendee], not_reached: NotReached) -> PartyState:
    """Of a party with these people (members and their deputies) invited."""
    states = (_state(a, is_reached=a.id not in not_reached) for a in invited)
    return min(states, key=_ORDER.index, default=PartyState.NOT_INVITED)


def declines(attendees: Sequence[Attendee]) -> list[Attendee]:
    """Members and rooms that are wanted and do not come, nobody else being asked in their stead."""
    invited = [a for a in attendees if a.is_invited]
    stood_in = {a.stands_in_for for a in invited if a.answered is not Answered.DECLINED}
    return [
        a for a in invited if a.answered is Answered.DECLINED and a.kind in _MISSED and a.id not in stood_in
    ]


def _state(attendee: Attendee, *, is_reached: bool) -> PartyState:
    """Whoever has answered was reached, whatever became of a mail to them."""
    if attendee.kind is AttendeeKind.DEPUTY and attendee.answered is Answered.ACCEPTED:
        return PartyState.REPRESENTED
    if attendee.answered is Answered.NEEDS_ACTION and not is_reached:
        return PartyState.NOT_REACHED
    return _STATES[attendee.answered]
