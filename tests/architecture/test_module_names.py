"""Test modules outside packages are told apart by their names alone."""

from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_no_two_test_modules_outside_packages_bear_one_name():
    loose = [
        path
        for path in TESTS.rglob("test_*.py")
        if not any((folder / "__init__.py").exists() for folder in path.parents)
    ]
    assert len(loose) > 100
    assert [name for name, times in Counter(path.name for path in loose).items() if times > 1] == []
