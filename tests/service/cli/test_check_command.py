"""`moedeklar check`: each mailbox's channel is tried and told of; nothing is sent and no database made."""

import json
import socket

import pytest

from agenda.access import actor_named
from service.workflow.people import BodyGiven, PeopleGiven, set_people


@pytest.fixture
def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def settings(tmp_path, text):
    (tmp_path / "egne.toml").write_text(text, encoding="utf-8")
    return ("--config", str(tmp_path / "egne.toml"))


def give_forum_a_mailbox(store):
    with store.unit(actor_named("forum")) as unit:
        forum = BodyGiven("VINK", "forum@moedeklar.invalid")
        set_people(unit, PeopleGiven(bodies=(("medborgerforum", forum),)), store.clock())


def test_where_all_is_well_it_says_so_of_each_mailbox(moedeklar, store):
    give_forum_a_mailbox(store)
    result = moedeklar("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "enheden@moedeklar.invalid (koordineringsenheden): folder",
        "  ok: mails are written as files into the outbox folder; none is sent",
        "forum@moedeklar.invalid (medborgerforum): folder",
        "  ok: mails are written as files into the outbox folder; none is sent",
    ]


def test_a_body_without_a_mailbox_is_told_of(moedeklar, store):
    result = moedeklar("check")
    assert result.exit_code == 1
    assert "no mailbox (medborgerforum): folder\n  NOT OK: has no organiser mailbox" in result.stdout


def test_a_channel_that_cannot_be_reached_is_not_ok(moedeklar, tmp_path, closed_port):
    own = settings(
        tmp_path,
        f'[mail.channels]\n"ke@example.dk" = "smtp"\n'
        f'[smtp]\nhost = "127.0.0.1"\nport = {closed_port}\nsecurity = "plain"\n',
    )
    result = moedeklar("check", "--json", *own)
    (tried,) = json.loads(result.stdout)["mailboxes"]
    said = [finding["said"] for finding in tried["findings"]]
    assert (result.exit_code, tried["address"], tried["channel"]) == (1, "ke@example.dk", "smtp")
    assert said == [
        f"the mail server 127.0.0.1:{closed_port}: the server cannot be reached, or broke off",
    ]


def test_a_channel_without_a_server_is_refused_with_the_settings(moedeklar, tmp_path):
    own = settings(tmp_path, '[mail.channels]\n"ke@example.dk" = "exchange"\n')
    result = moedeklar("check", *own)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


def test_a_mailbox_that_no_body_sends_from_is_told_of(moedeklar, store, tmp_path):
    give_forum_a_mailbox(store)
    own = settings(tmp_path, '[mail.channels]\n"fourm@moedeklar.invalid" = "folder"\n')
    result = moedeklar("check", *own)
    assert result.exit_code == 1
    assert "fourm@moedeklar.invalid: folder\n  NOT OK: no body sends from it" in result.stdout


def test_an_inbox_is_tried_too(moedeklar, tmp_path, closed_port):
    own = settings(
        tmp_path,
        f'[imap]\nhost = "127.0.0.1"\nport = {closed_port}\nsecurity = "plain"\nuser = "ke@example.dk"\n',
    )
    result = moedeklar("check", "--json", *own)
    tried = [
        (one["address"], one["channel"], one["is_well"]) for one in json.loads(result.stdout)["mailboxes"]
    ]
    assert (result.exit_code, tried) == (1, [("", "folder", True), ("ke@example.dk", "imap", False)])


def test_without_a_database_none_is_made(moedeklar, tmp_path):
    assert moedeklar("check").exit_code == 0
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".db", ".key"}] == []


def test_settings_that_cannot_be_read_are_refused(moedeklar, tmp_path):
    own = settings(tmp_path, "[mail]\nlease_seconds = 1\n")
    result = moedeklar("check", *own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("moedeklar: mail.lease_seconds")
