import json
import os
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from service.cli.main import main

UNTIL = "2026-12-25T13:00:00+01:00"  # at Christmas


def demo(folder, *args):
    command = [sys.executable, "-m", "service", "demo", "--dir", str(folder), *args]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MOEDEKLAR_")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ, timeout=240)


def mails(folder):
    return sorted(path.name for path in (folder / "outbox").glob("*.eml"))


def without_token(told):
    return [line for line in told.splitlines() if "Authorization: Bearer " not in line]


def test_the_same_seed_and_moment_play_the_same_again_in_the_same_folder(tmp_path):
    first = demo(tmp_path, "--no-serve", "--json", "--until", UNTIL)
    first_mails = mails(tmp_path)
    second = demo(tmp_path, "--no-serve", "--json", "--until", UNTIL)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout == second.stdout
    assert first_mails == mails(tmp_path)
    assert without_token(first.stderr) == without_token(second.stderr)
    found = json.loads(first.stdout)
    assert list(found) == ["meetings_planned", "messages", "lookups", "meetings"]
    assert list(found["meetings"][0]) == ["body", "starts_at", "readiness"]
    assert found["meetings"][0]["starts_at"].endswith("+01:00")
    assert found["lookups"]["open"] > 0
    assert {"invitation", "reminder", "escalation"} <= set(found["messages"])
    assert "curl http://127.0.0.1:8000/api/v1/lookups/" in first.stderr
    assert (tmp_path / "moedeklar.db").is_file()


def test_a_port_that_is_taken_is_told_before_anything_is_played(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = demo(tmp_path / "demo", "--port", str(port))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"moedeklar: port {port} of 127.0.0.1 is taken")
    assert not (tmp_path / "demo").exists()


def test_the_port_of_make_demo_comes_from_the_environment(tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("MOEDEKLAR_WEB_PORT", str(port))
        result = CliRunner().invoke(main, ["demo", "--dir", str(tmp_path / "demo")])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"moedeklar: port {port} of 127.0.0.1 is taken")


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-12-09T12:00:00", "has no offset; add it, such as 2026-12-08T09:00:00+01:00."),
        ("tomorrow", "is no moment; give one such as 2026-12-08T09:00:00+01:00."),
    ],
)
def test_what_is_no_moment_with_an_offset_is_refused_in_one_line(tmp_path, until, told):
    result = CliRunner().invoke(main, ["demo", "--dir", str(tmp_path), "--no-serve", "--until", until])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert told in result.stderr


def test_a_year_out_of_reach_is_refused_in_one_line(tmp_path):
    result = demo(tmp_path, "--no-serve", "--until", "2099-12-09T12:00:00+01:00")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: --until: give a moment in the years 2001 to 2090\n"


def test_a_database_no_demo_made_is_not_touched(tmp_path):
    (tmp_path / "moedeklar.db").write_text("somebody's")
    result = demo(tmp_path, "--no-serve")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith("holds a database that no demo made; give another folder\n")
    assert (tmp_path / "moedeklar.db").read_text() == "somebody's"


def refused(tmp_path, settings, *arguments):
    """What a demo of these settings is refused with, before anything is played or removed."""
    (tmp_path / "egne.toml").write_text(settings, encoding="utf-8")
    where = ["--dir", str(tmp_path / "demo"), "--config", str(tmp_path / "egne.toml")]
    result = CliRunner().invoke(main, ["demo", "--no-serve", *where, *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert not (tmp_path / "demo" / "moedeklar.db").exists()
    return result.stderr


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("[web", "isn't TOML"),
        ("[cases]\nmunicipalty = 1", "cases.municipalty: not a known key; did you mean cases.municipality?"),
        (
            "[bodies.koordineringsenheden]\nactive = false",
            "--config: bodies.koordineringsenheden.active: the demo plays cases, so let their body be active",
        ),
        (
            '[cases]\npolice_party = "nobody"\npolice_clearance = true',
            "--config: cases.police_party: name one of [parties], or set police_clearance = false",
        ),
        (
            '[cases]\nnot_asked_for_children_under_15 = ["one"]\n[parties]\none = "Den Ene"',
            "--config: cases.not_asked_for_children_under_15: leave out at least one of [parties]",
        ),
    ],
)
def test_settings_it_cannot_play_with_are_told_with_the_remedy(tmp_path, settings, told):
    assert told in refused(tmp_path, settings)


def test_a_series_with_too_few_meetings_around_the_moment_is_refused(tmp_path):
    series = 'rule = "dates"\ndates = [2026-11-24]\nstarts = "09:00"\nends = "11:00"'
    told = refused(tmp_path, f"[bodies.koordineringsenheden.series]\n{series}", "--until", UNTIL)
    assert told == (
        "moedeklar: --until: give a moment before which the series has three meetings, and after which it has one\n"
    )
