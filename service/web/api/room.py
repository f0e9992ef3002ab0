"""A room of the API: its blueprint, and how its routes answer."""

from http import HTTPStatus
from typing import Any

from flask import Response, make_response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service.shown.shape import Shape, as_json
from service.web.current import current_service

PREFIX = "/api/v1"


def room(name: str, description: str) -> APIBlueprint:
    return APIBlueprint(
        name,
        __name__,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=name, description=description)],
        abp_security=[{"token": []}],
        abp_responses={"4XX": _problem()},
    )


def answer(shape: Shape, status: int = HTTPStatus.OK) -> Response:
    zone = current_service().settings.calendar.time_zone
    response = make_response(as_json(shape, zone), status)
    response.content_type = "application/json"
    return response


def _problem() -> dict[str, Any]:
    return {
        "description": "What is wrong, by field and remedy (RFC 9457)",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemShape"}}},
    }
