"""A trial of the channel in plain words, and when people can't come."""

import socket
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from organiser_mailbox import NINE, ORGANISER

from notifications.carrier import Busy, NotSent
from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer

HOUR = timedelta(hours=1)


def trial(server):
    carrier = ExchangeCarrier(server, ORGANISER)
    found = carrier.check()
    carrier.close()
    return [(finding.is_well, finding.said) for finding in found]


def test_a_trial_says_as_whom_with_which_right_and_of_what_version(server, double):
    assert trial(server) == [
        (True, "127.0.0.1 can be reached, over plain http on this machine"),
        (True, "it takes the login of svc-moedeklar"),
        (True, f"svc-moedeklar can write in the calendar of {ORGANISER}, by impersonation"),
        (True, "the server says that it is Microsoft Exchange Server 2019"),
    ]
    assert (double.wire(), double.items()) == ([], [])


def test_a_trial_without_the_right_says_which_and_how_it_is_given(server, double):
    double.deny(ORGANISER)
    [_, (is_well, said)] = trial(server)
    assert is_well is False
    assert said.startswith(f"svc-moedeklar may not act in the mailbox {ORGANISER}: ")
    assert "ApplicationImpersonation" in said


def test_a_trial_with_a_wrong_password_says_so_and_tries_it_once(double):
    wrong = EwsServer(double.url, "svc-moedeklar", "forkert", "basic", allows_plain_http=True)
    assert trial(wrong)[1:] == [
        (False, f"the calendar of {ORGANISER} can't be opened: the server refuses the service's login")
    ]
    assert len(double.requests()) == 1


def test_a_trial_of_an_encrypted_address_where_plain_http_is_spoken_says_so(double):
    port = urlsplit(double.url).port
    wrong = EwsServer(double.url.replace("http:", "https:"), "svc-moedeklar", "forkert", "basic")
    assert trial(wrong) == [(False, f"127.0.0.1 speaks no TLS at port {port}: see the port in the address")]


def test_a_trial_of_a_server_that_is_not_there_says_so():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    nobody = EwsServer(f"http://127.0.0.1:{port}/EWS/Exchange.asmx", "svc", "x", allows_plain_http=True)
    [(is_well, said)] = trial(nobody)
    assert (is_well, said.startswith(f"127.0.0.1 can't be reached at port {port}")) == (False, True)


def test_free_and_busy_are_told_by_address(carrier, double):
    double.busy("ssp@example.dk", NINE, NINE + HOUR)
    taken = carrier.busy(
        ["ssp@example.dk", "sof@example.dk"], NINE - timedelta(days=1), NINE + timedelta(days=90)
    )
    assert taken == {"ssp@example.dk": (Busy(NINE, NINE + HOUR),), "sof@example.dk": ()}


def test_a_calendar_that_cannot_be_read_is_none_and_takes_nothing_from_others(carrier, double):
    double.unknown("ukendt@example.dk")
    double.busy("ssp@example.dk", NINE, NINE + HOUR)
    taken = carrier.busy(["ukendt@example.dk", "ssp@example.dk"], NINE - HOUR, NINE + HOUR)
    assert taken == {"ukendt@example.dk": None, "ssp@example.dk": (Busy(NINE, NINE + HOUR),)}


def test_free_and_busy_that_nobody_answers_are_not_sent(carrier, double):
    double.faults(script=[{"operation": "GetUserAvailability", "kind": "503"}])
    with pytest.raises(NotSent):
        carrier.busy(["ssp@example.dk"], NINE, NINE + HOUR)
