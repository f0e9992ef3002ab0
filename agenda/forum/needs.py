"""What people need at a meeting, for the kitchen and the room: counted, and never kept with a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.errors import Conflict, Invalid

KEPT_AFTER = timedelta(days=7)


class UnknownNeed(Invalid):
    """Only what is on offer can be counted."""


class NeedsAreClosed(Conflict):
    """Once the meeting has begun nothing more can be prepared."""


@dataclass
class Needs:
    """`id` can be made of the meeting and the attendee, and neither of the two of it."""

    id: str
    meeting_id: str
    chosen: list[str]


def check_offered(chosen: Iterable[str], offered: Iterable[str]) -> list[str]:
    """In the order in which they are offered."""
    on_offer, wanted = list(offered), set(chosen)
    if wanted - set(on_offer):
        raise UnknownNeed("choose among those on offer", "needs")
    return [each for each in on_offer if each in wanted]


def check_before(starts_at: datetime, now: datetime) -> None:
    if now >= starts_at:
        raise NeedsAreClosed("the meeting has begun", "needs")


def totals(needs: Sequence[Needs], offered: Iterable[str]) -> Mapping[str, int]:
    counted = Counter(each for one in needs for each in one.chosen)
    return {each: counted[each] for each in offered}
