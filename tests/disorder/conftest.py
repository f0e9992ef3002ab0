"""Walks begin from a seed; a long one says how it gets on, and at the end which routes were reached."""

import sys

import pytest

from tests.disorder.figures import FIGURES, table
from tests.disorder.place import Place


def pytest_addoption(parser):
    parser.addoption(
        "--disorder-seed", default="1", help="the first walk's seed; the next ones count on from it"
    )
    parser.addoption("--disorder-minutes", type=float, default=60, help="how long the campaign walks")
    parser.addoption(
        "--disorder-steps", type=int, default=300, help="how many steps a walk of the campaign has"
    )


def pytest_terminal_summary(terminalreporter):
    if FIGURES.seeds:
        terminalreporter.section("walks")
        for line in table(FIGURES):
            terminalreporter.write_line(line)


@pytest.fixture
def say(capsys):
    """Called with a line, it shows it at once: nobody waits an hour for the end to know."""

    def write(line):
        with capsys.disabled():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    return write


@pytest.fixture
def on_sqlite(tmp_path, sqlite_template):
    return Place(tmp_path, template=sqlite_template)


@pytest.fixture
def on_postgresql(request, tmp_path):
    return Place(tmp_path, new_url=request.getfixturevalue("new_postgresql_url"))
