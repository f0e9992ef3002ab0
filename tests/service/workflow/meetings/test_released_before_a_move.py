"""An agenda that was released early, and its meeting moved afterwards: the release is no later than the meeting."""

import pytest
from driven_service import local
from sample_people import FORUM, KE, member, set_everybody

from agenda.meetings.meeting import AGENDA_DUE, TOPICS_CALLED
from service.workflow.agendas import compose_agenda, release_by_hand
from service.workflow.forum.calling import call_by_hand
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import move_meeting


@pytest.fixture
def driven(start_on):
    """A meeting on Tuesday the 24th, whose agenda is due on Friday the 20th and was released on Monday the 16th."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.play_until(local("2026-11-16"))
    first = driven.meetings(KE)[0]
    agenda = driven.do(compose_agenda, first.id)
    driven.do(release_by_hand, first.id, agenda.revision)
    driven.tick()
    return driven


@pytest.fixture
def first(driven):
    return driven.meetings(KE)[0]


def move(driven, meeting, starts_at, as_="secretariat"):
    revision = driven.meeting(meeting.id).revision
    return driven.do(move_meeting, meeting.id, Times(starts_at), revision, as_=as_)


def release_of(driven, meeting):
    milestone = driven.meeting(meeting.id).milestone(AGENDA_DUE)
    return milestone.due_at, milestone.done_at


def test_moved_before_its_release_day_the_meeting_takes_that_day_along(driven, first):
    move(driven, first, local("2026-11-19"))
    assert release_of(driven, first) == (local("2026-11-17", "12:00"), local("2026-11-16"))


def test_a_release_day_that_would_have_been_before_the_release_is_the_day_it_is_derived_to(driven, first):
    move(driven, first, local("2026-11-17"))
    due_at, done_at = release_of(driven, first)
    assert (due_at, done_at, due_at < driven.meeting(first.id).starts_at) == (
        local("2026-11-13", "12:00"),
        local("2026-11-16"),
        True,
    )


def test_moved_off_the_release_stands_as_it_was_done(driven, first):
    move(driven, first, local("2026-12-01"))
    assert release_of(driven, first) == (local("2026-11-20", "12:00"), local("2026-11-16"))


def test_those_invited_are_told_of_one_release_alone(driven, first):
    move(driven, first, local("2026-11-19"))
    driven.play_until(local("2026-11-19", "08:00"))
    assert len(driven.told("agenda_released")) == 1
    assert AGENDA_DUE not in {one.name for one in driven.meeting(first.id).missed}


def test_no_deadline_ahead_of_a_meeting_lies_after_it_whatever_was_done_by_hand(start_on):
    """Topics were called for by hand, since their day had been missed; then the meeting comes nearer still."""
    driven = start_on(local("2026-11-24", "13:00"))
    set_everybody(driven, member("alma", FORUM))
    driven.plan(FORUM, "2027-01-01", "2027-12-31")
    driven.play_until(local("2026-12-18"))
    meeting = driven.meetings(FORUM)[0]
    move(driven, meeting, local("2027-01-21", "17:00"), as_="forum")
    driven.do(call_by_hand, meeting.id, driven.meeting(meeting.id).revision, as_="forum")
    move(driven, meeting, local("2026-12-21", "17:00"), as_="forum")
    moved = driven.meeting(meeting.id)
    ahead = [one for one in moved.milestones if one.name in {TOPICS_CALLED, AGENDA_DUE, "cut_off"}]
    assert [one.name for one in ahead if one.due_at >= moved.starts_at] == []
