"""Mails that the program couldn't place by itself, with all that was read of them, kept for a person to look at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.errors import Conflict
from agenda.meetings.attendance import Answered


class AlreadySettled(Conflict):
    """Somebody has assigned or dismissed the reply already."""


class NothingToAssign(Conflict):
    """The mail says no answer to a meeting of ours."""


class AsideKind(StrEnum):
    ANSWER = "answer"  # to an invitation
    REPORT = "report"  # of a mail that did not arrive
    AUTOMATIC = "automatic"  # a program wrote it in somebody's name, such as that they are away
    OTHER = "other"


@dataclass
class UnmatchedReply:
    """`sender` may be a delegate or an alias of somebody who was invited to `meeting_id`.

    `address` is whom the mail is about, if not its sender: whose answer it says it is, or whom a mail didn't reach.
    Both are in lower case, or "".
    """

    id: str
    file_name: str
    reason: str
    received_at: datetime
    meeting_id: str | None = None
    sender: str = ""
    answered: Answered | None = None
    answered_at: datetime | None = None
    settled_at: datetime | None = None
    kind: AsideKind = AsideKind.ANSWER
    address: str = ""

    def settle(self, now: datetime) -> None:
        if self.settled_at is not None:
            raise AlreadySettled(
                "read the list again; it is settled", "reply", {"settled_at": self.settled_at}
            )
        self.settled_at = now

    def likelihood(self, email: str) -> int:
        """How much speaks for it that the answer is this attendee's: more is likelier, 0 is nothing."""
        address = email.lower()
        same_house = address.rpartition("@")[2] in {
            self.sender.rpartition("@")[2],
            self.address.rpartition("@")[2],
        }
        return 3 * (address == self.address) + 2 * (address == self.sender) + same_house
