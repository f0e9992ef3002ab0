"""Whoever says nothing, sends or reads without end loses the line, and has held nobody up."""

from threading import Event

import pytest
from opened_lines import answered, drip, hello
from served import until

from service.lines.server import THREADS

HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1"
HEAD = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LARGE = 20_000_000


def large(environ, start_response):
    start_response("200 OK", [("Content-Length", str(LARGE))])
    return [bytes(LARGE)]


@pytest.mark.parametrize("beginning", [b"", HALF_A_HEAD, HEAD + b"Content-Length: 9\r\n\r\nhal"])
def test_two_hundred_who_are_silent_hold_no_thread_and_end(opened, beginning):
    house = opened(hello, silent=6, head=6)
    silent = [house.line(beginning) for _ in range(200)]
    until(lambda: house.lines_left() == 200, "all lines are there")
    assert house.ask() == (200, b"hello")
    assert house.lines_left() >= 200
    until(lambda: house.lines_left() == 0, "all have ended")
    told = {answered(line).partition(b"\r\n")[0] for line in silent}
    assert told == ({b"HTTP/1.1 408 Request Timeout"} if b"\r\n\r\n" in beginning else told)


def test_who_speaks_again_in_time_is_answered(opened):
    house = opened(hello)
    line = house.line(HALF_A_HEAD)
    assert house.ask() == (200, b"hello")
    line.sendall(b"\r\nConnection: close\r\n\r\n")
    assert answered(line).endswith(b"hello")


def test_a_head_of_a_byte_at_a_time_ends(opened):
    house = opened(hello, head=2)
    assert drip(house.line(HALF_A_HEAD)).startswith(b"HTTP/1.0 408 ")


def test_empty_lines_without_end_end(opened):
    assert drip(opened(hello, silent=2).line(), b"\r\n") == b""


@pytest.mark.parametrize(
    "how", [b"Content-Length: 90000\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\nffff\r\n"]
)
def test_a_body_of_a_byte_at_a_time_ends_and_the_program_never_hears_of_it(opened, how):
    asked = []
    house = opened(lambda *about: asked.append(about) or hello(*about), arrives=2)
    assert drip(house.line(HEAD + how)).startswith(b"HTTP/1.1 408 ")
    assert asked == []


def test_many_who_never_read_twenty_megabytes_hold_no_thread_and_end(opened):
    house = opened(lambda e, s: large(e, s) if e["REQUEST_METHOD"] == "GET" else hello(e, s), silent=5)
    for _ in range(2 * THREADS):
        house.line(GET, takes=4096)
    until(
        lambda: sum(line.total_outbufs_len > 0 for line in list(house.server.active_channels.values())) == 16,
        "all answers wait to be read",
    )
    assert house.ask(method="POST") == (200, b"hello")
    until(lambda: house.lines_left() == 0, "all have ended")


def test_who_reads_a_little_at_a_time_ends_too(opened):
    house = opened(large, read=2)
    line = house.line(GET, takes=4096)

    def read_on():
        line.settimeout(1)
        line.recv(64)
        return house.lines_left() == 0

    until(read_on, "the line has ended")


def test_who_reads_in_time_gets_all(opened):
    line = opened(large).line(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert answered(line).partition(b"\r\n\r\n")[2] == bytes(LARGE)


def test_a_line_is_not_ended_while_the_program_is_at_work(opened):
    house = opened(lambda e, s: (Event().wait(3), hello(e, s))[1], silent=1, head=1, arrives=1, read=1)
    assert house.ask() == (200, b"hello")
