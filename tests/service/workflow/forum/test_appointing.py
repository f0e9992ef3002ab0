from dataclasses import replace
from datetime import date, timedelta

import pytest
from driven_service import local
from forum_office import appointed, left, the_appointment
from sample_people import FORUM, member_of, the_forum
from sample_people import member as sample_member

from agenda.access import CLOCK
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.forum.appointment import AppointmentsOverlap, ForumRole
from notifications.leaks import PersonalDataFound
from service.database.forum.questions import appointments_worked
from service.database.meetings.questions import members
from service.workflow.forum.appointments import OrganisationNotListed, appoint
from service.workflow.forum.given import AppointmentGiven
from service.workflow.forum.people import NoSuchCharter, set_forum
from service.workflow.people import Days, PersonGiven

SSP = member_of("ssp")
UNTIL_NEW_YEAR = Days(date(2026, 11, 2), date(2026, 12, 31))


def alerts(driven):
    return [(one.at, one.to) for one in driven.told("forum_period_ends")]


def membership(driven, name):
    with driven.service.unit(CLOCK) as unit:
        found = next(m for m in members(unit.session, FORUM) if m.email == member_of(name))
        return found.valid_from, found.valid_until


def periods(driven):
    with driven.service.unit(CLOCK) as unit:
        return [(one.first_on, one.last_on) for one in appointments_worked(unit.session)]


def test_a_membership_reaches_over_all_periods_of_the_member(driven):
    appointed(driven, "kf", days=UNTIL_NEW_YEAR)
    appointed(driven, "kf", days=Days(date(2027, 3, 1), date(2028, 2, 29)))
    assert membership(driven, "kf") == (date(2026, 11, 2), date(2028, 2, 29))


def test_two_periods_of_one_seat_do_not_overlap_and_nothing_is_changed(driven):
    appointed(driven, "kf", days=UNTIL_NEW_YEAR, role=ForumRole.CHAIR)
    before = periods(driven)
    with pytest.raises(AppointmentsOverlap):
        appointed(driven, "bif", days=Days(date(2026, 12, 31)), role=ForumRole.CHAIR)
    with pytest.raises(AppointmentsOverlap):
        appointed(driven, "kf", days=Days(date(2026, 12, 1)))
    assert periods(driven) == before


def test_the_same_first_day_again_sets_the_same_period_anew(driven):
    appointed(driven, "kf", days=UNTIL_NEW_YEAR)
    before = len(periods(driven))
    appointed(driven, "kf", days=Days(date(2026, 11, 2), date(2027, 12, 31)))
    assert (len(periods(driven)), membership(driven, "kf")) == (
        before,
        (date(2026, 11, 2), date(2027, 12, 31)),
    )


def test_nobody_is_appointed_by_an_organisation_that_is_not_there(driven):
    with pytest.raises(OrganisationNotListed):
        appointed(driven, "kf", "ukendt")


def test_without_a_first_day_the_current_appointment_is_meant_and_given_again_it_stays(driven):
    first = appointed(driven, "kf")
    driven.clock.now += timedelta(days=3)
    assert appointed(driven, "kf").id == first.id


def test_the_forums_office_is_told_once_sixty_days_before_a_period_ends_of_all_that_end(driven):
    for name in ("kf", "bif"):
        appointed(driven, name, days=Days(date(2026, 11, 2), date(2027, 6, 30)))
    driven.play_until(local("2027-08-01"))
    assert alerts(driven) == [("2027-05-03 09:05", "forum@moedeklar.invalid")]


def test_nobody_is_told_of_a_period_that_another_follows_or_that_was_made_longer(driven):
    appointed(driven, "kf", days=Days(date(2026, 11, 2), date(2027, 6, 30)))
    appointed(driven, "kf", days=Days(date(2027, 7, 1)))
    longer = appointed(driven, "bif", days=Days(date(2026, 11, 2), date(2027, 6, 30)))
    left(driven, longer, date(2029, 6, 30))
    driven.play_until(local("2027-08-01"))
    assert alerts(driven) == []


def test_of_two_who_end_an_appointment_at_once_the_second_is_told(driven):
    read = the_appointment(driven, SSP)
    stands = left(driven, read, date(2027, 6, 30))
    with pytest.raises(ChangedMeanwhile) as refused:
        left(driven, read, date(2027, 12, 31))
    assert refused.value.current == {"revision": stands.revision, "last_on": date(2027, 6, 30)}


def test_a_number_of_a_person_is_no_name(driven):
    person = PersonGiven("010190-5001", "a@moedeklar.invalid")
    with pytest.raises(PersonalDataFound):
        driven.do(appoint, AppointmentGiven(person, None), as_="forum")


def test_the_same_document_again_changes_nothing(driven):
    before = (periods(driven), driven.entries("accede"))
    driven.do(set_forum, the_forum(sample_member("ssp", FORUM)), as_="forum")
    assert (periods(driven), driven.entries("accede")) == before


def test_the_whole_document_is_set_or_nothing_of_it(driven):
    document = the_forum(sample_member("kf", FORUM))
    acceded = replace(document.organisations[0].acceded, version="1999")
    wrong = replace(document, organisations=(replace(document.organisations[0], acceded=acceded),))
    before = periods(driven)
    with pytest.raises(NoSuchCharter):
        driven.do(set_forum, wrong, as_="forum")
    assert periods(driven) == before


def test_the_cases_secretariat_does_not_set_it(driven):
    with pytest.raises(NotAllowed):
        driven.do(set_forum, the_forum(), as_="secretariat")
