"""Topics whose meeting is over or off: they go along to the next, or wait at the desk; none dies with a meeting."""

from datetime import date
from email import message_from_bytes, policy

import pytest
from driven_service import Told, local
from forum_scene import ALMA, as_guest, called, first_meeting
from sample_people import FORUM, member, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.forum.topic import TopicGiven, TopicState
from agenda.meetings.holding import HeldGiven
from agenda.meetings.meeting import MeetingIsOver, MeetingState
from service.database.forum.topics import materials_of, topic_named
from service.database.meetings.questions import plans
from service.workflow.forum.materials import FileGiven, add_material
from service.workflow.forum.topics import Decision, decide, propose, propose_over_link
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.holding import say_whether_held
from service.workflow.meetings import planning
from service.workflow.rescheduling import cancel_meeting, confirm_plan, withdraw_plan

YOUTH = TopicGiven("Unge i klubben", "Hvad holder dem fast?")
ACCEPT = Decision(TopicState.ACCEPTED)
NEXT_YEAR = planning.Period(date(2028, 1, 1), date(2028, 12, 31))
SPRING = planning.Period(date(2027, 1, 1), date(2027, 3, 31))


@pytest.fixture
def forum(start_on):
    return called(start_on)


def as_forum(forum, verb, *args):
    return forum.do(verb, *args, as_="forum")


def cancelled(forum, meeting):
    return as_forum(forum, cancel_meeting, meeting.id, "Salen er optaget", forum.meeting(meeting.id).revision)


def topic_now(forum, topic):
    with forum.service.unit(CLOCK) as unit:
        return topic_named(unit.session, topic.id)


def stands(forum, topic):
    now = topic_now(forum, topic)
    ids = [one.id for one in forum.meetings(FORUM) if not one.is_extraordinary]
    return str(now.state), ids.index(now.meeting_id)


def waiting(forum):
    with forum.service.unit(actor_named("forum")) as unit:
        return [one.count for one in waiting_for_the_forum(unit, forum.now) if one.what == "topics_left"]


def answers(forum):
    forum.tick()
    return [one.to for one in forum.told("topic_answered")]


def test_with_a_meeting_called_off_its_topics_go_along_to_the_next_and_the_proposer_hears(forum):
    topic = as_guest(forum, propose_over_link, YOUTH)
    cancelled(forum, first_meeting(forum))
    assert (stands(forum, topic), answers(forum), waiting(forum)) == (("proposed", 1), [ALMA], [])


def test_what_was_accepted_there_waits_for_a_decision_at_the_next(forum):
    topic = as_guest(forum, propose_over_link, YOUTH)
    as_forum(forum, decide, topic.id, ACCEPT, topic.revision)
    cancelled(forum, first_meeting(forum))
    assert (stands(forum, topic), answers(forum)) == (("put_off", 1), [ALMA])


def test_what_was_declined_stays_where_it_was_declined(forum):
    topic = as_guest(forum, propose_over_link, YOUTH)
    as_forum(forum, decide, topic.id, Decision(TopicState.DECLINED, "Hører til andetsteds"), topic.revision)
    cancelled(forum, first_meeting(forum))
    assert stands(forum, topic) == ("declined", 0)


def test_a_meeting_held_without_a_topic_leaves_it_to_the_next(forum):
    accepted, other = (as_guest(forum, propose_over_link, TopicGiven(title)) for title in ("Et", "Et andet"))
    as_forum(forum, decide, accepted.id, ACCEPT, accepted.revision)
    forum.play_until(local("2027-02-11", "19:00"))
    assert forum.meetings(FORUM)[0].state is MeetingState.HELD
    assert (stands(forum, accepted), stands(forum, other)) == (("accepted", 0), ("proposed", 1))
    assert Told("2027-02-11 19:00", "topic_answered", ALMA) in forum.told("topic_answered")


def test_one_that_nobody_met_at_leaves_what_was_on_its_agenda_too(forum):
    topic = as_guest(forum, propose_over_link, YOUTH)
    as_forum(forum, decide, topic.id, ACCEPT, topic.revision)
    forum.play_until(local("2027-02-12"))
    held = first_meeting(forum)
    as_forum(
        forum, say_whether_held, held.id, HeldGiven(is_held=False, reason="Ingen kom", revision=held.revision)
    )
    assert stands(forum, topic) == ("put_off", 1)


@pytest.mark.parametrize("at", ["17:00", "18:00", "21:00"])
def test_nothing_is_accepted_for_a_meeting_that_has_begun_or_is_over(forum, at):
    last = forum.meetings(FORUM)[-1]
    topic = as_forum(forum, propose, last.id, YOUTH, None)
    on = forum.calendar.local(last.starts_at).date().isoformat()
    forum.at(local(on, at))
    now = topic_now(forum, topic)
    with pytest.raises(MeetingIsOver):
        as_forum(forum, decide, now.id, ACCEPT, now.revision)


def test_without_a_next_meeting_they_wait_at_the_desk_and_go_along_once_one_is_confirmed(forum):
    last = forum.meetings(FORUM)[-1]
    forum.play_until(local("2027-09-01"))
    topic = as_guest_at(forum, last)
    forum.play_until(local("2027-10-15"))
    assert (stands(forum, topic)[0], answers(forum), waiting(forum)) == ("proposed", [ALMA], [1])
    with forum.service.unit(CLOCK) as unit:
        proposed_by_the_clock = plans(unit.session, FORUM)[-1].id
    as_forum(forum, confirm_plan, proposed_by_the_clock)
    assert (stands(forum, topic), answers(forum), waiting(forum)) == (("proposed", 3), [ALMA, ALMA], [])


def all_cancelled(forum):
    """The last first, so that its topics go along to one that is called off next."""
    for meeting in reversed(forum.meetings(FORUM)):
        cancelled(forum, meeting)


def words(forum):
    """Of the mails to whoever proposed a topic."""
    forum.tick()
    sent = [forum.mail_of(one) for one in forum.messages("topic_answered") if one.sent_at]
    bodies = [message_from_bytes(mail, policy=policy.default).get_body(("plain",)) for mail in sent]
    return [" ".join(body.get_content().split()) for body in bodies]


@pytest.mark.parametrize("decision", [None, ACCEPT, Decision(TopicState.PUT_OFF, "I maj")])
def test_called_off_with_every_later_meeting_it_is_told_to_wait_and_of_no_meeting(forum, decision):
    topic = as_guest(forum, propose_over_link, YOUTH)
    if decision is not None:
        as_forum(forum, decide, topic.id, decision, topic.revision)
    all_cancelled(forum)
    (mail,) = words(forum)
    assert ("Emnet venter" in mail, "2027" in mail, "/m/" in mail) == (True, False, False)


def test_that_it_waits_is_told_once_and_then_where_it_goes_along(forum):
    as_guest(forum, propose_over_link, YOUTH)
    all_cancelled(forum)
    plan = as_forum(forum, planning.propose, FORUM, NEXT_YEAR)
    assert len(words(forum)) == 1
    as_forum(forum, withdraw_plan, plan.id)
    assert len(words(forum)) == 1
    as_forum(forum, confirm_plan, as_forum(forum, planning.propose, FORUM, NEXT_YEAR).id)
    assert ["følger med" in mail for mail in words(forum)] == [False, True]


def test_what_was_declined_is_told_though_its_meeting_is_off(forum):
    topic = as_guest(forum, propose_over_link, YOUTH)
    as_forum(forum, decide, topic.id, Decision(TopicState.DECLINED, "Hører til andetsteds"), topic.revision)
    all_cancelled(forum)
    (mail,) = words(forum)
    assert "Hører til andetsteds" in mail


def as_guest_at(forum, meeting):
    alma = next(one.member_id for one in forum.attendees(first_meeting(forum).id) if one.email == ALMA)
    return as_forum(forum, propose, meeting.id, YOUTH, alma)


def test_withdrawing_a_plan_deletes_no_topic_that_was_put_off_to_it_and_no_material(start_on):
    forum = start_on(local("2026-11-24"))
    set_everybody(forum, member("alma", FORUM))
    forum.plan(FORUM, "2027-01-01", "2027-03-31")
    forum.play_until(local("2026-12-29"))
    plan = as_forum(forum, planning.propose, FORUM, planning.Period(date(2027, 4, 1), date(2027, 12, 31)))
    spring, may = forum.meetings(FORUM)[:2]
    topic = as_guest(forum, propose_over_link, YOUTH)
    put_off = Decision(TopicState.PUT_OFF, "Dagsordenen er fuld.", may.id)
    as_forum(forum, decide, topic.id, put_off, topic.revision)
    as_forum(forum, add_material, may.id, FileGiven("oplaeg.txt", b"Om unge", "Om unge"))
    as_forum(forum, withdraw_plan, plan.id)
    states = [(one.id, str(one.state)) for one in forum.meetings(FORUM)]
    assert states == [(spring.id, "confirmed"), (may.id, "cancelled")]
    assert topic_now(forum, topic).meeting_id == spring.id
    with forum.service.unit(CLOCK) as unit:
        assert [one.title for one in materials_of(unit.session, may.id)] == ["Om unge"]


def test_its_days_are_planned_again_and_topics_without_a_meeting_go_there(start_on):
    forum = start_on(local("2026-11-24"))
    set_everybody(forum, member("alma", FORUM))
    plan = as_forum(forum, planning.propose, FORUM, SPRING)
    topic = as_forum(forum, propose, first_meeting(forum).id, YOUTH, None)
    as_forum(forum, withdraw_plan, plan.id)
    assert waiting(forum) == [1]
    again = as_forum(forum, planning.propose, FORUM, SPRING)
    as_forum(forum, confirm_plan, again.id)
    (confirmed,) = [one for one in forum.meetings(FORUM) if one.state is MeetingState.CONFIRMED]
    assert (topic_now(forum, topic).meeting_id, waiting(forum)) == (confirmed.id, [])
