"""Servers that a test opens, closed when it is over."""

import pytest
from opened_lines import Opened

from service.lines.bounds import Bounds


@pytest.fixture
def opened():
    """Open a server with an application and bounds that differ from those of the service."""
    all_opened = []

    def one(app, *, trusted_proxy="", **bounds):
        all_opened.append(Opened(app, trusted_proxy=trusted_proxy, bounds=Bounds(**bounds)))
        return all_opened[-1]

    yield one
    for each in all_opened:
        each.close()
