"""What members propose within a few minutes is told to the forum's office in one mail."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from forum_scene import BO, as_guest, called

from agenda.access import CLOCK
from agenda.forum.topic import TopicGiven, TopicState
from notifications.occasion import Occasion
from service.database.outbox import messages_waiting
from service.workflow.forum.topics import Decision, decide, propose_over_link

ONE = "Et medlem har foreslået et emne til mødet"


@pytest.fixture
def forum(start_on):
    return called(start_on)


def proposed(forum, title="Unge", **named):
    return as_guest(forum, propose_over_link, TopicGiven(title), **named)


def accepted(forum, topic):
    forum.do(decide, topic.id, Decision(TopicState.ACCEPTED), topic.revision, as_="forum")


def later(forum, minutes):
    forum.play_until(forum.now + timedelta(minutes=minutes))


def told(forum):
    """The mails to the forum's office, as text."""
    sent = [forum.mail_of(one) for one in forum.messages(Occasion.TOPIC_PROPOSED) if one.sent_at]
    bodies = [message_from_bytes(mail, policy=policy.default).get_body(("plain",)) for mail in sent]
    return [" ".join(body.get_content().split()) for body in bodies]


def test_several_within_the_pause_are_told_in_one_mail_that_says_how_many_wait(forum):
    first = proposed(forum)
    proposed(forum, "Et andet", email=BO)
    later(forum, 1)
    proposed(forum, "Et tredje")
    accepted(forum, first)
    later(forum, 5)
    (mail,) = told(forum)
    assert "Der er foreslået 2 emner til mødet" in mail
    assert "Et andet" not in mail


def test_what_comes_after_the_pause_is_told_by_itself_and_what_was_answered_within_it_not_at_all(forum):
    proposed(forum)
    later(forum, 6)
    proposed(forum)
    later(forum, 6)
    accepted(forum, proposed(forum))
    later(forum, 6)
    assert [ONE in mail for mail in told(forum)] == [True, True]


def test_what_waited_to_be_told_before_topics_were_gathered_is_told_too(forum):
    topic, office = proposed(forum), "forum@moedeklar.invalid"
    with forum.service.unit(CLOCK) as unit:
        (waiting,) = messages_waiting(unit.session, Occasion.TOPIC_PROPOSED, topic.meeting_id, office)
        waiting.facts = {"topic_id": topic.id}
    later(forum, 5)
    assert [ONE in mail for mail in told(forum)] == [True]
