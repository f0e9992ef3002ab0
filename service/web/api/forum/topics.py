"""Topics of the forum's meetings, and what people need there, in numbers."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.forum.topics import TopicDecisionDocument, TopicDocument
from service.documents.kinds import Document, Key
from service.documents.meetings import DecisionDocument
from service.shown.forum.topics import LinkShape, NeedsShape, TopicShape, TopicsShape, topic_shape
from service.shown.meetings import MeetingShape, meeting_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.forum.calling import call_by_hand
from service.workflow.forum.needs import needs_counted
from service.workflow.forum.renewing import renew_link
from service.workflow.forum.topics import decide, propose, topic_read, topics_read

api = room("topics", "What the forum's members want to talk about, and how many of them need what")


class ForumMeetingPath(Document):
    meeting: Key


class LinkPath(ForumMeetingPath):
    attendee: Key


class TopicPath(Document):
    topic: Key


@api.get("/forum/meetings/<meeting>/topics", summary="List a meeting's topics", responses={200: TopicsShape})
@allows(Action.READ_TOPICS)
def list_topics(path: ForumMeetingPath) -> Response:
    with reading() as (unit, _):
        found = topics_read(unit, path.meeting)
        return answer(TopicsShape(topics=tuple(topic_shape(unit, each) for each in found)))


@api.post(
    "/forum/meetings/<meeting>/topics/call",
    summary="Ask those invited for topics by hand: ahead of the milestone, or where that was missed",
    responses={200: MeetingShape},
)
@allows(Action.CHANGE_TOPICS)
def call(path: ForumMeetingPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(meeting_shape(unit, call_by_hand(unit, path.meeting, body.revision, now)))


@api.post(
    "/forum/meetings/<meeting>/topics",
    summary="Write down a topic, of a member's or the secretariat's own",
    responses={201: TopicShape},
)
@allows(Action.CHANGE_TOPICS)
def propose_topic(path: ForumMeetingPath, body: TopicDocument) -> Response:
    with change() as (unit, now):
        topic = propose(unit, path.meeting, body.given(), body.member, now)
        return answer(topic_shape(unit, topic), HTTPStatus.CREATED)


@api.get("/forum/topics/<topic>", summary="Read a topic", responses={200: TopicShape})
@allows(Action.READ_TOPICS)
def read_topic(path: TopicPath) -> Response:
    with reading() as (unit, _):
        return answer(topic_shape(unit, topic_read(unit, path.topic)))


@api.post(
    "/forum/topics/<topic>/decision",
    summary="Accept a topic, put it off or decline it; whoever proposed it is told",
    responses={200: TopicShape},
)
@allows(Action.CHANGE_TOPICS)
def decide_topic(path: TopicPath, body: TopicDecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(topic_shape(unit, decide(unit, path.topic, body.given(), body.revision, now)))


@api.post(
    "/forum/meetings/<meeting>/attendees/<attendee>/link",
    summary="Renew a member's private link: the old one dies, and the member is mailed the new one",
    responses={200: LinkShape},
)
@allows(Action.RENEW_LINK)
def renew(path: LinkPath) -> Response:
    with change() as (unit, now):
        link = renew_link(unit, path.meeting, path.attendee, now)
        return answer(LinkShape(meeting=path.meeting, attendee=link.attendee_id, links=link.turn))


@api.get(
    "/forum/meetings/<meeting>/needs",
    summary="Read how many need what at a meeting; nobody's own, and nothing a week after it",
    responses={200: NeedsShape},
)
@allows(Action.READ_TOPICS)
def read_needs(path: ForumMeetingPath) -> Response:
    with reading() as (unit, _):
        return answer(NeedsShape(meeting=path.meeting, needs=dict(needs_counted(unit, path.meeting))))
