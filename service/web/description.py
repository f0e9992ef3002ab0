"""The API's description (OpenAPI 3.1), with an example of each JSON taken from a real run."""

import json
from importlib.resources import files
from typing import Any

from flask import Response, jsonify
from flask_openapi3.openapi import OpenAPI

from service.settings.load import load_settings
from service.web.authentication import is_served, public, rule_of
from service.web.current import current_service
from service.web.example_words import as_here

EXAMPLES = "examples.json"


def describe(app: OpenAPI) -> None:
    described: dict[str, Any] = {}

    @app.route("/openapi/openapi.json")
    @public
    def openapi() -> Response:
        if not described:
            found = without_closed_rooms(app, without_guesses(app.api_doc))
            own = current_service().settings
            here = as_here(examples(), load_settings(None, {}), own)
            described.update(with_examples(found, here))
        return jsonify(described)


def examples() -> dict[str, Any]:
    """By method, path and status: what was sent and what came back."""
    text = files("service.web.api").joinpath(EXAMPLES).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def without_guesses(description: dict[str, Any]) -> dict[str, Any]:
    """The library adds a 422 of its own to each route; ours is a problem like every other and stands as 4XX."""
    for operations in description["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
    return description


def without_closed_rooms(app: OpenAPI, description: dict[str, Any]) -> dict[str, Any]:
    """What is absent is not described either."""
    for route in app.url_map.iter_rules():
        if not is_served(rule_of(app, route.endpoint)):
            operations = description["paths"].get(route.rule.replace("<", "{").replace(">", "}"), {})
            for method in route.methods or ():
                operations.pop(method.lower(), None)
    described = {path: operations for path, operations in description["paths"].items() if operations}
    return {**description, "paths": described}


def with_examples(description: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    for called, example in shown.items():
        method, path, status = called.split()
        operation = description["paths"].get(path, {}).get(method.lower())
        if operation is None:
            continue
        of_json = operation["responses"][status]["content"].get("application/json")
        if of_json is not None:
            of_json["example"] = example["response"]
        if example["request"] is not None:
            operation["requestBody"]["content"]["application/json"].setdefault("example", example["request"])
    return description
