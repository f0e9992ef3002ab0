"""What waits at the forum's office: topics put off to the coming meeting, and a year with too few meetings."""

import pytest
from driven_service import local
from forum_scene import as_guest, called, first_meeting
from sample_people import FORUM

from agenda.access import actor_named
from agenda.forum.topic import TopicGiven, TopicState
from agenda.meetings.meeting import MeetingIsOver
from service.database.meetings.questions import members
from service.workflow.forum.topics import Decision, decide, propose, propose_over_link
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.rescheduling import cancel_meeting

PUT_OFF = Decision(TopicState.PUT_OFF, "Dagsordenen er fuld.")


@pytest.fixture
def forum(start_on):
    return called(start_on)


def waiting(forum, what):
    with forum.service.unit(actor_named("forum")) as unit:
        found = waiting_for_the_forum(unit, forum.now)
    return [(one.about, one.count) for one in found if one.what == what]


def test_a_topic_that_was_put_off_waits_once_topics_are_called_for_its_meeting(forum):
    topic = as_guest(forum, propose_over_link, TopicGiven("Unge i klubben"))
    forum.do(decide, topic.id, PUT_OFF, topic.revision, as_="forum")
    assert waiting(forum, "topics_to_answer") == []
    forum.play_until(local("2027-04-01"))
    assert waiting(forum, "topics_to_answer") == [(forum.meetings(FORUM)[1].id, 1)]


def test_a_topic_of_the_last_meeting_called_off_waits_for_another_and_is_not_accepted_there(forum):
    meeting = forum.meetings(FORUM)[-1]
    topic = forum.do(propose, meeting.id, TopicGiven("Unge i klubben"), None, as_="forum")
    forum.play_until(local("2027-09-30"))
    assert waiting(forum, "topics_left") == []
    meeting = forum.meeting(meeting.id)
    forum.do(cancel_meeting, meeting.id, "Salen er optaget", meeting.revision, as_="forum")
    assert waiting(forum, "topics_left") == [(meeting.id, 1)]
    with pytest.raises(MeetingIsOver):
        forum.do(decide, topic.id, Decision(TopicState.ACCEPTED), topic.revision, as_="forum")
    declined = Decision(TopicState.DECLINED, "Mødet er aflyst.")
    forum.do(decide, topic.id, declined, topic.revision, as_="forum")
    assert waiting(forum, "topics_left") == []


def test_a_year_that_is_short_of_meetings_waits_and_a_whole_one_does_not(forum):
    assert waiting(forum, "meetings_missing") == []
    meeting = first_meeting(forum)
    forum.do(cancel_meeting, meeting.id, "Salen er optaget", meeting.revision, as_="forum")
    stead = next(one for one in forum.meetings(FORUM) if one.is_extraordinary)
    forum.do(cancel_meeting, stead.id, "Salen er optaget", stead.revision, as_="forum")
    assert waiting(forum, "meetings_missing") == [("", 1)]


def test_a_language_that_is_none_of_ours_waits_to_be_mended(forum):
    before = waiting(forum, "unknown_language")
    with forum.service.unit(actor_named("forum")) as unit:
        members(unit.session, FORUM)[0].language = "tlh"
    assert (before, waiting(forum, "unknown_language")) == ([], [("", 1)])
