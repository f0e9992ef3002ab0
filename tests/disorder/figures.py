"""What walks did, in figures: seeds, steps, ticks, and of each route how it was answered."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field


@dataclass
class Figures:
    seeds: list = field(default_factory=list)
    steps: int = 0
    ticks: int = 0
    tally: Counter = field(default_factory=Counter)
    known: Counter = field(default_factory=Counter)
    routes: set = field(default_factory=set)

    def add(self, walked):
        self.seeds.append(walked.seed)
        self.steps += len(walked.steps)
        self.ticks += walked.ticks
        self.tally += walked.tally
        self.known += walked.known

    @property
    def never(self):
        """Routes that no call has passed with 2xx."""
        reached = {route for (route, status), _ in self.tally.items() if status < 400}
        return sorted(self.routes - reached)


FIGURES = Figures()


def table(figures):
    """Lines to be read by whoever ran it: by route the share that passed, and how often each status came."""
    calls = sum(figures.tally.values())
    passed = sum(count for (_, status), count in figures.tally.items() if status < 400)
    yield f"seeds {figures.seeds[0]} to {figures.seeds[-1]}: {len(figures.seeds)} walks, {figures.steps} steps"
    yield f"{calls} calls, {passed / max(1, calls):.0%} of them passed; {figures.ticks} ticks"
    by_route = defaultdict(Counter)
    for (route, status), count in figures.tally.items():
        by_route[route][status] += count
    for route, statuses in sorted(by_route.items()):
        done = sum(count for status, count in statuses.items() if status < 400)
        told = "  ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
        yield f"{done / sum(statuses.values()):>5.0%}  {route}  ({told})"
    yield f"never passed: {', '.join(figures.never) or 'none'}"
    for name, count in sorted(figures.known.items()):
        yield f"known not to hold yet: {name}, {count} times"
