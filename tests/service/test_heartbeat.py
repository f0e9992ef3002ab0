"""Somebody outside hears that the clock works: after ticks that went well, once a minute, and it delays nothing."""

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest
from served import until
from structlog.testing import capture_logs

from service.app import Surroundings, open_service
from service.heartbeat import Heartbeat
from service.settings.faults import SettingsFaults
from service.settings.load import load_settings
from service.timekeeping import Timekeeper

START = datetime(2026, 11, 9, 8, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


class Watchman:
    """A server on a free port that notes what it is asked, and answers as the test says."""

    def __init__(self):
        self.heard, self.status, self.may_answer = [], 200, Event()
        self.may_answer.set()
        watchman = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                watchman.heard.append((self.path, self.headers.get("User-Agent")))
                watchman.may_answer.wait(10)
                self.send_response(watchman.status)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/ping/1"
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()

    def end(self):
        self.may_answer.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def watchman(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    watchman = Watchman()
    yield watchman
    watchman.end()


def beat(heartbeat, now):
    heartbeat.beat(now)
    heartbeat.stop()


def test_it_is_heard_once_a_minute_and_tells_nothing_but_that(watchman):
    heartbeat = Heartbeat(watchman.url, bool)
    for now in (START, START + MINUTE - SECOND, START + MINUTE):
        beat(heartbeat, now)
    assert watchman.heard == [("/ping/1", "moedeklar")] * 2


def test_without_an_address_nobody_is_told(watchman):
    beat(Heartbeat("", bool), START)
    assert watchman.heard == []


def test_while_it_is_silent_nobody_is_told_and_afterwards_at_once(watchman):
    silent = [True, False]
    heartbeat = Heartbeat(watchman.url, lambda: silent.pop(0))
    beat(heartbeat, START)
    assert watchman.heard == []
    beat(heartbeat, START + SECOND)
    assert len(watchman.heard) == 1


def test_one_that_is_not_heard_is_logged_once_and_so_is_the_next_that_is(watchman):
    heartbeat = Heartbeat(watchman.url, bool)
    with capture_logs() as logs:
        for minutes, status in enumerate((500, 500, 200, 200)):
            watchman.status = status
            beat(heartbeat, START + minutes * MINUTE)
    assert [entry["event"] for entry in logs] == ["heartbeat_not_heard", "heartbeat_heard_again"]
    assert watchman.url not in str(logs)


def test_where_it_is_sent_elsewhere_it_does_not_go(watchman):
    watchman.status = 302
    with capture_logs() as logs:
        beat(Heartbeat(watchman.url, bool), START)
    assert (len(watchman.heard), [entry["event"] for entry in logs]) == (1, ["heartbeat_not_heard"])


def test_a_watchman_who_is_slow_to_answer_delays_nothing_and_is_not_asked_again_meanwhile(watchman):
    watchman.may_answer.clear()
    heartbeat = Heartbeat(watchman.url, bool)
    heartbeat.beat(START)
    until(lambda: len(watchman.heard) == 1, "the watchman is asked")
    heartbeat.beat(START + 2 * MINUTE)
    watchman.may_answer.set()
    heartbeat.stop()
    assert len(watchman.heard) == 1


def test_the_timer_beats_after_a_tick_that_went_well(watchman, tmp_path):
    environ = {"MOEDEKLAR_WATCH_HEARTBEAT_URL": watchman.url}
    service = open_service(Surroundings(tmp_path, environ=environ, clock=lambda: START))
    timekeeper = Timekeeper(service)
    timekeeper.start()
    until(lambda: watchman.heard, "the timer beats")
    timekeeper.stop()
    service.engine.dispose()
    assert timekeeper.ticked_at == START


@pytest.mark.parametrize(
    "url", ["http://example.dk/ping", "ftp://example.dk", "nonsense", "https://", "file:///etc"]
)
def test_an_address_that_others_could_read_on_the_way_is_refused(url):
    with pytest.raises(SettingsFaults) as refused:
        load_settings(None, {"MOEDEKLAR_WATCH_HEARTBEAT_URL": url})
    (fault,) = refused.value.faults
    assert fault.startswith("watch.heartbeat_url (from MOEDEKLAR_WATCH_HEARTBEAT_URL): give an https address")


@pytest.mark.parametrize("url", ["", "https://example.dk/ping/token", "http://127.0.0.1:9/x"])
def test_a_private_one_or_none_is_taken_and_shown_nowhere(url):
    settings = load_settings(None, {"MOEDEKLAR_WATCH_HEARTBEAT_URL": url})
    assert (settings.watch.heartbeat_url, "token" in repr(settings)) == (url, False)
