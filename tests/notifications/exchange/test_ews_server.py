"""Which servers the channel to Exchange talks to, and which it refuses before anything is sent."""

import subprocess
import sys

import pytest

from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.connection import KerberosIsMissing
from notifications.exchange.server import (
    BadServerUrl,
    EwsServer,
    ExchangeOnlineRefused,
    PlainHttpRefused,
)

URL = "https://mail.example.dk/EWS/Exchange.asmx"


def test_a_server_never_shows_its_password():
    server = EwsServer(URL, r"EXAMPLE\svc-moedeklar", "hemmeligt")
    assert "hemmeligt" not in repr(server) + str(server)


def test_making_a_carrier_asks_nothing_of_any_server():
    unreachable = EwsServer("https://nobody.invalid/EWS/Exchange.asmx", "svc", "hemmeligt", "basic")
    ExchangeCarrier(unreachable, "vink@example.dk")


@pytest.mark.parametrize(
    "host",
    ["outlook.office365.com", "outlook.office.com", "eur01.prod.outlook.com", "OUTLOOK.OFFICE365.COM."],
)
def test_exchange_online_is_refused_with_dates_and_remedy(host):
    with pytest.raises(ExchangeOnlineRefused) as refused:
        EwsServer(f"https://{host}/EWS/Exchange.asmx", "svc", "hemmeligt")
    said = str(refused.value)
    assert [word in said for word in ("1 October 2026", "1 April 2027", "graph")] == [True, True, True]


def test_a_server_that_only_sounds_like_exchange_online_is_not_refused():
    assert EwsServer("https://outlook.example.dk/EWS/Exchange.asmx", "svc", "x").host == "outlook.example.dk"


@pytest.mark.parametrize(
    ("host", "allows"), [("mail.example.dk", True), ("127.0.0.1", False), ("10.0.0.1", True)]
)
def test_plain_http_is_refused_but_on_this_machine_and_by_setting(host, allows):
    with pytest.raises(PlainHttpRefused):
        EwsServer(f"http://{host}/EWS/Exchange.asmx", "svc", "x", allows_plain_http=allows)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_plain_http_is_taken_on_this_machine_where_the_setting_allows_it(host):
    server = EwsServer(f"http://{host}:8080/EWS/Exchange.asmx", "svc", "x", allows_plain_http=True)
    assert (server.port, server.is_encrypted) == (8080, False)


@pytest.mark.parametrize("url", ["mail.example.dk", "ftp://mail.example.dk/", "https:///EWS"])
def test_what_is_no_address_of_a_server_is_refused(url):
    with pytest.raises(BadServerUrl):
        EwsServer(url, "svc", "x")


def test_whoever_logs_in_as_the_mailbox_itself_impersonates_nobody():
    own = EwsServer(URL, "Vink@example.dk", "x")
    delegate = EwsServer(URL, r"EXAMPLE\svc", "x", access="delegate")
    service = EwsServer(URL, r"EXAMPLE\svc", "x")
    assert [each.impersonates("vink@example.dk") for each in (own, delegate, service)] == [False, False, True]


def test_kerberos_without_its_package_is_refused_by_name():
    with pytest.raises(KerberosIsMissing, match=r"exchangelib\[kerberos\]"):
        ExchangeCarrier(EwsServer(URL, "", "", "kerberos"), "vink@example.dk")


def test_the_service_starts_without_loading_what_only_this_channel_needs():
    loaded = "import sys, service.app; print(sorted({'exchangelib', 'lxml'} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, check=True, text=True, timeout=60
    )
    assert answer.stdout.strip() == "[]"
