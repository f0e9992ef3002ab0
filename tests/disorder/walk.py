"""A walk: steps drawn from a seed, each followed by every invariant; what breaks is told as steps to be taken again."""

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from driven_service import local

from tests.disorder.choosing import Chooser
from tests.disorder.house import House
from tests.disorder.invariants import INVARIANTS
from tests.disorder.known import NOT_YET
from tests.disorder.logs import logged_into
from tests.disorder.routes import described
from tests.disorder.step import told

STARTS = ("2026-11-09", "2027-01-25", "2027-04-12", "2027-06-21", "2027-09-06", "2027-12-06")
MOST_REPLAYS = 120


@dataclass(frozen=True)
class Broken:
    """An invariant that did not hold after a step."""

    invariant: str
    said: str
    number: int

    def __str__(self):
        return f"{self.invariant}: {self.said} (step {self.number})"


@dataclass
class Walked:
    """What a walk did: its steps as lines, what came of each route, and what broke."""

    seed: object
    lines: list = field(default_factory=list)
    steps: list = field(default_factory=list)
    tally: Counter = field(default_factory=Counter)
    ticks: int = 0
    broken: Broken | None = None
    known: Counter = field(default_factory=Counter)  # what broke and is known to, by invariant
    first_known: dict = field(default_factory=dict)
    routes: frozenset = frozenset()


@contextmanager
def opened(place, seed):
    """A house as it stands before the first step; `place` makes a folder, and says where the store is."""
    house = House(place.folder(), start_of(seed), seed, template=place.template, database_url=place.url())
    with logged_into(house.log):
        try:
            house.settle()
            yield house
        finally:
            house.close()


def start_of(seed):
    """Walks begin at different times of the year: before Christmas, before the summer, at a quiet time."""
    number = int(str(seed).partition("/")[0]) if str(seed).partition("/")[0].isdigit() else 0
    return local(STARTS[number % len(STARTS)], "08:00") - timedelta(minutes=number % 7)


def walk(place, seed, steps, invariants=INVARIANTS):
    """The same seed and the same number of steps make the same walk, on either kind of store."""
    with opened(place, seed) as house:
        chooser, walked = (
            Chooser(described(house.app), house, seed),
            Walked(seed, routes=frozenset(house.routes)),
        )
        for number in range(1, steps + 1):
            taken = house.take(chooser.next(number))
            _note(walked, taken)
            chooser.note(taken)
            walked.broken = _first_broken(taken, house, walked, invariants)
            if walked.broken:
                break
    return walked


def taken_again(place, seed, steps, invariants=INVARIANTS):
    """Given steps in a house of their own: what they break first."""
    with opened(place, seed) as house:
        walked = Walked(seed)
        for step in steps:
            taken = house.take(step)
            _note(walked, taken)
            walked.broken = _first_broken(taken, house, walked, invariants)
            if walked.broken:
                break
    return walked


def shortest(place, walked, replays=MOST_REPLAYS, invariants=INVARIANTS):
    """The same fault with as few of the steps as were needed: larger parts are left out first, then smaller ones."""
    steps, wanted, best = list(walked.steps), walked.broken.invariant, walked
    size = max(1, len(steps) // 2)
    while size and replays > 0:
        at = 0
        while at < len(steps) - 1 and replays > 0:
            fewer = steps[:at] + steps[at + size :] if at + size < len(steps) else [*steps[:at], steps[-1]]
            replays -= 1
            again = taken_again(place, walked.seed, fewer, invariants)
            if again.broken and again.broken.invariant == wanted:
                steps, best = again.steps, again
            else:
                at += size
        size //= 2
    return best


def _note(walked, taken):
    walked.steps.append(taken.step)
    status = taken.answered.status if taken.is_call else ""
    walked.lines.append(told(taken.step, taken.address, taken.body, status))
    walked.ticks += taken.ticks
    if taken.is_call:
        walked.tally[taken.step.route, status] += 1


def _first_broken(taken, house, walked, invariants):
    for invariant in invariants:
        for said in invariant(taken, house):
            found = Broken(invariant.__name__, said, taken.step.number)
            if not _is_known(found):
                return found
            walked.known[found.invariant] += 1
            walked.first_known.setdefault(found.invariant, found)
    return None


def _is_known(found):
    return found.invariant in NOT_YET
