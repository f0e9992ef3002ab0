"""What every carrier keeps to; a new one joins by a maker that also says what has arrived."""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from notifications.address import Address
from notifications.carrier import Carrier, Parcel
from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer
from notifications.folder import FolderCarrier
from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier
from notifications.mail import Envelope, Letter, compose
from notifications.smtp import SmtpCarrier, SmtpServer
from notifications.transport import Security
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double, graph_double
from tests.doubles.smtp import smtp_double

SENDER = Address("VINK, sekretariatet", "vink@example.dk")
RECIPIENT = Address("Åse Øster-Prøve", "aase@example.dk")


def its_bytes(parcel):
    return parcel.content


def its_address(parcel):
    """What is left of a mail where the server writes the bytes itself: whom it reached, and its subject."""
    return parcel.recipient.email, f"Ny anmodning {parcel.key} på Østerbro"


@dataclass
class Route:
    """`arrived`, called, gives each mail that arrived, in order, as `shown` gives the parcel that was sent."""

    carrier: Carrier
    arrived: object
    shown: object = its_bytes


@contextmanager
def by_folder(tmp_path):
    folder = tmp_path / "outbox"
    yield Route(FolderCarrier(folder), lambda: sorted(path.read_bytes() for path in folder.iterdir()))


@contextmanager
def by_smtp(tmp_path):
    with smtp_double() as double:
        server = SmtpServer("127.0.0.1", double.port, Security.PLAIN)
        yield Route(SmtpCarrier(server), lambda: sorted(double.mails))


@contextmanager
def by_graph(tmp_path):
    with graph_double(tmp_path) as double:
        carrier = GraphCarrier(GraphApp(url=double.url, timeout_seconds=5), SENDER.email)
        yield Route(carrier, lambda: sorted((m["to"], m["subject"]) for m in double.wire()), its_address)


@contextmanager
def by_exchange(tmp_path):
    with ews_double(tmp_path) as double:
        carrier = ExchangeCarrier(
            EwsServer(double.url, USER, PASSWORD, "basic", allows_plain_http=True), SENDER.email
        )
        yield Route(carrier, lambda: sorted((m["to"], m["subject"]) for m in double.wire()), its_address)
        carrier.close()


THAT_LOOK_UP = [by_folder, by_graph, by_exchange]
THAT_CANNOT = [by_smtp]


@pytest.fixture(params=[*THAT_LOOK_UP, *THAT_CANNOT])
def route(request, tmp_path):
    with request.param(tmp_path) as opened:
        yield opened


on_routes_that_look_up = pytest.mark.parametrize("route", THAT_LOOK_UP, indirect=True)
on_routes_that_cannot = pytest.mark.parametrize("route", THAT_CANNOT, indirect=True)


def parcel(key):
    envelope = Envelope(f"<{key}@example.dk>", SENDER, RECIPIENT, datetime(2026, 11, 24, 8, tzinfo=UTC), "da")
    letter = Letter(f"Ny anmodning {key} på Østerbro", "Kære Åse\n\n.\nBlåbærgrød.\n", "<p>Blåbærgrød.</p>")
    return Parcel(key, SENDER, RECIPIENT, compose(envelope, letter, None))


@on_routes_that_look_up
def test_a_parcel_is_found_once_it_is_sent(route):
    route.carrier.send(parcel("KE-2026-0117"))
    assert route.carrier.find("KE-2026-0117") is True


def test_a_parcel_is_not_found_before_it_is_sent_nor_under_another_key(route):
    assert route.carrier.find("KE-2026-0117") is False
    route.carrier.send(parcel("KE-2026-01171"))
    assert route.carrier.find("KE-2026-0117") is False


def test_what_was_sent_arrives(route):
    sent = parcel("KE-2026-0117")
    route.carrier.send(sent)
    assert route.arrived() == [route.shown(sent)]


@on_routes_that_look_up
def test_the_same_parcel_twice_is_one_mail(route):
    for is_repeat in (False, True):
        route.carrier.send(replace(parcel("KE-2026-0117"), is_repeat=is_repeat))
    assert route.arrived() == [route.shown(parcel("KE-2026-0117"))]


@on_routes_that_cannot
def test_a_parcel_is_not_found_where_nobody_can_look_and_twice_it_is_the_same_bytes_twice(route):
    for _ in range(2):
        route.carrier.send(parcel("KE-2026-0117"))
    assert route.carrier.find("KE-2026-0117") is False
    assert route.arrived() == [parcel("KE-2026-0117").content] * 2


def test_two_parcels_of_one_moment_are_two_mails(route):
    for key in ("KE-2026-0117", "KE-2026-0118"):
        route.carrier.send(parcel(key))
    assert route.arrived() == sorted(route.shown(parcel(key)) for key in ("KE-2026-0117", "KE-2026-0118"))


def test_a_trial_finds_the_carrier_well_and_sends_nothing(route):
    assert {finding.is_well for finding in route.carrier.check()} == {True}
    assert route.arrived() == []
