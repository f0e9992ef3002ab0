"""Whether the service lives, and whether it can work."""

from http import HTTPStatus

from flask import Response, current_app, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service.timekeeping import failing, set_aside_count
from service.web.authentication import public
from service.web.current import TIMEKEEPER, current_moment, current_service

api = APIBlueprint("health", __name__, abp_tags=[Tag(name="Health")])


@api.get("/healthz", summary="Is the process alive?")
@public
def healthz() -> Response:
    return jsonify(status="ok")


@api.get("/readyz", summary="Does the database answer, and is what is due being done?")
@public
def readyz() -> Response:
    service = current_service()
    faults = failing(service, current_app.extensions.get(TIMEKEEPER), current_moment())
    aside = set_aside_count(service)
    also = {"set_aside": aside} if aside else {}
    answer = jsonify(status="failing", failing=faults, **also) if faults else jsonify(status="ok", **also)
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
    return answer
