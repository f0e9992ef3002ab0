"""Campaigns begin from a seed, and say their figures at the end."""

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
def told():
    """Called with a campaign that is over and the verdict on it, it keeps the figures and gives them."""

    def tell(campaign, verdict):
        FIGURES.append(figures_of(campaign, verdict))
        return FIGURES[-1]

    return tell
