import json
import logging
import threading
import warnings
from io import StringIO
from uuid import UUID

import pytest
import structlog

from service.app import random_id
from service.logs import HIDDEN, HIDDEN_LINK, QUIET, is_told_whole, set_up_logs, without_secrets

CPR = "010190-5001"


@pytest.fixture
def told():
    """Everything that was logged; afterwards logging is as it was."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = list(root.handlers), root.level
    stream = StringIO()
    logging.captureWarnings(capture=False)  # an earlier command in this process may have left it on
    set_up_logs(stream)
    yield stream
    root.handlers[:], root.level, threading.excepthook = handlers, level, hook
    logging.captureWarnings(capture=False)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.NOTSET)
    structlog.reset_defaults()


def fail(first, last):
    name = f"{first} {last}"
    raise RuntimeError("no luck" if name else "")


def lines(told):
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_an_event_is_one_line_of_json_with_its_moment_and_level(told):
    structlog.get_logger().info("tick_done", sent=3)
    (line,) = lines(told)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "tick_done", "level": "info", "sent": 3}


def test_the_standard_library_and_warnings_come_the_same_way(told):
    logging.getLogger("elsewhere").warning("one of %s", 2)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", stacklevel=1)
    first, second = lines(told)
    assert (first["event"], first["level"]) == ("one of 2", "warning")
    assert second["event"].endswith("UserWarning: old\n" + '  warnings.warn("old", stacklevel=1)\n')


def test_apscheduler_is_heard_only_when_something_is_wrong(told):
    logging.getLogger("apscheduler.scheduler").info("added job")
    logging.getLogger("apscheduler.scheduler").warning("missed")
    assert [line["event"] for line in lines(told)] == ["missed"]


def test_a_traceback_is_told_without_the_variables_of_its_frames(told):
    try:
        fail("Testa", "Prøvesen")
    except RuntimeError:
        structlog.get_logger().exception("failed")
    (line,) = lines(told)
    assert line["exception"].endswith("RuntimeError: no luck")
    assert "Testa Prøvesen" not in told.getvalue()


def test_what_a_thread_dies_of_is_told(told):
    def die():
        raise RuntimeError(f"about {CPR}")

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()
    (line,) = lines(told)
    assert line["event"] == "thread_failed"
    assert line["exception"].endswith(f"RuntimeError: about {HIDDEN}")


@pytest.mark.parametrize(
    "written",
    [
        CPR,
        "0101905001",
        "010190 5001",
        "010190 - 5001",
        "010190\u20135001",
        "010190\u20115001",
        "010190\n5001",
        "01.01.90-5001",
        "01-01-1990-5001",
        "010190%2D5001",
        "010190\u200b5001",
        "\u0660\u0661\u0660\u0661\u0669\u0660-\u0665\u0660\u0660\u0661",
        "610190-5001",
    ],
)
def test_a_number_never_comes_out_however_it_is_written_and_wherever_it_stands(told, written):
    log = structlog.get_logger()
    log.info(written)
    log.info("value", about=written, deep={"list": [{written: written}]}, raw=written.encode())
    log.bind(bound=written).warning("bound")
    logging.getLogger("elsewhere").error("argument %s", written)
    logging.getLogger("elsewhere").error("extra", extra={"about": written})
    try:
        int(written + " is no whole number")
    except ValueError:
        log.exception("raised")
        logging.getLogger("elsewhere").exception("raised")
    assert len(told.getvalue().splitlines()) == 7
    digits = "".join(c for c in told.getvalue() if c.isdigit() or c == "\n")
    assert "0101905001" not in digits
    assert written not in told.getvalue()


def test_a_number_is_hidden_on_a_terminal_too():
    class Terminal(StringIO):
        def isatty(self):
            return True

    handlers = list(logging.getLogger().handlers)
    stream = Terminal()
    set_up_logs(stream)
    structlog.get_logger().info("value", about=CPR)
    logging.getLogger().handlers[:] = handlers
    structlog.reset_defaults()
    assert stream.getvalue().split(maxsplit=1)[1] == f"[info     ] value about={HIDDEN}\n"


@pytest.mark.parametrize(
    "harmless",
    [
        "2026-11-22T08:33:36.245373Z",
        "KE-2026-0042",
        "127.0.0.1:8000",
        "70 80 60 12",
        "3f2a9c1e5b7d4f60a1b2c3d4e5f60718",
    ],
)
def test_what_is_no_number_of_a_person_stays(harmless):
    assert without_secrets(None, "", harmless) == harmless


def test_the_key_of_a_private_page_is_hidden_wherever_in_a_line_it_stands(told):
    token = "bcdfghjkmnpqrstv" * 3
    logging.getLogger("flask.app").error("Exception on /m/%s [GET]", token)
    structlog.get_logger("access").info("request", path=f"//m//{token}/topics")
    first, second = lines(told)
    assert (first["event"], second["path"]) == (
        f"Exception on /m/{HIDDEN_LINK} [GET]",
        f"//m//{HIDDEN_LINK}/topics",
    )


def test_an_id_in_which_a_number_could_be_seen_is_not_told_whole_and_is_not_drawn(monkeypatch):
    unlucky, lucky = UUID("79a9e81dc0101905001be8433eaf0000"), UUID("79a9e81dcfa4b2c6d8e8fb1be8433abc")
    drawn = iter([unlucky, lucky])
    monkeypatch.setattr("uuid.uuid4", lambda: next(drawn))
    assert (is_told_whole(unlucky.hex), random_id()) == (False, lucky.hex)
