"""The people's file again, as an office keeps it: what has ended or changed since is shown, and not brought back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from driven_service import local
from forum_office import ended, left, the_accession, the_appointment
from sample_people import FORUM, KE, contact_of, member, member_of, party, the_forum

from agenda.access import CLOCK
from agenda.forum.accession import Signature
from agenda.forum.organisation import Organisation
from agenda.meetings.party import ContactRole
from notifications.occasion import Occasion
from service.database.forum.questions import accessions_worked, appointments_worked
from service.database.meetings import questions
from service.workflow.forum.given import Acceded, ForumGiven, OrganisationGiven
from service.workflow.forum.members import change_member
from service.workflow.forum.organisations import change_organisation
from service.workflow.forum.people import set_forum
from service.workflow.given_again import LeftAsItIs, Stands, without_what_ended
from service.workflow.people import (
    Days,
    MemberGiven,
    PeopleGiven,
    PersonGiven,
    replace_contact,
    set_people,
)

SSP = member_of("ssp")
FIRST = date(2026, 1, 15)
CLUB = ForumGiven(
    organisations=(
        OrganisationGiven(
            "proeveklubben", "Prøveklubben", PersonGiven("Prøve Kontakt", "klub@moedeklar.invalid")
        ),
    )
)
NEW = PersonGiven("Medlem ssp", "ny@moedeklar.invalid")


def given_again(driven, document=None):
    return driven.do(set_forum, document or the_forum(member("ssp", FORUM)), as_="forum")


def periods(driven):
    with driven.service.unit(CLOCK) as unit:
        emails = {one.id: one.email for one in questions.members(unit.session, FORUM)}
        found = [(emails[a.member_id], a.first_on, a.last_on) for a in appointments_worked(unit.session)]
    return [one for one in found if one[0] != member_of("sof")]


def test_an_appointment_that_has_ended_stays_ended_and_is_shown(driven):
    left(driven, the_appointment(driven, SSP), date(2026, 11, 15))
    driven.play_until(local("2026-11-16"))
    assert given_again(driven) == (LeftAsItIs("forum.members.0", Stands.ENDED, date(2026, 11, 15)),)
    assert periods(driven) == [(SSP, FIRST, date(2026, 11, 15))]


def test_so_it_does_where_the_file_names_no_first_day_or_a_last_one_that_lies_ahead(driven):
    left(driven, the_appointment(driven, SSP), date(2026, 11, 15))
    driven.play_until(local("2026-11-16"))
    document = the_forum(member("ssp", FORUM))
    (one,) = document.members
    for days in (Days(), Days(FIRST, date(2027, 12, 31))):
        again = replace(one, appointment=replace(one.appointment, days=days))
        assert [each.why for each in given_again(driven, replace(document, members=(again,)))] == [
            Stands.ENDED
        ]
    assert periods(driven) == [(SSP, FIRST, date(2026, 11, 15))]


def test_a_last_day_that_lies_ahead_stays_where_the_file_names_none(driven):
    left(driven, the_appointment(driven, SSP), date(2027, 6, 30))
    assert given_again(driven) == ()
    assert periods(driven) == [(SSP, FIRST, date(2027, 6, 30))]


def test_but_the_file_may_make_longer_what_still_runs_and_appoint_anew_from_another_day(driven):
    left(driven, the_appointment(driven, SSP), date(2026, 12, 31))
    longer = the_forum(member("ssp", FORUM, days=Days(FIRST, date(2027, 6, 30))))
    assert given_again(driven, longer) == ()
    assert periods(driven) == [(SSP, FIRST, date(2027, 6, 30))]
    driven.play_until(local("2027-07-05"))
    anew = the_forum(member("ssp", FORUM, days=Days(date(2027, 8, 1))))
    assert given_again(driven, anew) == ()
    assert periods(driven)[1:] == [(SSP, date(2027, 8, 1), None)]


def test_an_address_that_was_left_is_not_appointed_beside_the_new_one(driven):
    appointment = the_appointment(driven, SSP)
    driven.do(change_member, appointment.id, NEW, appointment.revision, as_="forum")
    driven.clock.now += timedelta(minutes=1)
    (shown,) = given_again(driven)
    assert (shown.place, shown.why) == ("forum.members.0", Stands.MOVED)
    assert periods(driven) == [(NEW.email, FIRST, None)]


@pytest.fixture
def forgotten(driven):
    """A year after SSP's last day, with a meeting in February to be invited to; SOF is still there."""
    driven.plan(FORUM, "2028-02-01", "2028-02-28")
    left(driven, the_appointment(driven, SSP), date(2026, 11, 15))
    driven.at(local("2027-11-16", "00:00"))
    return driven


def written_to(driven):
    """To whom an invitation went after the former member was forgotten."""
    since, invitation = local("2027-11-17"), Occasion.INVITATION
    sent = [one for one in driven.messages() if one.created_at > since and one.occasion is invitation]
    return sorted({one.recipient_email for one in sent})


def its_addresses(driven):
    with driven.service.unit(CLOCK) as unit:
        return {one.email for one in questions.members(unit.session, FORUM)}


def test_a_forgotten_member_is_known_by_the_seat_and_neither_appointed_nor_invited(forgotten):
    assert given_again(forgotten) == (LeftAsItIs("forum.members.0", Stands.FORGOTTEN, date(2026, 11, 15)),)
    forgotten.play_until(local("2027-12-31"))
    assert periods(forgotten) == [("", FIRST, date(2026, 11, 15))]
    assert its_addresses(forgotten) == {"", member_of("sof")}
    assert written_to(forgotten) == [member_of("sof")]


def test_so_is_one_of_whom_the_file_names_no_first_day(forgotten):
    document = the_forum(member("ssp", FORUM))
    (one,) = document.members
    again = replace(one, appointment=replace(one.appointment, days=Days()))
    (shown,) = given_again(forgotten, replace(document, members=(again,)))
    assert (shown.why, its_addresses(forgotten)) == (Stands.FORGOTTEN, {"", member_of("sof")})


def test_so_is_one_whom_nobody_ended_but_the_clock_since_the_accession_was_over(driven):
    ended(driven, the_accession(driven))
    driven.at(local("2027-11-03", "23:00"))
    assert its_addresses(driven) == {""}
    document = the_forum(member("ssp", FORUM))
    acceded_anew = Acceded("2026", Signature("Frida Forperson", driven.now.date()))
    (one,) = document.organisations
    again = replace(document, organisations=(replace(one, acceded=acceded_anew),))
    assert [each.why for each in given_again(driven, again)] == [Stands.FORGOTTEN, Stands.FORGOTTEN]
    assert its_addresses(driven) == {""}


def test_so_is_a_forgotten_member_whom_the_file_names_without_an_appointment(forgotten):
    for days in (Days(), Days(FIRST)):
        given = PeopleGiven(members=(member("ssp", FORUM, days=days),))
        with forgotten.service.unit(CLOCK) as unit:
            rest, left_so = without_what_ended(unit, given, forgotten.now)
        assert (rest.members, [one.why for one in left_so]) == ((), [Stands.FORGOTTEN])


def test_but_another_first_day_or_another_organisation_is_somebody_new(forgotten):
    anew = member("ssp", FORUM, days=Days(date(2028, 1, 1)))
    assert given_again(forgotten, the_forum(anew)) == ()
    forgotten.play_until(local("2027-12-31"))
    assert written_to(forgotten) == [member_of("sof"), SSP]
    (elsewhere,) = the_forum(member("dks", FORUM)).members
    elsewhere = replace(
        elsewhere, appointment=replace(elsewhere.appointment, organisation_id="proeveklubben")
    )
    assert given_again(forgotten, replace(CLUB, members=(elsewhere,))) == ()
    assert its_addresses(forgotten) == {"", SSP, member_of("sof"), member_of("dks")}


def changed(driven, contact):
    known = organisation(driven)
    driven.do(change_organisation, known.id, (known.name, contact), known.revision, as_="forum")


def organisation(driven):
    with driven.service.unit(CLOCK) as unit:
        return unit.session.get_one(Organisation, "proeveklubben")


def test_a_contact_of_an_organisation_that_was_changed_stays_and_is_shown(driven):
    given_again(driven, CLUB)
    changed(driven, NEW)
    assert given_again(driven, CLUB) == (LeftAsItIs("forum.organisations.0", Stands.CHANGED),)
    assert (organisation(driven).contact_name, organisation(driven).email) == (NEW.name, NEW.email)


def test_what_the_file_says_of_its_accession_is_taken_all_the_same(driven):
    given_again(driven, CLUB)
    changed(driven, NEW)
    (club,) = CLUB.organisations
    acceded = Acceded("2026", Signature("Frida Forperson", FIRST))
    given_again(driven, replace(CLUB, organisations=(replace(club, acceded=acceded),)))
    with driven.service.unit(CLOCK) as unit:
        own = [one for one in accessions_worked(unit.session) if one.organisation_id == "proeveklubben"]
    assert [one.acceded_on for one in own] == [FIRST]


def test_a_file_that_says_of_an_organisation_what_is_known_shows_nothing(driven):
    given_again(driven, CLUB)
    changed(driven, NEW)
    (club,) = CLUB.organisations
    mended = replace(CLUB, organisations=(replace(club, contact=NEW),))
    assert given_again(driven, mended) == ()


@pytest.fixture
def cases(start_on):
    driven = start_on(local("2026-11-09"))
    driven.do(set_people, PeopleGiven(parties=(party("ssp"),), members=(member("ssp"), member("sof"))))
    return driven


def file_again(driven, *, members=(), parties=()):
    """As the command does: what is left is told, and the rest is set."""
    given = PeopleGiven(members=members, parties=parties)
    with driven.service.unit(CLOCK) as unit:
        rest, left_so = without_what_ended(unit, given, driven.now)
    driven.do(set_people, rest)
    return left_so


def test_a_member_of_the_cases_that_has_ended_stays_ended(cases):
    cases.do(set_people, PeopleGiven(members=(member("ssp", days=Days(None, date(2026, 11, 10))),)))
    cases.play_until(local("2026-11-11"))
    again = (member("sof"), member("ssp"))
    assert file_again(cases, members=again) == (LeftAsItIs("members.1", Stands.ENDED, date(2026, 11, 10)),)
    with cases.service.unit(CLOCK) as unit:
        on = date(2026, 11, 12)
        assert [one.email for one in questions.members_on(unit.session, KE, on)] == [member_of("sof")]


def ends(driven):
    with driven.service.unit(CLOCK) as unit:
        return {one.email: one.valid_until for one in questions.members(unit.session, KE)}


def test_an_end_that_lies_ahead_stays_where_the_file_or_the_secretariat_names_none(cases):
    until = date(2026, 12, 31)
    cases.do(set_people, PeopleGiven(members=(member("ssp", days=Days(None, until)),)))
    assert file_again(cases, members=(member("ssp"), member("sof"))) == ()
    cases.do(set_people, PeopleGiven(members=(member("ssp"),)))
    assert ends(cases) == {SSP: until, member_of("sof"): None}


def test_but_another_end_is_set_and_one_is_taken_back_by_whoever_says_so(cases):
    for days, until in (
        (Days(None, date(2026, 12, 31)), date(2026, 12, 31)),
        (Days(None, date(2027, 1, 31)), date(2027, 1, 31)),
        (Days(goes_on=True), None),
    ):
        assert file_again(cases, members=(member("ssp", days=days),)) == ()
        assert ends(cases)[SSP] == until


def test_a_contact_who_was_replaced_does_not_come_back(cases):
    on = date(2026, 11, 10)
    cases.play_until(local("2026-11-10"))
    cases.do(replace_contact, "ssp", ContactRole.CONTACT, (NEW, on))
    assert file_again(cases, parties=(party("ssp"),)) == (
        LeftAsItIs("parties.0.contact", Stands.REPLACED, date(2026, 11, 9)),
    )
    with cases.service.unit(CLOCK) as unit:
        held = questions.party_named(unit.session, "ssp")
        assert held.holder(ContactRole.CONTACT, on).email == NEW.email
        assert contact_of("ssp") != NEW.email


def test_the_same_file_again_changes_nothing_and_shows_nothing(cases):
    assert file_again(cases, members=(member("ssp"), member("sof")), parties=(party("ssp"),)) == ()


def test_a_new_member_and_a_new_contact_are_set(cases):
    new = MemberGiven(KE, PersonGiven("Ny Opdigtet", NEW.email))
    assert file_again(cases, members=(new,), parties=(replace(party("ssp"), contact=NEW),)) == ()
    with cases.service.unit(CLOCK) as unit:
        held = questions.party_named(unit.session, "ssp").holder(ContactRole.CONTACT, cases.now.date())
        assert held.email == NEW.email
