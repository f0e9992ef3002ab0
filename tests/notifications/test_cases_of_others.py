"""Mails made after real reports and answers are read for what is needed, where they lie beside the project."""

import os
from pathlib import Path

import pytest

from notifications.bounce import read_bounces
from notifications.reply import read_replies

NAMED = "MOEDEKLAR_TESTS_CASES"
BESIDE = Path(__file__).parents[3] / "shared" / "cases"
REPORTS = {
    "b01_dsn_global_delivery_status": ["karin@kf.invalid"],
    "b02_dsn_without_report_type": ["birgit@bif.invalid"],
    "b04_dsn_unindented_diagnostic": ["sofie@sof.invalid"],
    "b07_dsn_x_original_message_id": ["birgit@bif.invalid"],
    "b08_dsn_two_recipients": ["anden@dks.invalid", "dorte@dks.invalid"],
}
ANSWERS = {
    "r03_reply_from_alias": ("birgit@bif.invalid", "declined", "sender_is_not_attendee"),
    "r04_reply_from_delegate_sent_by": ("birgit@bif.invalid", "declined", "sender_is_not_attendee"),
    "r07_reply_dtstamp_local": ("dorte@dks.invalid", "accepted", ""),
    "r09_reply_sequence_huge": ("dorte@dks.invalid", "accepted", ""),
    "r11_reply_octet_stream": ("dorte@dks.invalid", "accepted", ""),
    "r12_reply_text_plain_ics": ("dorte@dks.invalid", "accepted", ""),
}


@pytest.fixture
def case():
    place = Path(os.environ[NAMED]) if os.environ.get(NAMED) else BESIDE
    if not place.is_dir():
        pytest.skip(f"the mails are not here: {NAMED} is not set and ../shared/cases does not exist")
    return lambda name: (place / f"{name}.eml").read_bytes()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_says_who_for_good_and_which_mail(case, name):
    told = read_bounces(case(name))
    assert [one.recipient for one in told] == REPORTS[name]
    assert {(one.is_final, one.message_ids) for one in told} == {
        (True, ("<22222222222222222222222222222222@moedeklar.invalid>",))
    }


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_says_whose_what_and_to_which_meeting(case, name):
    (told,) = read_replies(case(name))
    assert (told.attendee, told.status, told.reason) == ANSWERS[name]
    assert (told.uid, f"{told.stamp:%d %H:%M}") == (
        "1c32f698ebc6447fb9698e82ee9e8900@moedeklar.invalid",
        "28 07:10",
    )
