"""A body is read as JSON before any route sees it: what is no JSON is told as such, and not as missing fields."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from service.web.current import current_service

TAKES_FILES = "takes_files"
AROUND_A_FILE = 100_000  # bytes of the form it stands in
LARGEST_REQUEST = 1_000_000  # elsewhere
Route = TypeVar("Route", bound=Callable[..., Any])


def takes_files(route: Route) -> Route:
    """What is sent there may be as large as the largest material; elsewhere it may not."""
    setattr(route, TAKES_FILES, True)
    return route


def read_bodies(app: Flask) -> None:
    app.before_request(_bound)
    app.before_request(_read)


def largest_bodies(app: Flask, largest_file: int) -> Callable[[str, str], int]:
    """How many bytes a request may bear, by method and path: asked by the server before it takes any of them."""
    addresses = app.url_map.bind("")

    def largest(method: str, path: str) -> int:
        try:
            endpoint, _ = addresses.match(path, method)
        except HTTPException:
            return LARGEST_REQUEST
        return largest_file + AROUND_A_FILE if _takes_files(app, endpoint) else LARGEST_REQUEST

    return largest


def _bound() -> None:
    if request.endpoint is not None and _takes_files(current_app, request.endpoint):
        request.max_content_length = current_service().settings.forum.largest_material + AROUND_A_FILE


def _takes_files(app: Flask, endpoint: str) -> bool:
    return hasattr(app.view_functions[endpoint], TAKES_FILES)


def _read() -> None:
    if request.endpoint is None or not _takes_json(request.endpoint):
        return
    try:
        request.get_json()
    except RecursionError as problem:
        raise BadRequest from problem


def _takes_json(endpoint: str) -> bool:
    return "body" in inspect.unwrap(current_app.view_functions[endpoint]).__annotations__
