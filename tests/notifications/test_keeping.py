"""The steps to a calendar that says what it should, on a calendar on paper."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from paper_calendar import PaperCalendar

from notifications.address import Address
from notifications.carrier import ChangedByHand, NotKept, Refused
from notifications.entry import Entry, Known, Tracked
from notifications.invitation import Event
from notifications.keeping import guests_of, keep, strangers_on, withdraw

NINE = datetime(2026, 12, 8, 8, tzinfo=UTC)
SSP, SOF, ROOM, STRANGER = (
    Address(name, f"{name}@example.dk") for name in ("ssp", "sof", "lokale", "fremmed")
)


def entry(*attendees, at=NINE, sequence=0, place="Rådhuset", **more):
    event = Event(
        uid="moede-1@example.dk",
        sequence=sequence,
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        summary="Koordineringsenheden",
        description="",
        place=place,
        url="",
        organiser=Address("VINK", "vink@example.dk"),
        is_private=True,
    )
    return Entry("op-1", event, "<p>Hej</p>", attendees, **more)


@pytest.fixture
def calendar():
    return PaperCalendar()


def settled(standing):
    return Known(standing.remote_id, guests=frozenset(t.email for t in standing.tracked))


def test_a_new_entry_invites_each_attendee_and_room_once(calendar):
    keep(calendar, entry(SSP, SOF, rooms=(ROOM,)), Known())
    assert calendar.told == [("request", each.email) for each in (ROOM, SOF, SSP)]


def test_what_already_stands_is_told_to_nobody_again(calendar):
    wanted = entry(SSP, SOF)
    keep(calendar, wanted, Known())
    calendar.told.clear()
    keep(calendar, wanted, Known(looks_up=True))
    assert (calendar.told, len(calendar.items)) == ([], 1)


def test_an_attempt_that_died_after_creating_goes_on_with_the_same_entry(calendar):
    wanted = entry(SSP)
    calendar.create(wanted)
    keep(calendar, wanted, Known(looks_up=True))
    assert (calendar.told, len(calendar.items)) == ([("request", SSP.email)], 1)


def test_a_new_time_is_told_to_all_and_a_new_attendee_hears_of_it_once(calendar):
    standing = keep(calendar, entry(SSP), Known())
    calendar.told.clear()
    keep(calendar, entry(SSP, SOF, at=NINE + timedelta(days=1), sequence=1), settled(standing))
    assert calendar.told == [("update", SSP.email), ("request", SOF.email)]


def test_whoever_leaves_hears_of_that_and_not_of_the_new_time(calendar):
    standing = keep(calendar, entry(SSP, SOF), Known())
    calendar.told.clear()
    moved = entry(SSP, at=NINE + timedelta(days=1), sequence=1, leaving=(SOF,))
    keep(calendar, moved, settled(standing))
    assert calendar.told == [("cancel", SOF.email), ("update", SSP.email)]


def test_a_new_attendee_is_told_alone(calendar):
    standing = keep(calendar, entry(SSP), Known())
    calendar.told.clear()
    keep(calendar, entry(SSP, SOF), settled(standing))
    assert calendar.told == [("request", SOF.email)]


def test_a_change_by_hand_is_not_overwritten(calendar):
    standing = keep(calendar, entry(SSP), Known())
    by_hand = replace(standing, starts_at=NINE + timedelta(hours=1))
    calendar.items[standing.remote_id] = "op-1", by_hand
    calendar.told.clear()
    with pytest.raises(ChangedByHand) as found:
        keep(calendar, entry(SSP, SOF, place="Lokale 2", sequence=1), settled(standing))
    assert (found.value.standing, calendar.told) == (by_hand, [])


def test_a_change_by_hand_is_put_back_when_somebody_has_decided_so(calendar):
    standing = keep(calendar, entry(SSP), Known())
    calendar.items[standing.remote_id] = "op-1", replace(standing, place="Kantinen")
    calendar.told.clear()
    put_back = keep(calendar, entry(SSP), replace(settled(standing), overwrites=True))
    assert (put_back.place, calendar.told) == ("Rådhuset", [("update", SSP.email)])


def test_a_change_by_hand_that_is_adopted_is_marked_and_told_to_nobody(calendar):
    standing = keep(calendar, entry(SSP), Known())
    later = NINE + timedelta(hours=1)
    by_hand = replace(standing, starts_at=later, ends_at=later + timedelta(hours=2))
    calendar.items[standing.remote_id] = "op-1", by_hand
    calendar.told.clear()
    adopted = keep(calendar, entry(SSP, at=later, sequence=1), settled(standing))
    assert (adopted.is_as_written, calendar.told) == (True, [])


def test_an_entry_removed_by_hand_is_not_made_again(calendar):
    standing = keep(calendar, entry(SSP), Known())
    calendar.items.clear()
    with pytest.raises(ChangedByHand) as found:
        keep(calendar, entry(SSP), settled(standing))
    assert (found.value.standing, calendar.items) == (None, {})


def test_an_attendee_removed_by_hand_is_not_invited_again(calendar):
    standing = keep(calendar, entry(SSP, SOF), Known())
    calendar.items[standing.remote_id] = "op-1", replace(standing, tracked=(Tracked(SSP.email),))
    with pytest.raises(ChangedByHand):
        keep(calendar, entry(SSP, SOF), settled(standing))


def test_whom_somebody_added_by_hand_stays_and_is_named(calendar):
    standing = keep(calendar, entry(SSP), Known())
    added = replace(standing, tracked=(*standing.tracked, Tracked(STRANGER.email)))
    calendar.items[standing.remote_id] = "op-1", added
    calendar.told.clear()
    wanted = entry(SSP, SOF)
    kept = keep(calendar, wanted, settled(standing))
    assert calendar.told == [("request", SOF.email)]
    assert strangers_on(kept, wanted) == {STRANGER.email}


def test_a_refused_attendee_is_left_out_and_the_others_are_invited_once(calendar):
    calendar.refuses = SOF.email
    standing = keep(calendar, entry(SSP, SOF), Known())
    assert [t.email for t in standing.tracked] == [SSP.email]
    assert calendar.told == [("request", SSP.email)]


def test_an_attendee_refused_alone_is_taken_back_so_that_no_look_up_takes_them_for_invited(calendar):
    calendar.refuses = SOF.email
    with pytest.raises(Refused):
        keep(calendar, entry(SOF), Known())
    assert [t.email for _, item in calendar.items.values() for t in item.tracked] == []


def test_withdrawing_cancels_at_every_attendee(calendar):
    standing = keep(calendar, entry(SSP, SOF), Known())
    calendar.told.clear()
    withdraw(calendar, entry(), settled(standing))
    assert (calendar.told, calendar.items) == ([("cancel", SOF.email), ("cancel", SSP.email)], {})


def test_withdrawing_what_is_gone_is_done_already(calendar):
    withdraw(calendar, entry(), Known("id7"))
    assert calendar.told == []


def test_a_room_that_is_also_asked_as_a_person_is_a_room():
    assert guests_of(entry(SSP, ROOM, rooms=(ROOM,))).people == {SSP.email}


def test_a_change_by_hand_that_was_adopted_may_be_written_over(calendar):
    standing = keep(calendar, entry(SSP), Known())
    by_hand = replace(standing, place="Kantinen")
    calendar.items[standing.remote_id] = "op-1", by_hand
    known = replace(settled(standing), adopted=by_hand.says)
    moved = keep(calendar, entry(SSP, at=NINE + timedelta(days=1), place="Kantinen", sequence=1), known)
    assert (moved.is_as_written, moved.place) == (True, "Kantinen")


HOURS = ("starts_at", "ends_at")
MARK_TOO = (*HOURS, "written")


@pytest.mark.parametrize("reverts", [HOURS, MARK_TOO])
def test_a_start_that_reverts_is_no_entry_that_was_kept(calendar, reverts):
    standing = keep(calendar, entry(SSP, SOF), Known())
    calendar.told.clear()
    calendar.reverts = reverts
    with pytest.raises(NotKept) as told:
        keep(calendar, entry(SSP, SOF, at=NINE + timedelta(days=1), sequence=1), settled(standing))
    assert (told.value.standing.starts_at, calendar.told) == (
        NINE,
        [("update", SOF.email), ("update", SSP.email)],
    )


def test_a_start_that_stays_is_kept(calendar):
    standing = keep(calendar, entry(SSP), Known())
    later = NINE + timedelta(days=1)
    assert keep(calendar, entry(SSP, at=later, sequence=1), settled(standing)).starts_at == later


def test_a_room_that_comes_back_as_an_ordinary_attendee_is_told_once(calendar):
    calendar.forgets_rooms = True
    wanted = entry(SSP, rooms=(ROOM,))
    standing = keep(calendar, wanted, Known())
    for known in (settled(standing), replace(settled(standing), looks_up=True)):
        keep(calendar, wanted, known)
    assert calendar.told == [("request", ROOM.email), ("request", SSP.email)]


def test_such_a_room_hears_of_a_new_time_once_and_is_not_taken_off(calendar):
    calendar.forgets_rooms = True
    standing = keep(calendar, entry(SSP, rooms=(ROOM,)), Known())
    calendar.told.clear()
    keep(calendar, entry(SSP, SOF, rooms=(ROOM,), at=NINE + timedelta(days=1), sequence=1), settled(standing))
    assert sorted(calendar.told) == [("request", SOF.email), ("update", ROOM.email), ("update", SSP.email)]


def test_whom_the_server_drops_in_silence_is_not_said_to_stand_there(calendar):
    calendar.drops = SOF.email
    with pytest.raises(NotKept) as told:
        keep(calendar, entry(SSP, SOF), Known())
    assert [t.email for t in told.value.standing.tracked] == [SSP.email]


def test_whom_the_server_shows_under_another_address_stands_there(calendar):
    calendar.aliases = {"s.s.p@example.dk": SSP.email}
    standing = keep(calendar, entry(Address("ssp", "s.s.p@example.dk")), Known())
    assert [t.email for t in standing.tracked] == [SSP.email]
