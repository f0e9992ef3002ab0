from datetime import date

import pytest
from driven_service import local
from forum_office import PERSONAL, acceded, appointed, ended, left, sent, the_accession, the_appointment
from sample_people import ASSOCIATION, FORUM, member_of
from sqlalchemy import select

from agenda.access import CLOCK
from agenda.forum.topic import TopicGiven, TopicState
from service.database.engine import metadata
from service.database.forum.questions import appointments_worked, organisation_worked
from service.workflow.forum.accessions import NobodyToSendTo, ask_anew
from service.workflow.forum.appointments import MemberForgotten, end_appointment
from service.workflow.forum.members import change_member
from service.workflow.forum.organisations import change_organisation
from service.workflow.forum.topics import Decision, decide, propose
from service.workflow.people import PersonGiven

SSP, SOF = member_of("ssp"), member_of("sof")
LEFT_ON, LAST_DAY = date(2027, 3, 31), local("2028-03-31", "23:00")
FIRST_DAY_GONE = local("2028-04-01", "00:00")


def everything(driven):
    """Each value of each row of each table, as text."""
    with driven.service.sessions() as session:
        return [
            value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            for table in metadata.sorted_tables
            for row in session.execute(select(*table.c))
            for value in row
        ]


def bearing(driven, *words):
    return {word for word in words if any(word.lower() in value.lower() for value in everything(driven))}


@pytest.fixture
def former(invited):
    """SSP's appointment ended on the last day of March 2027, after a meeting."""
    left(invited, the_appointment(invited, SSP), LEFT_ON)
    return invited


def test_a_member_is_forgotten_twelve_months_after_the_last_day_wherever_they_are_written_of(former):
    former.at(LAST_DAY)
    assert bearing(former, SSP, "Medlem ssp") == {SSP, "Medlem ssp"}
    former.at(FIRST_DAY_GONE)
    assert bearing(former, SSP, "Medlem ssp") == set()
    (entry,) = former.entries("forget_member")
    assert (entry.actor, entry.facts) == ("clock", {})


def test_nobody_else_is_forgotten_with_them(former):
    former.at(FIRST_DAY_GONE)
    assert bearing(former, SOF, "Medlem sof", ASSOCIATION) == {SOF, "Medlem sof", ASSOCIATION}


def test_who_comes_back_in_time_is_not_forgotten(former):
    former.at(local("2028-03-01"))
    appointed(former, "ssp")
    former.at(FIRST_DAY_GONE)
    assert bearing(former, SSP) == {SSP}


def test_where_they_were_stays_as_dates_and_numbers(former):
    (meeting,) = former.meetings(FORUM)
    before = len(former.attendees(meeting.id))
    former.at(FIRST_DAY_GONE)
    assert len(former.attendees(meeting.id)) == before


def test_an_organisation_whose_part_is_over_keeps_its_name_and_nobody_who_spoke_for_it(driven):
    for address in (SSP, SOF):
        left(driven, the_appointment(driven, address), date(2026, 11, 30))
    ended(driven, the_accession(driven))
    driven.at(local("2027-11-01", "23:00"))
    assert ASSOCIATION in bearing(driven, ASSOCIATION)
    driven.at(local("2027-11-02", "00:00"))
    words = (ASSOCIATION, "Frida Forperson", "Foreningen er nedlagt", "Prøveforeningen")
    assert bearing(driven, *words) == {"Prøveforeningen"}


def test_an_organisation_that_has_an_open_accession_is_kept(driven):
    for address in (SSP, SOF):
        left(driven, the_appointment(driven, address), date(2026, 11, 30))
    driven.at(local("2028-01-01"))
    assert bearing(driven, ASSOCIATION) == {ASSOCIATION}


def test_an_accession_that_ended_ends_the_part_of_those_whose_appointment_nobody_ended(driven):
    ended(driven, the_accession(driven))
    driven.at(local("2027-11-01", "23:00"))
    assert bearing(driven, ASSOCIATION, SSP, SOF) == {ASSOCIATION, SSP, SOF}
    driven.at(local("2027-11-02", "00:00"))
    assert bearing(driven, ASSOCIATION, SSP, SOF, "Medlem ssp") == set()
    with driven.service.unit(CLOCK) as unit:
        appointments = appointments_worked(unit.session)
        assert {one.last_on for one in appointments} == {date(2027, 11, 1)}
        with pytest.raises(MemberForgotten):
            end_appointment(unit, appointments[0].id, date(2030, 1, 1), appointments[0].revision, driven.now)


def test_who_is_appointed_after_it_ended_is_kept_from_then_on(driven):
    ended(driven, the_accession(driven))
    driven.at(local("2027-10-20"))
    appointed(driven, "kf")
    driven.at(local("2028-10-20"))
    assert bearing(driven, SSP, member_of("kf")) == {member_of("kf")}
    driven.at(local("2028-10-22"))
    assert bearing(driven, member_of("kf")) == set()


def test_an_organisation_asked_again_in_time_keeps_its_members(driven):
    over = ended(driven, the_accession(driven))
    driven.at(local("2027-10-20"))
    driven.do(ask_anew, over.id, as_="forum")
    driven.at(local("2028-10-22"))
    assert bearing(driven, ASSOCIATION, SSP) == {ASSOCIATION, SSP}


def test_what_is_written_of_a_forgotten_organisation_anew_is_kept(driven):
    ended(driven, the_accession(driven))
    driven.at(local("2027-11-02", "00:00"))
    contact, now = PersonGiven("Ny Prøvesen", "ny.kontakt@moedeklar.invalid"), (driven, "proeveforeningen")
    revision = organisation_of(*now).revision
    given = ("Prøveforeningen", contact)
    driven.do(change_organisation, "proeveforeningen", given, revision, as_="forum")
    driven.at(local("2028-12-01"))
    assert organisation_of(*now).email == contact.email
    assert str(the_accession(driven).state) == "not_sent"


def organisation_of(driven, organisation_id):
    with driven.service.unit(CLOCK) as unit:
        return organisation_worked(unit.session, organisation_id)


def test_a_topic_of_somebody_forgotten_is_decided_on_and_told_to_nobody(former):
    (meeting,) = former.meetings(FORUM)
    member_id = the_appointment(former, SSP).member_id
    topic = former.do(propose, meeting.id, TopicGiven("Unge i klubben"), member_id, as_="forum")
    former.at(FIRST_DAY_GONE)
    declined = Decision(TopicState.DECLINED, "Det er for længe siden.")
    former.do(decide, topic.id, declined, topic.revision, as_="forum")
    former.tick()
    assert former.messages("topic_answered") == []


def test_an_address_that_was_changed_is_forgotten_in_what_was_over_before_too(invited):
    invited.play_until(local("2027-02-12"))
    appointment = the_appointment(invited, SSP)
    person = PersonGiven("Medlem ssp", "ny.adresse@moedeklar.invalid")
    invited.do(change_member, appointment.id, person, appointment.revision, as_="forum")
    invited.at(local("2028-02-13"))
    assert bearing(invited, SSP, person.email) == {person.email}


def test_a_forgotten_personal_member_is_not_written_to(driven):
    appointed(driven, "kf", PERSONAL)
    acceded(driven, the_accession(driven, is_personal=True))
    over = ended(driven, the_accession(driven, is_personal=True))
    left(driven, the_appointment(driven, member_of("kf")), date(2026, 11, 30))
    driven.at(local("2027-12-01", "00:00"))
    one = driven.do(ask_anew, over.id, as_="forum")
    with pytest.raises(NobodyToSendTo):
        sent(driven, one)
