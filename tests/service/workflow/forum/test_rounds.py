from datetime import date

import pytest
from driven_service import local
from forum_office import (
    PERSONAL,
    acceded,
    accessions_of,
    appointed,
    declined,
    ended,
    published,
    sent,
    states,
    the_accession,
)
from sample_people import ASSOCIATION

from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.forum.accession import (
    AccededAhead,
    AccessionNotThere,
    AccessionState,
    ReplyByPassed,
    Signature,
)
from agenda.forum.charter import CharterInForceTooSoon, CharterKnown
from notifications.leaks import PersonalDataFound
from service.workflow.forum import accessions
from service.workflow.forum.accessions import AskedAlready, ask_again
from service.workflow.forum.charters import publish
from service.workflow.forum.given import CharterGiven

CHARTER = ("charter_sent", "charter_reminder", "forum_period_ends")


def told(driven):
    return [(one.at, one.occasion, one.to) for one in driven.told(*CHARTER)]


def test_a_new_version_is_sent_at_once_to_whoever_acceded_to_the_last_one(driven):
    published(driven)
    driven.tick()
    assert told(driven) == [("2026-11-02 12:00", "charter_sent", ASSOCIATION)]
    new = the_accession(driven, "2027")
    assert (new.state, new.reply_by) == (AccessionState.SENT, date(2027, 1, 17))


def test_whoever_never_acceded_or_has_declined_is_not_written_to(driven):
    appointed(driven, "kf", PERSONAL)
    published(driven)
    declined(driven, the_accession(driven, "2027"))
    published(driven, CharterGiven("2028", date(2028, 1, 1)))
    driven.tick()
    assert states(driven) == [
        ("2026", "acceded"),
        ("2026", "lapsed"),
        ("2027", "declined"),
        ("2027", "lapsed"),
        ("2028", "sent"),
        ("2028", "not_sent"),
    ]


def test_an_unanswered_charter_is_reminded_of_in_office_hours_until_it_lapses(driven):
    published(driven)
    driven.play_until(local("2027-02-01"))
    reminders = [at for at, occasion, _ in told(driven) if occasion == "charter_reminder"]
    assert reminders[:3] == ["2026-11-09 09:00", "2026-11-16 09:00", "2026-11-23 09:00"]
    assert reminders[-1] < "2027-01-18"
    assert states(driven) == [("2026", "lapsed"), ("2027", "lapsed")]


@pytest.mark.parametrize("answer", [acceded, declined])
def test_nobody_is_reminded_after_an_answer(driven, answer):
    published(driven)
    driven.play_until(local("2026-11-10"))
    answer(driven, the_accession(driven, "2027"))
    driven.play_until(local("2027-02-01"))
    assert [at for at, occasion, _ in told(driven) if occasion == "charter_reminder"] == ["2026-11-09 09:00"]


def test_after_an_outage_only_one_reminder_goes_out(driven):
    published(driven)
    driven.tick()
    driven.at(local("2026-12-09", "10:00"))
    driven.play_until(local("2026-12-10"))
    assert told(driven)[1:] == [("2026-12-09 10:00", "charter_reminder", ASSOCIATION)]


def test_what_is_declined_leaves_the_older_accession_to_hold_until_its_last_day(driven):
    published(driven)
    declined(driven, the_accession(driven, "2027"))
    assert states(driven) == [("2026", "acceded"), ("2027", "declined")]
    driven.play_until(local("2027-01-18", "00:00"))
    assert states(driven) == [("2026", "lapsed"), ("2027", "declined")]


def test_an_organisation_that_leaves_in_a_round_ends_both_and_is_asked_no_more(driven):
    published(driven)
    ended(driven, the_accession(driven))
    driven.play_until(local("2026-12-31"))
    assert states(driven) == [("2026", "ended"), ("2027", "ended")]
    assert told(driven) == []


def test_an_organisation_may_be_asked_again_after_it_left(driven):
    ended(driven, the_accession(driven))
    again = driven.do(ask_again, "proeveforeningen", as_="forum")
    sent(driven, again)
    acceded(driven, the_accession(driven))
    assert sorted(states(driven)) == [("2026", "acceded"), ("2026", "ended")]


def test_who_has_acceded_is_not_asked_again(driven):
    with pytest.raises(AskedAlready):
        driven.do(ask_again, "proeveforeningen", as_="forum")


def test_the_usual_working_days_are_given_to_answer(driven):
    appointed(driven, "kf", PERSONAL)
    one = sent(driven, the_accession(driven, is_personal=True))
    driven.tick()
    assert one.reply_by == date(2026, 11, 30)
    assert [to for _, _, to in told(driven)] == ["medlem.kf@moedeklar.invalid"]


def test_an_accession_dated_ahead_is_refused_and_it_stays_sent(driven):
    published(driven)
    with pytest.raises(AccededAhead):
        acceded(driven, the_accession(driven, "2027"), on=date(2026, 11, 3))
    assert the_accession(driven, "2027").state is AccessionState.SENT


NUMBER = "Formanden, 010190-5001"


def test_a_number_of_a_person_is_no_reason_and_no_signature(driven):
    published(driven)
    one = the_accession(driven, "2027")
    with pytest.raises(PersonalDataFound):
        driven.do(accessions.decline, one.id, NUMBER, one.revision, as_="forum")
    with pytest.raises(PersonalDataFound):
        driven.do(accessions.end, one.id, (NUMBER, None), one.revision, as_="forum")
    signature = Signature(NUMBER, date(2026, 11, 2))
    with pytest.raises(PersonalDataFound):
        driven.do(accessions.accede, one.id, signature, one.revision, as_="forum")
    assert the_accession(driven, "2027").state is AccessionState.SENT


def test_the_charter_is_not_sent_with_a_day_for_answers_that_has_passed(driven):
    appointed(driven, "kf", PERSONAL)
    with pytest.raises(ReplyByPassed):
        sent(driven, the_accession(driven, is_personal=True), date(2026, 11, 1))
    driven.tick()
    assert told(driven) == []


def test_an_end_before_a_later_accession_ends_that_one_where_it_began(driven):
    published(driven)
    driven.play_until(local("2026-11-10"))
    acceded(driven, the_accession(driven, "2027"))
    ended(driven, the_accession(driven), on=date(2026, 11, 5))
    old, new = the_accession(driven), the_accession(driven, "2027")
    assert [one.valid_until for one in (old, new)] == [date(2026, 11, 4), date(2026, 11, 9)]


def test_of_two_who_decide_at_once_the_second_is_told(driven):
    published(driven)
    read = the_accession(driven, "2027")
    stands = acceded(driven, read)
    with pytest.raises(ChangedMeanwhile) as refused:
        declined(driven, read)
    assert refused.value.current == {"revision": stands.revision, "state": "acceded"}


def test_what_is_over_is_not_decided_again(driven):
    ended(driven, the_accession(driven))
    with pytest.raises(AccessionNotThere):
        acceded(driven, the_accession(driven))


def test_a_version_is_published_once_and_in_good_time(driven):
    with pytest.raises(CharterKnown):
        published(driven, CharterGiven("2026", date(2027, 1, 1)))
    with pytest.raises(CharterInForceTooSoon):
        published(driven, CharterGiven("2027", date(2026, 11, 2)))
    assert [one.charter_id for one in accessions_of(driven)] == ["2026"]


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "auditor"])
def test_nobody_but_the_forums_secretariat_publishes(driven, role):
    with pytest.raises(NotAllowed):
        driven.do(publish, CharterGiven("2027", date(2027, 1, 18)), as_=role)


def test_the_forums_office_is_told_before_an_accession_ends(driven):
    published(driven)
    acceded(driven, the_accession(driven, "2027"), valid_until=date(2027, 6, 30))
    driven.play_until(local("2027-07-02"))
    assert [one for one in told(driven) if one[1] == "forum_period_ends"] == [
        ("2027-05-03 09:05", "forum_period_ends", "forum@moedeklar.invalid"),
        ("2027-06-16 09:05", "forum_period_ends", "forum@moedeklar.invalid"),
    ]
    assert states(driven) == [("2026", "lapsed"), ("2027", "lapsed")]


def test_nobody_is_told_of_an_end_after_which_it_goes_on(driven):
    published(driven)
    driven.tick()
    acceded(driven, the_accession(driven, "2027"))
    driven.play_until(local("2027-02-01"))
    assert [occasion for _, occasion, _ in told(driven)] == ["charter_sent"]
