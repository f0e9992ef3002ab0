"""To whom a letter about a child goes: a person chooses, each time, and nothing is ever assumed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import Conflict, Invalid


class Letter(StrEnum):
    """The letters to a citizen."""

    CONVERSATION = "conversation"
    ORIENTATION = "orientation"


class To(StrEnum):
    """To the child, to one who has custody, or to nobody."""

    CHILD = "child"
    HOLDER = "holder"
    NOBODY = "nobody"


class AddresseeNotChosen(Conflict):
    """A letter about a child goes to nobody before somebody has chosen to whom."""


class NoLetterGoes(Conflict):
    """It was decided that no such letter goes, and why."""


class NotAboutAChild(Conflict):
    """A letter to an adult goes to the adult."""


class AddresseeUnclear(Invalid):
    """A holder of custody is named, and nobody else is."""


class AddresseeUnexplained(Invalid):
    """That no letter goes takes its reason."""


@dataclass(frozen=True)
class LetterOf:
    """Which letter of a case; an invitation is that to one conversation."""

    letter: Letter
    conversation_id: str | None = None


@dataclass(frozen=True)
class AddresseeGiven:
    to: To
    representative_id: str | None = None
    reason: str = ""


@dataclass
class Addressee:
    """A choice; the newest of a letter stands. The reason lies in `sealed_reason`."""

    id: str
    case_id: str
    letter: Letter
    conversation_id: str | None
    to: To
    representative_id: str | None
    sealed_reason: bytes | None
    chosen_at: datetime
    chosen_by: str


def check_addressee(given: AddresseeGiven, holders: Collection[str]) -> None:
    """`holders` are those who have custody today, by id."""
    if given.to is To.HOLDER and given.representative_id not in holders:
        raise AddresseeUnclear("name one who has custody today; register them first", "representative")
    if given.to is not To.HOLDER and given.representative_id is not None:
        raise AddresseeUnclear("leave it out: it goes to no holder of custody", "representative")
    if given.to is To.NOBODY and not given.reason.strip():
        raise AddresseeUnexplained("say in a sentence why no letter goes", "reason")
    if len(given.reason) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "reason")
