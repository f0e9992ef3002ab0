"""A Graph server for one test or for a file of them, and the channel to it."""

import pytest
from sample_meeting import MAILBOX

from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier
from tests.doubles.running import graph_double

TIMEOUT_SECONDS = 1


@pytest.fixture
def double(tmp_path):
    with graph_double(tmp_path) as running:
        yield running


@pytest.fixture
def app(double):
    return GraphApp(url=double.url, timeout_seconds=TIMEOUT_SECONDS)


@pytest.fixture
def carrier(app):
    return GraphCarrier(app, MAILBOX)


@pytest.fixture(scope="module")
def lasting_double(tmp_path_factory):
    with graph_double(tmp_path_factory.mktemp("lasting")) as running:
        yield running


@pytest.fixture
def faulty_double(lasting_double):
    """What went wrong in one test goes wrong in no other."""
    yield lasting_double
    lasting_double.faults()
