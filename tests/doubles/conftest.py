"""One Graph server for all tests of it: each begins with nothing stored and nothing told."""

import pytest

from tests.doubles.graph_office import Office
from tests.doubles.running import graph_double


@pytest.fixture(scope="session")
def graph_server(tmp_path_factory):
    with graph_double(tmp_path_factory.mktemp("graph")) as double:
        yield double


@pytest.fixture
def graph(graph_server):
    graph_server.forget()
    yield graph_server
    assert graph_server.invalid() == []


@pytest.fixture
def office(graph):
    with Office(graph) as office:
        yield office
