"""One organiser's calendar, kept on an EWS server: who is told what, and how often."""

import itertools
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from organiser_mailbox import NINE, ORGANISER, entry, lose, settled, told, until_done

from notifications.carrier import ChangedByHand, NotSent, Refused
from notifications.entry import Known, Response, Tracked, Watched
from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer
from tests.doubles.ews.__main__ import PASSWORD

KINDS = ("hang", "reset", "401", "429", "503", "500_html", "busy", "truncated")


def test_a_new_entry_invites_each_attendee_and_room_once(carrier, double):
    standing = carrier.keep(entry("ssp", "sof", rooms=["lokale"]), Known())
    assert sorted(told(double)) == [("request", "lokale"), ("request", "sof"), ("request", "ssp")]
    assert (standing.starts_at, standing.subject, standing.place) == (
        NINE,
        "Koordineringsenheden, Ærø",
        "Rådhuset",
    )
    assert standing.is_as_written
    assert [t.email for t in standing.tracked if t.is_room] == ["lokale@example.dk"]


def test_an_item_bears_our_marks_and_is_private_in_time_and_asks_for_answers(carrier, double):
    carrier.keep(entry("ssp"), Known())
    [item] = [
        item for item in double.items() if item["mailbox"] == ORGANISER and item["folder"] == "calendar"
    ]
    kept = {
        name: item["fields"][name]
        for name in ("Sensitivity", "IsResponseRequested", "ReminderIsSet", "Start")
    }
    assert kept == {
        "Sensitivity": "Private",
        "IsResponseRequested": "true",
        "ReminderIsSet": "true",
        "Start": "2026-12-08T08:00:00Z",
    }
    assert (item["operation_id"], item["revision"], item["uid"]) == (
        "op-1",
        entry().written,
        "moede-1@example.dk",
    )


def test_an_open_meeting_is_not_private(carrier, double):
    carrier.keep(entry("ssp", is_private=False), Known())
    assert {item["fields"]["Sensitivity"] for item in double.items() if item["kind"] == "CalendarItem"} == {
        "Normal"
    }


def test_what_already_stands_is_told_to_nobody_again(carrier, double):
    carrier.keep(entry("ssp", "sof"), Known())
    before = told(double)
    carrier.keep(entry("ssp", "sof"), Known(looks_up=True))
    assert told(double) == before


def test_a_new_time_is_told_to_all_and_a_new_attendee_hears_of_it_once(carrier, double):
    standing = carrier.keep(entry("ssp", "sof"), Known())
    before = len(double.wire())
    moved = entry("ssp", "ny", at=NINE + timedelta(days=1), sequence=1, place="", leaving=["sof"])
    standing = carrier.keep(moved, settled(standing))
    assert told(double)[before:] == [("cancel", "sof"), ("update", "ssp"), ("request", "ny")]
    assert (standing.starts_at, standing.place, standing.is_as_written) == (
        NINE + timedelta(days=1),
        "",
        True,
    )


def test_a_new_text_leaves_the_time_alone(carrier, double):
    standing = carrier.keep(entry("ssp"), Known())
    double.answer(ORGANISER, standing.uid, "ssp@example.dk", "Accept")
    kept = carrier.keep(entry("ssp", sequence=1, place="Lokale 2"), settled(standing))
    assert [(t.email, t.response) for t in kept.tracked] == [("ssp@example.dk", Response.ACCEPTED)]


def test_whoever_has_answered_keeps_the_answer_when_others_join(carrier, double):
    standing = carrier.keep(entry("ssp"), Known())
    double.answer(ORGANISER, standing.uid, "ssp@example.dk", "Tentative")
    kept = carrier.keep(entry("ssp", "sof"), settled(standing))
    assert {t.email: t.response for t in kept.tracked} == {
        "ssp@example.dk": Response.TENTATIVE,
        "sof@example.dk": Response.NONE,
    }
    assert told(double) == [("request", "ssp"), ("request", "sof")]


def test_texts_too_long_for_exchange_are_cut_and_not_taken_for_changes_by_hand(carrier, double):
    long = entry("ssp", place="Å" * 300 + "\x0b")
    standing = carrier.keep(long, Known())
    again = carrier.keep(long, settled(standing))
    assert (len(again.place), again.is_as_written, len(double.wire())) == (255, True, 1)


def test_the_organiser_is_not_invited_to_the_own_meeting(carrier, double):
    standing = carrier.keep(entry("vink", "ssp"), Known())
    assert told(double) == [("request", "ssp")]
    assert [t.email for t in standing.tracked] == ["ssp@example.dk"]


LOSSES = list(itertools.product(KINDS, ("before", "after")))


@pytest.mark.parametrize("operation", ["CreateItem", "UpdateItem"])
def test_an_attendee_is_invited_exactly_once_whatever_is_lost(carrier, double, operation):
    for number, (kind, when) in enumerate(LOSSES):
        lose(double, operation, kind, when)
        new = entry("ssp", "sof", number=number)
        standing, met = until_done(lambda again, new=new: carrier.keep(new, Known(looks_up=again)))
        assert (len(met), standing.is_as_written) == (1, True), (kind, when)
        assert sorted(told(double, new)) == [("request", "sof"), ("request", "ssp")], (kind, when)
    ours = [item for item in double.items() if item["mailbox"] == ORGANISER and item["folder"] == "calendar"]
    assert len(ours) == len(LOSSES)


def test_a_new_time_is_told_exactly_once_whatever_is_lost(carrier, double):
    for number, (kind, when) in enumerate(LOSSES):
        known = settled(carrier.keep(entry("ssp", number=number), Known()))
        lose(double, "UpdateItem", kind, when)
        moved = entry("ssp", number=number, at=NINE + timedelta(hours=2), sequence=1)
        until_done(lambda again, of=(moved, known): carrier.keep(of[0], replace(of[1], looks_up=again)))
        assert told(double, moved) == [("request", "ssp"), ("update", "ssp")], (kind, when)


def test_a_cancellation_is_told_exactly_once_whatever_is_lost(carrier, double):
    for number, (kind, when) in enumerate(LOSSES):
        ended = entry("ssp", number=number)
        known = settled(carrier.keep(ended, Known()))
        lose(double, "CreateItem", kind, when)
        until_done(lambda again, of=(ended, known): carrier.withdraw(of[0], replace(of[1], looks_up=again)))
        assert told(double, ended) == [("request", "ssp"), ("cancel", "ssp")], (kind, when)


def test_withdrawing_what_is_gone_or_never_was_is_done_already(carrier, double):
    known = settled(carrier.keep(entry("ssp"), Known()))
    for at in (known, known, Known("AAMkADnothing"), Known(looks_up=True)):
        carrier.withdraw(entry(), at)
    assert told(double) == [("request", "ssp"), ("cancel", "ssp")]


def test_withdrawing_an_entry_without_attendees_tells_nobody(carrier, double):
    known = settled(carrier.keep(entry(), Known()))
    carrier.withdraw(entry(), known)
    carrier.withdraw(entry(), known)
    assert told(double) == []
    assert [item["folder"] for item in double.items()] == ["deleteditems"]


def test_a_change_by_hand_is_left_and_shown(carrier, double):
    standing = carrier.keep(entry("ssp"), Known())
    later = NINE + timedelta(hours=1)
    double.edit(ORGANISER, standing.uid, starts_at=later, ends_at=later + timedelta(hours=2))
    before = len(double.wire())
    with pytest.raises(ChangedByHand) as found:
        carrier.keep(entry("ssp", "sof", place="Lokale 2", sequence=1), settled(standing))
    assert (found.value.standing.starts_at, len(double.wire())) == (later, before)


def test_an_entry_deleted_by_hand_is_not_made_again(carrier, double):
    standing = carrier.keep(entry("ssp"), Known())
    double.edit(ORGANISER, standing.uid, delete=True)
    before = len(double.wire())
    with pytest.raises(ChangedByHand) as found:
        carrier.keep(entry("ssp"), settled(standing))
    assert (found.value.standing, len(double.wire())) == (None, before)


@pytest.mark.parametrize("mode", ["clean", "stored_500"])
def test_an_unknown_recipient_is_refused_and_does_not_stand_as_invited(carrier, double, mode):
    double.unknown("ukendt@example.dk", mode)
    with pytest.raises(Refused):
        carrier.keep(entry("ukendt"), Known())
    standing = carrier.keep(entry("ssp"), Known(looks_up=True))
    assert [t.email for t in standing.tracked] == ["ssp@example.dk"]
    assert told(double) == [("request", "ssp")]


def test_a_reading_gives_answers_changes_and_what_is_gone(carrier, double):
    standing = carrier.keep(entry("ssp", "sof"), Known())
    double.answer(ORGANISER, standing.uid, "sof@example.dk", "Decline")
    watched = [
        Watched("op-1", standing.remote_id, NINE),
        Watched("op-2", "AAMkADnothing", NINE),
        Watched("op-3", "", NINE),
    ]
    standings = carrier.read(watched, None).standings
    assert [standings["op-2"], standings["op-3"]] == [None, None]
    answers = {t.email: t for t in standings["op-1"].tracked}
    assert answers["ssp@example.dk"] == Tracked("ssp@example.dk")
    assert answers["sof@example.dk"].response is Response.DECLINED
    assert answers["sof@example.dk"].answered_at.tzinfo is UTC


def test_a_reading_finds_an_entry_whose_id_was_never_settled(carrier):
    standing = carrier.keep(entry("ssp"), Known())
    assert carrier.read([Watched("op-1", "", NINE)], None).standings == {"op-1": standing}


def test_a_reading_that_fails_is_not_sent_and_says_nothing_of_entries(carrier, double):
    double.faults(script=[{"operation": "GetItem", "kind": "truncated", "when": "after"}])
    with pytest.raises(NotSent):
        carrier.read([Watched("op-1", "AAMkAD", NINE)], None)


def test_a_wrong_password_is_not_sent_and_waits_so_that_nobody_is_locked_out(double):
    wrong = EwsServer(double.url, "svc-moedeklar", "forkert", "basic", allows_plain_http=True)
    carrier = ExchangeCarrier(wrong, ORGANISER)
    with pytest.raises(NotSent, match="refuses the service's login") as refused:
        carrier.keep(entry("ssp"), Known())
    carrier.close()
    assert (refused.value.retry_after, len(double.requests())) == (timedelta(minutes=15), 1)


def test_whoever_logs_in_as_the_mailbox_itself_needs_no_impersonation(double):
    own = EwsServer(double.url, ORGANISER, PASSWORD, "basic", allows_plain_http=True)
    carrier = ExchangeCarrier(own, ORGANISER)
    carrier.keep(entry("ssp"), Known())
    carrier.close()
    assert told(double) == [("request", "ssp")]


def test_without_the_right_to_act_for_the_mailbox_nothing_is_sent_and_it_waits(carrier, double):
    double.deny(ORGANISER)
    with pytest.raises(NotSent) as refused:
        carrier.keep(entry("ssp"), Known(looks_up=True))
    assert (refused.value.retry_after, double.wire()) == (timedelta(minutes=15), [])
