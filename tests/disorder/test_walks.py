"""Out of order: whatever people do, in whatever order, what always holds still does.

A walk that breaks something prints the shortest sequence of calls that does, with its moments; the same seed and number
of steps walk the same way again.
"""

from time import monotonic

import pytest

from tests.disorder.figures import FIGURES
from tests.disorder.walk import shortest, walk

STEPS = 110
SEEDS = ("1", "2", "3", "4")
REPLAYS_IN_A_TEST = 40


def check(place, walked, replays):
    """Nothing broke; or the walk is told as it can be taken again by hand."""
    if walked.broken is not None:
        found = shortest(place, walked, replays)
        steps = "\n".join(found.lines)
        pytest.fail(
            f"seed {walked.seed}, {len(walked.steps)} steps: {walked.broken}\n{steps}\n{found.broken}",
            pytrace=False,
        )


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_done_in_whatever_order_what_always_holds_does(on_sqlite, seed):
    check(on_sqlite, walk(on_sqlite, seed, STEPS), REPLAYS_IN_A_TEST)


@pytest.mark.postgresql
@pytest.mark.timeout(900)
def test_it_holds_on_postgresql_too(on_postgresql):
    check(on_postgresql, walk(on_postgresql, "5", STEPS // 2), REPLAYS_IN_A_TEST)


@pytest.mark.campaign
@pytest.mark.timeout(0)
@pytest.mark.parametrize("store", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_it_holds_for_hours(request, store, say):
    """Every finding is told with its shortest sequence, and the walk goes on with the next seed."""
    option = request.config.getoption
    place = request.getfixturevalue(f"on_{store}")
    first, steps = int(option("disorder_seed", "1")), option("disorder_steps", 300)
    until = monotonic() + 60 * option("disorder_minutes", 60)
    findings, seed = {}, first
    while monotonic() < until:
        walked = walk(place, str(seed), steps)
        FIGURES.add(walked)
        FIGURES.routes |= walked.routes
        say(f"seed {seed}: {len(walked.steps)} steps, {walked.ticks} ticks; {walked.broken or 'all holds'}")
        if walked.broken and walked.broken.invariant not in findings:
            findings[walked.broken.invariant] = found = shortest(place, walked)
            say("\n".join([*found.lines, str(found.broken)]))
        seed += 1
    assert sorted(findings) == []
