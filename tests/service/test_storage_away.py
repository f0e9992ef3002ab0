"""Storage that can't be reached or written: told as such, and all is normal soon after its end."""

import sqlite3
import subprocess
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from time import monotonic

import pytest
from sample_people import KE, member, set_everybody
from served import until
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from agenda.access import actor_named
from notifications.message import State
from service.asking import Asking
from service.place import DATABASE_FILE
from service.timekeeping import Timekeeper
from service.web.application import create_app
from service.web.authentication import token_for
from service.web.current import TIMEKEEPER

READING = "/api/v1/record"  # which is recorded itself
WITHIN = 10  # seconds after the cause's end
READY = (200, {"status": "ok"})


class Running:
    """A service with its web and its timer, both by the true clock."""

    def __init__(self, driven):
        self.driven, self.service = driven, driven.service
        self.app = create_app(self.service)
        self.timekeeper = self.app.extensions[TIMEKEEPER] = Timekeeper(self.service)
        self._tokens = {
            name: token_for(self.service, actor_named(name)) for name in ("secretariat", "auditor")
        }

    def __enter__(self):
        self.timekeeper.start()
        until(self.is_ready, "it is ready at first")
        return self

    def __exit__(self, *_):
        self.timekeeper.stop()

    def get(self, path):
        return self.app.test_client().get(
            path, headers={"Authorization": f"Bearer {self._tokens['auditor']}"}
        )

    def page(self, path, role):
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["token"] = self._tokens[role]
        return client.get(path)

    def ready(self):
        began_at = monotonic()
        answer = self.get("/readyz")
        assert monotonic() - began_at < 4  # two seconds, on a machine that has other things to do
        return answer.status_code, answer.get_json()

    def is_ready(self):
        return self.ready() == READY

    def assert_told(self):
        answer = self.get(READING)
        told = (answer.status_code, answer.get_json(force=True)["type"], answer.headers["Retry-After"])
        assert told == (503, "urn:moedeklar:problem:storage-unavailable", "5")
        status, fails = self.ready()
        assert (status, fails["status"]) == (503, "failing")
        assert "database" in fails["failing"]

    def assert_back(self):
        until(self.is_ready, "it is ready again", WITHIN)
        assert self.get(READING).status_code == 200


@pytest.fixture
def driven(new_service):
    driven = new_service(datetime.now(UTC))
    driven.service = _by_true_clock(driven)
    return driven


def _by_true_clock(driven):
    driven.clock.__class__ = type("TrueClock", (), {"__call__": lambda _self: datetime.now(UTC)})
    return driven.service


@contextmanager
def held(service):
    """Somebody outside has the write lock, and doesn't give it back."""
    with closing(sqlite3.connect(service.folder / DATABASE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_held_write_lock_is_told_as_storage_away_and_all_is_normal_soon_after(driven):
    with Running(driven) as running:
        with held(running.service):
            running.assert_told()
            page = running.page("/record", "auditor")
            assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
            assert "kan ikke gemme eller hente noget lige nu" in page.text
            assert (
                running.page("/messages", "secretariat").status_code == 200
            )  # nothing is to be recorded of it
        running.assert_back()


def test_once_one_has_waited_in_vain_for_a_held_lock_the_next_are_told_at_once(driven):
    with Running(driven) as running, held(running.service):
        running.assert_told()
        began_at = monotonic()
        assert running.get(READING).status_code == 503
        assert monotonic() - began_at < 3


def test_a_full_disk_is_told_as_storage_away_and_nothing_is_kept_by_halves(driven):
    with Running(driven) as running, _full_disk(running.service.engine) as room:
        until(lambda: running.get(READING).status_code == 503, "the disk is full")
        running.assert_told()
        room.set()
        running.assert_back()
        with running.service.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA quick_check")) == "ok"


@contextmanager
def _full_disk(engine):
    """SQLite takes no page more until there is room, as it does on a disk that is full."""
    room = Event()

    def bound(connection, *_):
        connection.execute(f"PRAGMA max_page_count = {1_000_000 if room.is_set() else 1}")

    event.listen(engine, "checkout", bound)
    yield room
    event.remove(engine, "checkout", bound)


@pytest.mark.postgresql
def test_a_postgresql_that_restarts_is_told_as_storage_away_and_all_is_normal_soon_after(
    new_service, new_postgresql_url, postgresql_server
):
    driven = new_service(datetime.now(UTC), MOEDEKLAR_DATABASE_URL=new_postgresql_url())
    _by_true_clock(driven)
    with Running(driven) as running:
        binaries, data = postgresql_server.bin_path, postgresql_server.pgdata
        subprocess.run(  # as the user it was started by
            _as_its_user(
                postgresql_server, [str(binaries / "pg_ctl"), "-D", str(data), "-m", "fast", "stop"]
            ),
            check=True,
            capture_output=True,
        )
        try:
            running.assert_told()
        finally:
            postgresql_server.ensure_postgres_running()
        running.assert_back()


def _as_its_user(server, command):
    user = server.system_user
    return command if user is None else ["setpriv", f"--reuid={user}", "--clear-groups", *command]


class TakesAndLocks:
    """Takes a mail, and somebody else has the store's lock from then on."""

    def __init__(self, folder):
        self.taken = []
        self.other = sqlite3.connect(folder / DATABASE_FILE, isolation_level=None, check_same_thread=False)

    def find(self, _key):
        raise AssertionError("what is known to have been taken needs no look-up")

    def send(self, parcel):
        self.taken.append(parcel.key)
        if len(self.taken) == 1:
            self.other.execute("BEGIN IMMEDIATE")


def test_what_was_taken_while_storage_went_away_is_settled_once_it_is_back_and_not_sent_again(new_service):
    driven = new_service(datetime.now(UTC), config="[invitations]\nweeks_ahead = 52\n")
    set_everybody(driven, member("ssp"))
    driven.plan(KE, *_coming_weeks(driven.now))
    carrier = TakesAndLocks(driven.service.folder)
    driven.send_by(carrier)
    with pytest.raises(Exception, match=r"locked|away"):
        driven.tick()
    with closing(carrier.other) as other:
        other.execute("ROLLBACK")
    driven.tick()
    assert len(carrier.taken) == len(set(carrier.taken)) == len(driven.messages("invitation"))
    assert {message.state for message in driven.messages("invitation")} == {State.SENT}


def test_no_piece_of_work_is_set_aside_for_what_is_the_storages_fault(new_service):
    driven = new_service(datetime.now(UTC), config="[invitations]\nweeks_ahead = 52\n")
    set_everybody(driven, member("ssp"))
    driven.plan(KE, *_coming_weeks(driven.now))
    with held(driven.service), pytest.raises(Exception, match=r"locked|away"):
        driven.tick()
    with driven.service.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM set_aside")) == 0


def _coming_weeks(now):
    year = now.year + 1
    return f"{year}-01-01", f"{year}-03-31"


def test_whoever_asks_waits_no_longer_than_a_moment_and_starts_no_second_question():
    asking, may_end, asked = Asking(0.05), Event(), []

    def hang():
        asked.append(1)
        may_end.wait(WITHIN)
        return "answered"

    for _ in range(2):
        with pytest.raises(TimeoutError):
            asking.ask(hang)
    assert len(asked) == 1
    may_end.set()
    until(lambda: asking.ask(lambda: "the next") == "the next", "the first has ended")


def test_several_who_ask_at_once_are_given_the_same_answer():
    asking, may_end, answers = Asking(WITHIN), Event(), []
    questions = iter(["first", "second"])

    def question():
        may_end.wait(WITHIN)
        return next(questions)

    threads = [Thread(target=lambda: answers.append(asking.ask(question))) for _ in range(2)]
    threads[0].start()
    threads[1].start()
    may_end.set()
    for thread in threads:
        thread.join(WITHIN)
    assert answers[0] == "first"


def test_what_is_away_of_one_store_is_not_away_of_another_in_the_same_process(new_service):
    one, other = (new_service(datetime.now(UTC)).service for _ in range(2))
    with held(one), pytest.raises(OperationalError), one.sessions() as session:
        session.execute(text("SELECT 1"))
    assert (one.storage.is_away, other.storage.is_away) == (True, False)
