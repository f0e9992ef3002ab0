"""Mails through an EWS server: each arrives once, whatever is lost on the way."""

import itertools
import re
from dataclasses import replace

import pytest
from organiser_mailbox import ORGANISER, lose, parcel, until_done

from notifications.carrier import InDoubt, Refused

KINDS = ("hang", "reset", "401", "429", "503", "500_html", "busy", "truncated")


def in_mailbox(double):
    """Each mail of the organiser's by folder, with what it is known by."""
    items = [item for item in double.items() if item["mailbox"] == ORGANISER and item["kind"] == "Message"]
    return [(item["folder"], item["fields"]["InternetMessageId"], item["to"]) for item in items]


def test_a_mail_is_sent_with_subject_words_and_its_own_message_id(carrier, double):
    carrier.send(parcel())
    [mail] = double.wire()
    assert (mail["kind"], mail["to"], mail["subject"]) == ("mail", "ssp@example.dk", "Rykker om blåbærgrød")
    assert mail["body_type"] == "HTML"
    assert in_mailbox(double) == [("sentitems", "<abc.1@example.dk>", ["ssp@example.dk"])]


def test_a_mail_is_found_once_it_is_sent_and_not_before_nor_under_another_key(carrier):
    assert carrier.find(parcel().key) is False
    carrier.send(parcel())
    assert (carrier.find(parcel().key), carrier.find("KE-2026-0117")) == (True, False)


def test_a_draft_that_was_not_sent_is_not_found_and_goes_out_the_next_time(carrier, double):
    lose(double, "SendItem", "503", "before")
    _, met = until_done(lambda again: carrier.send(parcel(is_repeat=again)))
    assert len(met) == 1
    assert in_mailbox(double) == [("sentitems", "<abc.1@example.dk>", ["ssp@example.dk"])]


def test_a_draft_in_words_that_no_longer_hold_is_thrown_away_and_the_new_ones_are_sent(carrier, double):
    lose(double, "SendItem", "503", "before")
    with pytest.raises(InDoubt):
        carrier.send(parcel())
    content = re.sub(rb"Subject: .*\r\n", b"Subject: Sidste rykker\r\n", parcel().content)
    carrier.send(replace(parcel(is_repeat=True), content=content))
    assert [mail["subject"] for mail in double.wire()] == ["Sidste rykker"]
    assert in_mailbox(double) == [("sentitems", "<abc.1@example.dk>", ["ssp@example.dk"])]


@pytest.mark.parametrize("operation", ["CreateItem", "SendItem"])
def test_a_mail_arrives_exactly_once_whatever_is_lost(carrier, double, operation):
    for kind, when in itertools.product(KINDS, ("before", "after")):
        before = len(double.wire())
        lose(double, operation, kind, when)
        _, met = until_done(lambda again, key=f"{kind} {when}": carrier.send(parcel(key, is_repeat=again)))
        assert (len(met), len(double.wire()) - before) == (1, 1), (kind, when)


def test_a_mail_that_the_server_refuses_leaves_no_draft_behind(carrier, double):
    double.unknown("ssp@example.dk", "clean")
    with pytest.raises(Refused):
        carrier.send(parcel())
    assert (double.wire(), in_mailbox(double), carrier.find(parcel().key)) == ([], [], False)


def test_a_mail_that_the_server_fails_to_send_is_not_taken_for_sent(carrier, double):
    double.unknown("ssp@example.dk", "stored_500")
    with pytest.raises(InDoubt):
        carrier.send(parcel())
    assert (double.wire(), carrier.find(parcel().key)) == ([], False)
