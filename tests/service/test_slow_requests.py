"""The service as it is started: whoever dawdles holds up neither its health nor its pages."""

import socket

import pytest
import requests
from served import SOON, Served

GET = b"GET /healthz HTTP/1.1\r\nHost: 127"
POST = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One for all: none of them leaves anything behind."""
    one = Served(tmp_path_factory.mktemp("slow") / "vink").start().up()
    yield one
    one.stop()


def sending(served, beginning):
    line = socket.create_connection(("127.0.0.1", served.port), timeout=SOON)
    line.sendall(beginning)
    return line


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        GET,
        POST,
        POST + b"Content-Length: 1000\r\n\r\nrole=",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nro",
    ],
)
def test_two_hundred_who_dawdle_are_not_waited_for(served, beginning):
    dawdling = [sending(served, beginning) for _ in range(200)]
    for path in ("/healthz", "/login"):
        assert requests.get(served.url + path, timeout=5).status_code == 200
    for line in dawdling:
        line.close()


def test_what_comes_in_time_is_answered_in_full(served):
    with sending(served, POST + b"Content-Length: 4\r\n\r\nro") as line:
        line.sendall(b"le")
        assert line.recv(65_536).startswith(b"HTTP/1.1 400 ")


def test_a_form_is_taken_through_a_proxy_that_encrypts(tmp_path):
    """Pages tell browsers to name no page they come from, so that none is asked for."""
    served = Served(tmp_path / "vink", MOEDEKLAR_WEB_TRUSTED_PROXY="127.0.0.1").start().up()
    try:
        with requests.Session() as person:
            person.headers["X-Forwarded-Proto"] = "https"
            page = person.get(served.url + "/login", timeout=SOON).text
            token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
            entered = person.post(
                served.url + "/login",
                {"role": "secretariat", "csrf_token": token},
                timeout=SOON,
                allow_redirects=False,
            )
            assert entered.status_code == 303
    finally:
        served.stop()
