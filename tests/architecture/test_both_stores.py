"""What runs on both stores each time is named by what there is, and leaves no room out."""

from pathlib import Path

import pytest
from on_both_stores import EACH_TIME, is_repeated

ROOT = Path(__file__).parents[2]
ROOMS = ("cases", "forum", "meetings")


class Item:
    """A test, as pytest knows it by its place and its marks."""

    def __init__(self, nodeid, *marks):
        self.nodeid, self._marks = nodeid, marks

    def get_closest_marker(self, name):
        return name if name in self._marks else None


@pytest.mark.parametrize("named", EACH_TIME)
def test_each_name_is_one_of_a_folder_or_module_of_tests(named):
    assert (ROOT / named).exists()
    assert named.endswith(("/", ".py"))


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_has_one(room):
    assert [one for one in EACH_TIME if one.startswith(f"tests/service/workflow/{room}/")] != []


def test_another_module_is_repeated_on_postgresql_alone():
    other = "tests/service/workflow/cases/test_answers.py::test_one"
    assert is_repeated(Item(other, "postgresql"))
    assert not is_repeated(Item(other))


def test_one_that_is_named_is_not():
    assert not is_repeated(Item("tests/stories/test_fortnight.py::test_one", "postgresql"))
