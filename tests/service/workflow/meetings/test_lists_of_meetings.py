"""Meetings are listed coming and over, a page at a time."""

from datetime import timedelta

import pytest
from driven_service import local
from sample_people import FORUM, KE, member, set_everybody

from agenda.access import actor_named
from agenda.errors import Absent
from agenda.paging import PageWanted
from service.database.meetings.listed import MeetingsWanted, When
from service.workflow.meetings.minutes import minutes_state
from service.workflow.meetings.reading import meetings_listed
from service.workflow.rescheduling import cancel_meeting

NOVEMBER = local("2026-11-09")


@pytest.fixture
def driven(start_on):
    """Five meetings from 24 November to 19 January; the second is called off, the first two are over."""
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    second = driven.plan(KE, "2026-11-24", "2027-01-31")[1]
    driven.do(cancel_meeting, second.id, "Ingen sager", second.revision)
    driven.play_until(local("2026-12-10"))
    return driven


def listed(driven, when, number=1, size=50, as_="secretariat"):
    wanted = MeetingsWanted(KE, when, page=PageWanted(number, size))
    with driven.service.unit(actor_named(as_)) as unit:
        return meetings_listed(unit, wanted, driven.now)


def days(driven, page):
    return [driven.calendar.local(m.starts_at).date().isoformat() for m in page.rows]


def test_what_is_coming_comes_in_order_and_what_is_over_the_newest_first(driven):
    assert days(driven, listed(driven, When.COMING)) == ["2026-12-22", "2027-01-05", "2027-01-19"]
    assert days(driven, listed(driven, When.OVER)) == ["2026-12-08", "2026-11-24"]
    assert listed(driven, When.ALL).total == 5


def test_a_meeting_is_coming_until_it_has_ended(driven):
    ends_at = local("2026-12-22", "11:00")
    seen = []
    for moment in (ends_at - timedelta(seconds=1), ends_at):
        driven.clock.now = moment
        seen.append("2026-12-22" in days(driven, listed(driven, When.COMING)))
    assert seen == [True, False]


def test_the_pages_together_are_the_list_and_none_is_longer_than_asked_for(driven):
    pages = [listed(driven, When.ALL, number, 2) for number in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    together = [one.id for page in pages for one in page.rows]
    assert together == [one.id for one in listed(driven, When.ALL).rows]
    assert [page.next_number for page in pages] == [2, 3, None]


def test_an_agency_has_the_list_of_the_cases_meetings_and_none_of_the_forums(driven):
    assert days(driven, listed(driven, When.OVER, as_="agency:ssp")) == ["2026-12-08", "2026-11-24"]
    with driven.service.unit(actor_named("agency:ssp")) as unit, pytest.raises(Absent):
        meetings_listed(unit, MeetingsWanted(FORUM, When.OVER), driven.now)


def test_how_far_the_minutes_are_is_told_to_whoever_may_read_them(driven):
    held = listed(driven, When.OVER).rows[-1]
    told = {}
    for role in ("secretariat", "agency:ssp"):
        with driven.service.unit(actor_named(role)) as unit:
            told[role] = minutes_state(unit, held, driven.now)
    assert told == {"secretariat": "draft", "agency:ssp": None}
