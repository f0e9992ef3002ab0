"""Start it: python -m tests.doubles.graph --port 0 --dir DIR."""

import os
from pathlib import Path

from tests.doubles.graph.double import GraphDouble
from tests.doubles.serving import serve


def _made(_options, folder, wire):
    place = os.environ.get("MOEDEKLAR_TESTS_GRAPH_SCHEMA")
    return GraphDouble(folder, wire, Path(place) if place else None)


serve(_made, "/v1.0")
