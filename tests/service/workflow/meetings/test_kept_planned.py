from datetime import timedelta

import pytest
from driven_service import Told, local
from sample_people import FORUM, KE, set_everybody

from agenda.access import CLOCK
from agenda.meetings.meeting import CUT_OFF, MeetingState
from service.settings.calendar import NOT_KNOWN_YET
from service.workflow.meetings.changing import Times
from service.workflow.meetings.kept_planned import Shortage, shortages
from service.workflow.meetings.reading import warnings_of
from service.workflow.rescheduling import cancel_meeting, move_meeting


@pytest.fixture
def office(new_service):
    driven = new_service(local("2026-11-24"))
    set_everybody(driven)
    return driven


def days(meetings):
    return [m.starts_at.date().isoformat() for m in meetings if m.state is not MeetingState.CANCELLED]


def cancel(driven, meeting):
    office = str(driven.service.settings.office_of(meeting.body_id))
    driven.do(cancel_meeting, meeting.id, "Salen er optaget", meeting.revision, as_=office)
    return driven.meetings(meeting.body_id)


def test_a_meeting_in_the_school_holidays_is_planned_a_week_later_and_says_so(office):
    office.clock.now = local("2025-11-24")
    meeting = office.plan(FORUM, "2026-01-01", "2026-04-01")[0]
    assert (days([meeting]), meeting.moved_from.isoformat()) == (["2026-02-19"], "2026-02-12")
    assert meeting.reason == (
        "tor. 12. feb. falder sammen med skolernes vinterferie; flyttet til tor. 19. feb.,"
        " samme ugedag den første uge uden skoleferie"
    )


def test_a_cancelled_meeting_has_another_proposed_in_its_stead_and_its_office_is_told(office):
    first = office.plan(FORUM, "2027-01-01", "2027-12-31")[0]
    meetings = cancel(office, first)
    assert days(meetings) == ["2027-02-25", "2027-05-13", "2027-10-14"]
    assert [m.state for m in meetings if m.is_extraordinary] == [MeetingState.PROPOSED]
    office.tick()
    assert Told("2026-11-24 09:00", "meetings_missing", "forum@moedeklar.invalid") in office.told()


def test_not_where_the_year_still_has_its_number(office):
    office.plan(FORUM, "2027-01-01", "2027-12-31")
    replacement = next(m for m in cancel(office, office.meetings(FORUM)[0]) if m.is_extraordinary)
    office.do(cancel_meeting, replacement.id, "", replacement.revision, as_="forum")
    assert office.do(shortages, FORUM) == [Shortage(2027, 2, 3)]
    office.tick()
    assert [t.occasion for t in office.told()].count("meetings_missing") == 1


def test_a_proposal_that_nobody_confirmed_in_time_is_no_meeting_of_the_year(office):
    first = office.plan(FORUM, "2027-01-01", "2027-12-31")[0]
    replacement = next(m for m in cancel(office, first) if m.is_extraordinary)
    office.clock.now = replacement.due_at(CUT_OFF) - timedelta(seconds=1)
    assert office.do(shortages, FORUM) == []
    office.clock.now = replacement.due_at(CUT_OFF)
    assert office.do(shortages, FORUM) == [Shortage(2027, 2, 3)]
    cancel(office, next(m for m in office.meetings(FORUM) if m.starts_at > replacement.ends_at))
    assert len([m for m in office.meetings(FORUM) if m.is_extraordinary]) == 2


def test_nor_in_a_year_that_is_not_planned_whole(office):
    first = office.plan(FORUM, "2027-01-01", "2027-06-30")[0]
    assert (days(cancel(office, first)), office.do(shortages, FORUM)) == (["2027-05-13"], [])


def test_nor_for_a_body_whose_meetings_nobody_counts(office):
    first = office.plan(KE, "2027-01-01", "2027-12-31")[0]
    assert len(days(cancel(office, first))) == len(office.meetings(KE)) - 1


def test_the_day_that_is_found_leaves_time_for_topics(office):
    last = office.plan(FORUM, "2027-01-01", "2027-12-31")[-1]
    office.clock.now = local("2027-10-13")
    assert days(cancel(office, last))[-1] == "2027-11-11"


def test_where_no_such_day_is_left_in_the_year_the_secretariat_is_still_told(office):
    last = office.plan(FORUM, "2027-01-01", "2027-12-31")[-1]
    office.clock.now = local("2027-10-13")
    moved = office.do(move_meeting, last.id, Times(local("2027-12-30", "17:00")), last.revision, as_="forum")
    assert days(cancel(office, moved)) == ["2027-02-11", "2027-05-13"]
    office.tick()
    assert "meetings_missing" in {told.occasion for told in office.told()}


def test_a_meeting_in_a_holiday_or_on_an_observance_is_warned_of_and_nothing_more(new_service):
    fest = 'observances = [{ first = 2027-05-13, name = "en højtid" }]'
    office = new_service(local("2026-11-24"), config=f"[calendar]\n{fest}\n")
    set_everybody(office)
    meetings = office.plan(FORUM, "2027-01-01", "2027-12-31")
    assert days(meetings) == ["2027-02-11", "2027-05-13", "2027-10-14"]
    assert [warned_of(office, m) for m in meetings] == [[], ["en højtid"], [NOT_KNOWN_YET]]
    moved = office.do(
        move_meeting, meetings[0].id, Times(local("2027-02-18", "17:00")), meetings[0].revision, as_="forum"
    )
    assert warned_of(office, moved) == ["skolernes vinterferie"]


def test_a_meeting_after_the_last_school_holiday_that_is_known_is_told_of_as_such(new_service):
    known = '[{ first = 2027-02-15, last = 2027-05-13, name = "skoleferie" }]'
    office = new_service(local("2026-11-24"), config=f"[calendar]\nschool_holidays = {known}\n")
    set_everybody(office)
    meetings = office.plan(FORUM, "2027-01-01", "2027-12-31")
    assert days(meetings) == ["2027-02-11", "2027-05-20", "2027-10-14"]
    assert [warned_of(office, m) for m in meetings] == [[], [NOT_KNOWN_YET], [NOT_KNOWN_YET]]


def test_but_not_for_a_body_that_takes_no_heed_of_them(office):
    last = office.plan(KE, "2027-01-01", "2027-12-31")[-1]
    assert warned_of(office, last) == []


def warned_of(office, meeting):
    with office.service.unit(CLOCK) as unit:
        return [days.name for _, days in warnings_of(unit, meeting)]
