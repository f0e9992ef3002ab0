"""The examples in the API's description and in docs/api.md are what the service really answers.

`MOEDEKLAR_WRITE_EXAMPLES=1 .venv/bin/pytest tests/service/web/test_api_docs.py` writes them anew.
"""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from api_document import api_document
from api_tour import abridged, renumbered, tour

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "service" / "web" / "api" / "examples.json"
DOCUMENT = ROOT / "docs" / "api.md"


@pytest.fixture
def description(app):
    return app.test_client().get("/openapi/openapi.json").get_json()


@pytest.fixture
def seen(caller):
    found = {called: renumbered(abridged(example)) for called, example in tour(caller).items()}
    if os.environ.get("MOEDEKLAR_WRITE_EXAMPLES"):
        EXAMPLES.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


def test_every_route_has_the_example_it_really_gives(seen):
    assert seen == json.loads(EXAMPLES.read_text(encoding="utf-8"))


def test_no_route_is_without_an_example(seen, description):
    described = {
        f"{method.upper()} {path}"
        for path, operations in description["paths"].items()
        for method in operations
        if path.startswith("/api/")
    }
    assert described == {called.rpartition(" ")[0] for called in seen}


def test_the_document_shows_the_same(seen, description):
    text = api_document(description)
    if os.environ.get("MOEDEKLAR_WRITE_EXAMPLES"):
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(text, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == text


def test_every_example_keeps_to_its_schema(description):
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            for media in contents(operation):
                schema = {**media["schema"], "components": description["components"]}
                if "example" in media:
                    jsonschema.validate(media["example"], schema)
                assert "example" in media or not path.startswith("/api/"), (method, path)


def contents(operation):
    """The JSON of a request and of its answers."""
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json")
    answered = [
        answer["content"]["application/json"]
        for status, answer in operation["responses"].items()
        if "application/json" in answer.get("content", {})
        and (status, operation["summary"][:4]) != ("200", "Take")
    ]
    return [media for media in [sent, *answered] if media]
