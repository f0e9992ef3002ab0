"""A change of a meeting that is near is told before it begins, so that nobody comes in vain or misses it."""

import pytest
from driven_service import local
from sample_people import KE, member, member_of, set_everybody

from agenda.meetings.meeting import MeetingState
from service.workflow.meetings.changing import Times
from service.workflow.people import BodyGiven, PeopleGiven, set_people
from service.workflow.rescheduling import cancel_meeting, move_meeting

DAY = "2026-11-24"


@pytest.fixture
def driven(start_on):
    """A meeting today at nine, of which both members know."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, DAY, "2026-12-22")
    driven.play_until(local(DAY, "06:00"))
    return driven


@pytest.fixture
def first(driven):
    return driven.meetings(KE)[0]


def move(driven, first, at, starts_at):
    driven.clock.now = local(DAY, at)
    revision = driven.meeting(first.id).revision
    driven.do(move_meeting, first.id, Times(local(DAY, starts_at), reason="Lokalet er optaget"), revision)
    driven.tick()


def updates(driven):
    return [(t.at, t.to) for t in driven.told("invitation_update")]


def told_at(at):
    return [(f"{DAY} {at}", member_of("sof")), (f"{DAY} {at}", member_of("ssp"))]


@pytest.mark.parametrize(("at", "starts_at"), [("08:50", "08:54"), ("08:50", "15:00"), ("07:58", "13:00")])
def test_a_meeting_that_is_near_or_becomes_so_is_told_of_at_once(driven, first, at, starts_at):
    move(driven, first, at, starts_at)
    assert updates(driven) == told_at(at)


def test_a_meeting_laid_sooner_than_the_pause_is_held_by_those_who_were_told(driven, first):
    move(driven, first, "08:50", "08:54")
    driven.play_until(local(DAY, "12:00"))
    assert (driven.meeting(first.id).state, updates(driven)) == (MeetingState.HELD, told_at("08:50"))


def test_edits_of_a_meeting_that_is_not_near_are_still_gathered(driven, first):
    move(driven, first, "06:10", "10:00")
    move(driven, first, "06:12", "11:00")
    driven.play_until(local(DAY, "08:00"))
    assert updates(driven) == told_at("06:17")


def test_the_pause_ends_well_before_the_start(driven, first):
    move(driven, first, "06:57", "09:30")
    driven.play_until(local(DAY, "08:00"))
    assert updates(driven) == told_at("07:00")


def test_two_moves_so_near_are_two_mails_and_the_last_says_where_it_lies(driven, first):
    move(driven, first, "08:30", "10:00")
    move(driven, first, "08:31", "11:00")
    assert updates(driven) == told_at("08:30") + told_at("08:31")


def test_another_place_is_told_before_the_start(driven):
    driven.clock.now = local(DAY, "08:57")
    driven.do(set_people, PeopleGiven(bodies=((KE, BodyGiven(place="Lokale 2")),)))
    driven.tick()
    assert updates(driven) == told_at("08:57")


def test_a_meeting_cancelled_within_the_pause_is_told_as_cancelled_alone(driven, first):
    move(driven, first, "06:10", "10:00")
    driven.do(cancel_meeting, first.id, "Ingen sager", driven.meeting(first.id).revision)
    driven.play_until(local(DAY, "08:00"))
    assert (updates(driven), len(driven.told("invitation_cancellation"))) == ([], 2)
