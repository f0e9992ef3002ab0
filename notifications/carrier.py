"""What carries messages out of the house, and how that can go wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from notifications.address import Address
from notifications.entry import Entry, Known, Reading, Standing, Watched


@dataclass(frozen=True)
class Parcel:
    """One mail to one recipient; the same key always comes with the same bytes.

    `is_repeat`: an earlier attempt may have left something behind, such as a draft. `others_pass`: since that attempt
    others have gone out from the same mailbox, so that what the server fails at again is this one.
    """

    key: str
    sender: Address
    recipient: Address
    content: bytes
    is_repeat: bool = False
    others_pass: bool = False


class NotSent(Exception):
    """Nothing went out; `retry_after` is the carrier's own wish, `reason` a fixed phrase without addresses.

    `of_recipient`: it concerns this recipient alone, and others may go out meanwhile.
    """

    def __init__(
        self, retry_after: timedelta | None = None, reason: str = "", *, of_recipient: bool = False
    ) -> None:
        super().__init__(reason or "the carrier sent nothing; it can be tried again")
        self.retry_after = retry_after
        self.of_recipient = of_recipient


class InDoubt(Exception):
    """It may have gone out or not: look it up before it is sent again."""

    def __init__(self, retry_after: timedelta | None = None, reason: str = "") -> None:
        super().__init__(reason or "the carrier did not say whether the mail went out")
        self.retry_after = retry_after


class Refused(Exception):
    """It did not go out and never will as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the carrier refused the mail: {reason}")
        self.reason = reason


class ChangedByHand(Exception):
    """Somebody changed the entry in the calendar itself, or removed it (`standing` is None); it is left so."""

    def __init__(self, standing: Standing | None) -> None:
        super().__init__("the entry was changed by hand in the organiser's calendar")
        self.standing = standing


class NotKept(ChangedByHand):
    """What stands there after a write is not what was written: it may be told all the same, so nothing is repeated."""


@dataclass(frozen=True)
class Finding:
    """One thing a trial of the channel has shown, in plain words."""

    is_well: bool
    said: str


@dataclass(frozen=True)
class Busy:
    """A stretch in which somebody can't come; half-open."""

    starts_at: datetime
    ends_at: datetime


class Carrier(Protocol):
    """Hands over mails, from one organiser's mailbox or from any."""

    def find(self, key: str) -> bool:
        """Tell whether the parcel of this key was handed over already."""

    def send(self, parcel: Parcel) -> None:
        """Hand over, or raise NotSent, InDoubt or Refused."""

    def check(self) -> list[Finding]:
        """Try whether it can be reached, as whom and with which rights; send nothing."""


class CalendarCarrier(Carrier, Protocol):
    """A carrier that also keeps one organiser's calendar: the server itself tells the attendees."""

    def keep(self, entry: Entry, known: Known) -> Standing:
        """Make the calendar so, or raise NotSent, InDoubt, Refused or ChangedByHand."""

    def withdraw(self, entry: Entry, known: Known) -> bool:
        """Cancel it at every attendee; tell whether it still was there. Raises as `keep`."""

    def read(self, watched: Sequence[Watched], cursor: str | None) -> Reading:
        """Give how watched entries stand, at least those that changed since the cursor; raise NotSent."""


class Availability(Protocol):
    """Knows when people can't come."""

    def busy(
        self, addresses: Sequence[str], first: datetime, last: datetime
    ) -> Mapping[str, tuple[Busy, ...] | None]:
        """Give by address when each is taken, or None where their calendar can't be read; raise NotSent."""
