from dataclasses import replace
from datetime import timedelta

import pytest
from driven_service import Told, local
from forum_scene import ALMA, BO, as_guest, attendee, called, first_meeting, forum_year
from sample_people import FORUM, KE, member, set_everybody

from agenda.access import actor_named
from agenda.errors import Absent, ChangedMeanwhile, NotAllowed
from agenda.forum.topic import (
    NoLaterMeeting,
    TitleMissing,
    TooManyTopics,
    TopicGiven,
    TopicNotThere,
    TopicReplyMissing,
    TopicsAreClosed,
    TopicState,
)
from agenda.meetings.meeting import CUT_OFF, MeetingIsOver
from notifications.leaks import PersonalDataFound
from notifications.occasion import Occasion
from service.database.meetings.agendas import newest_agenda, released_agenda
from service.workflow.forum.topics import (
    Decision,
    NoSuchMember,
    Rewording,
    decide,
    propose,
    propose_over_link,
    reword_over_link,
)
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, move_meeting

YOUTH = TopicGiven("Unge i foreningslivet", "Hvad holder dem fast?")
ACCEPT = Decision(TopicState.ACCEPTED)
PUT_OFF = Decision(TopicState.PUT_OFF, "Dagsordenen er fuld.")
DECLINE = Decision(TopicState.DECLINED, "Emnet hører til et andet sted.")


@pytest.fixture
def forum(start_on):
    return called(start_on)


def topic_of(forum, given=YOUTH):
    return as_guest(forum, propose_over_link, given)


def as_forum(forum, verb, *args):
    return forum.do(verb, *args, as_="forum")


def later(forum, minutes):
    forum.play_until(forum.now + timedelta(minutes=minutes))


def test_those_invited_are_called_on_for_topics_ahead_of_the_cut_off(forum):
    assert forum.told(Occasion.TOPICS_CALLED) == [
        Told("2026-12-29 09:00", "topics_called", ALMA),
        Told("2026-12-29 09:00", "topics_called", BO),
    ]


def test_and_once_only_though_the_meeting_is_moved(forum):
    meeting = first_meeting(forum)
    forum.do(move_meeting, meeting.id, Times(local("2027-02-25", "17:00")), meeting.revision, as_="forum")
    forum.play_until(local("2027-01-20"))
    assert len(forum.told(Occasion.TOPICS_CALLED)) == 2


def test_a_member_who_is_not_invited_is_not_called_on(start_on):
    forum = forum_year(start_on)
    forum.play_until(local("2026-12-28"))
    assert forum.told(Occasion.TOPICS_CALLED) == []


def test_nor_is_anybody_whose_invitation_asks_for_topics_at_the_same_time(start_on):
    forum = start_on(local("2027-01-04"))
    set_everybody(forum, member("alma", FORUM))
    forum.plan(FORUM, "2027-02-01", "2027-02-28")
    forum.tick()
    assert [told.occasion for told in forum.told()] == ["invitation"]


def test_a_topic_is_proposed_over_the_link_and_the_forums_own_mailbox_is_told(forum):
    topic = topic_of(forum)
    later(forum, 5)
    assert (topic.state, topic.member_id) == (TopicState.PROPOSED, attendee(forum).member_id)
    assert [told.to for told in forum.told(Occasion.TOPIC_PROPOSED)] == ["forum@moedeklar.invalid"]


def test_on_time_is_before_the_cut_off_and_not_at_it(forum):
    cut_off = first_meeting(forum).due_at(CUT_OFF)
    forum.clock.now = cut_off - (local("2027-01-01", "00:01") - local("2027-01-01", "00:00"))
    topic_of(forum)
    forum.clock.now = cut_off
    with pytest.raises(TopicsAreClosed):
        topic_of(forum)


def test_the_secretariat_writes_a_topic_down_after_it_too_on_a_members_behalf(forum):
    forum.clock.now = local("2027-02-01")
    own = attendee(forum).member_id
    topic = as_forum(forum, propose, first_meeting(forum).id, YOUTH, own)
    assert topic.member_id == own


def test_but_not_on_behalf_of_somebody_who_is_no_member(forum):
    with pytest.raises(NoSuchMember):
        as_forum(forum, propose, first_meeting(forum).id, YOUTH, "nobody")


def test_nor_for_a_meeting_that_was_held(forum):
    forum.clock.now = local("2027-02-11", "18:00")
    with pytest.raises(MeetingIsOver):
        as_forum(forum, propose, first_meeting(forum).id, YOUTH, None)


@pytest.mark.parametrize(("given", "refusal"), [(TopicGiven(" "), TitleMissing)])
def test_a_topic_without_a_title_is_refused(forum, given, refusal):
    with pytest.raises(refusal):
        topic_of(forum, given)


def test_a_number_of_a_person_is_refused_and_not_repeated(forum):
    with pytest.raises(PersonalDataFound) as refused:
        topic_of(forum, TopicGiven("Om 010190-5001"))
    assert "010190" not in str(refused.value)


def test_ten_topics_from_one_member_are_enough(forum):
    for number in range(10):
        topic_of(forum, TopicGiven(f"Emne {number}"))
    with pytest.raises(TooManyTopics):
        topic_of(forum)


@pytest.mark.parametrize(
    ("decision", "state"),
    [(ACCEPT, "accepted"), (PUT_OFF, "put_off"), (DECLINE, "declined")],
)
def test_whoever_proposed_it_is_told_what_becomes_of_it(forum, decision, state):
    topic = topic_of(forum)
    decided = as_forum(forum, decide, topic.id, decision, topic.revision)
    forum.tick()
    assert (str(decided.state), [t.to for t in forum.told(Occasion.TOPIC_ANSWERED)]) == (state, [ALMA])


def test_of_the_secretariats_own_topic_nobody_is(forum):
    topic = as_forum(forum, propose, first_meeting(forum).id, YOUTH, None)
    as_forum(forum, decide, topic.id, ACCEPT, topic.revision)
    forum.tick()
    assert forum.told(Occasion.TOPIC_ANSWERED) == []


def test_put_off_it_lies_at_the_next_meeting(forum):
    topic = topic_of(forum)
    decided = as_forum(forum, decide, topic.id, PUT_OFF, topic.revision)
    assert decided.meeting_id == forum.meetings(FORUM)[1].id


def test_with_no_later_meeting_confirmed_it_cannot_be_put_off(start_on):
    forum = called(start_on)
    last = forum.meetings(FORUM)[-1]
    topic = as_forum(forum, propose, last.id, YOUTH, None)
    with pytest.raises(NoLaterMeeting):
        as_forum(forum, decide, topic.id, PUT_OFF, topic.revision)


def test_put_off_to_an_earlier_meeting_it_is_refused_for_that_reason_and_to_one_called_off_for_its_own(forum):
    first, second, third = forum.meetings(FORUM)
    topic = as_forum(forum, propose, second.id, YOUTH, None)
    as_forum(forum, cancel_meeting, third.id, "Salen er optaget", third.revision)
    for other, why in ((first, NoLaterMeeting), (second, NoLaterMeeting), (third, MeetingIsOver)):
        with pytest.raises(why):
            as_forum(forum, decide, topic.id, replace(PUT_OFF, meeting_id=other.id), topic.revision)


@pytest.mark.parametrize("state", [TopicState.PUT_OFF, TopicState.DECLINED])
def test_without_a_reply_it_is_neither_put_off_nor_declined(forum, state):
    topic = topic_of(forum)
    with pytest.raises(TopicReplyMissing):
        as_forum(forum, decide, topic.id, Decision(state, " "), topic.revision)


def test_what_is_declined_is_not_decided_again(forum):
    topic = topic_of(forum)
    declined = as_forum(forum, decide, topic.id, DECLINE, topic.revision)
    with pytest.raises(TopicNotThere):
        as_forum(forum, decide, topic.id, ACCEPT, declined.revision)


def test_of_two_who_decide_at_once_the_second_is_told_how_it_stands(forum):
    topic = topic_of(forum)
    as_forum(forum, decide, topic.id, ACCEPT, topic.revision)
    with pytest.raises(ChangedMeanwhile) as refused:
        as_forum(forum, decide, topic.id, DECLINE, topic.revision)
    assert refused.value.current["state"] == "accepted"


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "auditor"])
def test_nobody_else_has_anything_to_do_with_topics(forum, role):
    topic = topic_of(forum)
    with pytest.raises(NotAllowed):
        forum.do(decide, topic.id, ACCEPT, topic.revision, as_=role)


def test_a_meeting_of_the_cases_takes_no_topics(forum):
    forum.plan(KE, "2027-01-05", "2027-01-31")
    with pytest.raises(Absent):
        as_forum(forum, propose, forum.meetings(KE)[-1].id, YOUTH, None)


def test_at_its_milestone_the_agenda_is_released_with_the_accepted_topics_alone(forum):
    accepted, other = topic_of(forum), topic_of(forum, TopicGiven("Et andet emne"))
    as_forum(forum, decide, accepted.id, Decision(TopicState.ACCEPTED, minutes=40), accepted.revision)
    as_forum(forum, decide, other.id, DECLINE, other.revision)
    forum.play_until(local("2027-01-28", "12:00"))
    with forum.service.sessions() as session:
        agenda = released_agenda(session, first_meeting(forum).id)
        items = [(item.heading, item.minutes) for item in agenda.items]
    assert items == [
        ("Velkomst", 10),
        ("Unge i foreningslivet", 40),
        ("Eventuelt", 10),
        ("Næste møde", 5),
    ]
    assert [told.to for told in forum.told(Occasion.AGENDA_RELEASED)] == [ALMA, BO]


def reworded(forum, topic, title, *, email=ALMA, revision=None):
    rewording = Rewording(topic.id, TopicGiven(title), revision or topic.revision)
    return as_guest(forum, reword_over_link, rewording, email=email)


def test_a_member_rewords_a_topic_that_nobody_has_decided_on(forum):
    topic = topic_of(forum)
    assert (reworded(forum, topic, "Unge i klubben").title, topic.state) == (
        "Unge i klubben",
        TopicState.PROPOSED,
    )


def test_but_not_one_that_is_decided(forum):
    topic = as_forum(forum, decide, topic_of(forum).id, ACCEPT, 1)
    with pytest.raises(TopicNotThere):
        reworded(forum, topic, "Noget andet")


def test_nor_somebody_elses(forum):
    with pytest.raises(Absent):
        reworded(forum, topic_of(forum), "Noget andet", email=BO)


def test_nor_after_the_cut_off(forum):
    topic = topic_of(forum)
    forum.clock.now = first_meeting(forum).due_at(CUT_OFF)
    with pytest.raises(TopicsAreClosed):
        reworded(forum, topic, "Noget andet")


def test_nor_on_an_older_reading(forum):
    topic = topic_of(forum)
    reworded(forum, topic, "Unge i klubben")
    with pytest.raises(ChangedMeanwhile):
        reworded(forum, topic, "Noget andet", revision=1)


def test_at_the_cut_off_a_draft_of_the_agenda_lies_with_the_accepted_topics(forum):
    as_forum(forum, decide, topic_of(forum).id, ACCEPT, 1)
    forum.play_until(first_meeting(forum).due_at(CUT_OFF))
    with forum.service.unit(actor_named("forum")) as unit:
        agenda = newest_agenda(unit.session, first_meeting(forum).id)
        assert [item.heading for item in agenda.items][1] == "Unge i foreningslivet"
        assert agenda.is_open
    assert forum.told(Occasion.AGENDA_RELEASED) == []


def test_and_none_before_it(forum):
    forum.play_until(first_meeting(forum).due_at(CUT_OFF) - timedelta(seconds=1))
    with forum.service.unit(actor_named("forum")) as unit:
        assert newest_agenda(unit.session, first_meeting(forum).id) is None
