"""What can be refused, in words that name the field and the remedy; nothing here knows HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar


class Refusal(Exception):
    """Something was asked that cannot be done: nothing was changed, and nothing personal is repeated.

    `field` names what to mend (empty where no single field is at fault), `remedy` says how.
    `current` is the state that won, where two people acted at once.
    """

    kind: ClassVar[str] = "invalid"

    def __init__(self, remedy: str, field: str = "", current: dict[str, object] | None = None) -> None:
        super().__init__(f"{field}: {remedy}" if field else remedy)
        self.field = field
        self.remedy = remedy
        self.current = current or {}

    def put_under(self, place: str) -> None:
        """Say where in a longer document the field is, such as `members.2`."""
        self.field = f"{place}.{self.field}" if self.field else place
        self.args = (f"{self.field}: {self.remedy}",)

    @property
    def code(self) -> str:
        """The stable name of what happened, such as `already-answered`."""
        name = type(self).__name__
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


class Invalid(Refusal):
    """What was given cannot be."""


class Conflict(Refusal):
    """What was given could be, but the state has moved on."""

    kind: ClassVar[str] = "conflict"


class Absent(Refusal):
    """It is not here, or not for the one who asks: both look the same."""

    kind: ClassVar[str] = "absent"


class NotAllowed(Refusal):
    """The role may not do this at all."""

    kind: ClassVar[str] = "forbidden"


class ChangedMeanwhile(Conflict):
    """Somebody else changed it since it was read."""


@contextmanager
def at_place(place: str) -> Iterator[None]:
    """What is refused within names its field by where it stands in the document."""
    try:
        yield
    except Refusal as refused:
        refused.put_under(place)
        raise


def passes(check: Callable[[], object]) -> bool:
    """Whether a rule allows it now: what is offered to somebody is asked of the rule that judges the deed."""
    try:
        check()
    except Refusal:
        return False
    return True
