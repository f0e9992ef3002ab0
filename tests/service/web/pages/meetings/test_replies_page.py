"""Answers that belong to nobody: a person says whose they are, or puts them away."""

import re

import pytest
from calendar_mails import reply

ALIAS = "alias.ssp@moedeklar.invalid"


@pytest.fixture
def office(visit, planned):
    """SSP was invited, and somebody with another address has answered; and there is a mail that is no answer."""
    planned.service.tick()
    first = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][0]["id"]
    inbox = planned.service.folder / "inbox"
    inbox.mkdir(exist_ok=True)
    (inbox / "1.eml").write_bytes(reply(f"{first}@moedeklar.invalid", ALIAS, "DECLINED"))
    (inbox / "2.eml").write_bytes(b"not a mail at all")
    planned.service.tick()
    return visit("secretariat")


def forms(office, end):
    return re.findall(rf'action="(/replies/[0-9a-f]+/{end})"', office.see("/replies").text)


def test_it_says_who_answered_what_to_which_meeting_and_why_it_is_here(office):
    page = office.read("/replies")
    shown = (ALIAS, "Koordineringsenheden tir. 24. nov. 2026", "Deltager ikke", "Ingen med den adresse er")
    assert [words for words in shown if words not in page] == []


def test_an_assigned_answer_leaves_the_list_and_stands_at_the_attendee(office):
    (assign,) = forms(office, "assign")
    attendee = re.search(r'value="([0-9a-f]{32})">Medlem ssp', office.see("/replies").text).group(1)
    assert office.fill(assign, attendee_id=attendee).status_code == 303
    assert ALIAS not in office.read("/replies")
    meeting = re.search(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text).group(0)
    assert "Medlem ssp ✕ Deltager ikke" in office.read(meeting)


def test_all_can_be_put_away_and_none_of_them_twice(office):
    dismissals = forms(office, "dismiss")
    assert [office.fill(path).status_code for path in dismissals] == [303, 303]
    assert "Alle svar er placeret." in office.read("/replies")
    assert office.fill(dismissals[0]).status_code == 409


def test_what_answers_no_meeting_is_nobodys(office):
    assert (len(forms(office, "dismiss")), len(forms(office, "assign"))) == (2, 1)


def test_a_report_that_fits_nothing_is_shown_as_one_with_its_address(office, planned):
    inbox = planned.service.folder / "inbox"
    head = b"From: MAILER-DAEMON@x.invalid\r\nX-Failed-Recipients: ukendt@x.invalid\r\n\r\n"
    (inbox / "3.eml").write_bytes(head + b"Message-ID: <1@x.invalid>\r\n")
    planned.service.tick()
    page = office.read("/replies")
    shown = ("Besked om mails, der ikke kom frem", "ukendt@x.invalid", "den er ikke en af vores")
    assert [words for words in shown if words not in page] == []
    assert len(forms(office, "assign")) == 1
