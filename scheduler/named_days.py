"""Days with a name that is given from outside: school holidays, observances. Nobody is closed on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NamedDays:
    """Both days included; the name is written the way it stands inside a sentence."""

    first_on: date
    last_on: date
    name: str

    def hold(self, on: date) -> bool:
        return self.first_on <= on <= self.last_on


def holding(on: date, days: Iterable[NamedDays]) -> tuple[NamedDays, ...]:
    """Those the date lies in, in their order."""
    return tuple(each for each in days if each.hold(on))
