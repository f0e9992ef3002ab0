import contextlib
import json
import os
import sqlite3
from collections import Counter
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner

from agenda.access import actor_named
from service.app import Surroundings, open_service
from service.cli.main import main
from service.database.meetings.questions import meetings_listed
from service.demo.player import DrivenClock, Player
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, move_meeting
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double, graph_double

UNTIL = datetime.fromisoformat("2026-11-22T12:00:00+01:00")
ORGANISER = "koordinering@example.dk"
SECRETARIAT = actor_named("secretariat")
HOUR = timedelta(hours=1)
INVITED = [
    "birgit@bif.invalid",
    "dorte@dks.invalid",
    "karin@kf.invalid",
    "lokale1@moedeklar.invalid",
    "sara@ssp.invalid",
    "sofie@sof.invalid",
]
FORUM = [
    ["mads@forening.invalid"],
    ["maja@forening.invalid"],
    ["malene@forening.invalid"],
    ["mikkel@forening.invalid"],
    ["salen@moedeklar.invalid"],
]
UNKNOWN = "kasper@kf.invalid"


@pytest.fixture(autouse=True)
def nothing_set_outside(monkeypatch):
    of_the_service = (name for name in os.environ if name.startswith("MOEDEKLAR_"))
    for name in [name for name in of_the_service if not name.endswith("_SCHEMA")]:
        monkeypatch.delenv(name)


def ews(double):
    return {
        "MOEDEKLAR_EWS_URL": double.url,
        "MOEDEKLAR_EWS_USER": USER,
        "MOEDEKLAR_EWS_PASSWORD": PASSWORD,
        "MOEDEKLAR_ORGANISER": ORGANISER,
    }


def graph(double):
    return {"MOEDEKLAR_GRAPH_URL": double.url, "MOEDEKLAR_ORGANISER": ORGANISER}


CHANNELS = pytest.mark.parametrize(
    ("channel", "running", "environ"),
    [("exchange", ews_double, ews), ("graph", graph_double, graph)],
    ids=["exchange", "graph"],
)


def demo(channel, folder, environ):
    arguments = ["demo", "--channel", channel, "--dir", str(folder), "--no-serve", "--json"]
    return CliRunner().invoke(main, [*arguments, "--until", UNTIL.isoformat()], env=environ)


def told(double, kind, subject="Koordineringsenheden"):
    """Who was told of which item, with the revision that was told."""
    found = [one for one in double.wire() if one["kind"] == kind and one["subject"] == subject]
    return Counter((one["operation_id"], one["to"], one["revision"]) for one in found)


def addresses_by_item(told_of):
    items = {}
    for item, address, _ in sorted(told_of.elements()):
        items.setdefault(item, []).append(address)
    return sorted(items.values())


@pytest.mark.timeout(900)
@CHANNELS
def test_the_fortnight_goes_through_a_server_and_each_is_told_once(tmp_path, channel, running, environ):
    """The server refuses one recipient, and is busy at first."""
    with running(tmp_path) as double:
        double.unknown(UNKNOWN)
        first = {"exchange": "CreateItem", "graph": "POST events"}[channel]
        double.faults(script=[{"operation": first, "kind": "busy", "times": 2}])
        result = demo(channel, tmp_path / "demo", environ(double))
        assert result.exit_code == 0
        found, wire = json.loads(result.stdout), double.wire()
        assert list(found) == ["meetings_planned", "messages", "lookups", "meetings"]
        assert sum(found["messages"].values()) == len(wire)
        assert {one["organiser"] for one in wire} == {ORGANISER}
        assert addresses_by_item(told(double, "request")) == [INVITED] * 6
        assert addresses_by_item(told(double, "request", "Medborgerforum")) == FORUM
        refused = len(refused_to(tmp_path / "demo"))
        told_last = (
            f"{refused} of {len(wire) + refused} messages were refused by the server: moedeklar outbox"
        )
        assert result.stderr.splitlines()[-1] == told_last
        assert {address for address, _ in refused_to(tmp_path / "demo")} == {UNKNOWN}
        assert waiting_to(tmp_path / "demo") == set()
        names = {"exchange": "Exchange", "graph": "Graph"}
        assert f"over {names[channel]} (" in result.stderr
        change_and_cancel(tmp_path / "demo", environ(double))
        assert addresses_by_item(told(double, "update")) == [INVITED]
        assert addresses_by_item(told(double, "cancel")) == [INVITED]


@CHANNELS
def test_where_nothing_answers_one_line_says_so_and_nothing_is_touched(tmp_path, channel, running, environ):
    with running(tmp_path) as double:
        variables = environ(double)
    result = demo(channel, earlier_demo(tmp_path), variables)
    assert_told_in_one_line(result, next(iter(variables)))
    assert files_in(tmp_path / "demo") == {".moedeklar-demo": "", "moedeklar.db": "an earlier demo"}


@pytest.mark.parametrize(
    ("wrong", "told_of"),
    [
        ({"MOEDEKLAR_EWS_PASSWORD": "wrong"}, "MOEDEKLAR_EWS_USER, MOEDEKLAR_EWS_PASSWORD"),
        ({"MOEDEKLAR_ORGANISER": "nobody@example.dk"}, "MOEDEKLAR_ORGANISER"),
        ({"MOEDEKLAR_ORGANISER": ""}, "MOEDEKLAR_ORGANISER"),
        ({"MOEDEKLAR_ORGANISER": "two words"}, "MOEDEKLAR_ORGANISER"),
        ({"MOEDEKLAR_EWS_URL": ""}, "MOEDEKLAR_EWS_URL"),
        ({"MOEDEKLAR_EWS_PASWORD": "x"}, "MOEDEKLAR_EWS_PASWORD"),
    ],
)
def test_what_exchange_does_not_take_is_told_before_anything_is_played(tmp_path, wrong, told_of):
    with ews_double(tmp_path) as double:
        double.deny("nobody@example.dk")
        result = demo("exchange", earlier_demo(tmp_path), ews(double) | wrong)
        assert_told_in_one_line(result, told_of)
        assert files_in(tmp_path / "demo") == {".moedeklar-demo": "", "moedeklar.db": "an earlier demo"}
        assert double.wire() == []


def test_a_mailbox_that_graph_does_not_open_is_told_before_anything_is_played(tmp_path):
    with graph_double(tmp_path) as double:
        double.deny(ORGANISER)
        result = demo("graph", tmp_path / "demo", graph(double))
        assert_told_in_one_line(result, "MOEDEKLAR_ORGANISER")
    assert not (tmp_path / "demo").exists()


def refused_to(folder):
    """To whom, and on which occasion."""
    return messages_to(folder, "state = 'dead'")


def waiting_to(folder):
    """To whom something waits that was begun."""
    return {
        address for address, _ in messages_to(folder, "state IN ('pending', 'in_doubt') AND attempts > 0")
    }


def messages_to(folder, which):
    with contextlib.closing(sqlite3.connect(folder / "moedeklar.db")) as store:
        return list(store.execute(f"SELECT recipient_email, occasion FROM message WHERE {which}"))


def change_and_cancel(folder, environ):
    """The meeting after the coming one is moved, and cancelled on the next day."""
    clock = DrivenClock(UNTIL)
    service = open_service(Surroundings(folder, folder / "demo.toml", environ, clock))
    player = Player(service, clock, lambda _: None)
    with service.unit(SECRETARIAT) as unit:
        meeting = meetings_listed(unit.session, "koordineringsenheden")[2]
        times = Times(meeting.starts_at + HOUR, meeting.ends_at + HOUR, "Lokalet er optaget")
        move_meeting(unit, meeting.id, times, meeting.revision, clock())
    player.play_until(UNTIL + HOUR)
    with service.unit(SECRETARIAT) as unit:
        revision = meetings_listed(unit.session, "koordineringsenheden")[2].revision
        cancel_meeting(unit, meeting.id, "Ingen sager", revision, clock())
    player.play_until(UNTIL + 2 * HOUR)
    service.engine.dispose()


def earlier_demo(folder):
    demo = folder / "demo"
    demo.mkdir()
    (demo / ".moedeklar-demo").touch()
    (demo / "moedeklar.db").write_text("an earlier demo")
    return demo


def files_in(folder):
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def assert_told_in_one_line(result, variable):
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"moedeklar: {variable}: ")
