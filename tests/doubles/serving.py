"""A double as a process: a thread for each connection, its faults, and the log of its requests."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread

from tests.doubles.control import PREFIX, Control
from tests.doubles.double import Answer, Double, Request
from tests.doubles.faults import BEFORE, Faults, reset
from tests.doubles.wire_log import Journal, WireLog

CHUNK = 700
HTML = b"<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1></body></html>"


def serve(
    make: Callable[[argparse.Namespace, Path, WireLog], Double],
    entry: str,
    parser: argparse.ArgumentParser | None = None,
):
    """Run the double that `make` makes until the process is killed; its first line out is its URL."""
    options = _options(parser or argparse.ArgumentParser())
    folder = options.dir or Path(tempfile.mkdtemp(prefix="moedeklar-double-"))
    folder.mkdir(parents=True, exist_ok=True)
    wire, faults, requests = WireLog(folder), Faults(), Journal(folder / "requests.jsonl")
    double = make(options, folder, wire)
    try:
        server = _Server(options.port, double, faults, requests)
    except OSError as fault:
        sys.exit(
            f"port {options.port} on 127.0.0.1 can't be had ({fault.strerror}): give another, or 0 for a free one"
        )
    if options.while_read:
        Thread(target=_end_with_input, daemon=True).start()
    server.control = Control(double, faults, wire, requests)
    if options.port_file:
        options.port_file.write_text(str(server.server_port))
    print(f"http://127.0.0.1:{server.server_port}{entry}", flush=True)  # noqa: T201 - who starts it waits for this line
    server.serve_forever()


def _options(parser):
    parser.add_argument("--port", type=int, default=0, help="0: one that is free")
    parser.add_argument("--dir", type=Path, help="for the logs; a temporary folder unless given")
    parser.add_argument("--port-file", type=Path)
    parser.add_argument("--while-read", action="store_true", help="end when standard input does")
    return parser.parse_args()


def _end_with_input():
    """Whoever started this has gone, however suddenly, when nobody holds the other end of the pipe."""
    sys.stdin.buffer.read()
    os._exit(0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port, double, faults, requests):
        super().__init__(("127.0.0.1", port), _Connection)
        self.double, self.faults, self.requests, self.numbers = double, faults, requests, count(1)
        self.control = None


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):  # the client is gone, which is its right
            self.close_connection = True

    def setup(self):
        super().setup()
        self._ways = getattr(self.server.double, "ways", frozenset())
        if "http_10" in self._ways:
            self.protocol_version = "HTTP/1.0"

    def _serve(self):
        path, _, query = self.path.partition("?")
        try:
            body = self._read_body()
        except ValueError as fault:
            self.close_connection = True
            self._write(Answer(400, str(fault).encode(), "text/plain"))
            return
        if path.startswith(PREFIX):
            self._write(self.server.control(Request(0, self.command, path, query, self.headers, body)))
            return
        request = Request(next(self.server.numbers), self.command, path, query, self.headers, body)
        operation = self.server.double.operation(request)
        fault = self.server.faults.draw(operation, request.number)
        is_done = not (fault and fault.when == BEFORE)
        answer = self.server.double.perform(request) if is_done else Answer(500, HTML, "text/html")
        self.server.requests.append(
            {
                "request": request.number,
                "operation": operation,
                "status": answer.status if is_done else None,
                "fault": f"{fault.kind} {fault.when}" if fault else None,
            }
        )
        self._fail(fault, answer) if fault else self._write(answer)

    def _read_body(self):
        """The whole of it, in one piece or in chunks; ValueError."""
        if "chunked" not in self.headers.get("Transfer-Encoding", "").lower():
            length = self.headers.get("Content-Length") or "0"
            if not length.isdecimal():
                raise ValueError("the length of the request is no number")
            return self.rfile.read(int(length))
        body = b""
        while size := int(self.rfile.readline().partition(b";")[0] or b"0", 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            continue
        return body

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = _serve  # noqa: N815 - the library's names

    def _fail(self, fault, answer):
        if fault.kind == "hang":
            self.server.faults.hang(fault)
            self.close_connection = True
        elif fault.kind == "reset":
            self.close_connection = True
            reset(self.connection)
        elif fault.kind == "truncated":
            self._write(answer, cut=max(len(answer.body) // 2, 1))
            self.close_connection = True
        elif fault.kind == "500_html":
            self._write(Answer(500, HTML, "text/html; charset=utf-8"))
        else:
            self._write(self.server.double.trouble(fault.kind, fault.retry_after))

    def _write(self, answer, cut=None):
        length = len(answer.body) if cut is None else max(len(answer.body), cut + 1)
        self.send_response(answer.status)
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if cut is not None:
            self.send_header("Connection", "close")
        if cut is None and "chunked" in self._ways:
            self._write_in_chunks(answer.body)
            return
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(answer.body if cut is None else answer.body[:cut])

    def _write_in_chunks(self, body):
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for first in range(0, len(body), CHUNK):
            part = body[first : first + CHUNK]
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        """Say nothing: the log of requests is a file."""
