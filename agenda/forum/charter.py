"""A version of the Charter, and from which day on no older one counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.errors import Conflict, Invalid


class CharterKnown(Conflict):
    """A version is published once, and stays as it was."""


class CharterInForceTooSoon(Invalid):
    """Those who acceded to an older version are given time to accede to the new one."""


@dataclass
class Charter:
    """`id` is the version, such as `2027`; `link` is where its text can be read."""

    id: str
    in_force_from: date
    link: str
    published_at: datetime

    @property
    def last_day_of_older(self) -> date:
        return self.in_force_from - timedelta(days=1)


def check_new(charter: Charter, known: Sequence[Charter], today: date) -> None:
    """The first version may be in force already; each later one leaves time to accede to it."""
    if any(other.id == charter.id for other in known):
        raise CharterKnown("this version is published already; give the new one another name", "version")
    newest = max((other.in_force_from for other in known), default=None)
    if newest is not None and charter.in_force_from <= max(newest, today):
        raise CharterInForceTooSoon(
            "choose a day that lies ahead, and after the last version's", "in_force_from"
        )
