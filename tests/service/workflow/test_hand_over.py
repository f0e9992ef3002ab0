"""Whoever stands in gets what is open, and what waited in the outbox for the one before."""

from datetime import date, timedelta

import pytest
from driven_service import Told, local
from sample_people import KE, citizen, concern, confirmed, contact_of, deputy_of, set_everybody

from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.meetings.party import ContactRole
from agenda.meetings.plan import ClosedDate
from service.workflow.absences import add_absence
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.people import Days, PersonGiven, replace_contact
from service.workflow.rescheduling import close_day

NOVEMBER = local("2026-11-09")
TODAY = date(2026, 11, 9)
ORIGINAL = PersonGiven("Kontakt ssp", contact_of("ssp"))
SUCCESSOR = PersonGiven("Ny Kontakt", "ny.kontakt@moedeklar.invalid")


@pytest.fixture
def asked(start_on):
    """SSP was asked; a minute later its deadline moves, which is told after the pause."""
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed(None, parties=("ssp",)))
    driven.tick()
    driven.clock.now += timedelta(minutes=1)
    return driven


def told_later(driven, *occasions):
    before = driven.now - timedelta(seconds=1)
    driven.play_until(driven.now + timedelta(minutes=10))
    return [(t.occasion, t.to) for t in driven.told(*occasions, since=before)]


def test_what_waits_for_a_replaced_contact_goes_to_the_new_one(asked):
    asked.do(close_day, ClosedDate(date(2026, 11, 20), "Lukkedag"))
    asked.do(replace_contact, "ssp", ContactRole.CONTACT, (SUCCESSOR, TODAY))
    assert told_later(asked, "lookup_changed") == [("lookup_changed", SUCCESSOR.email)]


def test_what_waits_for_an_absent_contact_goes_to_the_deputy(asked):
    asked.do(close_day, ClosedDate(date(2026, 11, 20), "Lukkedag"))
    asked.do(add_absence, "ssp", Days(TODAY, TODAY))
    assert told_later(asked, "lookup_changed") == [("lookup_changed", deputy_of("ssp"))]


def test_who_is_replaced_tomorrow_still_gets_what_waits_today(asked):
    asked.do(close_day, ClosedDate(date(2026, 11, 20), "Lukkedag"))
    asked.do(replace_contact, "ssp", ContactRole.CONTACT, (SUCCESSOR, date(2026, 11, 10)))
    assert told_later(asked, "lookup_changed") == [("lookup_changed", contact_of("ssp"))]


@pytest.mark.parametrize(
    ("role", "expected"),
    [(ContactRole.CONTACT, []), (ContactRole.DEPUTY, [("lookup_handed_over", SUCCESSOR.email)])],
)
def test_a_request_that_lies_with_the_deputy_is_handed_to_the_next_deputy_alone(asked, role, expected):
    lookup = asked.lookup("KE-2026-0001", "ssp")
    inhabil = AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST)
    asked.do(answer_lookup, lookup.id, inhabil, as_="agency:ssp")
    asked.tick()
    asked.do(replace_contact, "ssp", role, (SUCCESSOR, TODAY))
    assert told_later(asked, "lookup_handed_over") == expected


def replace(driven, person, on=TODAY, role=ContactRole.CONTACT):
    driven.do(replace_contact, "ssp", role, (person, on))


def test_a_wrong_contact_who_is_corrected_in_time_hears_of_no_case(asked):
    replace(asked, SUCCESSOR)
    asked.clock.now += timedelta(minutes=2)
    replace(asked, ORIGINAL)
    assert told_later(asked) == []


def test_a_wrong_contact_from_tomorrow_who_is_corrected_today_hears_of_no_case(asked):
    replace(asked, SUCCESSOR, date(2026, 11, 10))
    replace(asked, ORIGINAL, date(2026, 11, 10))
    asked.play_until(local("2026-11-10", "08:30"))
    assert asked.told("lookup_handed_over") == []


def test_of_several_changes_who_holds_the_role_in_the_end_is_told_once(asked):
    for person in (SUCCESSOR, ORIGINAL, SUCCESSOR, ORIGINAL, SUCCESSOR):
        replace(asked, person)
    assert told_later(asked) == [("lookup_handed_over", SUCCESSOR.email)]


def test_of_several_changes_that_come_to_nothing_nobody_is_told(asked):
    for person in (SUCCESSOR, ORIGINAL, SUCCESSOR, ORIGINAL):
        replace(asked, person)
    assert told_later(asked) == []


def test_a_contact_who_comes_back_after_the_pause_is_told_what_is_open(asked):
    replace(asked, SUCCESSOR)
    assert told_later(asked) == [("lookup_handed_over", SUCCESSOR.email)]
    asked.clock.now += timedelta(minutes=1)
    replace(asked, ORIGINAL)
    assert told_later(asked) == [("lookup_handed_over", ORIGINAL.email)]


def test_what_waits_until_tomorrow_goes_to_who_holds_the_role_then(asked):
    """A request that could not be handed over before the day on which another takes over."""
    replace(asked, SUCCESSOR, date(2026, 11, 10))
    asked.do(take_concern, confirmed(concern(citizen("Anden Prøvesen", "020290-5002")), parties=("ssp",)))
    asked.at(local("2026-11-10", "07:00"))
    assert asked.told("lookup_request", since=NOVEMBER) == [
        Told("2026-11-10 07:00", "lookup_request", SUCCESSOR.email)
    ]


def test_who_takes_over_from_the_contact_gets_what_waits_once(asked):
    asked.do(close_day, ClosedDate(date(2026, 11, 20), "Lukkedag"))
    replace(asked, PersonGiven("Suppleant ssp", deputy_of("ssp")))
    assert told_later(asked, "lookup_changed") == [("lookup_changed", deputy_of("ssp"))]


def test_what_another_party_has_with_the_same_person_stays_with_them(start_on):
    """One person answers for two parties; only one of them gets another."""
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(replace_contact, "sof", ContactRole.CONTACT, (ORIGINAL, TODAY))
    driven.do(take_concern, confirmed(None, parties=("ssp", "sof")))
    replace(driven, SUCCESSOR)
    driven.tick()
    assert [t.to for t in driven.told("lookup_request")] == [contact_of("ssp"), SUCCESSOR.email]
