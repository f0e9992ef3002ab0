"""A round of re-accession, out of order: people who left, gaps, nobody answering, and one round upon another."""

from datetime import date
from email import message_from_bytes
from email.policy import default

from driven_service import local
from forum_office import (
    PERSONAL,
    acceded,
    accessions_of,
    appointed,
    left,
    published,
    sent,
    states,
    the_accession,
    the_appointment,
)
from sample_people import ASSOCIATION, FORUM, member_of

from agenda.access import CLOCK
from agenda.forum.organisation import Organisation
from service.workflow.forum.given import CharterGiven

SSP, SOF, KF = member_of("ssp"), member_of("sof"), member_of("kf")
FORUM_OFFICE = "forum@moedeklar.invalid"
CHARTER = ("charter_sent", "charter_reminder")


def told(driven, *occasions, since=None):
    return [(one.at, one.occasion, one.to) for one in driven.told(*(occasions or CHARTER), since=since)]


def text_of(driven, occasion):
    mail = message_from_bytes(driven.mail_of(driven.messages(occasion)[-1]), policy=default)
    return " ".join(mail.get_body(("plain",)).get_content().split())


def a_personal_member(driven):
    appointed(driven, "kf", PERSONAL)
    acceded(driven, the_accession(driven, is_personal=True))


def test_a_personal_member_who_left_is_not_asked_in_a_new_round(driven):
    a_personal_member(driven)
    left(driven, the_appointment(driven, KF), date(2026, 11, 30))
    driven.play_until(local("2027-03-30"))
    published(driven, CharterGiven("2028", date(2027, 9, 1)))
    driven.play_until(local("2027-08-30"))
    assert {to for _, _, to in told(driven)} == {ASSOCIATION}


def test_one_who_is_forgotten_stops_nobody_elses_round(driven):
    a_personal_member(driven)
    left(driven, the_appointment(driven, KF), date(2026, 11, 30))
    driven.play_until(local("2027-12-02"))
    published(driven, CharterGiven("2028", date(2028, 4, 1)))
    driven.tick()
    assert told(driven) == [("2027-12-02 09:00", "charter_sent", ASSOCIATION)]


def test_who_is_appointed_later_is_asked(driven):
    a_personal_member(driven)
    published(driven)
    driven.tick()
    assert {to for _, _, to in told(driven)} == {ASSOCIATION, KF}


def test_who_leaves_while_they_are_asked_is_reminded_no_more(driven):
    a_personal_member(driven)
    published(driven)
    driven.play_until(local("2026-11-10"))
    left(driven, the_appointment(driven, KF), date(2026, 11, 10))
    driven.play_until(local("2027-02-01"))
    assert max(at for at, _, to in told(driven) if to == KF) < "2026-11-10"


def test_an_organisation_all_of_whose_members_left_is_not_asked(driven):
    for email in (SSP, SOF):
        left(driven, the_appointment(driven, email), date(2026, 11, 10))
    driven.play_until(local("2026-11-20"))
    published(driven)
    driven.play_until(local("2027-02-01"))
    assert (told(driven), states(driven)) == ([], [("2026", "lapsed")])


def test_an_organisation_without_an_address_stops_nobody_and_waits_unsent(driven):
    with driven.service.unit(CLOCK) as unit:
        unit.session.get_one(Organisation, "proeveforeningen").email = ""
    a_personal_member(driven)
    published(driven)
    driven.play_until(local("2026-11-10"))
    assert {to for _, _, to in told(driven)} == {KF}
    assert str(the_accession(driven, "2027").state) == "not_sent"


def test_before_everything_lapses_the_office_is_warned_and_on_the_day_told_how_much_did(invited):
    a_personal_member(invited)
    published(invited, CharterGiven("2027", date(2027, 2, 1)))
    invited.play_until(local("2027-01-31"))
    warned = told(invited, "forum_period_ends")
    assert warned == [("2027-01-18 09:05", "forum_period_ends", FORUM_OFFICE)]
    assert "2 tiltr" in text_of(invited, "forum_period_ends")
    invited.play_until(local("2027-02-01"))
    assert told(invited, "accessions_lapsed") == [("2027-02-01 00:05", "accessions_lapsed", FORUM_OFFICE)]
    assert "2 tiltr" in text_of(invited, "accessions_lapsed")
    assert len(invited.told("invitation_cancellation")) == len(invited.told("invitation"))


def test_a_round_too_short_to_be_warned_of_is_warned_of_at_once(driven):
    published(driven, CharterGiven("2027", date(2026, 11, 9)))
    driven.play_until(local("2026-11-02", "12:10"))
    assert told(driven, "forum_period_ends") == [("2026-11-02 12:05", "forum_period_ends", FORUM_OFFICE)]


def test_of_those_who_have_acceded_anew_nothing_is_told(driven):
    a_personal_member(driven)
    published(driven)
    acceded(driven, the_accession(driven, "2027"))
    acceded(driven, the_accession(driven, "2027", is_personal=True))
    driven.play_until(local("2027-02-01"))
    assert told(driven, "forum_period_ends", "accessions_lapsed") == []


def test_an_unanswered_first_question_lapses_and_the_office_is_told(driven):
    appointed(driven, "kf", PERSONAL)
    sent(driven, the_accession(driven, is_personal=True), date(2026, 11, 20))
    driven.play_until(local("2026-11-21"))
    assert told(driven, "accessions_lapsed") == [("2026-11-21 00:05", "accessions_lapsed", FORUM_OFFICE)]


def test_of_two_rounds_close_together_the_second_names_the_true_last_day(driven):
    published(driven)
    driven.play_until(local("2026-11-10"))
    published(driven, CharterGiven("2028", date(2027, 3, 1)))
    driven.tick()
    assert the_accession(driven, "2028").reply_by == date(2027, 1, 17)
    mail = text_of(driven, "charter_sent")
    assert ("17. jan. 2027" in mail, "28. feb" in mail) == (True, False)


def test_and_the_usual_one_where_the_version_between_was_acceded_to(driven):
    published(driven)
    acceded(driven, the_accession(driven, "2027"))
    published(driven, CharterGiven("2028", date(2027, 3, 1)))
    assert the_accession(driven, "2028").reply_by == date(2027, 2, 28)
    assert {one.charter_id for one in accessions_of(driven)} == {"2026", "2027", "2028"}
    assert len(driven.meetings(FORUM)) == 1
