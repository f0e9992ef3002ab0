"""Whether the service lives, and whether it can work."""

from http import HTTPStatus

from flask import Response, current_app, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service.timekeeping import standing
from service.web.authentication import public
from service.web.current import STUCK, TIMEKEEPER, current_moment, current_service

api = APIBlueprint("health", __name__, abp_tags=[Tag(name="Health")])


@api.get("/healthz", summary="Is the process alive?")
@public
def healthz() -> Response:
    return jsonify(status="ok")


@api.get("/readyz", summary="Does the database answer, and is what is due being done?")
@public
def readyz() -> Response:
    stands = standing(current_service(), current_app.extensions.get(TIMEKEEPER), current_moment())
    is_stuck = current_app.extensions.get(STUCK, bool)()
    failing = (*stands.failing, "thread") if is_stuck else stands.failing
    fails = {"failing": failing} if failing else {}
    aside = {"set_aside": stands.set_aside} if stands.set_aside else {}
    sending = {"sending": "off"} if stands.is_sending_off else {}
    answer = jsonify(status="failing" if fails else "ok", **fails, **aside, **sending)
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE if fails else HTTPStatus.OK
    return answer
