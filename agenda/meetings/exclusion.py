"""Who is kept out of an item for a conflict of interest, and what their agency therefore does not see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.errors import Absent, Conflict
from agenda.meetings.attendance import Answered, Attendee


class NothingToKeepOutOf(Conflict):
    """An item about nothing in particular is open to everybody."""


class KeptOutAlready(Conflict):
    """The person is kept out of the item already."""


class NotKeptOut(Absent):
    pass


@dataclass
class Exclusion:
    """Somebody, by lower-case address, is kept out of whatever is done about a case or a topic, until it is lifted.

    It belongs to the person and the matter: wherever that is carried over to, it goes along.
    """

    id: str
    meeting_id: str
    about: str
    email: str
    excluded_at: datetime
    lifted_at: datetime | None = None

    def lift(self, now: datetime) -> None:
        if self.lifted_at is not None:
            raise NotKeptOut("it is lifted already; read the agenda again", "exclusion")
        self.lifted_at = now


def is_barred(people: Sequence[Attendee], kept_out: frozenset[str]) -> bool:
    """Whether a party sees nothing of the matter: one of its people is kept out, and nobody else comes for it."""
    invited = [one for one in people if one.is_invited]
    others = [one for one in invited if one.email.lower() not in kept_out]
    stand_in = [one for one in others if one.answered is not Answered.DECLINED]
    return len(others) < len(invited) and not stand_in
