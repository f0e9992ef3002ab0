"""What a failed request means for what was asked: nothing happened, nobody knows, or never."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.graph.access import AFTER_REPAIR
from notifications.server_codes import Concern, concern_of

_CODE = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_LONGEST_WAIT = timedelta(days=1)
_NOWHERE = {"erroritemnotfound", "errorinvalididmalformed", "errorinvalididempty"}


class Unknown(NotSent):
    """A no that nobody has looked into: it kills nothing."""


class Absent(NotSent):
    """There is no such item."""


class Duplicate(NotSent):
    """It was made before (409)."""


class Expired(NotSent):
    """The server has forgotten where we were (410)."""


_NOT_LET_IN: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "Graph does not take the token ({named})",
    HTTPStatus.FORBIDDEN: "Graph denies access ({named}): {permission} is missing, or does not reach this mailbox",
}
_ASKED_TO_WAIT = {HTTPStatus.LOCKED, HTTPStatus.TOO_MANY_REQUESTS}
_DOUBTFUL: dict[int, str] = {
    HTTPStatus.PRECONDITION_FAILED: "the entry was changed meanwhile (412)",
    HTTPStatus.REQUEST_TIMEOUT: "Graph did not answer in time (408)",
}
_TOLD: Mapping[Concern, tuple[timedelta | None, str]] = {
    Concern.MAILBOX: (AFTER_REPAIR, "Graph can't use the organiser's mailbox"),
    Concern.FULL: (AFTER_REPAIR, "the organiser's mailbox is full, or may send no more"),
    Concern.NOT_NOW: (None, "the server could not take it now"),
}


@dataclass(frozen=True)
class Ask:
    """One request. `path` begins with a slash, or is a link as Graph gave it; `is_reading`: it changes nothing."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    content: Mapping[str, Any] | None = None
    if_match: str = ""

    @property
    def is_reading(self) -> bool:
        return self.method == "GET" or self.path.endswith("/getSchedule")

    @property
    def is_making(self) -> bool:
        return self.method == "POST" and self.path.endswith("/events")

    @property
    def permission(self) -> str:
        if self.path.endswith("/send"):
            return "Mail.Send"
        is_of_mail = "/messages" in self.path or "/mailFolders" in self.path
        return "Mail.ReadWrite" if is_of_mail else "Calendars.ReadWrite"

    def lost(self, reason: str, retry_after: timedelta | None = None) -> NotSent | InDoubt:
        """No answer, or none that can be read: what only reads has at least done no harm."""
        return NotSent(retry_after, reason) if self.is_reading else InDoubt(retry_after, reason)


def on_no_answer(fault: requests.RequestException, ask: Ask) -> NotSent | InDoubt:
    cause = fault.args[0] if fault.args else None
    cause = cause.reason if isinstance(cause, MaxRetryError) else cause
    if isinstance(fault, requests.exceptions.ProxyError):
        return NotSent(reason="the proxy can't be reached")
    if isinstance(fault, requests.ConnectTimeout) or isinstance(cause, NewConnectionError):
        return NotSent(reason="Graph can't be reached")
    if isinstance(fault, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(cause):
        return NotSent(reason="Graph's own certificate is not trusted: check ca_file")
    if isinstance(fault, requests.Timeout):
        return ask.lost("Graph did not answer in time")
    return ask.lost("the connection to Graph broke")


def on_status(response: requests.Response, body: bytes, ask: Ask) -> NotSent | InDoubt | Refused:
    status, wait = response.status_code, _retry_after(response.headers)
    code = _code_in(body)
    named = f"{status} {code}".strip()
    if status in _NOT_LET_IN:
        return NotSent(AFTER_REPAIR, _NOT_LET_IN[status].format(named=named, permission=ask.permission))
    if status < HTTPStatus.BAD_REQUEST:
        return NotSent(AFTER_REPAIR, f"something other than Graph answered ({status})")
    if status in _ASKED_TO_WAIT:
        return NotSent(wait, f"Graph asks to wait ({status})")
    if status in _DOUBTFUL or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ask.lost(_DOUBTFUL.get(status, f"Graph failed ({status})"), wait)
    return _of_an_item(status, code, ask) or _by_concern(status, code, named)


def _of_an_item(status: int, code: str, ask: Ask) -> NotSent | None:
    """What its caller waits for; a 404 that names no item may be the whole mailbox's."""
    if code.casefold() in _NOWHERE:
        return Absent(reason=f"Graph has no such item ({status} {code})")
    if status == HTTPStatus.CONFLICT and ask.is_making:
        return Duplicate(reason=f"Graph has made it before ({status})")
    if status == HTTPStatus.GONE and ask.is_reading:
        return Expired(reason=f"Graph has forgotten where the reading stood ({status})")
    return None


def _by_concern(status: int, code: str, named: str) -> NotSent | Refused:
    match concern_of(code):
        case Concern.MESSAGE | Concern.OUR_MAIL:
            return Refused(named)
        case None if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return Refused(named)
        case None:
            return Unknown(reason=f"Graph said no for a reason that is unknown here ({named})")
        case concern:
            wait, said = _TOLD[concern]
            return NotSent(wait, f"{said} ({named})")


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Seconds, or a moment, which is counted from the server's own clock."""
    said = headers.get("Retry-After", "").strip()
    try:
        if said.isdigit():
            wait = timedelta(seconds=min(int(said), _LONGEST_WAIT.total_seconds()))
        else:
            wait = parsedate_to_datetime(said) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return min(max(wait, timedelta()), _LONGEST_WAIT)


def _code_in(body: bytes) -> str:
    """Graph's own name of what went wrong; its sentences may hold addresses."""
    try:
        code = str(json.loads(body)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
    return code if _CODE.fullmatch(code) else ""
