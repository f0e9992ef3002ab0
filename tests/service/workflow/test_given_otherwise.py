"""The people's file again, when what it says stands otherwise by now: it is shown and left, by the file alone."""

from dataclasses import replace
from datetime import date

import pytest
from driven_service import local
from sample_people import KE, OFFICE, contact_of, everybody, member, member_of, party

from agenda.access import CLOCK
from agenda.meetings.body import Body
from agenda.meetings.party import ContactRole
from service.database.meetings import questions
from service.workflow.given_again import Stands, without_what_ended
from service.workflow.given_otherwise import without_what_changed
from service.workflow.people import (
    BodyGiven,
    Days,
    MemberGiven,
    PartyGiven,
    PeopleGiven,
    PersonGiven,
    RoomGiven,
    set_people,
)

OLD, NEW = "opslag@moedeklar.invalid", "ny.opslag@moedeklar.invalid"
KARIN, KARIN_NEW = "karin@moedeklar.invalid", "karin.ny@moedeklar.invalid"


def karin(email=KARIN, name="Karin Opdigtsen", **named):
    return MemberGiven(KE, PersonGiven(name, email), **{"party_id": "kf", **named})


FILE = replace(
    everybody(member("ssp"), karin(place="members.1")),
    parties=(replace(party("dks", mailbox=OLD), place="parties.0"),),
)


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    assert file_given(driven, FILE) == []
    return driven


def file_given(driven, document):
    """As the command does: where it was left is told, and the rest is set."""
    with driven.service.unit(CLOCK) as unit:
        rest, ended = without_what_ended(unit, document, driven.now)
        rest, changed = without_what_changed(unit, rest, driven.now)
    driven.do(set_people, rest)
    return [(one.place, one.why) for one in (*ended, *changed)]


def stands(driven):
    with driven.service.unit(CLOCK) as unit:
        dks = questions.party_named(unit.session, "dks")
        contact = dks.holder(ContactRole.CONTACT, driven.now.date())
        members = [(m.name, m.email, m.party_id) for m in questions.members(unit.session, KE)]
        body, office = unit.session.get_one(Body, KE), questions.office(unit.session)
        return [dks.name, dks.mailbox, contact.name, *members, body.place, body.room_email, office.email]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        (PeopleGiven(parties=(PartyGiven("dks", mailbox=NEW),)), "parties.0.mailbox"),
        (
            PeopleGiven(parties=(PartyGiven("dks", contact=PersonGiven("Rettet dks", contact_of("dks"))),)),
            "parties.0.contact",
        ),
        (PeopleGiven(members=(karin(name="Karin Rettetsen"),)), "members.1.name"),
        (PeopleGiven(members=(karin(party_id="ssp"),)), "members.1.party"),
        (PeopleGiven(bodies=((KE, BodyGiven(place="Prøvegade 2")),)), f"bodies.{KE}.place"),
        (PeopleGiven(PersonGiven("VINK", "andet@moedeklar.invalid")), "secretariat"),
    ],
)
def test_what_the_secretariat_has_set_since_stays_and_is_shown(driven, changed, place):
    before = stands(driven)
    driven.do(set_people, changed)
    after = stands(driven)
    assert file_given(driven, FILE) == [(place, Stands.CHANGED)]
    assert (stands(driven), after != before) == (after, True)


def test_but_the_secretariat_itself_goes_on_to_set_what_it_names(driven):
    before = stands(driven)
    driven.do(
        set_people, PeopleGiven(parties=(PartyGiven("dks", mailbox=NEW),), members=(karin(name="Karin Ny"),))
    )
    assert stands(driven) != before
    driven.do(set_people, FILE)
    assert stands(driven) == before


def test_the_days_are_set_though_the_name_is_left(driven):
    driven.do(set_people, PeopleGiven(members=(karin(name="Karin Rettetsen"),)))
    until = date(2026, 12, 31)
    assert file_given(driven, PeopleGiven(members=(karin(days=Days(None, until)),))) == [
        ("members.name", Stands.CHANGED)
    ]
    with driven.service.unit(CLOCK) as unit:
        listed = questions.members(unit.session, KE)
        assert [(m.name, m.valid_until) for m in listed if m.email == KARIN] == [("Karin Rettetsen", until)]


def test_what_is_new_is_set_and_what_was_empty_is_filled_in(driven):
    room = RoomGiven("Mødelokale 1", "lokale@moedeklar.invalid")
    new = PeopleGiven(
        bodies=((KE, BodyGiven(room=room)),),
        parties=(
            PartyGiven(
                "nye", "De Nye", NEW, contact=PersonGiven("Ny Kontakt", "nykontakt@moedeklar.invalid")
            ),
            replace(party("ssp", mailbox="ssp@moedeklar.invalid"), name="SSP i byen", language="en"),
        ),
        members=(replace(member("ssp"), party_id="ssp"), member("sof")),
    )
    assert file_given(driven, new) == []
    with driven.service.unit(CLOCK) as unit:
        parties = {one.id: (one.name, one.mailbox, one.language) for one in questions.parties(unit.session)}
        assert parties["nye"] == ("De Nye", NEW, "da")
        assert parties["ssp"] == ("SSP i byen", "ssp@moedeklar.invalid", "en")
    assert ("Medlem ssp", member_of("ssp"), "ssp") in stands(driven)
    assert ("Medlem sof", member_of("sof"), None) in stands(driven)
    assert {room.email, OFFICE} <= set(stands(driven)[-2:])


def addresses_of_karin(driven):
    with driven.service.unit(CLOCK) as unit:
        listed = questions.members_on(unit.session, KE, driven.now.date())
        return {one.email for one in listed if one.name == "Karin Opdigtsen"}


def test_an_address_corrected_in_the_file_makes_nobody_two(driven):
    corrected = replace(FILE, members=(member("ssp"), karin(KARIN_NEW)))
    assert file_given(driven, corrected) == [("members.1", Stands.OTHER_ADDRESS)]
    assert addresses_of_karin(driven) == {KARIN}


def test_but_two_are_set_where_the_file_names_both_or_the_first_has_ended(driven):
    yesterday = date(2026, 11, 8)
    ended = karin(days=Days(date(2026, 1, 1), yesterday))
    assert file_given(driven, replace(FILE, members=(ended, karin(KARIN_NEW)))) == []
    assert addresses_of_karin(driven) == {KARIN_NEW}
    namesake = karin("en.anden.karin@moedeklar.invalid")
    assert file_given(driven, PeopleGiven(members=(karin(KARIN_NEW), namesake))) == []
    assert addresses_of_karin(driven) == {KARIN_NEW, namesake.person.email}


def test_who_is_called_so_at_another_party_is_somebody_else(driven):
    elsewhere = karin(KARIN_NEW, party_id="ssp")
    assert file_given(driven, PeopleGiven(members=(elsewhere,))) == []
    assert addresses_of_karin(driven) == {KARIN, KARIN_NEW}
