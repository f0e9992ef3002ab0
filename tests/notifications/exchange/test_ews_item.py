"""Items as servers of other makes give them: with less in them, or with more."""

from pathlib import Path

import pytest
from exchangelib import Attendee, CalendarItem, Mailbox
from exchangelib.ewsdatetime import UTC, EWSDateTime
from organiser_mailbox import ORGANISER

from notifications.address import Address
from notifications.entry import Tracked
from notifications.exchange.connection import Connection
from notifications.exchange.item import UnreadableItem, standing_of, with_guests
from notifications.exchange.server import EwsServer
from notifications.keeping import Guests

NINE = EWSDateTime(2026, 12, 8, 8, tzinfo=UTC)
ORGANISER_TOO = Attendee(mailbox=Mailbox(email_address=ORGANISER.upper()), response_type="Organizer")
NOBODY = Attendee(mailbox=Mailbox(name="Uden adresse"), response_type="Unknown")
SSP = Attendee(mailbox=Mailbox(email_address="SSP@example.dk"), response_type="Accept")


def item(**fields):
    server = EwsServer("https://mail.example.dk/EWS/Exchange.asmx", "svc", "x", "basic")
    return CalendarItem(account=Connection(server, ORGANISER).account, id="AAMk", changekey="1", **fields)


def test_an_item_with_its_hours_alone_can_be_read():
    standing = standing_of(item(start=NINE, end=NINE))
    read = standing.remote_id, standing.uid, standing.place, standing.written, standing.tracked
    assert (read, standing.is_as_written) == (("AAMk", "", "", "", ()), False)


def test_an_item_without_hours_cannot_be_read():
    with pytest.raises(UnreadableItem):
        standing_of(item(start=NINE))


def test_the_organiser_and_whoever_has_no_address_are_no_guests():
    standing = standing_of(item(start=NINE, end=NINE, required_attendees=[ORGANISER_TOO, NOBODY, SSP]))
    assert [tracked.email for tracked in standing.tracked] == ["ssp@example.dk"]


def test_an_answer_without_a_moment_is_an_answer():
    [tracked] = standing_of(item(start=NINE, end=NINE, optional_attendees=[SSP])).tracked
    assert tracked == Tracked("ssp@example.dk", tracked.response, None)
    assert tracked.response == "accepted"


def test_whoever_stands_there_is_left_as_they_are_when_others_join():
    meeting = item(required_attendees=[ORGANISER_TOO, NOBODY], optional_attendees=[SSP])
    guests = Guests(frozenset({"ssp@example.dk", "sof@example.dk"}), frozenset())
    changed = with_guests(meeting, guests, [Address("Socialforvaltningen", "sof@example.dk")])
    *kept, joined = meeting.required_attendees
    assert (changed, kept, meeting.optional_attendees) == (
        ["required_attendees"],
        [ORGANISER_TOO, NOBODY],
        [SSP],
    )
    assert (joined.mailbox.name, joined.response_type) == ("Socialforvaltningen", "Unknown")


def test_no_other_module_loads_what_only_this_channel_needs():
    root = Path(__file__).parents[3]
    modules = [
        path for package in ("notifications", "service", "agenda") for path in (root / package).rglob("*.py")
    ]
    loading = {path.parent.name for path in modules if "exchangelib import" in path.read_text("utf-8")}
    assert loading == {"exchange"}
