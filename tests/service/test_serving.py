import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import requests
from served import SOON, Served, free_port, until
from sqlalchemy import create_engine, text

UPLOAD = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nrole="


@pytest.fixture
def served(tmp_path):
    one = Served(tmp_path / "vink")
    yield one
    one.stop()


def test_the_first_start_makes_database_key_and_folders_and_answers(served):
    served.start().up().up("/readyz")
    made = {path.name for path in served.folder.iterdir()}
    assert {"moedeklar.db", "moedeklar.db.lock", "moedeklar.key", "outbox", "inbox"} <= made
    with closing(sqlite3.connect(served.folder / "moedeklar.db")) as database:
        assert database.execute("SELECT count(*) FROM body").fetchone() == (2,)


def test_only_this_machine_can_ask(served):
    served.start().up()
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines() if " 0A " in line]
    ours = [address for _, address, *_ in listening if address.endswith(f":{served.port:04X}")]
    assert ours == [f"0100007F:{served.port:04X}"]


def test_a_second_one_on_the_same_folder_is_refused_in_one_line_and_the_first_goes_on(served):
    served.start().up()
    second = Served(served.folder).run()
    assert (second.returncode, second.stdout) == (2, "")
    assert second.stderr == (
        f"moedeklar: {served.folder}/moedeklar.db is being served already: "
        "end that one, or give another folder by --dir\n"
    )
    assert served.is_up()


@pytest.mark.parametrize("is_first", [True, False], ids=["made by it", "there before"])
def test_a_second_one_is_refused_though_the_lock_file_was_deleted(served, is_first):
    served.start().up()
    if not is_first:
        served.stop()
        served.start().up()
    (served.folder / "moedeklar.db.lock").unlink()
    second = Served(served.folder).run()
    assert (second.returncode, "is being served already" in second.stderr) == (2, True)
    assert served.is_up("/readyz")


def test_a_second_one_is_refused_that_comes_to_the_database_by_another_path(served, tmp_path):
    served.start().up()
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "moedeklar.db").symlink_to(served.folder / "moedeklar.db")
    second = Served(other).run()
    assert (second.returncode, "is being served already" in second.stderr) == (2, True)


def test_a_database_whose_lock_file_was_deleted_can_be_served_again_once_the_first_has_ended(served):
    served.start().up()
    (served.folder / "moedeklar.db.lock").unlink()
    served.kill()
    served.start().up("/readyz")


def test_of_two_started_at_once_one_serves(tmp_path):
    one, other = Served(tmp_path / "vink"), Served(tmp_path / "vink")
    try:
        for each in (one, other):
            each.start()
        ended = until(
            lambda: [each for each in (one, other) if each.process.poll() is not None], "one of them ends"
        )
        (left,) = [each for each in (one, other) if each not in ended]
        assert [each.process.returncode for each in ended] == [2]
        left.up("/readyz")
    finally:
        one.stop()
        other.stop()


def test_a_taken_port_is_refused_in_one_line(served):
    with socket.create_server(("127.0.0.1", served.port)):
        served.folder.mkdir()
        refused = served.run()
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"moedeklar: port {served.port} of 127.0.0.1 is taken: "
        "end the other program, or give another by --port\n"
    )


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        (
            "MOEDEKLAR_WEB_HOST",
            "0.0.0.0",
            "web.host (from MOEDEKLAR_WEB_HOST): give 127.0.0.1, ::1 or localhost",
        ),
        ("MOEDEKLAR_MASTER_KEY", "short", "MOEDEKLAR_MASTER_KEY: give 32 bytes in base64"),
        ("MOEDEKLAR_DATABASE_URL", "sqlite:////proc/none/moedeklar.db", "/proc/none/moedeklar.db.lock: "),
        (
            "MOEDEKLAR_DATABASE_URL",
            "postgresql+psycopg://none:pw@127.0.0.1:1/none",
            "the database can't be used: connection failed: ",
        ),
        ("MOEDEKLAR_DATABASE_URL", "mongodb://none:pw@127.0.0.1/none", "MOEDEKLAR_DATABASE_URL: "),
        ("MOEDEKLAR_DATABASE_URL", "no address: pw", "MOEDEKLAR_DATABASE_URL: "),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(tmp_path, variable, value, told):
    refused = Served(tmp_path, **{variable: value}).run()
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"moedeklar: {told}")
    assert refused.stderr.count("\n") == 1
    assert "pw" not in refused.stderr


def test_when_the_started_process_is_killed_nothing_of_it_lives_on(served):
    served.start().up("/readyz")
    assert served.alive() == [served.process.pid]
    served.kill()
    assert served.alive() == []
    with pytest.raises(requests.ConnectionError):
        requests.get(served.url + "/healthz", timeout=SOON)
    served.start().up("/readyz")


def test_one_that_is_killed_while_it_starts_leaves_nothing_and_can_be_started_again(served):
    served.start()
    until((served.folder / "moedeklar.db").exists, "it has begun to make the database")
    served.kill()
    assert served.alive() == []
    served.start().up("/readyz")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_well_and_the_port_is_free(served, told):
    served.start().up()
    served.process.send_signal(told)
    assert served.process.wait(SOON) == 0
    socket.create_server(("127.0.0.1", served.port)).close()


def test_told_to_end_it_ends_within_ten_seconds_though_three_are_still_sending(served):
    served.start().up("/readyz")
    lines = [socket.create_connection(("127.0.0.1", served.port), timeout=SOON) for _ in range(3)]
    for line in lines:
        line.sendall(UPLOAD)
    until(lambda: served.is_up() and requests.get(served.url + "/login", timeout=SOON).ok, "all have begun")
    served.process.terminate()
    assert served.process.wait(10) == 0
    for line in lines:
        line.close()


def test_an_environment_meant_for_another_server_changes_nothing(tmp_path):
    port = free_port()
    served = Served(tmp_path / "vink", LISTEN=f"127.0.0.1:{port}", WEB_CONCURRENCY="3", PORT=str(port))
    try:
        served.start().up("/readyz")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), SOON)
    finally:
        served.stop()


KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


@pytest.mark.postgresql
def test_several_may_serve_one_postgresql(tmp_path, new_postgresql_url):
    environ = {"MOEDEKLAR_DATABASE_URL": new_postgresql_url(), "MOEDEKLAR_MASTER_KEY": KEY}
    both = [Served(tmp_path / name, **environ) for name in ("one", "other")]
    try:
        for served in both:
            served.start()
        for served in both:
            served.up("/readyz")
    finally:
        for served in both:
            served.stop()
    assert list(tmp_path.glob("*/*.lock")) == []


@pytest.mark.postgresql
def test_a_postgresql_that_does_not_flush_its_commits_is_refused(tmp_path, new_postgresql_url):
    url = new_postgresql_url()
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {engine.url.database} SET synchronous_commit = off"))
    engine.dispose()
    refused = Served(tmp_path, MOEDEKLAR_DATABASE_URL=url).run()
    assert (refused.returncode, refused.stdout, refused.stderr) == (
        2,
        "",
        "moedeklar: the database does not flush its commits: set synchronous_commit = on\n",
    )
