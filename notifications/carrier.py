"""What carries a finished mail out of the house, and how that can go wrong."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from notifications.address import Address


@dataclass(frozen=True)
class Parcel:
    """One mail to one recipient; the same key always comes with the same bytes."""

    key: str
    sender: Address
    recipient: Address
    content: bytes


class NotSent(Exception):
    """Nothing went out; `retry_after` is the carrier's own wish."""

    def __init__(self, retry_after: timedelta | None = None) -> None:
        super().__init__("the carrier sent nothing; it can be tried again")
        self.retry_after = retry_after


class InDoubt(Exception):
    """It may have gone out or not: look it up before it is sent again."""

    def __init__(self) -> None:
        super().__init__("the carrier did not say whether the mail went out")


class Refused(Exception):
    """It did not go out and never will as it is."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the carrier refused the mail: {reason}")
        self.reason = reason


class Carrier(Protocol):
    def find(self, key: str) -> bool:
        """Tell whether the parcel of this key was handed over already."""

    def send(self, parcel: Parcel) -> None:
        """Hand over, or raise NotSent, InDoubt or Refused."""
