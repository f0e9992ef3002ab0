"""The organiser's calendar at Graph: who is told of what, and what stands there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sample_meeting import MAILBOX, NINE, ROOM, SOF, SSP, entry, settled, told

from notifications.address import Address
from notifications.carrier import ChangedByHand, InDoubt, Refused
from notifications.entry import Known, Response
from notifications.graph.access import Access
from notifications.graph.carrier import GraphCarrier
from notifications.graph.line import Line
from notifications.graph.organiser import GraphCalendar
from notifications.keeping import guests_on

LATER = NINE + timedelta(days=1)


def events(double):
    return [item for item in double.items() if item["folder"] == "calendar"]


def test_a_new_entry_invites_each_attendee_and_room_once(double, carrier):
    standing = carrier.keep(entry(SSP, SOF, rooms=(ROOM,)), Known())
    assert told(double) == [("request", each.email.lower()) for each in (ROOM, SOF, SSP)]
    assert (standing.starts_at, standing.place, standing.is_as_written) == (NINE, "Rådhuset", True)
    assert [(t.email, t.is_room) for t in standing.tracked] == [
        ("lokale1@example.dk", True),
        ("sof@example.dk", False),
        ("ssp@example.dk", False),
    ]


def test_an_entry_is_private_html_and_bears_our_marks(double, carrier):
    wanted = entry(SSP)
    standing = carrier.keep(wanted, Known())
    [mail] = double.wire()
    assert (mail["operation_id"], mail["revision"]) == ("op-1", wanted.written)
    assert (mail["body_type"], mail["uid"]) == ("html", standing.uid)
    assert [(e["fields"]["sensitivity"], e["operation_id"]) for e in events(double)] == [("private", "op-1")]


def test_attendees_do_not_see_each_other_where_the_entry_hides_them(double, carrier):
    carrier.keep(entry(SSP, SOF, hides_attendees=True), Known())
    assert [mail["others_seen"] for mail in double.wire()] == [[], []]


def test_what_already_stands_is_told_to_nobody_again(double, carrier):
    wanted = entry(SSP, SOF)
    standing = carrier.keep(wanted, Known())
    again = carrier.keep(wanted, Known(looks_up=True))
    assert (again, len(told(double)), len(events(double))) == (standing, 2, 1)


def test_a_new_time_is_told_to_all_and_a_new_attendee_hears_of_it_once(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    moved = carrier.keep(entry(SSP, SOF, at=LATER, sequence=1), settled(standing))
    assert told(double)[1:] == [("update", "ssp@example.dk"), ("request", "sof@example.dk")]
    assert (moved.starts_at, moved.is_as_written, moved.remote_id) == (LATER, True, standing.remote_id)


def test_whoever_leaves_hears_of_that_and_not_of_the_new_time(double, carrier):
    standing = carrier.keep(entry(SSP, SOF), Known())
    carrier.keep(entry(SSP, at=LATER, sequence=1, leaving=(SOF,)), settled(standing))
    assert told(double)[2:] == [("cancel", "sof@example.dk"), ("update", "ssp@example.dk")]


def test_an_answer_stands_when_somebody_else_is_invited(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.answer(MAILBOX, standing.uid, SSP.email, "Accept")
    kept = carrier.keep(entry(SSP, SOF), settled(standing))
    assert [(t.email, t.response) for t in kept.tracked] == [
        ("sof@example.dk", Response.NONE),
        ("ssp@example.dk", Response.ACCEPTED),
    ]
    assert told(double)[1:] == [("request", "sof@example.dk")]


def test_a_room_that_answers_while_a_meeting_moves_keeps_its_answer(double, carrier):
    double.room(ROOM.email)
    standing = carrier.keep(entry(SSP, rooms=(ROOM,)), Known())
    moved = carrier.keep(entry(SSP, SOF, rooms=(ROOM,), at=LATER, sequence=1), settled(standing))
    assert [t.response for t in moved.tracked if t.is_room] == [Response.ACCEPTED]


def test_a_new_place_alone_asks_nobody_for_a_new_answer(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.answer(MAILBOX, standing.uid, SSP.email, "Accept")
    kept = carrier.keep(entry(SSP, place="Lokale 2", sequence=1), settled(standing))
    assert [(t.email, t.response) for t in kept.tracked] == [("ssp@example.dk", Response.ACCEPTED)]
    assert told(double)[1:] == [("update", "ssp@example.dk")]


def test_a_change_by_hand_is_not_overwritten(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, standing.uid, place="Kantinen")
    before = double.wire()
    with pytest.raises(ChangedByHand) as found:
        carrier.keep(entry(SSP, SOF, sequence=1), settled(standing))
    assert (found.value.standing.place, double.wire()) == ("Kantinen", before)


def test_a_change_by_hand_is_put_back_when_somebody_has_decided_so(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, standing.uid, place="Kantinen")
    kept = carrier.keep(entry(SSP), replace(settled(standing), overwrites=True))
    assert (kept.place, told(double)[-1]) == ("Rådhuset", ("update", "ssp@example.dk"))


def test_a_change_by_hand_that_is_adopted_is_marked_and_told_to_nobody(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, standing.uid, place="Kantinen")
    before = double.wire()
    kept = carrier.keep(entry(SSP, place="Kantinen", sequence=1), settled(standing))
    assert (kept.is_as_written, double.wire()) == (True, before)


def test_an_entry_removed_by_hand_is_not_made_again(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, standing.uid, delete=True)
    with pytest.raises(ChangedByHand) as found:
        carrier.keep(entry(SSP), settled(standing))
    assert (found.value.standing, events(double)) == (None, [])


def test_an_entry_removed_by_hand_is_made_again_when_somebody_has_decided_so(double, carrier):
    standing = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, standing.uid, delete=True)
    anew = carrier.keep(entry(SSP), replace(settled(standing), overwrites=True))
    assert (anew.remote_id != standing.remote_id, len(events(double))) == (True, 1)
    assert told(double)[-1] == ("request", "ssp@example.dk")


def test_one_made_by_a_lost_attempt_and_removed_by_hand_since_is_made_once_more(double, carrier):
    lost = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, lost.uid, delete=True)
    carrier.keep(entry(SSP), Known(looks_up=True))
    assert len(events(double)) == 1


def test_an_attempt_that_does_not_look_makes_no_second_event(double, carrier):
    for _ in range(2):
        carrier.keep(entry(SSP), Known())
    assert (told(double), len(events(double))) == ([("request", "ssp@example.dk")], 1)


def test_an_operation_with_an_apostrophe_is_found_again(double, carrier):
    wanted = replace(entry(SSP), operation_id="møde 'O'Brien' + 1")
    carrier.keep(wanted, Known())
    carrier.keep(wanted, Known(looks_up=True))
    assert (len(told(double)), [e["operation_id"] for e in events(double)]) == (1, [wanted.operation_id])


def test_whoever_is_taken_back_hears_of_a_cancellation_and_nobody_else_of_anything(double, app, carrier):
    before = carrier.keep(entry(SSP), Known())
    after = carrier.keep(entry(SSP, SOF), settled(before))
    GraphCalendar(Line(app, Access(app)), MAILBOX).take_back(after, guests_on(before))
    assert told(double)[2:] == [("cancel", "sof@example.dk")]


def test_a_change_that_comes_between_reading_and_writing_is_not_overwritten(double, app, carrier):
    before = carrier.keep(entry(SSP), Known())
    double.edit(MAILBOX, before.uid, place="Kantinen")
    calendar = GraphCalendar(Line(app, Access(app)), MAILBOX)
    with pytest.raises(InDoubt, match="412"):
        calendar.rewrite(before, entry(SSP, at=LATER, sequence=1))
    assert [e["starts_at"] for e in events(double)] == ["2026-12-08T08:00:00Z"]


def test_a_refused_attendee_is_left_off_and_is_not_taken_for_invited(double, carrier):
    double.unknown(SOF.email)
    standing = carrier.keep(entry(SSP, SOF), Known())
    assert [tracked.email for tracked in standing.tracked] == ["ssp@example.dk"]
    with pytest.raises(Refused, match="400 ErrorInvalidRecipients"):
        carrier.keep(entry(SSP, SOF), Known(looks_up=True))
    assert told(double) == [("request", "ssp@example.dk")]


def test_withdrawing_cancels_at_every_attendee_and_again_is_done_already(double, carrier):
    standing = carrier.keep(entry(SSP, SOF), Known())
    for _ in range(2):
        carrier.withdraw(entry(), settled(standing))
    assert told(double)[2:] == [("cancel", "sof@example.dk"), ("cancel", "ssp@example.dk")]
    assert events(double) == []


def test_withdrawing_what_nobody_was_invited_to_tells_nobody(double, carrier):
    standing = carrier.keep(entry(), Known())
    carrier.withdraw(entry(), settled(standing))
    assert (told(double), events(double)) == ([], [])


def test_an_id_of_another_channel_is_looked_up_by_our_own(double, carrier):
    carrier.keep(entry(SSP), Known())
    kept = carrier.keep(entry(SSP), Known("AAQkADEw=", guests=frozenset({"ssp@example.dk"})))
    assert (len(told(double)), kept.is_as_written) == (1, True)


def test_whom_somebody_added_by_hand_stays(double, app, carrier):
    guest = Address("Gæst", "fremmed@example.dk")
    standing = carrier.keep(entry(SSP, guest), Known())
    kept = carrier.keep(entry(SSP, SOF), settled(standing))
    assert [t.email for t in kept.tracked] == ["fremmed@example.dk", "sof@example.dk", "ssp@example.dk"]


def test_a_mailbox_that_the_app_may_not_reach_is_said_with_the_missing_permission(double, carrier):
    double.deny(MAILBOX)
    with pytest.raises(Exception, match=r"403 .*Calendars\.ReadWrite is missing"):
        carrier.keep(entry(SSP), Known())


def test_nothing_is_asked_before_the_channel_is_used(double, app):
    GraphCarrier(app, MAILBOX)
    assert double.requests() == []
