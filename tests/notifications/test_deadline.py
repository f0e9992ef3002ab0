"""A server whose answer drips: each request ends in time, and leaves nothing behind."""

import socket
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

import pytest
import requests

from notifications.address import Address
from notifications.carrier import InDoubt, NotSent, Parcel
from notifications.deadline import BoundedSession, TookTooLong, within
from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer
from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier
from notifications.mail import Envelope, Letter, compose
from tests.doubles.certificates import authority

TIMEOUT_SECONDS = 0.5
SOON = 5  # well before the server has had enough
MAILBOX = "vink@example.dk"
HEADERS = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n"
ENDLESS = {
    "in its status": b"HTTP/1.1 ",
    "in a header": HEADERS + b"X-Drip: ",
    "in its body": HEADERS + b"Content-Length: 100000\r\n\r\n",
    "in a body without a length": HEADERS + b"Connection: close\r\n\r\n{}",
}


@contextmanager
def server(beginning, drip=b" ", context=None):
    """Answers each connection with the beginning, then drop by drop, for at most twenty seconds."""
    over = threading.Event()

    def serve(plain):
        with (
            suppress(OSError),
            plain if context is None else context.wrap_socket(plain, server_side=True) as to,
        ):
            to.recv(65_536)
            to.sendall(beginning)
            for _ in range(200 if drip else 0):
                to.sendall(drip)
                if over.wait(0.1):
                    return

    def accept():
        with suppress(OSError):
            while True:
                serving.append(threading.Thread(target=serve, args=listening.accept()[:1]))
                serving[-1].start()

    serving = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            listening.shutdown(socket.SHUT_RDWR)
            for thread in (accepting, *serving):
                thread.join(SOON)


def graph(port):
    return GraphCarrier(GraphApp(f"http://127.0.0.1:{port}/v1.0", timeout_seconds=TIMEOUT_SECONDS), MAILBOX)


def exchange(port):
    url = f"http://127.0.0.1:{port}/EWS/Exchange.asmx"
    facts = {"timeout_seconds": TIMEOUT_SECONDS, "allows_plain_http": True}
    return ExchangeCarrier(EwsServer(url, MAILBOX, "hemmelig", "basic", **facts), MAILBOX)


class Lasting(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.connections += 1

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_args):
        """Nobody reads it."""


CHANNELS = [(graph, b"application/json"), (exchange, b"text/xml")]


def drips(where, kind):
    return server(ENDLESS[where].replace(b"%s", kind))


def parcel():
    sender, recipient = Address("VINK", MAILBOX), Address("SSP", "ssp@example.dk")
    envelope = Envelope("<abc.1@example.dk>", sender, recipient, datetime(2026, 12, 8, 8, tzinfo=UTC), "da")
    letter = Letter("Rykker", "Kære Åse\n", "<p>Kære Åse</p>\n")
    return Parcel("KE-2026-0117/rykker", sender, recipient, compose(envelope, letter, None))


@contextmanager
def in_time():
    begun = monotonic()
    yield
    assert TIMEOUT_SECONDS / 2 < monotonic() - begun < SOON


@pytest.mark.parametrize("where", ENDLESS)
@pytest.mark.parametrize(("channel", "kind"), CHANNELS)
def test_a_question_whose_answer_drips_is_given_up_in_time_and_finds_nothing(channel, kind, where):
    with drips(where, kind) as port, in_time(), pytest.raises(NotSent):
        channel(port).find("KE-2026-0117")


@pytest.mark.parametrize("where", ENDLESS)
@pytest.mark.parametrize(("channel", "kind"), CHANNELS)
def test_a_change_whose_answer_drips_is_given_up_in_time_and_in_doubt(channel, kind, where):
    with drips(where, kind) as port, in_time(), pytest.raises(InDoubt):
        channel(port).send(parcel())


@pytest.mark.parametrize("where", ENDLESS)
def test_an_encrypted_answer_that_drips_is_given_up_in_time(where, tmp_path):
    trusted = authority(tmp_path)
    with server(ENDLESS[where].replace(b"%s", b"text/xml"), context=trusted.context_for()) as port:
        session = BoundedSession(TIMEOUT_SECONDS)
        session.trust_env = False  # the environment's authorities would go before ours
        session.verify = str(trusted.ca_file)
        with in_time(), session, pytest.raises(requests.RequestException):
            session.get(f"https://127.0.0.1:{port}/")


def test_a_streamed_answer_that_drips_is_given_up_in_time():
    session = BoundedSession(TIMEOUT_SECONDS)
    answers = drips("in its body", b"text/plain")
    with (
        answers as port,
        in_time(),
        session,
        pytest.raises(requests.RequestException),
        within(TIMEOUT_SECONDS),
    ):
        list(session.get(f"http://127.0.0.1:{port}/", stream=True).iter_content())


def test_what_looks_like_a_whole_answer_is_none_when_its_time_was_over():
    session = BoundedSession(TIMEOUT_SECONDS)
    with drips("in a body without a length", b"text/plain") as port, session, pytest.raises(TookTooLong):
        session.get(f"http://127.0.0.1:{port}/")


def test_a_handshake_that_drips_is_given_up_in_time():
    session, start = BoundedSession(TIMEOUT_SECONDS), b"\x16\x03\x03\x40\x00"
    with server(start, b"\x02") as port, in_time(), session, pytest.raises(requests.RequestException):
        session.get(f"https://127.0.0.1:{port}/")


def test_an_ordinary_request_leaves_no_thread_behind():
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    with server(whole, drip=b"") as port, BoundedSession(60) as session:
        answer = session.get(f"http://127.0.0.1:{port}/")
        left = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert (answer.content, left) == (b"{}", [])


def test_a_request_given_up_leaves_no_thread_behind():
    with drips("in its body", b"text/plain") as port, BoundedSession(TIMEOUT_SECONDS) as session:
        with pytest.raises(requests.RequestException):
            session.get(f"http://127.0.0.1:{port}/")
        left = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
    assert left == []


def test_a_connection_outlives_the_time_of_its_first_request():
    """The time of one request ends with it: the next over the same connection has its own."""
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Lasting) as lasting,
        BoundedSession(TIMEOUT_SECONDS) as session,
    ):
        lasting.connections = 0
        thread = threading.Thread(target=lasting.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        url, until = f"http://127.0.0.1:{lasting.server_port}/", monotonic() + 2 * TIMEOUT_SECONDS
        while monotonic() < until:
            assert session.get(url).content == b"{}"
        session.close()
        lasting.shutdown()
        thread.join(SOON)
    assert lasting.connections == 1
