"""What becomes of an answer: whether its line is kept, what is told of it, and what ends it."""

import re
import subprocess
import sys
from threading import Event, Thread
from time import monotonic

import pytest
from opened_lines import answered, hello
from served import SOON, until
from structlog.testing import capture_logs

from service.lines.bounds import Bounds
from service.lines.overtime import EndedForTakingTooLong, Overtime
from service.lines.server import STUCK, THREADS

TOKEN = "bcdfghjkmnpqrstvbcdfghjkmnpqrstv"
GET = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def bodiless(environ, start_response):
    start_response(environ["PATH_INFO"].strip("/") + " No Body", [])
    return [b""]


@pytest.mark.parametrize("status", [b"204", b"304"])
def test_an_answer_without_a_body_keeps_its_line(opened, status):
    line = opened(bodiless).line(GET % status.join([b"/", b""]))
    first = line.recv(65_536)
    line.sendall(GET % b"/304")
    second = line.recv(65_536)
    assert [one.split()[1] for one in (first, second)] == [status, b"304"]
    assert b"Connection: close" not in first + second


def test_an_answer_without_a_body_ends_the_line_of_who_wants_that(opened):
    asked = (GET % b"/304").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert b"\r\nConnection: close\r\n" in answered(opened(bodiless).line(asked))
    assert answered(opened(bodiless).line((GET % b"/304").replace(b"1.1", b"1.0")))


def test_each_answer_is_told_without_query_and_link_and_the_servers_own_refusals_too(opened):
    house = opened(lambda e, s: 1 / 0 if e["PATH_INFO"] == "/fails" else hello(e, s))
    with capture_logs() as logs:
        house.ask(f"/m/{TOKEN}?name=somebody")
        house.ask("/fails")
        answered(house.line(b"POST /m/token HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n"))
        answered(house.line(b"nonsense\r\n\r\n"))
        house.end()
    told = [(one["method"], one["path"], one["status"]) for one in logs if one["event"] == "request"]
    assert told == [("GET", "/m/…", 200), ("", "", 500), ("POST", "/m/…", 501), ("", "", 400)]
    assert all(one["milliseconds"] >= 0 for one in logs if one["event"] == "request")


def loop_for_ever(environ, start_response):
    while True:
        try:
            re.sub("a", "b", "a")
        except Exception:  # noqa: BLE001 - as somebody might write
            continue


def test_a_handler_that_loops_is_ended_and_its_thread_serves_on(opened):
    house = opened(lambda e, s: loop_for_ever(e, s) if e["PATH_INFO"] == "/loop" else hello(e, s), worked=1)
    looping = [house.line(GET % b"/loop") for _ in range(2 * THREADS)]
    assert {answered(line).split()[1] for line in looping} == {b"500"}
    assert house.ask() == (200, b"hello")
    assert not house.server.is_stuck()


def test_nobody_is_ended_for_what_the_thread_did_before():
    overtime, is_over = Overtime(Bounds(worked=0.0005)), Event()

    def look():
        while not is_over.is_set():
            overtime.look(monotonic())

    looking = Thread(target=look)
    looking.start()
    ended = 0
    try:
        for _ in range(1000):
            try:
                overtime.count(lambda: sum(range(10_000)))
            except EndedForTakingTooLong:
                ended += 1
            sum(each for each in range(500))  # where one that came late would strike
    finally:
        is_over.set()
        looking.join()
    assert ended > 0
    assert overtime.stuck(monotonic() + SOON) == 0


def test_a_call_that_cannot_be_ended_is_told(opened):
    goes_on = Event()
    house = opened(lambda e, s: (goes_on.wait(SOON), hello(e, s))[1], worked=0.5, stuck=0.5)
    line = house.line(GET % b"/")
    try:
        until(house.server.is_stuck, "it is told")
    finally:
        goes_on.set()
    assert answered(line).split()[1] == b"500"
    assert not house.server.is_stuck()


ALL_STUCK = """
import socket, time
from service.lines.bounds import Bounds
from service.lines.server import THREADS, Server
listening = socket.create_server(("127.0.0.1", 0))
server = Server(lambda *_: time.sleep(1000), listening, lambda *_: 0, bounds=Bounds(worked=0.2, stuck=0.2))
lines = [socket.create_connection(listening.getsockname()) for _ in range(THREADS - {less})]
for line in lines:
    line.sendall(b"GET / HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n")
{then}
server.run()
"""


def test_a_process_that_can_answer_nobody_any_more_ends_to_be_started_again():
    script = ALL_STUCK.format(less=0, then="")
    assert subprocess.run([sys.executable, "-c", script], timeout=SOON, check=False).returncode == STUCK


def test_a_process_with_a_thread_left_goes_on():
    then = "import threading; threading.Timer(4, server.end).start()"
    script = ALL_STUCK.format(less=1, then=then)
    assert subprocess.run([sys.executable, "-c", script], timeout=SOON, check=False).returncode == 0


def test_told_to_end_it_answers_what_was_asked_and_what_still_arrives_and_takes_no_more(opened):
    begun, may_end = Event(), Event()

    def slow(environ, start_response):
        begun.set()
        may_end.wait(SOON)
        return hello(environ, start_response)

    house = opened(slow)
    asked, idle = house.line(GET % b"/"), house.line()
    assert begun.wait(SOON)
    arriving = house.line(b"GET / HTTP/1.1\r\n")
    until(
        lambda: any(line.is_arriving() for line in list(house.server.active_channels.values())), "it arrives"
    )
    house.server.end()
    assert answered(idle) == b""
    with pytest.raises(ConnectionRefusedError):
        house.line()
    arriving.sendall(b"Host: 127.0.0.1\r\n\r\n")
    may_end.set()
    for line in (asked, arriving):
        said = answered(line)
        assert (said.endswith(b"hello"), b"\r\nConnection: close\r\n" in said) == (True, True)
    house.end()
    assert house.is_all_answered is True


def test_told_to_end_it_does_not_wait_for_ever(opened):
    goes_on = Event()
    house = opened(lambda e, s: (goes_on.wait(SOON), hello(e, s))[1], ends=1)
    house.line(GET % b"/")
    until(lambda: any(line.requests for line in list(house.server.active_channels.values())), "it is asked")
    began_at = monotonic()
    house.end()
    assert (house.is_all_answered, monotonic() - began_at < SOON / 2) == (False, True)
    goes_on.set()
