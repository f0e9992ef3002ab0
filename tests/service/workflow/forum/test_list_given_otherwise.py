"""The Charter's list again, when it says of a member something else than stands: it is shown and left."""

from dataclasses import replace
from datetime import date

from forum_office import PERSONAL, appointed, left, the_appointment
from sample_people import FORUM, member, member_of, the_forum
from sample_people import appointed as seat

from agenda.access import CLOCK
from agenda.forum.appointment import ForumRole
from service.database.forum.questions import appointments_worked
from service.database.meetings import questions
from service.workflow.forum.given import OrganisationGiven
from service.workflow.forum.members import change_member
from service.workflow.forum.people import set_forum
from service.workflow.given_again import LeftAsItIs, Stands
from service.workflow.people import Days, PersonGiven

SSP, NEW = member_of("ssp"), "medlem.ssp.ny@moedeklar.invalid"
FIRST, CLUB = date(2026, 1, 15), "proeveklubben"
KEPT = the_forum(member("ssp", FORUM))
ANOTHER_CLUB = replace(
    KEPT,
    organisations=(
        *KEPT.organisations,
        OrganisationGiven(CLUB, "Prøveklubben", PersonGiven("Prøve Kontakt", "klub@moedeklar.invalid")),
    ),
)


def given(driven, document):
    return [(one.place, one.why) for one in driven.do(set_forum, document, as_="forum")]


def corrected(email=NEW, **named):
    """SSP's entry of the list with another address, or from another organisation."""
    return seat(replace(member("ssp", FORUM), person=PersonGiven("Medlem ssp", email)), **named)


def seats_of_ssp(driven):
    with driven.service.unit(CLOCK) as unit:
        known = {one.id: one for one in questions.members(unit.session, FORUM)}
        return [
            (known[one.member_id].email, one.organisation_id, one.first_on, one.last_on)
            for one in appointments_worked(unit.session)
            if known[one.member_id].name == "Medlem ssp"
        ]


def test_an_address_corrected_in_the_list_makes_nobody_two(driven):
    assert given(driven, replace(KEPT, members=(corrected(),))) == [("forum.members.0", Stands.OTHER_ADDRESS)]
    assert seats_of_ssp(driven) == [(SSP, "proeveforeningen", FIRST, None)]


def test_so_does_an_old_address_once_nothing_is_left_of_it(driven):
    """Who moved is known at the old address for a year; after that by name."""
    appointment = the_appointment(driven, SSP)
    driven.do(
        change_member, appointment.id, PersonGiven("Medlem ssp", NEW), appointment.revision, as_="forum"
    )
    driven.at(driven.now.replace(year=2028))
    with driven.service.unit(CLOCK) as unit:
        assert SSP not in {one.email for one in questions.members(unit.session, FORUM)}
    assert given(driven, KEPT) == [("forum.members.0", Stands.OTHER_ADDRESS)]
    assert seats_of_ssp(driven) == [(NEW, "proeveforeningen", FIRST, None)]


def test_but_two_of_a_name_are_appointed_where_the_list_names_both_or_the_first_has_ended(driven):
    assert given(driven, replace(KEPT, members=(*KEPT.members, corrected()))) == []
    assert {one[0] for one in seats_of_ssp(driven)} == {SSP, NEW}
    for email in (SSP, NEW):
        left(driven, the_appointment(driven, email), date(2026, 12, 31))
    later = replace(
        member("ssp", FORUM, days=Days(date(2027, 1, 1))), person=PersonGiven("Medlem ssp", "x@x.invalid")
    )
    assert given(driven, replace(KEPT, members=(seat(later),))) == []


def test_who_is_called_so_in_another_organisation_is_somebody_else(driven):
    elsewhere = corrected(organisation_id=CLUB)
    assert given(driven, replace(ANOTHER_CLUB, members=(elsewhere,))) == []
    assert len(seats_of_ssp(driven)) == 2


def test_an_appointment_is_not_given_to_another_organisation_nor_made_personal(driven):
    for organisation_id in (CLUB, PERSONAL):
        elsewhere = replace(ANOTHER_CLUB, members=(corrected(SSP, organisation_id=organisation_id),))
        assert given(driven, elsewhere) == [("forum.members.0", Stands.OTHER_ORGANISATION)]
        assert seats_of_ssp(driven) == [(SSP, "proeveforeningen", FIRST, None)]


def test_nor_back_by_an_old_list_once_it_ended_and_another_began(driven):
    given(driven, replace(ANOTHER_CLUB, members=()))
    left(driven, the_appointment(driven, SSP), date(2026, 12, 31))
    appointed(driven, "ssp", CLUB, days=Days(date(2027, 1, 1)))
    assert given(driven, ANOTHER_CLUB) == []
    assert seats_of_ssp(driven) == [
        (SSP, "proeveforeningen", FIRST, date(2026, 12, 31)),
        (SSP, CLUB, date(2027, 1, 1), None),
    ]


def test_a_name_and_a_role_that_were_changed_since_stay_and_the_rest_is_set(driven):
    appointed(driven, "ssp", role=ForumRole.CHAIR, days=Days(FIRST))
    appointment = the_appointment(driven, SSP)
    person = PersonGiven("Medlem Rettet", SSP, "en")
    driven.do(change_member, appointment.id, person, appointment.revision, as_="forum")
    until = date(2027, 6, 30)
    longer = the_forum(member("ssp", FORUM, days=Days(FIRST, until)))
    left_so = driven.do(set_forum, longer, as_="forum")
    assert left_so == tuple(
        LeftAsItIs(f"forum.members.0.{name}", Stands.CHANGED) for name in ("name", "language", "role")
    )
    stands = the_appointment(driven, SSP)
    assert (stands.role, stands.last_on) == (ForumRole.CHAIR, until)
    with driven.service.unit(CLOCK) as unit:
        kept = [one for one in questions.members(unit.session, FORUM) if one.email == SSP]
        assert [(one.name, one.language) for one in kept] == [("Medlem Rettet", "en")]
