"""Each is told in their own language; what several read stands there in the languages of them all."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default

import icalendar
import pytest
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import FORUM, KE, OFFICE, confirmed, everybody, member, member_of, party, set_everybody

from agenda.access import CLOCK
from agenda.meetings.plan import ClosedDate
from notifications.message import State
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.invitations import invite_one
from service.workflow.people import PersonGiven, set_people
from service.workflow.rescheduling import cancel_meeting, close_day

NOVEMBER = local("2026-11-09")


def speaking(given, language):
    """A member who reads the language."""
    return replace(given, person=replace(given.person, language=language))


@pytest.fixture
def driven(start_on):
    return start_on(NOVEMBER)


def mails_to(driven, email):
    found = [m for m in driven.messages() if m.recipient_email == email and m.state is State.SENT]
    return [message_from_bytes(driven.mail_of(m), policy=default) for m in found]


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def event_in(mail):
    part = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
    return icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")[0]


def test_two_members_of_one_meeting_are_each_invited_in_their_own_language(driven):
    set_everybody(driven, member("ssp", FORUM), speaking(member("sof", FORUM), "en"))
    driven.plan(FORUM, "2026-12-01", "2027-02-28")
    driven.play_until(local("2026-12-20"))
    danish, english = (mails_to(driven, member_of(party))[0] for party in ("ssp", "sof"))
    assert (danish["Subject"], english["Subject"]) == (
        "Indkaldelse: møde i Medborgerforum tor. 11. feb. 2027 kl. 17.00 (uge 6)",
        "Invitation: meeting of Medborgerforum Thu 11 Feb 2027 at 17:00 (week 6)",
    )
    assert (danish["Content-Language"], english["Content-Language"]) == ("da", "en")
    assert "Tid: tor. 11. feb. 2027 kl. 17.00-19.00 (uge 6)" in event_in(danish)["DESCRIPTION"]
    assert "Time: Thu 11 Feb 2027 at 17:00-19:00 (week 6)" in event_in(english)["DESCRIPTION"]
    assert event_in(danish)["SUMMARY"] == event_in(english)["SUMMARY"] == "Medborgerforum"


def test_a_language_that_was_stored_wrongly_keeps_nobody_from_being_told_in_danish(driven):
    set_everybody(driven, speaking(member("ssp", FORUM), "tlh"), speaking(member("sof", FORUM), "en"))
    driven.plan(FORUM, "2026-12-01", "2027-02-28")
    driven.play_until(local("2026-12-20"))
    mail = mails_to(driven, member_of("ssp"))[0]
    assert (mail["Subject"], mail["Content-Language"]) == (
        "Indkaldelse: møde i Medborgerforum tor. 11. feb. 2027 kl. 17.00 (uge 6)",
        "da",
    )
    assert "Tid: tor. 11. feb. 2027 kl. 17.00-19.00 (uge 6)" in event_in(mail)["DESCRIPTION"]
    assert [m.occasion for m in driven.messages() if m.state is State.DEAD] == []


def test_and_so_goes_every_mail_about_a_case(driven):
    contacts = [replace(party(one), language="tlh") for one in ("ssp", "sof", "dks", "kf", "bif")]
    wrong = [replace(one, contact=replace(one.contact, language="tlh")) for one in contacts]
    set_everybody(driven, parties=wrong)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.play_until(local("2026-11-24", "12:00"))
    dead = [str(m.occasion) for m in driven.messages() if m.state is State.DEAD]
    assert (dead, "escalation" in {str(m.occasion) for m in driven.messages()}) == ([], True)


MAUNDY_THURSDAY = """
[bodies.koordineringsenheden.series]
rule = "dates"
dates = [2027-03-25]
starts = "17:00"
ends = "19:00"
"""


def test_why_a_meeting_was_moved_is_told_in_the_readers_language(start_on):
    driven = start_on(NOVEMBER, config=MAUNDY_THURSDAY)
    set_everybody(driven, member("ssp"), speaking(member("sof"), "en"))
    driven.plan(KE, "2027-03-01", "2027-03-31")
    driven.play_until(local("2027-02-01"))
    danish, english = (text_of(mails_to(driven, member_of(party))[0]) for party in ("ssp", "sof"))
    assert "Årsag: skærtorsdag er lukket; flyttet til ons. 24. mar." in danish
    assert "Reason: Maundy Thursday is a closed day; moved to Wed 24 Mar" in english


def test_what_somebody_wrote_stays_as_it_was_written(driven):
    set_everybody(driven, speaking(member("ssp"), "en"))
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    driven.tick()
    assert "Reason: for få sager" in text_of(mails_to(driven, member_of("ssp"))[-1])


def test_an_agency_that_reads_english_is_asked_and_reminded_in_english(driven):
    english = replace(party("ssp"), contact=PersonGiven("Contact ssp", "contact@moedeklar.invalid", "en"))
    set_everybody(driven, parties=(english, *(party(name) for name in ("sof", "dks", "kf", "bif"))))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed())
    driven.play_until(local("2026-11-17", "10:00"))
    asked, reminded = mails_to(driven, "contact@moedeklar.invalid")
    assert asked["Subject"] == "New request KE-2026-0001 - please answer by Thu 19 Nov at 12:00"
    assert reminded["Subject"] == "Reminder: KE-2026-0001 - please answer by Thu 19 Nov at 12:00"
    assert "Kære" not in text_of(asked) + text_of(reminded)


def test_a_secretariat_that_reads_english_is_told_of_a_meeting_on_a_closed_day_in_english(driven):
    driven.do(set_people, replace(everybody(), office=PersonGiven("VINK", OFFICE, "en")))
    driven.plan(KE, "2026-12-08", "2026-12-08")
    driven.do(close_day, ClosedDate(date(2026, 12, 8), ""))
    driven.tick()
    (notice,) = mails_to(driven, OFFICE)
    assert "falls on a closed day: Tue 8 Dec. It stands" in text_of(notice)


def entry_kept(driven, *members):
    """The one entry that the members' calendar server is to keep."""
    driven.send_by(PaperCarrier(), "exchange")
    set_everybody(driven, *members)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    (meeting,) = driven.meetings(KE)
    with driven.service.unit(CLOCK) as unit:
        invite_one(unit, meeting.id, driven.now)
    return driven.claim()[1].entry


def test_an_entry_that_several_read_bears_each_of_their_languages_once(driven):
    entry = entry_kept(driven, speaking(member("sof"), "en"), member("ssp"), member("dks"))
    danish, _, english = entry.event.description.partition("---")
    assert (danish.count("Kære mødedeltager"), english.count("Dear participant")) == (1, 1)
    assert '<div lang="en">' in entry.html


def test_an_entry_that_all_read_in_one_language_bears_no_other(driven):
    entry = entry_kept(driven, speaking(member("sof"), "en"), speaking(member("ssp"), "en"))
    assert entry.event.description.startswith("Dear participant")
    assert "---" not in entry.event.description
    assert '<html lang="en">' in entry.html


def test_whoever_changes_language_is_told_of_the_next_change_in_the_new_one(driven):
    set_everybody(driven, member("ssp"))
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    driven.do(set_people, everybody(speaking(member("ssp"), "en")))
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    driven.tick()
    assert [mail["Subject"] for mail in mails_to(driven, member_of("ssp"))] == [
        "Indkaldelse: møde i Koordineringsenheden tir. 24. nov. 2026 kl. 9.00 (uge 48)",
        "Cancelled: meeting of Koordineringsenheden Tue 24 Nov 2026 at 9:00 (week 48)",
    ]
