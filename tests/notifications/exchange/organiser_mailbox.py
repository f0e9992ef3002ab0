"""What the tests keep in the organiser's calendar and send from the mailbox."""

from datetime import UTC, datetime, timedelta

from notifications.address import Address
from notifications.carrier import InDoubt, NotSent, Parcel
from notifications.entry import Entry, Known
from notifications.invitation import Event
from notifications.mail import Envelope, Letter, compose

ORGANISER = "vink@example.dk"
NINE = datetime(2026, 12, 8, 8, tzinfo=UTC)


def person(name):
    return Address(name, f"{name}@example.dk")


def entry(*names, number=1, at=NINE, sequence=0, place="Rådhuset", is_private=True, **more):
    event = Event(
        uid=f"moede-{number}@example.dk",
        sequence=sequence,
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        summary="Koordineringsenheden, Ærø",
        description="",
        place=place,
        url="",
        organiser=Address("VINK", ORGANISER),
        is_private=is_private,
    )
    others = {name: tuple(map(person, persons)) for name, persons in more.items()}
    return Entry(f"op-{number}", event, "<p>Kære Åse</p>", tuple(map(person, names)), **others)


def settled(standing):
    return Known(standing.remote_id, guests=frozenset(t.email for t in standing.tracked))


def parcel(key="KE-2026-0117/rykker", **more):
    envelope = Envelope("<abc.1@example.dk>", Address("VINK", ORGANISER), person("ssp"), NINE, "da")
    letter = Letter("Rykker om blåbærgrød", "Kære Åse\n", "<p>Kære Åse</p>\n")
    return Parcel(key, envelope.sender, envelope.recipient, compose(envelope, letter, None), **more)


def told(double, of=None):
    """What each mailbox received, in order: of one entry, or of all."""
    uid = of and of.event.uid
    return [
        (mail["kind"], mail["to"].partition("@")[0]) for mail in double.wire() if uid in {None, mail["uid"]}
    ]


def lose(double, operation, kind, when):
    """Have one request of this kind fail, before or after it is carried out."""
    double.faults(script=[{"operation": operation, "kind": kind, "when": when}], hang_seconds=2.0)


def until_done(attempt):
    """Try as the outbox does, where every attempt after the first looks up; give the result and the faults met."""
    met = []
    for number in range(8):
        try:
            return attempt(number > 0), met
        except (NotSent, InDoubt) as fault:
            met.append(type(fault))
    raise AssertionError(met)
