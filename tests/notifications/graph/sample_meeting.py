"""One meeting as the tests of the channel to Graph keep it, and one mail."""

from datetime import UTC, datetime, timedelta

from notifications.address import Address
from notifications.carrier import Parcel
from notifications.entry import Entry, Known
from notifications.invitation import Event
from notifications.mail import Envelope, Letter, compose

MAILBOX = "vink@example.dk"
NINE = datetime(2026, 12, 8, 8, tzinfo=UTC)
SSP = Address("Åse Øster-Prøve", "ssp@example.dk")
SOF = Address("Bo Prøve", "SOF@example.dk")
ROOM = Address("Lokale 1", "lokale1@example.dk")


def entry(*attendees, at=NINE, sequence=0, place="Rådhuset", **more):
    event = Event(
        uid="moede-1@example.dk",
        sequence=sequence,
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        summary="Koordineringsenheden, møde",
        description="Kun til fil",
        place=place,
        url="https://moedeklar.example.dk/moede/1",
        organiser=Address("VINK", MAILBOX),
        is_private=True,
    )
    return Entry("op-1", event, "<p>Blåbærgrød &amp; kaffe</p>", attendees, **more)


def settled(standing):
    return Known(standing.remote_id, guests=frozenset(t.email for t in standing.tracked))


def parcel(key="KE-2026-0117/anmodning", *, is_repeat=False, recipient=SSP):
    envelope = Envelope(
        f"<{key.replace('/', '.')}@example.dk>", Address("VINK", MAILBOX), recipient, NINE, "da"
    )
    letter = Letter("Ny anmodning på Østerbro", "Kære Åse\n", "<p>Kære Åse</p>")
    return Parcel(key, Address("VINK", MAILBOX), recipient, compose(envelope, letter, None), is_repeat)


def told(double):
    """Who heard of what, in order: kind and lower-case address."""
    return [(mail["kind"], mail["to"].lower()) for mail in double.wire()]
