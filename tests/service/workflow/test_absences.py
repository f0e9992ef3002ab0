"""An absence was noted wrongly, or the contact is back sooner: whoever answers then is told, and nobody else."""

from datetime import date, timedelta

import pytest
from driven_service import local
from sample_people import KE, confirmed, contact_of, deputy_of, set_everybody

from agenda.access import CLOCK
from agenda.errors import NotAllowed
from agenda.meetings.party import AbsenceHasBegun, AbsenceTooFar
from service.database.meetings.questions import party_named
from service.workflow.absences import (
    AbsenceIsOver,
    AbsenceOf,
    NoSuchAbsence,
    add_absence,
    correct_absence,
    end_absence,
)
from service.workflow.cases.intake import take_concern
from service.workflow.people import Days, EndsBeforeItBegins

MONDAY = local("2026-11-09")
TODAY, TOMORROW, WEDNESDAY, FRIDAY = (date(2026, 11, day) for day in (9, 10, 11, 13))
CONTACT, DEPUTY = contact_of("ssp"), deputy_of("ssp")


@pytest.fixture
def driven(start_on):
    """SSP has a request open."""
    driven = start_on(MONDAY)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed(None, parties=("ssp",)))
    driven.tick()
    return driven


def away(driven, first_on, last_on):
    return AbsenceOf("ssp", driven.do(add_absence, "ssp", Days(first_on, last_on)).id)


def handed_over(driven):
    return [(one.at, one.to) for one in driven.told("lookup_handed_over")]


def absences(driven):
    with driven.service.unit(CLOCK) as unit:
        return [(one.first_on, one.last_on) for one in party_named(unit.session, "ssp").absences]


def after_the_pause(driven):
    driven.play_until(driven.now + timedelta(minutes=6))


def test_a_contact_who_is_back_sooner_is_told_what_is_open_and_gets_what_comes(driven):
    absence = away(driven, TODAY, FRIDAY)
    driven.play_until(local("2026-11-11"))
    driven.do(end_absence, absence, None)
    after_the_pause(driven)
    assert absences(driven) == [(TODAY, TOMORROW)]
    assert handed_over(driven) == [("2026-11-09 09:05", DEPUTY), ("2026-11-11 09:05", CONTACT)]
    driven.play_until(local("2026-11-17", "10:00"))
    assert [one.to for one in driven.told("reminder")] == [CONTACT]


def test_one_that_was_to_begin_is_gone_and_the_deputy_is_told_nothing(driven):
    absence = away(driven, WEDNESDAY, FRIDAY)
    after_the_pause(driven)
    assert driven.do(end_absence, absence, None) is None
    driven.play_until(local("2026-11-14"))
    assert (absences(driven), handed_over(driven)) == ([], [])


def test_one_that_began_today_is_gone_and_the_contact_is_told(driven):
    absence = away(driven, TODAY, FRIDAY)
    after_the_pause(driven)
    driven.do(end_absence, absence, None)
    after_the_pause(driven)
    assert absences(driven) == []
    assert [to for _, to in handed_over(driven)] == [DEPUTY, CONTACT]


def test_an_absence_may_be_given_its_end_ahead(driven):
    absence = away(driven, TODAY, FRIDAY)
    driven.do(end_absence, absence, WEDNESDAY)
    after_the_pause(driven)
    assert absences(driven) == [(TODAY, TOMORROW)]
    assert [to for _, to in handed_over(driven)] == [DEPUTY]


@pytest.mark.parametrize("back_on", [date(2026, 11, 1), TODAY])
def test_one_that_has_begun_stands_for_the_days_on_which_the_deputy_stood_in(driven, back_on):
    absence = away(driven, TODAY, FRIDAY)
    driven.play_until(local("2026-11-11"))
    with pytest.raises(AbsenceHasBegun) as refused:
        driven.do(end_absence, absence, back_on)
    assert (refused.value.field, refused.value.current) == ("back_on", {"from": TOMORROW})
    assert absences(driven) == [(TODAY, FRIDAY)]
    driven.do(end_absence, absence, TOMORROW)
    assert absences(driven) == [(TODAY, TODAY)]


def test_one_that_begins_today_does_not_end_before_today(driven):
    absence = away(driven, TODAY, FRIDAY)
    with pytest.raises(AbsenceHasBegun):
        driven.do(end_absence, absence, TODAY - timedelta(days=1))
    assert absences(driven) == [(TODAY, FRIDAY)]


@pytest.mark.parametrize(
    "first_on", [date(2000, 1, 1), date(2025, 11, 7), date(2027, 11, 11), date(2099, 1, 1)]
)
def test_an_absence_begins_within_a_year_of_today_noted_or_corrected(driven, first_on):
    absence = away(driven, TODAY, FRIDAY)
    for verb, of, last_on in (
        (add_absence, "ssp", date(2099, 2, 1)),
        (correct_absence, absence, date(2099, 2, 1)),
    ):
        with pytest.raises(AbsenceTooFar):
            driven.do(verb, of, Days(first_on, last_on))
    assert absences(driven) == [(TODAY, FRIDAY)]


def test_one_noted_a_year_ago_still_gets_another_last_day(driven):
    absence = away(driven, TODAY, date(2028, 1, 1))
    driven.at(local("2027-12-01"))
    driven.do(correct_absence, absence, Days(None, date(2027, 12, 2)))
    assert absences(driven) == [(TODAY, date(2027, 12, 2))]


def test_where_it_is_over_by_then_nothing_is_ended(driven):
    absence = away(driven, TODAY, TOMORROW)
    with pytest.raises(AbsenceIsOver):
        driven.do(end_absence, absence, WEDNESDAY)
    assert absences(driven) == [(TODAY, TOMORROW)]


def test_one_that_begins_on_another_day_is_handed_over_on_that_day_alone(driven):
    absence = away(driven, WEDNESDAY, FRIDAY)
    driven.do(correct_absence, absence, Days(TOMORROW, None))
    driven.play_until(local("2026-11-14"))
    assert absences(driven) == [(TOMORROW, FRIDAY)]
    assert handed_over(driven) == [("2026-11-10 08:00", DEPUTY)]


def test_one_that_is_put_off_is_handed_over_later(driven):
    absence = away(driven, TOMORROW, FRIDAY)
    driven.do(correct_absence, absence, Days(WEDNESDAY, None))
    driven.play_until(local("2026-11-14"))
    assert handed_over(driven) == [("2026-11-11 08:00", DEPUTY)]


def test_one_that_ought_to_have_begun_by_now_is_handed_over_at_once(driven):
    absence = away(driven, WEDNESDAY, FRIDAY)
    driven.do(correct_absence, absence, Days(TODAY, None))
    driven.play_until(local("2026-11-14"))
    assert handed_over(driven) == [("2026-11-09 09:05", DEPUTY)]


def test_one_that_lay_in_the_past_after_all_gives_the_contact_what_is_open(driven):
    absence = away(driven, TODAY, FRIDAY)
    driven.play_until(local("2026-11-11"))
    driven.do(correct_absence, absence, Days(None, TOMORROW))
    after_the_pause(driven)
    assert handed_over(driven) == [("2026-11-09 09:05", DEPUTY), ("2026-11-11 09:05", CONTACT)]


def test_a_longer_absence_tells_nobody_again(driven):
    absence = away(driven, TODAY, TOMORROW)
    driven.do(correct_absence, absence, Days(None, FRIDAY))
    driven.play_until(local("2026-11-16"))
    assert handed_over(driven) == [("2026-11-09 09:05", DEPUTY)]


def test_another_absence_that_goes_on_keeps_the_deputy(driven):
    absence = away(driven, TODAY, FRIDAY)
    away(driven, TODAY, WEDNESDAY)
    after_the_pause(driven)
    driven.do(end_absence, absence, None)
    after_the_pause(driven)
    assert [to for _, to in handed_over(driven)] == [DEPUTY]


def test_to_and_fro_each_is_told_once(driven):
    for _ in range(2):
        absence = away(driven, TODAY, FRIDAY)
        after_the_pause(driven)
        driven.do(end_absence, absence, None)
        after_the_pause(driven)
    assert [to for _, to in handed_over(driven)] == [DEPUTY, CONTACT, DEPUTY, CONTACT]
    assert absences(driven) == []


def test_what_is_taken_back_within_the_pause_is_told_to_nobody(driven):
    driven.do(end_absence, away(driven, TODAY, FRIDAY), None)
    after_the_pause(driven)
    assert (absences(driven), handed_over(driven)) == ([], [])


def test_its_days_are_in_order_its_party_is_its_own_and_an_agency_changes_none(driven):
    absence = away(driven, TODAY, FRIDAY)
    with pytest.raises(EndsBeforeItBegins):
        driven.do(correct_absence, absence, Days(FRIDAY, WEDNESDAY))
    with pytest.raises(NoSuchAbsence):
        driven.do(end_absence, AbsenceOf("sof", absence.absence_id), None)
    with pytest.raises(NotAllowed):
        driven.do(end_absence, absence, None, as_="agency:ssp")
    assert absences(driven) == [(TODAY, FRIDAY)]
