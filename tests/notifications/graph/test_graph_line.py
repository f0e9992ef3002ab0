"""One request to Graph: what it says of us, where it may lead, how long its answer may be, how many at once."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Lock, Thread

import pytest

from notifications.carrier import InDoubt, NotSent
from notifications.graph.access import Access
from notifications.graph.app import GraphApp
from notifications.graph.line import Line
from notifications.graph.verdicts import Ask

HERE = "/users/vink@example.dk/events"


class Answering(BaseHTTPRequestHandler):
    """Gives what the server was told to give, and remembers what it was asked and how many asked at once."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with self.server.lock:
            self.server.asked.append((self.path, dict(self.headers)))
            self.server.at_work += 1
            self.server.most = max(self.server.most, self.server.at_work)
        if self.server.crowd:
            self.server.crowd.wait(5)
        status, headers, body = self.server.given
        with contextlib.suppress(OSError):
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        with self.server.lock:
            self.server.at_work -= 1

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_args):
        """Nobody reads it."""


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.lock, server.crowd = Lock(), None
        server.asked, server.at_work, server.most = [], 0, 0
        server.given = 200, {}, b"{}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def line(server):
    app = GraphApp(url=f"http://127.0.0.1:{server.server_port}/v1.0", timeout_seconds=5, token="hemmelig")
    return Line(app, Access(app))


def test_a_request_says_which_ids_and_which_time_it_wants_and_bears_a_number(server, line):
    line.get(HERE)
    line.get(HERE)
    (path, first), (_, second) = server.asked
    assert (path, first["Prefer"]) == (
        "/v1.0/users/vink@example.dk/events",
        'IdType="ImmutableId", outlook.timezone="UTC", odata.maxpagesize=50',
    )
    assert first["client-request-id"] != second["client-request-id"]


def test_a_space_in_a_question_is_no_plus_sign(server, line):
    line.get(HERE, {"$filter": "isRead eq false"})
    assert [path for path, _ in server.asked] == [f"/v1.0{HERE}?%24filter=isRead%20eq%20false"]


def test_no_netrc_puts_another_token_in_the_place_of_ours(server, line, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login x password y\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    line.get(HERE)
    assert [headers["Authorization"] for _, headers in server.asked] == ["Bearer hemmelig"]


def test_a_redirect_is_not_followed(server, line):
    server.given = 307, {"Location": "http://127.0.0.2/"}, b""
    with pytest.raises(NotSent, match="something other than Graph"):
        line.ask(Ask("POST", HERE, content={}))
    assert len(server.asked) == 1


def test_a_link_to_elsewhere_is_not_followed(server, line):
    with pytest.raises(NotSent, match="another server"):
        line.get("http://127.0.0.2/v1.0/users")
    assert server.asked == []


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'"x"', b"\xff", b'{"value": ['])
def test_an_answer_that_is_none_leaves_a_change_in_doubt_and_a_question_unanswered(server, line, body):
    server.given = 200, {"Content-Type": "application/json"}, body
    with pytest.raises(InDoubt, match="can't be read"):
        line.ask(Ask("POST", HERE, content={}))
    with pytest.raises(NotSent, match="can't be read"):
        line.get(HERE)


def test_an_empty_answer_to_a_question_is_not_taken_for_none(server, line):
    server.given = 200, {}, b""
    with pytest.raises(NotSent):
        line.get(HERE)


def test_an_answer_longer_than_any_of_ours_is_not_read_to_its_end(server, line):
    server.given = 200, {}, json.dumps({"value": "x" * 20_000_001}).encode()
    with pytest.raises(NotSent, match="longer than any"):
        line.get(HERE)


def test_the_start_of_a_mail_is_cut_one_octet_after_what_is_asked_for(server, line):
    server.given = 200, {}, b"x" * 300_000
    assert [len(line.start_of(HERE, octets)) for octets in (1_000, 299_999, 300_000)] == [
        1_001,
        300_000,
        300_000,
    ]


def test_four_ask_at_once_and_no_more(server, line):
    """Each is answered when four are there, so fewer would wait for ever; a fifth would be counted."""
    server.crowd = Barrier(4)
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(line.get, [HERE] * 24))
    assert (answers, server.most) == ([{}] * 24, 4)
