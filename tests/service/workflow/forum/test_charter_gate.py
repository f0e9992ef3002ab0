from datetime import date, timedelta

import by_hand
import pytest
from driven_service import local
from forum_office import (
    NEW,
    PERSONAL,
    acceded,
    appointed,
    ended,
    left,
    published,
    the_accession,
    the_appointment,
)
from sample_people import FORUM, KE, everybody, forum_house, member, member_of

from agenda.access import CLOCK
from agenda.meetings.attendance import Answered
from service.database.meetings import questions
from service.database.meetings.entries import entry_named
from service.workflow.deciding_differences import adopt
from service.workflow.meetings.changing import Times
from service.workflow.meetings.invitations import invite_one
from service.workflow.people import Days, set_people
from service.workflow.rescheduling import move_meeting

MINUTE = timedelta(minutes=1)
AFTER_THE_PAUSE = timedelta(minutes=6)
SSP, SOF, KF = (member_of(name) for name in ("ssp", "sof", "kf"))


def invited_to(driven):
    (meeting,) = driven.meetings(FORUM)
    return sorted(one.email for one in driven.attendees(meeting.id) if one.is_invited)


def told(driven, since):
    return [(one.occasion, one.to) for one in driven.told(since=since) if "invitation" in one.occasion]


def later(driven):
    before = driven.now
    driven.clock.now += MINUTE
    return before


def moved_by_hand(driven, meeting_id):
    """To 18 Feb in the organiser's calendar, where all stand; and adopted."""
    by_hand.enter(driven.service, meeting_id, "op")
    times = {"starts_at": local("2027-02-18", "17:00"), "ends_at": local("2027-02-18", "19:00")}
    by_hand.note(driven.service, "op", by_hand.standing(driven.service, "op", **times))
    with driven.service.unit(CLOCK) as unit:
        revision = entry_named(unit.session, "op").revision
    driven.do(adopt, "op", revision, as_="forum")
    driven.play_until(driven.now + timedelta(hours=1))


def test_members_of_an_organisation_that_has_acceded_are_invited(invited):
    assert told(invited, local("2026-11-02")) == [("invitation", SOF), ("invitation", SSP)]


def test_a_member_whom_nobody_has_appointed_is_not_invited(driven):
    driven.do(set_people, forum_house(member("kf", FORUM)), as_="forum")
    driven.play_until(local("2026-12-18"))
    assert invited_to(driven) == [SOF, SSP]


def test_a_body_without_a_gate_invites_all_its_members(driven):
    driven.do(set_people, everybody(member("kf", KE), parties=()))
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    assert [one.email for one in driven.attendees(meeting.id)] == [KF]


def test_a_personal_member_is_invited_once_they_have_acceded_and_not_before(invited):
    before = later(invited)
    appointed(invited, "kf", PERSONAL)
    invited.tick()
    assert told(invited, before) == []
    acceded(invited, the_accession(invited, is_personal=True))
    invited.tick()
    assert told(invited, before) == [("invitation", KF)]


def test_the_invitation_is_withdrawn_from_whose_accession_ends_and_nobody_else_hears_of_it(invited):
    appointed(invited, "kf", PERSONAL)
    acceded(invited, the_accession(invited, is_personal=True))
    invited.tick()
    before = later(invited)
    ended(invited, the_accession(invited, is_personal=True))
    invited.play_until(invited.now + AFTER_THE_PAUSE)
    assert told(invited, before) == [("invitation_cancellation", KF)]
    assert invited_to(invited) == [SOF, SSP]


def test_all_of_an_organisation_that_leaves_are_withdrawn(invited):
    before = later(invited)
    ended(invited, the_accession(invited))
    invited.play_until(invited.now + AFTER_THE_PAUSE)
    assert told(invited, before) == [("invitation_cancellation", SOF), ("invitation_cancellation", SSP)]


def test_history_stays_when_an_invitation_is_withdrawn(invited):
    (meeting,) = invited.meetings(FORUM)
    with invited.service.unit(CLOCK) as unit:
        for one in questions.attendees(unit.session, meeting.id):
            one.take_by_hand(Answered.ACCEPTED, 0, invited.now)
    ended(invited, the_accession(invited))
    found = [(one.email, one.is_invited, one.answered) for one in invited.attendees(meeting.id)]
    assert sorted(found) == [(SOF, False, Answered.ACCEPTED), (SSP, False, Answered.ACCEPTED)]


def test_a_meeting_that_was_held_is_left_as_it_was(invited):
    invited.play_until(local("2027-02-12"))
    before = later(invited)
    ended(invited, the_accession(invited))
    invited.tick()
    assert (told(invited, before), invited_to(invited)) == ([], [SOF, SSP])


def test_an_accession_that_lapses_before_the_meeting_leaves_nobody_invited(driven):
    published(driven)
    driven.play_until(local("2026-12-18"))
    assert (told(driven, local("2026-11-02")), invited_to(driven)) == ([], [])


def test_whoever_accedes_anew_is_invited_at_once(driven):
    published(driven)
    driven.play_until(local("2026-12-18"))
    before = later(driven)
    acceded(driven, the_accession(driven, "2027"))
    driven.tick()
    assert told(driven, before) == [("invitation", SOF), ("invitation", SSP)]


def test_an_invitation_stands_through_a_round_until_the_accession_lapses(invited):
    before = later(invited)
    published(invited)
    invited.play_until(local("2027-01-18", "00:00") - MINUTE)
    assert (told(invited, before), invited_to(invited)) == ([], [SOF, SSP])
    invited.play_until(local("2027-01-18", "00:00") + AFTER_THE_PAUSE)
    assert told(invited, before) == [("invitation_cancellation", SOF), ("invitation_cancellation", SSP)]


def test_who_acceded_anew_in_time_keeps_the_invitation_and_hears_nothing(invited):
    before = later(invited)
    published(invited)
    acceded(invited, the_accession(invited, "2027"))
    invited.play_until(local("2027-01-20"))
    assert (told(invited, before), invited_to(invited)) == ([], [SOF, SSP])


@pytest.mark.parametrize(
    ("last_on", "expected"),
    [(date(2027, 2, 10), [("invitation_cancellation", SSP)]), (date(2027, 2, 11), [])],
)
def test_the_appointment_covers_the_meeting_or_the_invitation_is_withdrawn(invited, last_on, expected):
    before = later(invited)
    left(invited, the_appointment(invited, SSP), last_on)
    invited.play_until(invited.now + AFTER_THE_PAUSE)
    assert told(invited, before) == expected


def test_a_meeting_moved_beyond_an_appointment_invites_that_member_no_more(invited):
    (meeting,) = invited.meetings(FORUM)
    left(invited, the_appointment(invited, SSP), date(2027, 2, 11))
    before = later(invited)
    times = Times(local("2027-02-18", "17:00"), reason="Salen er optaget")
    invited.do(move_meeting, meeting.id, times, invited.meeting(meeting.id).revision, as_="forum")
    invited.play_until(invited.now + timedelta(hours=1))
    assert told(invited, before) == [("invitation_cancellation", SSP), ("invitation_update", SOF)]


def test_a_meeting_moved_into_an_appointment_invites_that_member_too(invited):
    (meeting,) = invited.meetings(FORUM)
    appointed(invited, "kf", days=Days(date(2027, 2, 15)))
    before = later(invited)
    times = Times(local("2027-02-18", "17:00"), reason="Salen er optaget")
    invited.do(move_meeting, meeting.id, times, invited.meeting(meeting.id).revision, as_="forum")
    invited.play_until(invited.now + timedelta(hours=1))
    assert told(invited, before) == [
        ("invitation", KF),
        ("invitation_update", SOF),
        ("invitation_update", SSP),
    ]


def test_a_move_by_hand_beyond_an_appointment_asks_the_gate_once_it_is_adopted(invited):
    (meeting,) = invited.meetings(FORUM)
    left(invited, the_appointment(invited, SSP), date(2027, 2, 11))
    before = later(invited)
    moved_by_hand(invited, meeting.id)
    assert (told(invited, before), invited_to(invited)) == ([("invitation_cancellation", SSP)], [SOF])


def test_a_move_by_hand_within_the_appointments_is_told_to_nobody_again(invited):
    (meeting,) = invited.meetings(FORUM)
    before = later(invited)
    moved_by_hand(invited, meeting.id)
    assert (told(invited, before), invited_to(invited)) == ([], [SOF, SSP])


def test_an_invitation_that_still_waits_is_never_sent_to_whom_the_gate_no_longer_lets_in(driven):
    driven.clock.now = local("2026-12-17", "10:00")
    (meeting,) = driven.meetings(FORUM)
    with driven.service.unit(CLOCK) as unit:
        invite_one(unit, meeting.id, driven.now)
    ended(driven, the_accession(driven))
    driven.tick()
    assert told(driven, local("2026-11-02")) == []


def test_the_new_version_counts_from_the_day_it_is_in_force_and_the_old_one_until_then(driven):
    published(driven)
    old = the_accession(driven)
    assert (old.valid_until, old.holds(date(2027, 1, 17)), old.holds(NEW.in_force_from)) == (
        date(2027, 1, 17),
        True,
        False,
    )
