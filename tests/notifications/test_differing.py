from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agenda.meetings.calendar_entry import Difference, DifferenceKind
from notifications.address import Address
from notifications.differing import Expected, difference
from notifications.entry import Entry, Standing, Tracked
from notifications.invitation import Event

NINE = datetime(2026, 12, 8, 8, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
SSP, SOF = "ssp@example.dk", "sof@example.dk"
EVENT = Event(
    uid="moede-1@example.dk",
    sequence=0,
    starts_at=NINE,
    ends_at=NINE + timedelta(hours=2),
    summary="Koordineringsenheden",
    description="",
    place="Rådhuset",
    url="",
    organiser=Address("VINK", "vink@example.dk"),
    is_private=True,
)
EXPECTED = Expected(EVENT, frozenset({SSP, SOF}))
STANDING = Standing(
    remote_id="id0",
    change_key="1",
    uid=EVENT.uid,
    starts_at=EVENT.starts_at,
    ends_at=EVENT.ends_at,
    subject=EVENT.summary,
    place=EVENT.place,
    written=Entry("op-1", EVENT, "", ()).written,
    tracked=(Tracked(SSP), Tracked(SOF)),
)


def by_hand(**changed):
    return difference(EXPECTED, replace(STANDING, **changed), NOW)


def test_what_stands_as_it_was_written_is_no_difference():
    assert by_hand() is None


def test_our_own_older_revision_is_no_difference():
    moved = replace(EVENT, starts_at=NINE + timedelta(days=1), ends_at=NINE + timedelta(days=1, hours=2))
    assert difference(Expected(moved, EXPECTED.guests), STANDING, NOW) is None


def test_an_entry_that_somebody_has_made_as_we_want_it_is_no_difference():
    moved = replace(EVENT, starts_at=NINE + timedelta(hours=1))
    there = replace(STANDING, starts_at=NINE + timedelta(hours=1))
    assert difference(Expected(moved, EXPECTED.guests), there, NOW) is None


def test_an_entry_that_is_gone_was_removed():
    assert difference(EXPECTED, None, NOW) == Difference(DifferenceKind.REMOVED, NOW)


@pytest.mark.parametrize(
    "changed",
    [{"starts_at": NINE + timedelta(hours=1)}, {"subject": "Frokost"}, {"place": "Kantinen"}],
    ids=lambda changed: next(iter(changed)),
)
def test_another_time_subject_or_place_is_an_edit(changed):
    as_wanted = {"starts_at": EVENT.starts_at, "ends_at": EVENT.ends_at, "subject": EVENT.summary}
    seen = {**as_wanted, "place": EVENT.place, **changed}
    assert by_hand(**changed) == Difference(DifferenceKind.EDITED, NOW, **seen)


def test_an_entry_without_our_mark_that_says_what_we_want_is_no_difference():
    assert by_hand(written="") is None


def test_one_of_ours_who_was_taken_off_is_missing():
    assert by_hand(tracked=(Tracked(SSP),)) == Difference(
        DifferenceKind.GUESTS, NOW, NINE, EVENT.ends_at, EVENT.summary, EVENT.place, (SOF,)
    )


def test_whom_somebody_added_by_hand_is_no_difference():
    assert by_hand(tracked=(*STANDING.tracked, Tracked("fremmed@example.dk"))) is None


def test_a_difference_seen_again_is_the_same_and_another_one_is_not():
    first = by_hand(place="Kantinen")
    again = replace(first, seen_at=NOW + timedelta(hours=1))
    assert (again.is_same(first), by_hand(place="Lokale 2").is_same(first)) == (True, False)


def test_what_was_adopted_is_no_difference_and_what_was_changed_after_it_is():
    adopted = replace(STANDING, place="Kantinen")
    later = NINE + timedelta(days=1)
    moved = replace(EVENT, starts_at=later, ends_at=later + timedelta(hours=2), place="Kantinen")
    expected = Expected(moved, EXPECTED.guests, adopted.says)
    assert difference(expected, adopted, NOW) is None
    assert difference(expected, replace(adopted, place="Lokale 2"), NOW).kind is DifferenceKind.EDITED
