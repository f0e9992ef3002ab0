"""One line for each answer: what was asked without its query, since who asked what is in the record."""

import re

import structlog

TOKEN = re.compile(r"(?<=/m/)[^/\s]+")  # whoever knows it is let in

log = structlog.get_logger("access")


def tell(method: str, path: str, status: int, milliseconds: int) -> None:
    """Method and path are empty where the request was not even a request."""
    log.info("request", method=method, path=TOKEN.sub("…", path), status=status, milliseconds=milliseconds)
