"""The line to Graph: one request, one answer, never a repeat of its own but after a renewed token."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import requests

from notifications.carrier import NotSent
from notifications.deadline import BoundedSession, within
from notifications.graph.access import Access
from notifications.graph.app import GraphApp
from notifications.graph.verdicts import Ask, on_no_answer, on_status

_AT_ONCE = BoundedSemaphore(4)  # Graph's own limit to one app, whatever the mailbox
_LONGEST_ANSWER = 20_000_000
_PIECE = 65_536
_PREFERRED = 'IdType="ImmutableId", outlook.timezone="UTC", odata.maxpagesize=50'


class Line:
    """`served_at` is the server's own clock at the last answer."""

    def __init__(self, app: GraphApp, access: Access) -> None:
        self._app, self._access = app, access
        self._base = app.url.rstrip("/")
        self._session = BoundedSession(app.timeout_seconds)
        self._session.verify = app.verify
        self.served_at: datetime | None = None

    def ask(self, ask: Ask) -> dict[str, Any]:
        """Give what was answered, {} where that is nothing; raise NotSent, InDoubt or Refused."""
        body = self._exchange(ask, _LONGEST_ANSWER)
        if len(body) > _LONGEST_ANSWER:
            raise ask.lost("Graph's answer is longer than any of ours")
        if not body and ask.method == "GET":  # cut off, and not "there is none"
            raise ask.lost("Graph's answer can't be read")
        try:
            content = json.loads(body or b"{}")
        except ValueError as fault:
            raise ask.lost("Graph's answer can't be read") from fault
        if not isinstance(content, dict):
            raise ask.lost("Graph's answer can't be read")
        return content

    def get(self, path: str, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        return self.ask(Ask("GET", path, query or {}))

    def start_of(self, path: str, octets: int) -> bytes:
        """The first octets, and one more where there are more; the rest is never fetched."""
        return self._exchange(Ask("GET", path), octets)

    def _exchange(self, ask: Ask, octets: int) -> bytes:
        if not _AT_ONCE.acquire(timeout=self._app.timeout_seconds):
            raise NotSent(reason="four requests to Graph are under way already")
        try:
            response, body = self._once(ask, octets)
            if response.status_code == HTTPStatus.UNAUTHORIZED and self._access.renew():
                response, body = self._once(ask, octets)
        finally:
            _AT_ONCE.release()
        if not HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES:
            raise on_status(response, body, ask)
        return body

    def _once(self, ask: Ask, octets: int) -> tuple[requests.Response, bytes]:
        url, token = self._url(ask.path), self._access.token()
        try:
            with (
                within(self._app.timeout_seconds),
                self._session.request(
                    ask.method,
                    url,
                    params=urlencode(ask.query, quote_via=quote),  # a plus sign is no space to every server
                    json=ask.content,
                    headers=_headers(ask),
                    auth=_Bearer(token),
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                self._note(response)
                return response, _start_of(response, octets)
        except requests.RequestException as fault:
            raise on_no_answer(fault, ask) from fault

    def _url(self, path: str) -> str:
        """A link is followed only to where the token belongs."""
        if path.startswith("/"):
            return self._base + path
        if urlsplit(path)[:2] != urlsplit(self._base)[:2]:
            raise NotSent(reason="a link leads to another server than Graph")
        return path

    def _note(self, response: requests.Response) -> None:
        try:
            self.served_at = parsedate_to_datetime(response.headers.get("Date", ""))
        except (TypeError, ValueError):
            self.served_at = None


class _Bearer(requests.auth.AuthBase):
    """An `auth` of its own, so that no .netrc puts another in its place."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _headers(ask: Ask) -> dict[str, str]:
    headers = {
        "Accept": "application/json",
        "Prefer": _PREFERRED,
        "User-Agent": "moedeklar",
        "client-request-id": str(uuid.uuid4()),
    }
    return {**headers, "If-Match": ask.if_match} if ask.if_match else headers


def _start_of(response: requests.Response, octets: int) -> bytes:
    body = bytearray()
    for piece in response.iter_content(_PIECE):
        body += piece
        if len(body) > octets:
            break
    return bytes(body[: octets + 1])
