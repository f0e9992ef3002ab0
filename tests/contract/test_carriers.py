"""What every carrier keeps to; a new one joins by a maker that also says what has arrived."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from notifications.address import Address
from notifications.carrier import Carrier, Parcel
from notifications.folder import FolderCarrier
from notifications.mail import Envelope, Letter, compose
from notifications.smtp import SmtpCarrier, SmtpServer
from notifications.transport import Security
from tests.doubles.smtp import smtp_double

SENDER = Address("VINK, sekretariatet", "vink@example.dk")
RECIPIENT = Address("Åse Øster-Prøve", "aase@example.dk")


@dataclass
class Route:
    carrier: Carrier
    arrived: object  # called, it gives the bytes of each mail that arrived


@contextmanager
def by_folder(tmp_path):
    folder = tmp_path / "outbox"
    yield Route(FolderCarrier(folder), lambda: sorted(path.read_bytes() for path in folder.iterdir()))


@contextmanager
def by_smtp(tmp_path):
    with smtp_double() as double:
        server = SmtpServer("127.0.0.1", double.port, Security.PLAIN)
        yield Route(SmtpCarrier(server), lambda: sorted(double.mails))


THAT_LOOK_UP = [by_folder]
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


def test_the_bytes_arrive_as_they_were(route):
    sent = parcel("KE-2026-0117")
    route.carrier.send(sent)
    assert route.arrived() == [sent.content]


@on_routes_that_look_up
def test_the_same_parcel_twice_is_one_mail(route):
    for _ in range(2):
        route.carrier.send(parcel("KE-2026-0117"))
    assert route.arrived() == [parcel("KE-2026-0117").content]


@on_routes_that_cannot
def test_a_parcel_is_not_found_where_nobody_can_look_and_twice_it_is_the_same_bytes_twice(route):
    for _ in range(2):
        route.carrier.send(parcel("KE-2026-0117"))
    assert route.carrier.find("KE-2026-0117") is False
    assert route.arrived() == [parcel("KE-2026-0117").content] * 2


def test_two_parcels_of_one_moment_are_two_mails(route):
    for key in ("KE-2026-0117", "KE-2026-0118"):
        route.carrier.send(parcel(key))
    assert route.arrived() == sorted(parcel(key).content for key in ("KE-2026-0117", "KE-2026-0118"))


def test_a_trial_finds_the_carrier_well_and_sends_nothing(route):
    assert {finding.is_well for finding in route.carrier.check()} == {True}
    assert route.arrived() == []
