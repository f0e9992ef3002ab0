"""What every inbox keeps to, whoever else looks into it; a new one joins by a maker that says how mails get there."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from looks import look

from notifications.bounce import read_bounces
from notifications.exchange.inbox import ExchangeInbox
from notifications.exchange.server import EwsServer
from notifications.graph.app import GraphApp
from notifications.graph.inbox import GraphInbox
from notifications.imap import ImapServer
from notifications.inbox import Since
from notifications.mailbox import ImapInbox
from notifications.transport import Security
from tests.doubles.ews.__main__ import PASSWORD as EWS_PASSWORD
from tests.doubles.ews.__main__ import USER as EWS_USER
from tests.doubles.graph.mime import bounce
from tests.doubles.imap import PASSWORD, USER, imap_server
from tests.doubles.running import ews_double, graph_double

MAILBOX = "vink@example.dk"
NOW = datetime.now(UTC)


@dataclass
class Place:
    """`opened` gives the inbox as a program that has just started does; `report` puts a report into the mailbox."""

    opened: object
    report: object
    open_all: object


@contextmanager
def by_imap(_tmp_path):
    with imap_server("--no-tls") as mailbox:
        server = ImapServer("127.0.0.1", mailbox.port, Security.PLAIN, USER, PASSWORD)
        yield Place(
            lambda: ImapInbox(server),
            lambda to: mailbox.receive(bounce(MAILBOX, to, "x", "<1@example.dk>", NOW)),
            mailbox.open_all,
        )


@contextmanager
def by_exchange(tmp_path):
    with ews_double(tmp_path) as double:
        server = EwsServer(double.url, EWS_USER, EWS_PASSWORD, "basic", allows_plain_http=True)
        made = []

        def opened():
            made.append(ExchangeInbox(server, MAILBOX))
            return made[-1]

        yield Place(opened, lambda to: double.bounce(MAILBOX, to), lambda: double.open_all(MAILBOX))
        for inbox in made:
            inbox.close()


@contextmanager
def by_graph(tmp_path):
    with graph_double(tmp_path) as double:
        app = GraphApp(url=double.url, timeout_seconds=5)
        yield Place(
            lambda: GraphInbox(app, MAILBOX),
            lambda to: double.bounce(MAILBOX, to),
            lambda: double.open_all(MAILBOX),
        )


@pytest.fixture(params=[by_imap, by_exchange, by_graph])
def place(request, tmp_path):
    with request.param(tmp_path) as opened:
        yield opened


def recipients(mails):
    return [one.recipient for mail in mails for one in read_bounces(mail.content)]


def test_a_report_that_a_person_opened_before_us_is_read(place):
    inbox = place.opened()
    look(inbox)
    place.report("aase@example.dk")
    place.open_all()
    assert recipients(look(inbox, cursor=inbox.cursor)) == ["aase@example.dk"]


def test_so_it_is_at_the_very_first_look_unless_it_was_opened_long_ago(place):
    place.report("aase@example.dk")
    place.open_all()
    place.report("ida@example.dk")
    assert recipients(look(place.opened())) == ["aase@example.dk", "ida@example.dk"]
    later = NOW + timedelta(days=2)
    assert recipients(place.opened().arrived(Since(later))) == ["ida@example.dk"]


def test_what_was_read_is_given_no_more_to_a_program_that_starts_anew(place):
    place.report("aase@example.dk")
    first = place.opened()
    [mail] = look(first)
    again = place.opened()
    assert look(again, cursor=first.cursor) == []
    place.report("ida@example.dk")
    assert recipients(look(again, cursor=first.cursor)) == ["ida@example.dk"]
    assert recipients(look(again, cursor=again.cursor, again=(mail.name,))) == ["aase@example.dk"]


def test_a_look_that_was_not_gone_through_moves_no_cursor(place):
    for name in ("aase", "ida"):
        place.report(f"{name}@example.dk")
    inbox = place.opened()
    looking = inbox.arrived(Since(NOW - timedelta(days=1)))
    next(looking)
    assert inbox.cursor is None
    looking.close()


def test_what_is_laid_aside_twice_is_laid_aside_once_and_given_no_more(place):
    place.report("aase@example.dk")
    inbox = place.opened()
    [mail] = look(inbox)
    for _ in range(2):
        inbox.done(mail.name)
    assert look(inbox, cursor=inbox.cursor) == []
