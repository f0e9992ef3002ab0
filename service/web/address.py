"""An address holds what can be written and looked for: no key has control characters, and no database takes a NUL."""

import re

from flask import Flask, request
from werkzeug.exceptions import BadRequest, NotFound

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def check_addresses(app: Flask) -> None:
    app.before_request(_check)


def _check() -> None:
    if _CONTROL.search(request.path):
        raise NotFound
    if any("\0" in given for values in request.args.lists() for given in (values[0], *values[1])):
        raise BadRequest
