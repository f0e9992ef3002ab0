"""What a request may be, before anybody is asked what it wants."""

import json
import tempfile
from pathlib import Path

import pytest
from opened_lines import LARGEST, answered, hello
from served import until

from service.lines.server import IN_MEMORY, MOST_PASSED_OVER, Server

HEAD = b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"


def telling(environ, start_response):
    """What it was told of the body, and what it got."""
    body = json.dumps([int(environ.get("CONTENT_LENGTH") or 0), len(environ["wsgi.input"].read())]).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.mark.parametrize("is_chunked", [False, True])
@pytest.mark.parametrize(("sent", "kept"), [(LARGEST, LARGEST), (LARGEST + 1, 0), (5_000_000, 0)])
def test_of_a_body_that_is_too_large_nothing_is_kept_and_the_program_says_so(opened, is_chunked, sent, kept):
    body = (bytes(sent),) if is_chunked else bytes(sent)
    status, told = opened(telling).ask(method="POST", body=body, encode_chunked=is_chunked)
    assert (status, json.loads(told)) == (200, [sent, kept])


def test_who_asks_whether_to_send_too_much_is_answered_before(opened):
    line = opened(telling).line(HEAD + b"Expect: 100-continue\r\nContent-Length: 5000000\r\n\r\n")
    assert answered(line).endswith(b"[5000000, 0]")


def test_who_asks_whether_to_send_what_is_taken_is_told_to(opened):
    line = opened(telling).line(HEAD + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n")
    assert line.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
    line.sendall(b"hello")
    assert answered(line).endswith(b"[5, 5]")


REFUSED = {
    "two lengths": (400, b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    "two lengths, turned": (400, b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello"),
    "two unlike lengths": (400, b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
    "another coding": (501, b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    "an endless chunk": (400, b"Transfer-Encoding: chunked\r\n\r\n5;" + b"x" * 2000),
    "an endless trailer": (400, b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"x" * 2000),
    "no number": (400, b"Content-Length: five\r\n\r\n"),
    "a body without end": (413, b"Content-Length: %d\r\n\r\n" % MOST_PASSED_OVER),
    "a long head": (431, b"X: " + b"x" * 40_000 + b"\r\n\r\n"),
    "a bare line end": (400, b"X: 010190-5001\nY: 1\r\n\r\n"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_clear_request_is_refused_at_once_and_repeated_to_nobody(opened, kind):
    status, sent = REFUSED[kind]
    asked = []
    said = answered(opened(lambda *about: asked.append(about) or hello(*about)).line(HEAD + sent))
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.split()[1] == str(status).encode()
    assert (b"\r\nConnection: close" in head, json.loads(body)["status"], b"5001" in said) == (
        True,
        status,
        False,
    )
    assert asked == []


def test_a_coding_that_http_1_0_does_not_know_is_refused(opened):
    sent = HEAD.replace(b"1.1", b"1.0") + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello"
    assert answered(opened(hello).line(sent)).startswith(b"HTTP/1.0 400 ")


def test_each_length_alone_is_taken(opened):
    house = opened(telling)
    for how in (
        b"Content-Length: 5\r\n\r\nhello",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ):
        assert answered(house.line(HEAD + how)).endswith(b"[5, 5]")


@pytest.mark.parametrize(("is_more", "expected"), [(False, 0), (True, 1)])
def test_only_a_file_lies_on_the_disk_while_it_arrives_where_it_should_and_without_a_name(
    opened, tmp_path, monkeypatch, is_more, expected
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    house = opened(telling)
    house.server.largest_body = lambda *_: 10 * IN_MEMORY
    some = IN_MEMORY + 1 if is_more else IN_MEMORY - 2
    house.line(HEAD + b"Content-Length: %d\r\n\r\n" % (some + 1) + bytes(some))
    until(lambda: _arrived(house.server) == some, "it has arrived but for a byte")
    nameless = [link for link in _open_files() if link.startswith(str(tmp_path)) and "deleted" in link]
    assert (len(nameless), list(tmp_path.iterdir())) == (expected, [])


def _arrived(server: Server):
    requests = [line.request for line in list(server.active_channels.values()) if line.request]
    return sum(len(request.body_rcv) for request in requests if request.body_rcv)


def _open_files():
    for handle in Path("/proc/self/fd").iterdir():
        try:
            yield str(handle.readlink())
        except FileNotFoundError:
            continue


FORWARDED = {
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "elsewhere.example",
}


def seen(environ, start_response):
    start_response("200 OK", [])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']} {environ['HTTP_HOST']}".encode()]


def test_what_a_proxy_says_is_believed_from_the_one_that_is_set(opened):
    house = opened(seen, trusted_proxy="127.0.0.1")
    assert house.ask(headers=FORWARDED) == (200, f"192.0.2.7 https 127.0.0.1:{house.port}".encode())


@pytest.mark.parametrize("proxy", ["", "192.0.2.1"])
def test_what_anybody_else_says_of_being_a_proxy_is_not_believed(opened, proxy):
    house = opened(seen, trusted_proxy=proxy)
    assert house.ask(headers=FORWARDED) == (200, f"127.0.0.1 http 127.0.0.1:{house.port}".encode())
