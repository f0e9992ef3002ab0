"""One Graph server for all tests of the channel: each begins with nothing stored and nothing told."""

import pytest
from sample_meeting import MAILBOX

from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier
from tests.doubles.running import graph_double

TIMEOUT_SECONDS = 1


@pytest.fixture(scope="session")
def lasting_double(tmp_path_factory):
    with graph_double(tmp_path_factory.mktemp("graph")) as running:
        yield running


@pytest.fixture
def double(lasting_double):
    lasting_double.forget()
    yield lasting_double
    assert (lasting_double.invalid(), lasting_double.refused()) == ([], [])


@pytest.fixture
def app(double):
    return GraphApp(url=double.url, timeout_seconds=TIMEOUT_SECONDS)


@pytest.fixture
def carrier(app):
    return GraphCarrier(app, MAILBOX)
