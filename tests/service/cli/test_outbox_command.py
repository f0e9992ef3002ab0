"""`moedeklar outbox`: what was told, and how a person settles what did not simply go out."""

import json
from datetime import timedelta

import pytest

from agenda.access import CLOCK, actor_named
from notifications.message import Message
from service.database.listing import Wanted, messages_page
from service.workflow.office import own_bodies


@pytest.fixture
def told(store):
    """The service having invited its one member; gives that message's id."""
    store.tick()
    with store.unit(CLOCK) as unit:
        return next(
            m
            for m in messages_page(unit.session, Wanted(), own_bodies(unit)).rows
            if m.occasion == "invitation"
        ).id


def become(store, message_id, how):
    with store.unit(CLOCK) as unit:
        message = unit.session.get_one(Message, message_id)
        how(message)
    return message


def make_bounced(store, message_id):
    return become(store, message_id, lambda it: it.bounce("5.1.1"))


def make_doubtful(store, message_id):
    def doubt(message):
        message.bounce("5.1.1")
        message.revive(store.clock())
        message.claim(store.clock() + timedelta(minutes=2))
        message.doubt("no answer", None, store.clock())

    return become(store, message_id, doubt)


def state_of(store, message_id):
    with store.unit(actor_named("secretariat")) as unit:
        return str(unit.session.get_one(Message, message_id).state)


def test_the_list_names_state_recipient_and_what_went_wrong(moedeklar, store, told):
    make_bounced(store, told)
    result = moedeklar("outbox", "--state", "bounced")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{told}  kom tilbage")
    assert lines[1:] == [
        "  Mødeindkaldelse til sara@moedeklar.invalid",
        "  Adressen findes ikke (5.1.1); forsøg: 1",
    ]


def test_json_holds_what_a_decision_rests_on(moedeklar, store, told):
    make_bounced(store, told)
    (shown,) = json.loads(moedeklar("outbox", "--state", "bounced", "--json").stdout)["messages"]
    kept = {key: shown[key] for key in ("id", "state", "revision", "fault", "attempts", "next_attempt_at")}
    assert kept == {
        "id": told,
        "state": "bounced",
        "revision": "bounced-1",
        "fault": "5.1.1",
        "attempts": 1,
        "next_attempt_at": None,
    }


def test_an_outbox_without_such_messages_says_so(moedeklar, store):
    assert moedeklar("outbox", "--state", "dead").stdout == "Ingen beskeder.\n"


def test_what_came_back_is_sent_again(moedeklar, store, told):
    make_bounced(store, told)
    result = moedeklar("outbox", "retry", told)
    assert (result.exit_code, result.stdout, state_of(store, told)) == (0, f"{told}: venter\n", "pending")


def test_or_dropped_with_the_reason(moedeklar, store, told):
    make_bounced(store, told)
    result = moedeklar("outbox", "drop", told, "--reason", "Hun er holdt op")
    assert (result.exit_code, result.stdout, state_of(store, told)) == (0, f"{told}: bortfaldet\n", "dropped")


def test_what_is_in_doubt_is_settled_by_a_look(moedeklar, store, told):
    make_doubtful(store, told)
    result = moedeklar("outbox", "settle", told, "--as", "sent")
    assert (result.exit_code, result.stdout, state_of(store, told)) == (0, f"{told}: sendt\n", "sent")


def test_what_stands_otherwise_than_it_was_shown_is_left_alone(moedeklar, store, told):
    make_bounced(store, told)
    result = moedeklar("outbox", "retry", told, "--revision", "dead-1")
    assert (result.exit_code, result.stdout, state_of(store, told)) == (2, "", "bounced")
    assert result.stderr == "moedeklar: revision: it stands otherwise now; look at it again\n"


def test_what_went_out_cannot_be_retried(moedeklar, store, told):
    result = moedeklar("outbox", "retry", told)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("moedeklar: state: only what was refused")


@pytest.mark.parametrize("command", [("outbox",), ("outbox", "retry", "x"), ("readiness",), ("upcoming",)])
def test_where_no_database_lies_none_is_made(moedeklar, tmp_path, command):
    result = moedeklar(*command)
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert result.stderr == (
        "moedeklar: no database here: start one with `moedeklar serve`, or name its folder by --dir\n"
    )
