"""Topics: proposed by members over their link or by the secretariat, then accepted, put off or declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.forum.topic import (
    NoLaterMeeting,
    Topic,
    TopicGiven,
    TopicState,
    check_number,
    check_open,
    check_title,
)
from agenda.meetings.meeting import CUT_OFF, Meeting, MeetingIsOver
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.forum.topics import topic_named, topics_by, topics_of
from service.database.meetings.questions import NoSuchMember, confirmed_after, members
from service.workflow.forum.agenda import follow_topics
from service.workflow.forum.meeting import forum_meeting
from service.workflow.forum.private_link import Guest, member_of
from service.workflow.forum.telling_proposers import tell_decided
from service.workflow.office import Notice, tell_office_after_pause
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Decision:
    """`meeting_id` is where it is put off to; left out, to the next meeting that is confirmed."""

    state: TopicState
    reply: str = ""
    meeting_id: str | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Rewording:
    """`revision` is that of the topic as it was read."""

    topic_id: str
    given: TopicGiven
    revision: int


def topics_read(unit: Unit, meeting_id: str) -> Sequence[Topic]:
    return topics_of(unit.session, forum_meeting(unit, meeting_id, Action.READ_TOPICS).id)


def topic_read(unit: Unit, topic_id: str) -> Topic:
    unit.allow(Action.READ_TOPICS)
    return topic_named(unit.session, topic_id)


def propose_over_link(unit: Unit, guest: Guest, given: TopicGiven, now: datetime) -> Topic:
    """A member's own, before the cut-off; the forum's office is told of several in one mail."""
    check_open(guest.meeting.due_at(CUT_OFF), now)
    member_id = member_of(unit, guest)
    own = topics_by(unit.session, member_id or "", guest.meeting.id)
    check_number(len(own))
    topic = _propose(unit, guest.meeting, member_id, given, now)
    notice = Notice(Occasion.TOPIC_PROPOSED, guest.meeting.body_id, guest.meeting.id, Reason.TOPIC_PROPOSED)
    tell_office_after_pause(unit, notice, now, topics={topic.id: True})
    return topic


def reword_over_link(unit: Unit, guest: Guest, rewording: Rewording, now: datetime) -> Topic:
    """The guest's own alone; another's looks absent."""
    check_open(guest.meeting.due_at(CUT_OFF), now)
    own = {each.id for each in topics_by(unit.session, member_of(unit, guest) or "", guest.meeting.id)}
    topic = topic_named(unit.session, rewording.topic_id if rewording.topic_id in own else "")
    topic.expect(rewording.revision)
    given = rewording.given
    check_title(given)
    unit.check_free_of_numbers(title=given.title, about=given.about)
    topic.reword(given.title.strip(), given.about.strip())
    unit.record("reword_topic", topic.id, now, meeting=guest.meeting.id)
    return topic


def propose(unit: Unit, meeting_id: str, given: TopicGiven, member_id: str | None, now: datetime) -> Topic:
    """By the secretariat, on a member's behalf or of its own, until the meeting begins."""
    meeting = forum_meeting(unit, meeting_id, Action.CHANGE_TOPICS)
    if not lies_ahead(meeting, now):
        raise MeetingIsOver("choose a meeting that lies ahead", "meeting", {"state": str(meeting.state)})
    known = {member.id for member in members(unit.session, meeting.body_id)}
    if member_id is not None and member_id not in known:
        raise NoSuchMember("name one of the forum's members", "member")
    return _propose(unit, meeting, member_id, given, now)


def decide(unit: Unit, topic_id: str, decision: Decision, revision: int, now: datetime) -> Topic:
    """Whoever proposed it is told, with the reply."""
    unit.allow(Action.CHANGE_TOPICS)
    topic = topic_named(unit.session, topic_id)
    topic.expect(revision)
    unit.check_free_of_numbers(reply=decision.reply)
    meeting = forum_meeting(unit, topic.meeting_id, Action.CHANGE_TOPICS)
    if decision.state is TopicState.ACCEPTED and not lies_ahead(meeting, now):
        raise MeetingIsOver("the meeting is over or off: put the topic off to another", "decision")
    topic.decide(decision.state, decision.reply, now)
    if decision.state is TopicState.PUT_OFF:
        topic.meeting_id = _later(unit, topic, decision.meeting_id, now).id
    topic.minutes = decision.minutes or topic.minutes
    unit.session.flush()
    unit.record("decide_topic", topic.id, now, state=str(topic.state), meeting=topic.meeting_id)
    if lies_ahead(meeting, now):
        follow_topics(unit, meeting, now)
    tell_decided(unit, topic, meeting, now)
    return topic


def lies_ahead(meeting: Meeting, now: datetime) -> bool:
    """Whether something can still come onto it."""
    return meeting.is_ahead and now < meeting.starts_at


def _propose(unit: Unit, meeting: Meeting, member_id: str | None, given: TopicGiven, now: datetime) -> Topic:
    check_title(given)
    unit.check_free_of_numbers(title=given.title, about=given.about)
    topic = Topic(
        unit.new_id(), meeting.id, member_id, given.title.strip(), given.about.strip(), given.minutes, now
    )
    unit.session.add(topic)
    unit.session.flush()
    unit.record("propose_topic", topic.id, now, meeting=meeting.id)
    return topic


def _later(unit: Unit, topic: Topic, meeting_id: str | None, now: datetime) -> Meeting:
    own = forum_meeting(unit, topic.meeting_id, Action.CHANGE_TOPICS)
    after = now if own.is_off else max(own.starts_at, now)
    if meeting_id is not None:
        chosen = forum_meeting(unit, meeting_id, Action.CHANGE_TOPICS)
        if not lies_ahead(chosen, now):
            raise MeetingIsOver("choose a meeting that lies ahead", "meeting", {"state": str(chosen.state)})
        if chosen.starts_at <= after:
            raise NoLaterMeeting("choose a meeting after the one it lies on", "meeting")
        return chosen
    following = confirmed_after(unit.session, own.body_id, after)
    if not following:
        raise NoLaterMeeting(
            "no later meeting is confirmed; name one that is proposed, or decline it", "meeting"
        )
    return following[0]
