import base64
import subprocess
import sys

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from agenda.access import CLOCK
from service.cli.main import main


def refused(monkeypatch, url, *args):
    monkeypatch.setenv("MOEDEKLAR_DATABASE_URL", url)
    result = CliRunner().invoke(main, ["token", "--as", "forum", *args], prog_name="moedeklar")
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_a_database_that_does_not_answer_is_told_in_one_line(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = refused(monkeypatch, "postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert told.startswith("moedeklar: the database can't be used: ")
    assert told.count("\n") == 1


def test_what_names_no_database_is_told_in_one_line(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert refused(monkeypatch, "nonsense") == (
        "moedeklar: MOEDEKLAR_DATABASE_URL: names no database; give one such as sqlite:///moedeklar.db\n"
    )


@pytest.mark.parametrize("url", ["mysql://nobody@127.0.0.1/none", "sqlite://", "sqlite:///:memory:"])
def test_a_database_that_would_keep_nothing_for_us_is_none(monkeypatch, tmp_path, url):
    monkeypatch.chdir(tmp_path)
    assert "names no database" in refused(monkeypatch, url)


def test_a_database_of_another_version_is_told_in_one_line_and_stays_as_it_is(moedeklar, store):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    told = moedeklar("readiness")
    assert (told.exit_code, told.stdout, told.stderr) == (
        2,
        "",
        "moedeklar: the database is of another version than the program: start the newer one it was used with\n",
    )


@pytest.mark.parametrize("held", [b"", b"half", b"\xff\xfe"])
def test_a_key_file_that_holds_no_key_is_named(moedeklar, store, tmp_path, held):
    (tmp_path / "moedeklar.key").write_bytes(held)
    told = moedeklar("readiness")
    assert (told.exit_code, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "moedeklar.key: holds no master key" in told.stderr


def test_a_lost_key_is_told_and_not_replaced_once_cases_are_sealed(moedeklar, store, tmp_path):
    _seal_a_case(store)
    (tmp_path / "moedeklar.key").unlink()
    told = moedeklar("readiness")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "sealed under another master key" in told.stderr
    assert not (tmp_path / "moedeklar.key").exists()


def test_another_key_than_the_cases_are_sealed_under_opens_nothing(monkeypatch, moedeklar, store):
    _seal_a_case(store)
    monkeypatch.setenv("MOEDEKLAR_MASTER_KEY", base64.b64encode(bytes(32)).decode())
    told = moedeklar("token", "--as", "secretariat")
    assert (told.exit_code, told.stdout) == (2, "")
    assert "sealed under another master key" in told.stderr


def test_output_that_cannot_be_written_is_told_in_one_line():
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        told = subprocess.run(
            [sys.executable, "-m", "service", "plan", "koordineringsenheden"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (told.returncode, told.stderr.count("\n"), "can't be written" in told.stderr) == (2, 1, True)


def _seal_a_case(store):
    with store.unit(CLOCK) as unit:
        unit.session.add(unit.vault.new_key("a-case"))


def test_a_folder_given_wins_over_the_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("MOEDEKLAR_DATABASE_URL", "nonsense")
    result = CliRunner().invoke(main, ["token", "--as", "forum", "--dir", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "moedeklar.db").is_file()


def test_every_fault_of_the_settings_is_a_line(monkeypatch, tmp_path):
    config = tmp_path / "own.toml"
    config.write_text("[web]\nport = 0\n[mail]\nlease_seconds = 1\n")
    result = CliRunner().invoke(
        main, ["token", "--as", "forum", "--dir", str(tmp_path), "--config", str(config)]
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["web.port", "mail.lease_seconds"]
