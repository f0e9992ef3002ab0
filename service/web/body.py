"""A body is read as JSON before any route sees it: what is no JSON is told as such, and not as missing fields."""

import inspect

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest


def read_bodies(app: Flask) -> None:
    app.before_request(_read)


def _read() -> None:
    if request.endpoint is None or not _takes_json(request.endpoint):
        return
    try:
        request.get_json()
    except RecursionError as problem:
        raise BadRequest from problem


def _takes_json(endpoint: str) -> bool:
    return "body" in inspect.unwrap(current_app.view_functions[endpoint]).__annotations__
