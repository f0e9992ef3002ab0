"""Where Microsoft's schemas lie, which are test data and no part of the project."""

import os
from pathlib import Path

import pytest

EWS, GRAPH = "MOEDEKLAR_TESTS_EWS_SCHEMA", "MOEDEKLAR_TESTS_GRAPH_SCHEMA"
MAY_NOT_SKIP = "MOEDEKLAR_TESTS_MAY_NOT_SKIP"
BESIDE = Path(__file__).parents[3] / "shared"
PLACES = {EWS: BESIDE / "ews-schema", GRAPH: BESIDE / "graph" / "calendar-openapi.yaml"}


def schema(name):
    """The place that the environment names, else the one beside the project, else None."""
    if name in os.environ:
        return Path(os.environ[name]) if os.environ[name] else None
    return PLACES[name] if PLACES[name].exists() else None


def schema_or_skip(name):
    """The place, or the end of a test that needs it."""
    place = schema(name)
    if place is None:
        if "schemas" in os.environ.get(MAY_NOT_SKIP, "").split():
            pytest.fail(f"{name} names no schema, and this run may not skip them")
        pytest.skip(f"Microsoft's schemas are not here: {name} is not set and ../shared does not exist")
    return place
