"""The drill: a store in use is backed up and restored, and nobody is told twice."""

import base64
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from driven_service import Driven, local
from sample_people import KE, member, set_everybody

from agenda.access import CLOCK
from notifications.message import State
from service.app import Surroundings, open_service
from service.cli.main import main
from service.place import DATABASE_FILE, KEY_FILE
from service.timekeeping import Standing, standing
from service.workflow.sending import SendingIsOn, sending_seen, turn_on

START = local("2026-11-09")
BACKUP_KEY = base64.b64encode(bytes(range(32))).decode()
INVITATION = "invitation"


@pytest.fixture
def run(monkeypatch):
    """Runs a command in the environment of one store."""

    def run_in(environ, *args):
        for name in [name for name in os.environ if name.startswith("MOEDEKLAR_")]:
            monkeypatch.delenv(name)
        for name, value in {"MOEDEKLAR_BACKUP_KEY": BACKUP_KEY, **environ}.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(main, [*map(str, args)], prog_name="moedeklar")
        return done.exit_code, done.output

    return run_in


class Store:
    """Where a service runs: its folder, and its database where that is a server's."""

    def __init__(self, folder, url=None):
        self.folder = folder
        self.environ = {"MOEDEKLAR_DATABASE_URL": url} if url else {}
        self.options = () if url else ("--dir", folder)

    def open(self, clock):
        shared = {"MOEDEKLAR_INVITATIONS_WEEKS_AHEAD": "52", **self.environ}
        return Driven(open_service(Surroundings(self.folder, environ=shared, clock=clock)), clock)

    @property
    def mails(self):
        return sorted(path.name for path in (self.folder / "outbox").glob("*_invitation-*"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def stores(request, tmp_path, monkeypatch):
    """Two places for a store: the first has everything in it, the second nothing."""
    if request.param == "sqlite":
        return Store(tmp_path / "vink"), Store(tmp_path / "other")
    server = request.getfixturevalue("postgresql_server")
    monkeypatch.setenv("PATH", f"{server.bin_path}{os.pathsep}{os.environ['PATH']}")
    for name in ("first", "second"):
        request.getfixturevalue("new_empty_database")(name)
    made = [
        Store(tmp_path / place, server.get_uri(database=name, driver="psycopg"))
        for place, name in (("vink", "first"), ("other", "second"))
    ]
    for store in made:
        store.folder.mkdir()
    monkeypatch.chdir(made[1].folder)
    return made


def backed_up(stores, run, clock):
    """The first store has planned and not yet invited; it is backed up, and then lives on and invites everybody."""
    first, second = stores
    living = first.open(clock)
    set_everybody(living, member("ssp"), member("sof"))
    living.plan(KE, "2027-01-01", "2027-04-30")
    target = first.folder.parent / "nightly.backup"
    code, said = run(first.environ, "backup", target, *first.options)
    assert (code, "written and read again" in said) == (0, True), said
    living.tick()
    assert len(first.mails) > 0
    shutil.copy(first.folder / KEY_FILE, _place_of_key(second) / KEY_FILE)
    return living, target


def _place_of_key(store):
    store.folder.mkdir(exist_ok=True)
    return store.folder


def restored(stores, run, clock):
    living, target = backed_up(stores, run, clock)
    _, second = stores
    code, said = run(second.environ, "restore", target, *second.options)
    assert (code, "Sending is off" in said) == (0, True), said
    return living, second.open(clock)


@pytest.fixture
def clock():
    from driven_service import Clock  # noqa: PLC0415 - beside what uses it

    return Clock(START)


def test_after_a_restore_nothing_goes_out_until_a_person_turns_it_on_and_nobody_is_invited_twice(
    stores, run, clock
):
    living, driven = restored(stores, run, clock)
    first, second = stores
    invited = len(first.mails)
    for _ in range(3):
        clock.now += timedelta(minutes=10)
        assert driven.tick() is None or driven.tick() > clock.now
    assert second.mails == []
    waiting = driven.messages(INVITATION)
    assert {message.state for message in waiting} == {State.PENDING}
    assert standing(driven.service, None, clock.now) == Standing(is_sending_off=True)
    seen = driven.do(sending_seen)
    assert (seen.waiting, len(waiting)) == (len(driven.messages()), invited)
    left = driven.do(turn_on, seen.revision, clock.now)
    driven.tick()
    assert (left, second.mails) == (seen.waiting, [])
    assert {message.state for message in driven.messages(INVITATION)} == {State.DROPPED}
    assert not standing(driven.service, None, clock.now).is_sending_off
    assert [entry.action for entry in driven.entries("turn_sending_on")] == ["turn_sending_on"]
    living.service.engine.dispose()
    driven.service.engine.dispose()


def test_turned_on_without_a_moment_everything_that_waits_goes_out(stores, run, clock):
    living, driven = restored(stores, run, clock)
    first, second = stores
    driven.tick()
    driven.do(turn_on, driven.do(sending_seen).revision, None)
    driven.tick()
    assert len(second.mails) == len(first.mails) > 0
    with pytest.raises(SendingIsOn):
        driven.do(turn_on, 1, None)
    living.service.engine.dispose()
    driven.service.engine.dispose()


def test_a_place_that_is_not_empty_is_refused_and_stays_as_it_is(stores, run, clock):
    living, target = backed_up(stores, run, clock)
    first, _ = stores
    before = len(living.messages())
    code, said = run(first.environ, "restore", target, *first.options)
    assert (code, "already" in said) == (2, True), said
    assert len(living.messages()) == before
    living.service.engine.dispose()


@pytest.fixture
def sealed(tmp_path, run, clock):
    _, target = backed_up([Store(tmp_path / "vink"), Store(tmp_path / "other")], run, clock)
    return target


@pytest.mark.parametrize("harm", ["cut", "changed", "other key", "no key", "none of ours"])
def test_a_backup_that_is_not_as_it_was_written_is_refused_and_nothing_is_made(sealed, run, tmp_path, harm):
    content, environ = bytearray(sealed.read_bytes()), {}
    if harm == "cut":
        del content[-17:]
    elif harm == "changed":
        content[len(content) // 2] ^= 1
    elif harm == "none of ours":
        content[:9] = b"something"
    elif harm == "other key":
        environ = {"MOEDEKLAR_BACKUP_KEY": base64.b64encode(bytes(32)).decode()}
    else:
        environ = {"MOEDEKLAR_BACKUP_KEY": ""}
    sealed.write_bytes(content)
    code, said = run(environ, "restore", sealed, "--dir", tmp_path / "third")
    assert (code, said.count("\n")) == (2, 1), said
    assert not (tmp_path / "third" / DATABASE_FILE).exists()


def test_nothing_in_a_backup_can_be_read_without_its_key(sealed):
    content = sealed.read_bytes()
    assert b"SQLite format" not in content
    assert b"manifest" not in content


def test_nothing_is_left_beside_a_backup_and_one_that_is_there_is_not_covered(sealed, run, tmp_path):
    assert {path.name for path in tmp_path.iterdir()} == {"vink", "other", "nightly.backup"}
    assert not list((tmp_path / "vink").glob(".backup-*"))
    before = sealed.read_bytes()
    code, _ = run({}, "backup", sealed, "--dir", tmp_path / "vink")
    assert (code, sealed.read_bytes()) == (2, before)


def test_a_restored_store_says_so_to_whoever_starts_it_and_by_command(sealed, run, tmp_path, clock):
    folder = tmp_path / "other"
    run({}, "restore", sealed, "--dir", folder)
    code, said = run({}, "sending", "--dir", folder)
    assert (code, "Sending is off since" in said, "outbox --state pending" in said) == (0, True, True)
    told = open_service(Surroundings(folder, clock=clock)).told_at_start()
    assert "sending is off" in told[0]
    code, said = run({}, "sending", "--dir", folder, "on", "--told-until", "2026-11-09 09:00")
    assert (code, "Sending is on" in said) == (0, True), said
    assert run({}, "sending", "--dir", folder) == (0, "Sending is on.\n")


def test_without_its_master_key_a_restored_store_with_cases_is_refused(tmp_path, run, clock):
    first = Store(tmp_path / "vink")
    with first.open(clock).service.unit(CLOCK) as unit:
        unit.session.add(unit.vault.new_key("a-case"))
    run({}, "backup", tmp_path / "one.backup", "--dir", first.folder)
    run({}, "restore", tmp_path / "one.backup", "--dir", tmp_path / "other")
    code, said = run({}, "sending", "--dir", tmp_path / "other")
    assert (code, "put back moedeklar.key" in said) == (2, True), said


def test_a_restore_that_is_killed_leaves_no_store_that_would_send(sealed, tmp_path):
    folder = tmp_path / "third"
    environ = {"MOEDEKLAR_BACKUP_KEY": BACKUP_KEY, "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "service", "restore", str(sealed), "--dir", str(folder)]
    killed = subprocess.Popen(command, env=environ, cwd=Path(__file__).parents[2])
    while not list(folder.glob(".restore-*")) and killed.poll() is None:
        pass
    killed.kill()
    killed.wait()
    assert not (folder / DATABASE_FILE).exists() or killed.returncode == 0
