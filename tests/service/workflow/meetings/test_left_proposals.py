"""A proposal that nobody confirms in time is told its office, once, by a mail that says what to do."""

from datetime import date

import pytest
from driven_service import Told, local
from sample_people import FORUM, KE, OFFICE, set_everybody

from notifications.carrier import NotSent
from notifications.message import State
from service.workflow.meetings.changing import Times
from service.workflow.meetings.planning import Period, propose
from service.workflow.rescheduling import confirm_plan, move_meeting, withdraw_plan

WINTER = Period(date(2027, 2, 1), date(2027, 2, 28))
FORUM_OFFICE = "forum@moedeklar.invalid"
CUT_OFF = "2027-01-14 16:00"
DAY_AFTER = local("2027-01-15", "09:00")


class Away:
    """A server that takes nothing."""

    def find(self, _key):
        return False

    def send(self, _parcel):
        raise NotSent


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-02", "12:00"))
    set_everybody(driven)
    return driven


@pytest.fixture
def plan(driven):
    """One meeting of the forum, 11 February, whose topics close on 14 January."""
    return driven.do(propose, FORUM, WINTER, as_="forum")


def test_it_is_told_as_its_cut_off_passes_and_not_again_until_the_day(driven, plan):
    driven.play_until(local("2027-02-12"))
    assert driven.told("proposal_left") == [Told(CUT_OFF, "proposal_left", FORUM_OFFICE)]
    text = driven.mail_of(driven.messages("proposal_left")[0]).decode()
    (meeting,) = driven.meetings(FORUM)
    assert f"/meetings/{meeting.id}" in text


def test_what_was_confirmed_or_withdrawn_in_time_is_told_nobody(driven, plan):
    driven.do(confirm_plan, plan.id, as_="forum")
    driven.play_until(DAY_AFTER)
    assert driven.messages("proposal_left") == []


def test_nor_is_a_plan_that_was_withdrawn(driven, plan):
    driven.do(withdraw_plan, plan.id, as_="forum")
    driven.play_until(DAY_AFTER)
    assert driven.messages("proposal_left") == []


def test_laid_later_it_is_told_once_more_when_that_is_too_late_too(driven, plan):
    driven.play_until(DAY_AFTER)
    (meeting,) = driven.meetings(FORUM)
    later = Times(local("2027-03-11", "17:00"), reason="Lokalet er optaget")
    driven.do(move_meeting, meeting.id, later, meeting.revision, as_="forum")
    driven.play_until(local("2027-03-12"))
    assert [one.occasion for one in driven.told("proposal_left")] == ["proposal_left"] * 2


def test_one_that_is_confirmed_before_the_mail_has_gone_out_is_told_nobody(driven, plan):
    driven.at(local("2027-01-14", "15:59"))
    driven.send_by(Away())
    driven.at(local("2027-01-14", "16:00"))
    driven.do(confirm_plan, plan.id, as_="forum")
    driven.at(local("2027-01-14", "17:30"))
    assert {one.state for one in driven.messages("proposal_left")} == {State.DROPPED}


def test_the_cases_proposals_are_told_the_secretariat(driven):
    driven.do(propose, KE, Period(date(2027, 1, 5), date(2027, 1, 5)))
    driven.play_until(local("2027-01-06"))
    assert [one.to for one in driven.told("proposal_left")] == [OFFICE] * len(driven.meetings(KE))
