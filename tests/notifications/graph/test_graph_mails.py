"""Mails through Graph: a draft that bears our mark, then its sending."""

import re
from dataclasses import replace

import pytest
from sample_meeting import MAILBOX, SOF, SSP, parcel, told

from notifications.carrier import Refused


def folders(double):
    return [item["folder"] for item in double.items()]


def test_a_mail_is_found_once_it_is_sent_and_not_before(double, carrier):
    found = [carrier.find(parcel().key)]
    carrier.send(parcel())
    assert [*found, carrier.find(parcel().key), carrier.find("KE-2026-0117")] == [False, True, False]


def test_a_mail_goes_to_its_recipient_with_its_subject_and_as_html(double, carrier):
    carrier.send(parcel())
    [mail] = double.wire()
    assert (mail["to"], mail["subject"], mail["body_type"]) == (SSP.email, "Ny anmodning på Østerbro", "html")


def test_a_repeat_sends_the_draft_that_was_left_behind(double, carrier):
    double.faults(script=[{"operation": "POST send", "kind": "reset", "when": "before"}])
    with pytest.raises(Exception, match="the connection to Graph broke"):
        carrier.send(parcel())
    assert folders(double) == ["drafts"]
    carrier.send(parcel(is_repeat=True))
    assert (folders(double), told(double)) == (["sentitems"], [("mail", SSP.email)])


def test_a_draft_in_words_that_no_longer_hold_is_thrown_away_and_the_new_ones_are_sent(double, carrier):
    double.faults(script=[{"operation": "POST send", "kind": "reset", "when": "before"}])
    with pytest.raises(Exception, match="the connection to Graph broke"):
        carrier.send(parcel())
    content = re.sub(rb"Subject: .*\r\n", b"Subject: Rettet anmodning\r\n", parcel().content)
    carrier.send(replace(parcel(is_repeat=True), content=content))
    assert [mail["subject"] for mail in double.wire()] == ["Rettet anmodning"]
    assert sorted(folders(double)) == ["deleteditems", "sentitems"]


def test_a_repeat_of_what_was_sent_sends_nothing(double, carrier):
    carrier.send(parcel())
    carrier.send(parcel(is_repeat=True))
    assert told(double) == [("mail", SSP.email)]


def test_a_refused_recipient_leaves_no_draft_among_the_drafts(double, carrier):
    double.unknown(SOF.email)
    with pytest.raises(Refused, match="400 ErrorInvalidRecipients"):
        carrier.send(parcel(recipient=SOF))
    assert (folders(double), told(double)) == (["deleteditems"], [])


def test_a_refusal_names_no_address(double, carrier):
    double.unknown(SOF.email)
    with pytest.raises(Refused) as found:
        carrier.send(parcel(recipient=SOF))
    assert ("@" in str(found.value), MAILBOX in str(found.value)) == (False, False)
