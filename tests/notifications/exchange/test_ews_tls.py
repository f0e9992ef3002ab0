"""The way to the server: whose certificates are trusted, and what a trial says of them."""

from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests
from organiser_mailbox import ORGANISER, entry, told

from notifications.carrier import NotSent
from notifications.entry import Known
from notifications.exchange.carrier import ExchangeCarrier
from tests.doubles.certificates import authority

SOON = 10


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *args):
        """Whoever does not trust it hangs up."""


@contextmanager
def encrypted(double, context):
    """The same server behind TLS; gives its address."""

    class Forwarding(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept = {
                name: self.headers[name] for name in ("Authorization", "Content-Type") if name in self.headers
            }
            answer = requests.post(double.url, data=body, headers=kept, timeout=SOON)
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *args):
            pass

    with Quiet(("127.0.0.1", 0), Forwarding) as http:
        http.socket = context.wrap_socket(http.socket, server_side=True)
        thread = Thread(target=http.serve_forever)
        thread.start()
        try:
            yield f"https://127.0.0.1:{http.server_port}/EWS/Exchange.asmx"
        finally:
            http.shutdown()
            thread.join(SOON)


@pytest.fixture
def trusted(tmp_path):
    (tmp_path / "ca").mkdir()
    return authority(tmp_path / "ca")


def test_a_server_of_the_organisations_own_authority_is_spoken_to(double, server, trusted):
    with encrypted(double, trusted.context_for()) as url:
        carrier = ExchangeCarrier(replace(server, url=url, ca_file=trusted.ca_file), ORGANISER)
        found = carrier.check()
        carrier.keep(entry("ssp"), Known())
        carrier.close()
    assert {finding.is_well for finding in found} == {True}
    assert found[0].said.startswith("127.0.0.1 can be reached; its certificate is trusted and ends on 20")
    assert told(double) == [("request", "ssp")]


def test_a_server_whose_certificate_nobody_vouches_for_is_told_nothing(double, server, trusted, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted.ca_file))  # the environment has no say in it
    with encrypted(double, trusted.context_for()) as url:
        carrier = ExchangeCarrier(replace(server, url=url), ORGANISER)
        [finding] = carrier.check()
        with pytest.raises(NotSent):
            carrier.keep(entry("ssp"), Known())
        carrier.close()
    assert (finding.is_well, finding.said.startswith("the certificate of 127.0.0.1 is not trusted")) == (
        False,
        True,
    )
    assert double.requests() == []
