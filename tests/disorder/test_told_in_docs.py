"""docs/invariants.md says to people what the code holds a walk to: the same names, the same sentences."""

import re
from pathlib import Path

from tests.disorder.invariants import INVARIANTS
from tests.disorder.known import NOT_YET

DOCUMENT = Path("docs/invariants.md")
LINE = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)


def listed():
    return LINE.findall(DOCUMENT.read_text(encoding="utf-8"))


def test_the_document_lists_every_invariant_with_what_it_says():
    assert listed() == [(one.__name__, " ".join(one.__doc__.split())) for one in INVARIANTS]


def test_each_has_a_name_of_its_own():
    names = [one.__name__ for one in INVARIANTS]
    assert len(names) == len(set(names))


def test_what_is_known_not_to_hold_yet_is_one_of_them_and_says_why():
    assert NOT_YET.keys() <= {one.__name__ for one in INVARIANTS}
    assert all(NOT_YET.values())
