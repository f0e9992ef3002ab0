"""A body is read as JSON before any route sees it: what is no JSON is told as such, and not as missing fields."""

import inspect
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

from service.web.current import current_service

TAKES_FILES = "takes_files"
AROUND_A_FILE = 100_000  # bytes of the form it stands in
A_PIECE = 65_536
MOST_DRAINED = 300_000_000
Route = TypeVar("Route", bound=Callable[..., Any])


def takes_files(route: Route) -> Route:
    """What is sent there may be as large as the largest material; elsewhere it may not."""
    setattr(route, TAKES_FILES, True)
    return route


def read_bodies(app: Flask) -> None:
    app.before_request(_bound)
    app.before_request(_read)
    app.after_request(_drained)


def _bound() -> None:
    """Before anything is read: what says that it is larger is refused at once, what turns out to be, there."""
    if _takes_files():
        request.max_content_length = current_service().settings.forum.largest_material + AROUND_A_FILE


def _drained(response: Response) -> Response:
    """Take what is left of a refused file off the line and drop it: whoever sends it reads the answer only then.

    A server that does not end its input where the body ends would have us wait there for ever.
    """
    has_end = request.environ.get("wsgi.input_terminated", False)
    if has_end and response.status_code >= HTTPStatus.BAD_REQUEST and _takes_files():
        rest = request.environ["wsgi.input"]
        for _ in range(MOST_DRAINED // A_PIECE):
            if not rest.read(A_PIECE):
                break
    return response


def _takes_files() -> bool:
    endpoint = request.endpoint
    return endpoint is not None and hasattr(current_app.view_functions[endpoint], TAKES_FILES)


def _read() -> None:
    if request.endpoint is None or not _takes_json(request.endpoint):
        return
    try:
        request.get_json()
    except RecursionError as problem:
        raise BadRequest from problem


def _takes_json(endpoint: str) -> bool:
    return "body" in inspect.unwrap(current_app.view_functions[endpoint]).__annotations__
