"""Campaigns begin from a seed, say how they get on and their figures at the end, and leave nothing running behind."""

import signal
import sys

import pytest

from tests.campaigns.figures import figures_of, table

FIGURES = []


def pytest_addoption(parser):
    parser.addoption("--campaign-seed", type=int, default=1, help="what decides deeds, weather and kills")


def pytest_terminal_summary(terminalreporter):
    if FIGURES:
        terminalreporter.section("campaigns")
        for row in table(FIGURES):
            terminalreporter.write_line(row)


@pytest.fixture
def seed(request):
    return request.config.getoption("campaign_seed", 1)


@pytest.fixture
def say(capsys):
    """Called with a line, it shows it at once: nobody waits an hour for the end to know."""

    def write(line):
        with capsys.disabled():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    return write


@pytest.fixture(autouse=True)
def ended_in_order():
    """Told to end, by a SIGTERM as by an interrupt, a campaign first stops its service and its server."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def told():
    """Called with a campaign that is over and the verdict on it, it keeps the figures and gives them."""

    def tell(campaign, verdict):
        FIGURES.append(figures_of(campaign, verdict))
        return FIGURES[-1]

    return tell
