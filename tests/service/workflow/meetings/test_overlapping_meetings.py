"""A meeting laid onto a part of another of its body is warned of, at the meeting and before it is moved; it may be."""

import pytest
from driven_service import local
from sample_people import FORUM, KE, member, set_everybody

from agenda.access import actor_named
from service.shown.meetings import meeting_shape
from service.shown.preview import preview_shape
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.rescheduling import cancel_meeting, move_meeting

BESIDE = "Mødet overlapper med et andet af enhedens møder, tir. 8. dec. 2026 kl. 9.00 til 11.00"


@pytest.fixture
def driven(start_on):
    """Meetings on 24 November, 8 and 22 December, from nine to eleven."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def move(driven, meeting, starts_at):
    driven.do(move_meeting, meeting.id, Times(starts_at), driven.meeting(meeting.id).revision)


def warnings(driven, meeting, as_="secretariat"):
    with driven.service.unit(actor_named(as_)) as unit:
        return meeting_shape(unit, driven.meeting(meeting.id)).warnings


def previewed(driven, meeting, starts_at):
    def moved(unit, now):
        return move_meeting(unit, meeting.id, Times(starts_at), meeting.revision, now)

    return preview_shape(driven.service.preview(meeting.id, moved, actor_named("secretariat"))).overlaps


@pytest.mark.parametrize("at", ["08:00", "10:00", "10:59"])
def test_a_move_onto_a_part_of_another_is_warned_of_before_and_after_and_done(driven, at):
    first, second, _ = driven.meetings(KE)
    (overlap,) = previewed(driven, first, local("2026-12-08", at))
    assert (overlap.starts_at, overlap.ends_at) == (local("2026-12-08"), local("2026-12-08", "11:00"))
    move(driven, first, local("2026-12-08", at))
    assert warnings(driven, first) == (BESIDE,)
    assert len(warnings(driven, second)) == 1


@pytest.mark.parametrize("at", ["07:00", "11:00", "13:00"])
def test_one_before_or_after_another_is_not(driven, at):
    first, _, _ = driven.meetings(KE)
    assert previewed(driven, first, local("2026-12-08", at)) == ()
    move(driven, first, local("2026-12-08", at))
    assert warnings(driven, first) == ()


def test_an_extraordinary_one_is_warned_of_while_it_is_only_proposed(driven):
    times = Times(local("2026-12-08", "10:00"), reason="En sag haster")
    assert warnings(driven, driven.do(add_extraordinary, KE, times)) == (BESIDE,)


def test_one_that_is_called_off_is_in_no_way(driven):
    first, second, _ = driven.meetings(KE)
    move(driven, first, local("2026-12-08", "10:00"))
    driven.do(cancel_meeting, second.id, "Ingen sager", driven.meeting(second.id).revision)
    assert warnings(driven, first) == ()


def test_which_of_the_forums_meetings_overlap_is_told_to_its_own_office(driven):
    first, _ = driven.plan(FORUM, "2027-02-01", "2027-05-31")
    times = Times(local("2027-02-11", "18:00"), reason="Et emne haster")
    driven.do(add_extraordinary, FORUM, times, as_="forum")
    assert (len(warnings(driven, first, "forum")), warnings(driven, first)) == (1, ())
