"""Whoever sends without end, or never reads the answer, does not hold the others up."""

import socket
import sys

import pytest
from served import SOON, Served, until

from service.serving import THREADS

IN_A_HURRY = """
from service.patience import PatientWorker
PatientWorker.arrives_within, PatientWorker.answered_within = 1.0, 3.0
from service.cli.main import main
main()
"""
HEAD = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"


class Hurried(Served):
    """The same service, with less patience."""

    def command(self, *options):
        return [sys.executable, "-c", IN_A_HURRY, *super().command(*options)[3:]]


@pytest.fixture
def served(tmp_path):
    one = Hurried(tmp_path / "vink").start().up()
    yield one
    one.stop()


def sending(served, beginning):
    line = socket.create_connection(("127.0.0.1", served.port), timeout=SOON)
    line.sendall(beginning)
    return line


@pytest.mark.parametrize(
    "beginning",
    [HEAD + b"Content-Length: 1000\r\n\r\nrole=", HEAD, HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nro"],
)
def test_those_who_never_end_their_requests_are_ended_and_the_others_served(served, beginning):
    dawdling = [sending(served, beginning) for _ in range(2 * THREADS)]
    assert served.is_up()
    for line in dawdling:
        assert until(lambda line=line: not line.recv(65_536), "the line has ended")
        line.close()


def test_what_comes_in_time_is_answered_in_full(served):
    with sending(served, HEAD + b"Content-Length: 4\r\n\r\nro") as line:
        line.sendall(b"le")
        assert line.recv(65_536).startswith(b"HTTP/1.1 400 ")
