"""A walk can be taken again: from its seed, or from its steps, of which no more are told than were needed."""

from tests.disorder.walk import shortest, taken_again, walk

FEW = 10


def no_case_is_taken(taken, _house):
    """Planted: it breaks at the first concern that opens a case."""
    if taken.changed("case"):
        yield "a case was taken"


def told(walked):
    return walked.lines, walked.tally


def test_the_same_seed_walks_the_same_way_and_so_do_its_steps(on_sqlite):
    first = walk(on_sqlite, "11", FEW)
    assert told(walk(on_sqlite, "11", FEW)) == told(first)
    assert told(taken_again(on_sqlite, "11", first.steps)) == told(first)


def test_another_seed_walks_another_way(on_sqlite):
    assert walk(on_sqlite, "11", 3).lines != walk(on_sqlite, "12", 3).lines


def test_of_what_broke_only_the_steps_that_were_needed_are_told(on_sqlite):
    planted = (no_case_is_taken,)
    walked = walk(on_sqlite, "11", 60, planted)
    found = shortest(on_sqlite, walked, invariants=planted)
    assert walked.broken.invariant == found.broken.invariant == "no_case_is_taken"
    assert [step.path for step in found.steps] == ["/api/v1/concerns"]
    assert "POST /api/v1/concerns" in found.lines[0]
