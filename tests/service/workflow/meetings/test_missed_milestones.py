"""A meeting called, confirmed or moved so near that milestones have passed: nothing due then is done as if in time."""

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from driven_service import local
from sample_people import FORUM, KE, confirmed, contact_of, member, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.agenda import AgendaState
from agenda.meetings.meeting import (
    AGENDA_DUE,
    ANSWERS_DUE,
    CUT_OFF,
    MINUTES_DUE,
    TOPICS_CALLED,
    MeetingIsOver,
)
from agenda.meetings.plan import ClosedDate
from notifications.occasion import Occasion
from service.database.meetings.agendas import released_agenda
from service.database.meetings.questions import meeting_named
from service.shown.meetings import meeting_shape
from service.workflow.agendas import compose_agenda, release_by_hand
from service.workflow.cases.intake import take_concern
from service.workflow.desk import waiting_for_a_person
from service.workflow.forum.calling import NobodyInvitedYet, TopicsClosed, call_by_hand
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.rescheduling import cancel_meeting, close_day, confirm_meeting, move_meeting

TUESDAY = local("2026-11-24", "13:00")
IN_A_FORTNIGHT = local("2026-12-08", "17:00")  # ten working days before it is today at noon
FIRST = local("2027-02-11", "17:00")
EARLY = {"topics_called", "cut_off", "agenda_due"}


@pytest.fixture
def forum(start_on):
    """Three meetings in 2027 are confirmed; none of them has been invited to."""
    driven = start_on(TUESDAY)
    set_everybody(driven, member("alma", FORUM), member("bo", FORUM))
    driven.plan(FORUM, "2027-01-01", "2027-12-31")
    return driven


@pytest.fixture
def cases(start_on):
    """Meetings from 24 November on, two weeks ahead of the first."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2027-01-31")
    driven.tick()
    return driven


def called(forum, starts_at=IN_A_FORTNIGHT):
    times = Times(starts_at, reason="En henvendelse haster")
    return forum.do(add_extraordinary, FORUM, times, as_="forum")


def confirm(driven, meeting, as_="forum"):
    return driven.do(confirm_meeting, meeting.id, as_=as_)


def missed(driven, meeting):
    return {one.name for one in driven.meeting(meeting.id).missed}


def waits(driven, role="forum"):
    verb = waiting_for_the_forum if role == "forum" else waiting_for_a_person
    with driven.service.unit(actor_named(role)) as unit:
        return [(one.what, one.about) for one in verb(unit, driven.now) if one.what == "release_by_hand"]


def is_released(driven, meeting):
    with driven.service.unit(CLOCK) as unit:
        return released_agenda(unit.session, meeting.id) is not None


def texts(driven, occasion):
    mails = [message_from_bytes(driven.mail_of(m), policy=default) for m in driven.messages(occasion)]
    return [mail.get_body(("plain",)).get_content() for mail in mails]


def test_a_forum_meeting_called_in_a_fortnight_says_at_once_what_has_passed(forum):
    assert missed(forum, called(forum)) == EARLY


def test_nobody_is_asked_for_topics_by_a_day_that_has_passed(forum):
    meeting = called(forum)
    confirm(forum, meeting)
    forum.play_until(IN_A_FORTNIGHT - timedelta(hours=1))
    about = [m for m in forum.messages() if m.about == meeting.id]
    assert {m.occasion for m in about} == {Occasion.INVITATION}
    mails = texts(forum, Occasion.INVITATION)
    assert (len(mails), [mail for mail in mails if "emner" in mail.lower()]) == (2, [])


def test_a_meeting_called_in_time_still_asks_for_topics(forum):
    forum.play_until(local("2026-12-17", "17:00"))
    assert ["Forslag til emner modtages" in mail for mail in texts(forum, Occasion.INVITATION)] == [
        True,
        True,
    ]


def test_the_agenda_waits_for_a_person_and_the_desk_says_so_until_it_is_released(forum):
    meeting = called(forum)
    assert waits(forum) == []
    confirm(forum, meeting)
    forum.play_until(local("2026-12-01"))
    assert (is_released(forum, meeting), waits(forum)) == (False, [("release_by_hand", meeting.id)])
    agenda = forum.do(compose_agenda, meeting.id, as_="forum")
    forum.do(release_by_hand, meeting.id, agenda.revision, as_="forum")
    forum.tick()
    assert (is_released(forum, meeting), waits(forum)) == (True, [])
    assert len(forum.told(Occasion.AGENDA_RELEASED)) == 2


def test_what_is_yet_to_come_of_a_meeting_called_late_comes_by_itself(forum):
    """A quarter of an hour before its agenda is due."""
    forum.clock.now = local("2026-11-24", "11:45")
    meeting = called(forum)
    confirm(forum, meeting)
    assert missed(forum, meeting) == EARLY - {"agenda_due"}
    forum.play_until(local("2026-11-24", "12:00"))
    assert is_released(forum, meeting)


@pytest.mark.parametrize(("seconds", "is_missed"), [(-1, False), (0, True), (1, True)])
def test_on_time_is_before_the_deadline(forum, seconds, is_missed):
    forum.clock.now = local("2026-11-24", "12:00") + timedelta(seconds=seconds)
    assert (AGENDA_DUE in missed(forum, called(forum))) is is_missed


def test_what_passes_while_a_meeting_is_only_proposed_is_missed_and_nothing_is_done(cases):
    meeting = cases.do(add_extraordinary, KE, Times(local("2026-11-19"), reason="En sag haster"))
    assert missed(cases, meeting) == set()
    cases.play_until(local("2026-11-16", "13:00"))
    assert missed(cases, meeting) == {CUT_OFF, ANSWERS_DUE}
    confirm(cases, meeting, "secretariat")
    assert missed(cases, meeting) == {CUT_OFF, ANSWERS_DUE}
    assert cases.entries("confirm_meeting")[-1].facts == {"missed": [CUT_OFF, ANSWERS_DUE]}


def test_the_minutes_of_a_meeting_nobody_ever_confirmed_are_not_missed_and_the_list_is_read(cases):
    meeting = cases.do(add_extraordinary, KE, Times(local("2026-12-03", "09:00")))
    cases.play_until(local("2026-12-15"))
    assert missed(cases, meeting) == {CUT_OFF, ANSWERS_DUE, AGENDA_DUE}
    assert cases.meeting(meeting.id).milestone(MINUTES_DUE).missed_at is None
    with cases.service.unit(actor_named("secretariat")) as unit:
        shown = meeting_shape(unit, meeting_named(unit.session, meeting.id))
    assert [bool(one.by_hand) for one in shown.milestones if one.name == MINUTES_DUE] == [False]


def test_confirmed_late_without_the_clock_in_between_it_is_missed_all_the_same(cases):
    meeting = cases.do(add_extraordinary, KE, Times(local("2026-11-19"), reason="En sag haster"))
    cases.clock.now = local("2026-11-18", "08:00")
    confirm(cases, meeting, "secretariat")
    assert missed(cases, meeting) == {CUT_OFF, ANSWERS_DUE, AGENDA_DUE}


def test_a_meeting_of_the_cases_called_for_tomorrow_releases_nothing_and_asks_nobody_what_it_is_for(cases):
    meeting = cases.do(add_extraordinary, KE, Times(local("2026-11-10", "15:00"), reason="En sag haster"))
    before = cases.now
    cases.clock.now += timedelta(seconds=1)
    confirm(cases, meeting, "secretariat")
    cases.play_until(local("2026-11-10", "14:00"))
    assert {t.occasion for t in cases.told(since=before)} == {"invitation"}
    assert waits(cases, "secretariat") == [("release_by_hand", meeting.id)]


def test_a_plan_confirmed_late_does_not_do_what_has_passed_of_its_first_meeting(start_on):
    driven = start_on(local("2026-11-20", "13:00"))
    set_everybody(driven, member("ssp"))
    first, second, *_ = driven.plan(KE, "2026-11-24", "2027-01-31")
    driven.tick()
    assert (missed(driven, first), missed(driven, second)) == ({CUT_OFF, ANSWERS_DUE, AGENDA_DUE}, set())
    assert (is_released(driven, first), driven.told("agenda_released")) == (False, [])


def test_moved_so_near_an_agency_has_a_working_day_left_and_no_deadline_in_the_past(cases):
    reference = cases.do(take_concern, confirmed(parties=("ssp",))).reference
    cases.tick()
    first = cases.meetings(KE)[0]
    cases.do(move_meeting, first.id, Times(local("2026-11-11", "15:00")), first.revision)
    assert missed(cases, first) == {CUT_OFF, ANSWERS_DUE}
    assert cases.lookup(reference, "ssp").due_at == local("2026-11-10", "09:00")
    cases.play_until(local("2026-11-09", "10:00"))
    assert [t.to for t in cases.told("lookup_changed", "escalation")] == [contact_of("ssp")]


def test_moved_to_the_next_morning_the_deadline_is_not_after_the_meeting(cases):
    reference = cases.do(take_concern, confirmed(parties=("ssp",))).reference
    first = cases.meetings(KE)[0]
    cases.do(move_meeting, first.id, Times(local("2026-11-10", "08:00"), with_gaps=True), first.revision)
    assert cases.lookup(reference, "ssp").due_at == local("2026-11-10", "08:00")


def test_who_is_overdue_already_is_not_given_another_deadline_in_the_past(cases):
    reference = cases.do(take_concern, confirmed(parties=("ssp",))).reference
    cases.play_until(local("2026-11-19", "13:00"))
    first = cases.meetings(KE)[0]
    cases.do(move_meeting, first.id, Times(local("2026-11-20", "15:00")), first.revision)
    assert cases.lookup(reference, "ssp").due_at == local("2026-11-19", "12:00")


def test_moved_further_off_again_the_clock_does_what_it_would_have_done(cases):
    first = cases.meetings(KE)[0]
    moved = cases.do(move_meeting, first.id, Times(local("2026-11-10", "15:00")), first.revision)
    assert missed(cases, first) == {CUT_OFF, ANSWERS_DUE, AGENDA_DUE}
    back = Times(local("2026-11-25", "09:00"))
    cases.do(move_meeting, first.id, back, cases.meeting(moved.id).revision)
    assert missed(cases, first) == set()
    cases.play_until(local("2026-11-23", "12:00"))
    assert is_released(cases, first)


def test_a_day_that_is_closed_can_leave_a_deadline_in_the_past_and_so_to_a_person(cases):
    """On Wednesday at one; with Friday and Monday closed the agenda of Tuesday was due on Wednesday at noon."""
    reference = cases.do(take_concern, confirmed(parties=("ssp",))).reference
    cases.play_until(local("2026-11-18", "13:00"))
    for on in (date(2026, 11, 20), date(2026, 11, 23)):
        cases.do(close_day, ClosedDate(on, "Flytning"))
    first = cases.meetings(KE)[0]
    assert missed(cases, first) == {ANSWERS_DUE, AGENDA_DUE}
    assert cases.lookup(reference, "ssp").due_at == local("2026-11-19", "12:00")
    cases.play_until(local("2026-11-18", "14:00"))
    assert (is_released(cases, first), waits(cases, "secretariat")) == (
        False,
        [("release_by_hand", first.id)],
    )
    (told,) = texts(cases, "meeting_changed")
    assert "Dagsordenen frigives" in told
    assert "fristen er passeret, så intet sker af sig selv" in told


def test_what_an_outage_held_up_is_done_late_and_not_missed(cases):
    first = cases.meetings(KE)[0]
    cases.at(local("2026-11-20", "15:00"))
    assert (is_released(cases, first), missed(cases, first)) == (True, set())


def test_minutes_are_chased_however_the_calendar_changes(cases):
    cases.play_until(local("2026-11-26", "13:00"))
    first = cases.meetings(KE)[0]
    assert first.milestone(MINUTES_DUE).missed_at is None
    cases.play_until(local("2026-11-27", "16:00"))
    assert cases.meeting(first.id).milestone(MINUTES_DUE).done_at == local("2026-11-27", "16:00")


def test_what_a_move_would_leave_to_a_person_is_shown_beforehand(cases):
    first = cases.meetings(KE)[0]
    near = Times(local("2026-11-10", "15:00"))
    shown = cases.service.preview(
        first.id,
        lambda unit, now: move_meeting(unit, first.id, near, first.revision, now),
        actor_named("secretariat"),
    )
    assert shown.newly_missed == [CUT_OFF, ANSWERS_DUE, AGENDA_DUE]
    assert missed(cases, first) == set()


def moved_near(forum):
    """The members were invited in December; then the meeting is laid 21 working days from now."""
    forum.play_until(local("2026-12-18"))
    meeting = forum.meetings(FORUM)[0]
    times = Times(local("2027-01-21", "17:00"))
    forum.do(move_meeting, meeting.id, times, meeting.revision, as_="forum")
    return forum.meeting(meeting.id)


def test_topics_can_be_called_for_by_hand_as_long_as_they_are_open(forum):
    meeting = moved_near(forum)
    assert missed(forum, meeting) == {TOPICS_CALLED}
    forum.do(call_by_hand, meeting.id, meeting.revision, as_="forum")
    forum.tick()
    assert len(forum.told("topics_called")) == 2
    forum.play_until(local("2027-01-21", "16:00"))
    assert len(forum.told("topics_called")) == 2


def test_a_call_for_topics_that_is_sent_twice_is_made_once(forum):
    meeting = moved_near(forum)
    forum.do(call_by_hand, meeting.id, meeting.revision, as_="forum")
    forum.clock.now += timedelta(seconds=2)
    with pytest.raises(ChangedMeanwhile):
        forum.do(call_by_hand, meeting.id, meeting.revision, as_="forum")
    forum.tick()
    assert len(forum.told("topics_called")) == 2


def test_topics_that_are_closed_are_not_called_for(forum):
    meeting = confirm(forum, called(forum))
    forum.tick()
    with pytest.raises(TopicsClosed):
        forum.do(call_by_hand, meeting.id, forum.meeting(meeting.id).revision, as_="forum")
    assert forum.told("topics_called") == []


def test_before_anybody_is_invited_nobody_can_be_asked_for_topics(forum):
    meeting = forum.meetings(FORUM)[0]
    with pytest.raises(NobodyInvitedYet):
        forum.do(call_by_hand, meeting.id, meeting.revision, as_="forum")
    with pytest.raises(ChangedMeanwhile):
        forum.do(call_by_hand, meeting.id, meeting.revision + 1, as_="forum")
    with pytest.raises(NotAllowed):
        forum.do(call_by_hand, meeting.id, meeting.revision)


def test_for_a_meeting_that_is_called_off_nobody_is_asked_for_topics(forum):
    meeting = moved_near(forum)
    off = forum.do(cancel_meeting, meeting.id, "Salen er optaget", meeting.revision, as_="forum")
    with pytest.raises(MeetingIsOver):
        forum.do(call_by_hand, off.id, forum.meeting(off.id).revision, as_="forum")


def test_a_draft_is_not_laid_where_topics_closed_before_the_meeting_was_called(forum):
    meeting = called(forum)
    confirm(forum, meeting)
    forum.play_until(local("2026-12-02"))
    assert forum.entries("compose_agenda") == []
    agenda = forum.do(compose_agenda, meeting.id, as_="forum")
    assert agenda.state is AgendaState.DRAFT
