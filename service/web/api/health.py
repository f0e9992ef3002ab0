"""Whether the service lives, and whether it can work."""

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from sqlalchemy import text

from service.web.authentication import public
from service.web.current import current_service

api = APIBlueprint("health", __name__, abp_tags=[Tag(name="Health")])


@api.get("/healthz", summary="Is the process alive?")
@public
def healthz() -> Response:
    return jsonify(status="ok")


@api.get("/readyz", summary="Does the database answer?")
@public
def readyz() -> Response:
    with current_service().engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return jsonify(status="ok")
