"""An EWS server of the test's own, and a carrier to one organiser's mailbox there."""

import pytest
from organiser_mailbox import ORGANISER

from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double


@pytest.fixture
def double(tmp_path):
    with ews_double(tmp_path) as running:
        yield running
        assert running.refused() == []


@pytest.fixture
def server(double):
    return EwsServer(double.url, USER, PASSWORD, "basic", timeout_seconds=1, allows_plain_http=True)


@pytest.fixture
def carrier(server):
    made = ExchangeCarrier(server, ORGANISER)
    yield made
    made.close()
