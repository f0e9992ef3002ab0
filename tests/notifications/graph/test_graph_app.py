"""How Graph is reached: by https, or by http on this machine; and nothing of it loads before it is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from notifications.graph.app import GraphApp, PlainHttpRefused, TenantMissing

REGISTERED = {
    "tenant": "prøve",
    "client_id": "app-1",
    "certificate_file": Path("cert.pem"),
    "key_file": Path("noegle.pem"),
}


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1.0", "http://[::1]:1/v1.0", "http://localhost:1/v1.0"])
def test_plain_http_is_for_this_machine(url):
    assert GraphApp(url=url).url == url


@pytest.mark.parametrize(
    "url",
    ["http://graph.example.dk/v1.0", "http://10.0.0.1/v1.0", "http://127.0.0.1.example.dk/v1.0", "ftp://x"],
)
def test_plain_http_is_for_nowhere_else(url):
    with pytest.raises(PlainHttpRefused):
        GraphApp(url=url, **REGISTERED)
    with pytest.raises(PlainHttpRefused):
        GraphApp(authority=url, **REGISTERED)


@pytest.mark.parametrize("left_out", REGISTERED)
def test_anywhere_else_a_tenant_and_a_certificate_are_needed(left_out):
    with pytest.raises(TenantMissing):
        GraphApp(**{name: value for name, value in REGISTERED.items() if name != left_out})


def test_what_is_shown_of_it_names_no_key_and_no_token():
    shown = repr(GraphApp(url="http://localhost:1", token="hemmelig", key_file=Path("noegle.pem")))
    assert ("hemmelig" in shown, "noegle" in shown) == (False, False)


def test_the_service_starts_without_loading_what_only_graph_needs():
    seen = "import sys, service.app; print(*sorted({'msal', 'requests'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
