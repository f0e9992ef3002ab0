"""Answers and changes by hand, read through Graph's delta."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sample_meeting import MAILBOX, NINE, SOF, SSP, entry, settled

from notifications.carrier import NotSent
from notifications.entry import Known, Response, Watched


def watched(standing, *, operation_id="op-1"):
    return Watched(operation_id, standing.remote_id, standing.starts_at)


def operations(double):
    return [request["operation"] for request in double.requests()]


def test_the_first_reading_gives_all_that_is_watched(carrier):
    standing = carrier.keep(entry(SSP), Known())
    assert carrier.read([watched(standing)], None).standings == {"op-1": standing}


def test_a_later_reading_gives_only_what_has_changed_since(double, carrier):
    first = carrier.keep(entry(SSP), Known())
    second = carrier.keep(replace(entry(SSP), operation_id="op-2"), Known())
    both = [watched(first), watched(second, operation_id="op-2")]
    reading = carrier.read(both, None)
    assert carrier.read(both, reading.cursor).standings == {}
    double.answer(MAILBOX, second.uid, SSP.email, "Decline")
    later = carrier.read(both, reading.cursor)
    [tracked] = later.standings["op-2"].tracked
    assert (list(later.standings), tracked.response) == (["op-2"], Response.DECLINED)
    assert tracked.answered_at is not None


@pytest.mark.parametrize(
    ("said", "response"),
    [("Accept", Response.ACCEPTED), ("Tentative", Response.TENTATIVE), ("Decline", Response.DECLINED)],
)
def test_each_answer_is_read(double, carrier, said, response):
    standing = carrier.keep(entry(SSP), Known())
    double.answer(MAILBOX, standing.uid, SSP.email, said)
    found = carrier.read([watched(standing)], None).standings["op-1"]
    assert [t.response for t in found.tracked] == [response]


def test_a_change_by_hand_is_told_from_what_we_wrote(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    reading = carrier.read([watched(standing)], None)
    moved = carrier.keep(entry(SSP, at=NINE + timedelta(hours=1), sequence=1), settled(standing))
    ours = carrier.read([watched(moved)], reading.cursor)
    double.edit(MAILBOX, standing.uid, starts_at=NINE + timedelta(hours=3))
    theirs = carrier.read([watched(moved)], ours.cursor)
    assert [r.standings["op-1"].is_as_written for r in (ours, theirs)] == [True, False]
    assert theirs.standings["op-1"].starts_at == NINE + timedelta(hours=3)


def test_what_was_removed_by_hand_is_read_as_gone(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    reading = carrier.read([watched(standing)], None)
    double.edit(MAILBOX, standing.uid, delete=True)
    assert carrier.read([watched(standing)], reading.cursor).standings == {"op-1": None}
    assert carrier.read([watched(standing)], None).standings == {"op-1": None}


def test_what_was_moved_out_of_the_window_by_hand_is_not_gone(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    reading = carrier.read([watched(standing)], None)
    far = NINE + timedelta(days=400)
    double.edit(MAILBOX, standing.uid, starts_at=far)
    assert carrier.read([watched(standing)], reading.cursor).standings["op-1"].starts_at == far


def test_a_meeting_outside_the_window_begins_a_new_one(carrier):
    first = carrier.keep(entry(SSP), Known())
    reading = carrier.read([watched(first)], None)
    far = replace(entry(SOF, at=NINE + timedelta(days=400)), operation_id="op-2")
    second = carrier.keep(far, Known())
    both = [watched(first), watched(second, operation_id="op-2")]
    assert carrier.read(both, reading.cursor).standings == {"op-1": first, "op-2": second}


@pytest.mark.parametrize(
    "cursor",
    [
        "H4sIAAA",
        "[]",
        '{"link": "https://graph.microsoft.com/v1.0/x"}',
        '{"mailbox": "vink@example.dk", "first": "i går", "last": "i morgen", "link": ""}',
    ],
)
def test_a_cursor_that_is_none_begins_anew(carrier, cursor):
    standing = carrier.keep(entry(SSP), Known())
    assert carrier.read([watched(standing)], cursor).standings == {"op-1": standing}


def test_a_cursor_that_graph_has_forgotten_begins_anew(carrier):
    standing = carrier.keep(entry(SSP), Known())
    reading = carrier.read([watched(standing)], None)
    forgotten = reading.cursor.replace("deltatoken=", "deltatoken=glemt")
    assert carrier.read([watched(standing)], forgotten).standings == {"op-1": standing}


def test_a_cursor_that_leads_elsewhere_is_not_followed(carrier):
    standing = carrier.keep(entry(SSP), Known())
    reading = carrier.read([watched(standing)], None)
    elsewhere = reading.cursor.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(NotSent, match="another server"):
        carrier.read([watched(standing)], elsewhere)


def test_all_pages_are_read(double, carrier):
    for number in range(60):
        carrier.keep(replace(entry(), operation_id=f"op-{number}"), Known())
    standing = carrier.keep(replace(entry(), operation_id="op-60"), Known())
    last = [watched(standing, operation_id="op-60")]
    reading = carrier.read(last, None)
    assert operations(double).count("GET delta") == 2
    assert carrier.read(last, reading.cursor).standings == {}


def test_nothing_watched_is_nothing_asked(double, carrier):
    assert (carrier.read([], "her").cursor, double.requests()) == ("her", [])


def test_a_calendar_that_may_not_be_read_is_nothing_sent(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.deny(MAILBOX)
    with pytest.raises(NotSent, match="403"):
        carrier.read([watched(standing)], None)
