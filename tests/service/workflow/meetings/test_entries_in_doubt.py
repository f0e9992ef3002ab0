"""Meetings on a calendar channel while an attempt is in doubt: what changes meanwhile is told to the right people."""

from datetime import date, timedelta

import pytest
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import FORUM, KE, everybody, forum_house, member, member_of, set_everybody

from agenda.access import CLOCK
from notifications.carrier import InDoubt
from service.database.meetings.entries import entries_of
from service.workflow.people import Days, set_people

GONE = Days(date(2026, 1, 1), date(2026, 1, 2))
BACK = Days(date(2026, 1, 1), goes_on=True)


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2027-01-05"))
    driven.paper = PaperCarrier()
    driven.send_by(driven.paper, "exchange")
    return driven


def meeting_of(driven, body_id):
    set_everybody(driven, *(member(party, body_id) for party in ("ssp", "sof")))
    return driven.plan(body_id, "2027-01-19", "2027-02-28")[0]


def set_member(driven, party, body_id, days):
    own, office = {KE: (everybody, "secretariat"), FORUM: (forum_house, "forum")}[body_id]
    driven.do(set_people, own(member(party, body_id, days=days)), as_=office)


def told(driven):
    heard = sorted(driven.paper.calendar.told)
    driven.paper.calendar.told.clear()
    return heard


def later(driven):
    driven.play_until(driven.now + timedelta(minutes=10))


def after_the_pause(driven):
    driven.play_until(driven.now + timedelta(minutes=5))


def differences(driven, meeting):
    with driven.service.unit(CLOCK) as unit:
        return [e.difference for e in entries_of(unit.session, meeting.id) if e.difference]


def test_who_leaves_while_the_first_attempt_is_in_doubt_takes_nobody_else_along(driven):
    meeting = meeting_of(driven, KE)
    driven.paper.loses.append(InDoubt())
    driven.at(meeting.invite_at)
    told(driven)
    set_member(driven, "sof", KE, GONE)
    after_the_pause(driven)
    assert told(driven) == [("cancel", member_of("sof"))]
    later(driven)
    assert (told(driven), len(driven.paper.calendar.items)) == ([], 1)


@pytest.mark.parametrize("body_id", [KE, FORUM])
def test_who_comes_back_while_the_leaving_is_in_doubt_is_invited_anew(driven, body_id):
    meeting = meeting_of(driven, body_id)
    driven.at(meeting.invite_at)
    told(driven)
    driven.paper.loses.append(InDoubt())
    set_member(driven, "sof", body_id, GONE)
    after_the_pause(driven)
    assert told(driven) == [("cancel", member_of("sof"))]
    set_member(driven, "sof", body_id, BACK)
    later(driven)
    assert (told(driven), differences(driven, meeting)) == ([("request", member_of("sof"))], [])


def test_who_comes_back_before_the_leaving_was_carried_out_hears_nothing(driven):
    meeting = meeting_of(driven, KE)
    driven.at(meeting.invite_at)
    told(driven)
    set_member(driven, "sof", KE, GONE)
    driven.at(driven.now + timedelta(minutes=4))  # it looks into the calendar, and not again for some minutes
    driven.paper.faults.append(InDoubt())
    driven.at(driven.now + timedelta(minutes=1))
    set_member(driven, "sof", KE, BACK)
    later(driven)
    assert (told(driven), differences(driven, meeting)) == ([], [])


def test_an_entry_that_was_taken_away_without_our_hearing_of_it_is_no_difference(driven):
    meeting = meeting_of(driven, FORUM)
    driven.at(meeting.invite_at)
    driven.paper.loses.extend([InDoubt()] * 2)
    set_member(driven, "sof", FORUM, GONE)
    later(driven)
    assert differences(driven, meeting) == []
