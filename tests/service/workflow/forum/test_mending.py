from datetime import date, timedelta

import pytest
from driven_service import local
from forum_office import (
    PERSONAL,
    acceded,
    appointed,
    declined,
    ended,
    published,
    sent,
    the_accession,
    the_appointment,
)
from sample_people import ASSOCIATION, member_of

from agenda.access import CLOCK
from agenda.errors import ChangedMeanwhile
from agenda.forum.accession import AccessionNotThere, AccessionState
from agenda.meetings.member import AddressTaken
from service.database.meetings.questions import members
from service.workflow.forum.accessions import AskedAlready, ask_again, ask_anew, take_back
from service.workflow.forum.members import change_member
from service.workflow.people import PersonGiven

SSP, SOF = member_of("ssp"), member_of("sof")
NEW = "ny.adresse@moedeklar.invalid"


def back(driven, one):
    return driven.do(take_back, one.id, one.revision, as_="forum")


def mended(driven, appointment, person):
    return driven.do(change_member, appointment.id, person, appointment.revision, as_="forum")


def told(driven, since):
    return [(one.occasion, one.to) for one in driven.told(since=since) if "invitation" in one.occasion]


def after_the_pause(driven):
    driven.play_until(driven.now + timedelta(minutes=6))


def later(driven):
    before = driven.now
    driven.clock.now += timedelta(minutes=1)
    return before


def test_an_end_that_was_a_mistake_is_taken_back_and_entered_anew_the_member_comes_back(invited):
    before = later(invited)
    ended(invited, the_accession(invited))
    after_the_pause(invited)
    one = back(invited, the_accession(invited))
    assert (one.state, one.reason, one.acceded_on) == (AccessionState.NOT_SENT, "", None)
    later(invited)
    acceded(invited, the_accession(invited))
    after_the_pause(invited)
    heard = sorted(told(invited, before))
    assert heard == sorted(
        (what, to) for what in ("invitation", "invitation_cancellation") for to in (SSP, SOF)
    )


def test_a_decline_taken_back_in_time_is_waited_for_again_and_reminded_of(driven):
    published(driven)
    declined(driven, the_accession(driven, "2027"))
    back(driven, the_accession(driven, "2027"))
    driven.play_until(local("2026-11-10"))
    assert the_accession(driven, "2027").state is AccessionState.SENT
    assert [one.to for one in driven.told("charter_reminder")] == [ASSOCIATION]


def test_what_was_taken_back_tells_in_the_record_what_it_was_and_no_name(driven):
    back(driven, the_accession(driven))
    (entry,) = driven.entries("take_back_accession")
    assert (entry.actor, entry.facts) == ("forum", {"was": "acceded"})


def test_only_what_a_person_decided_is_taken_back(driven):
    appointed(driven, "kf", PERSONAL)
    with pytest.raises(AccessionNotThere):
        back(driven, the_accession(driven, is_personal=True))


def test_nothing_is_taken_back_where_another_is_open_for_the_same_version(driven):
    old = ended(driven, the_accession(driven))
    driven.do(ask_again, old.organisation_id, as_="forum")
    with pytest.raises(AskedAlready):
        back(driven, old)


def test_what_is_acceded_to_is_not_sent_again(driven):
    with pytest.raises(AccessionNotThere):
        sent(driven, the_accession(driven))


def test_a_personal_member_whose_accession_is_over_is_asked_anew(driven):
    appointed(driven, "kf", PERSONAL)
    acceded(driven, the_accession(driven, is_personal=True))
    over = ended(driven, the_accession(driven, is_personal=True))
    one = driven.do(ask_anew, over.id, as_="forum")
    assert (one.member_id, one.state) == (over.member_id, AccessionState.NOT_SENT)
    with pytest.raises(AskedAlready):
        driven.do(ask_anew, over.id, as_="forum")


def test_at_another_address_a_member_is_withdrawn_at_the_old_and_invited_at_the_new(invited):
    before = later(invited)
    mended(invited, the_appointment(invited, SSP), PersonGiven("Medlem ssp", NEW))
    after_the_pause(invited)
    assert sorted(told(invited, before)) == [("invitation", NEW), ("invitation_cancellation", SSP)]
    assert the_appointment(invited, NEW).first_on == date(2026, 1, 15)


def test_a_mended_name_is_told_to_nobody(invited):
    before = later(invited)
    mended(invited, the_appointment(invited, SSP), PersonGiven("Medlem Rettet", SSP))
    invited.tick()
    with invited.service.unit(CLOCK) as unit:
        names = [one.name for one in members(unit.session, "medborgerforum") if one.email == SSP]
    assert (names, told(invited, before)) == (["Medlem Rettet"], [])


def test_nobody_gets_the_address_of_another_member(driven):
    with pytest.raises(AddressTaken):
        mended(driven, the_appointment(driven, SSP), PersonGiven("Medlem ssp", SOF))


def test_of_two_who_mend_a_member_at_once_the_second_is_told(driven):
    read = the_appointment(driven, SSP)
    mended(driven, read, PersonGiven("Medlem A", SSP))
    with pytest.raises(ChangedMeanwhile):
        mended(driven, read, PersonGiven("Medlem B", SSP))
