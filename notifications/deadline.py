"""A request over HTTP that ends in time, however slowly the server lets its answer drip."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock, Timer
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class TookTooLong(requests.ReadTimeout):
    def __init__(self) -> None:
        super().__init__("no whole answer came in time")


class BoundedSession(requests.Session):
    """To requests a timeout is one of each read, so a byte a second would hold it for ever; here it is one of all.

    What follows a streamed answer's headers is bounded by the caller's own `within`.
    """

    def __init__(self, timeout_seconds: float) -> None:
        super().__init__()
        self._timeout_seconds = timeout_seconds
        for scheme in ("http://", "https://"):
            self.mount(scheme, _WatchedAdapter())

    def request(self, *args: Any, **more: Any) -> requests.Response:
        more.setdefault("timeout", self._timeout_seconds)
        with within(self._timeout_seconds):
            return super().request(*args, **more)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Shut the connections of what is still under way then. One within another counts as the outer."""
    if _WATCH.get() is not None:
        yield
        return
    watch = _Watch()
    timer = Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    before = _WATCH.set(watch)
    try:
        yield
    finally:
        _WATCH.reset(before)
        timer.cancel()
        timer.join()  # else it could shut the next request's connection
    if watch.is_over:  # a shut connection reads like an answer's end: what came may be cut short
        raise TookTooLong


class _Watch:
    def __init__(self) -> None:
        self.is_over = False
        self._lock = Lock()
        self._sockets: list[socket.socket] = []

    def add(self, one: socket.socket) -> None:
        with self._lock:
            self._sockets.append(one)
            if self.is_over:
                _shut(one)

    def end(self) -> None:
        with self._lock:
            self.is_over = True
            for one in self._sockets:
                _shut(one)


_WATCH: ContextVar[_Watch | None] = ContextVar("_WATCH", default=None)


class _WatchedConnection(HTTPConnection):
    """The socket is noted rather than the connection, which forgets it while an answer is still read from it."""

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        _note(made)
        return made

    def request(self, *args: Any, **more: Any) -> None:
        _note(self.sock)  # one of an earlier request, or encrypted since it was made
        super().request(*args, **more)


class _WatchedTlsConnection(_WatchedConnection, HTTPSConnection):
    pass


class _WatchedAdapter(HTTPAdapter):
    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> HTTPConnectionPool:
        pool = cast("HTTPConnectionPool", super().get_connection_with_tls_context(*args, **more))
        is_encrypted = isinstance(pool, HTTPSConnectionPool)
        pool.ConnectionCls = _WatchedTlsConnection if is_encrypted else _WatchedConnection
        return pool


def _note(one: socket.socket | None) -> None:
    watch = _WATCH.get()
    if watch is not None and one is not None:
        watch.add(one)


def _shut(one: socket.socket) -> None:
    """Past what TLS makes of it, which would take the encryption from under the thread that reads."""
    with suppress(OSError):
        socket.socket.shutdown(one, socket.SHUT_RDWR)
