"""Two people at one address could not be told apart: the second is refused in words, and never becomes the first."""

from datetime import date, timedelta

import pytest
from driven_service import local
from sample_people import FORUM, KE, appointed, member, member_of, set_everybody

from agenda.meetings.member import AddressTaken
from agenda.meetings.party import Recipient
from service.workflow.forum.appointments import appoint
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.people import Days, MemberGiven, PeopleGiven, PersonGiven, set_people

SSP, SHARED = member_of("ssp"), "faelles@moedeklar.invalid"
TO_OCTOBER = Days(date(2026, 1, 1), date(2026, 10, 31))
FROM_NOVEMBER = Days(date(2026, 11, 1))
EVER = Days()


@pytest.fixture
def driven(start_on):
    """SSP's member is invited to the meeting of 24 Nov, and to one of the forum in February."""
    driven = start_on(local("2026-10-01", "12:00"))
    set_everybody(driven, member("ssp"), member("ssp", FORUM))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    driven.clock.now += timedelta(minutes=1)
    return driven


def be_member(driven, name, email, days=EVER):
    driven.do(set_people, PeopleGiven(members=(MemberGiven(KE, PersonGiven(name, email), days=days),)))
    driven.tick()


def coming(driven):
    return [(a.name, a.email) for a in driven.attendees(driven.meetings(KE)[0].id) if a.is_invited]


def test_a_second_person_at_an_address_in_use_is_refused_and_nothing_is_changed(driven):
    with pytest.raises(AddressTaken) as refused:
        be_member(driven, "Vera Vikar", SSP)
    assert (refused.value.field, coming(driven)) == ("members.email", [("Medlem ssp", SSP)])


def test_two_people_at_one_address_in_one_document_are_refused(driven):
    people = (PersonGiven("Vera Vikar", SHARED), PersonGiven("Otto Opdigt", SHARED))
    with pytest.raises(AddressTaken):
        driven.do(set_people, PeopleGiven(members=tuple(MemberGiven(KE, one) for one in people)))
    assert coming(driven) == [("Medlem ssp", SSP)]


def test_a_name_that_is_corrected_is_the_same_person_and_the_meeting_shows_it(driven):
    be_member(driven, "Medlem Ssp-Prøvesen", SSP)
    assert coming(driven) == [("Medlem Ssp-Prøvesen", SSP)]
    assert [t.to for t in driven.told("invitation")] == [SSP]


def test_once_the_firsts_time_ends_before_another_may_have_the_address_and_is_invited_themselves(driven):
    be_member(driven, "Medlem ssp", SSP, TO_OCTOBER)
    be_member(driven, "Vera Vikar", SSP, FROM_NOVEMBER)
    driven.play_until(driven.now + timedelta(minutes=10))
    assert coming(driven) == [("Vera Vikar", SSP)]
    assert [(m.recipient_name, m.state) for m in driven.messages("invitation")] == [
        ("Medlem ssp", "sent"),
        ("Vera Vikar", "sent"),
    ]


def test_who_stands_in_at_an_address_keeps_another_from_being_a_member_there(driven):
    (absent,) = driven.attendees(driven.meetings(KE)[0].id)
    driven.do(invite_deputy, driven.meetings(KE)[0].id, absent.id, Recipient("Vera Vikar", SHARED, "da"))
    with pytest.raises(AddressTaken):
        be_member(driven, "Otto Opdigt", SHARED)
    be_member(driven, "Vera Vikar", SHARED)
    assert sorted(coming(driven)) == [("Medlem ssp", SSP), ("Vera Vikar", SHARED), ("Vera Vikar", SHARED)]


def test_in_the_forum_too_a_second_person_at_an_address_is_refused(driven):
    other = appointed(MemberGiven(FORUM, PersonGiven("Vera Vikar", SSP))).appointment
    with pytest.raises(AddressTaken):
        driven.do(appoint, other, as_="forum")
