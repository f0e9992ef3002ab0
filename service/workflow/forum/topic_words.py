"""What messages about topics say, and the private link in all that goes to the forum's members."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from agenda.forum.topic import Topic, TopicState
from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import CUT_OFF, Meeting, MeetingState
from notifications.message import Message
from notifications.occasion import Occasion
from service.database.forum.topics import materials_of, topic_named, topics_left
from service.database.meetings.questions import attendees, body_named, meeting_named
from service.workflow.composing import Derive, Derivers, Words
from service.workflow.forum.private_link import has_page, is_open, link_of, turn_of
from service.workflow.forum.telling_proposers import LEFT
from service.workflow.meetings.entries import CALENDAR
from service.workflow.meetings.event import is_for_all
from service.workflow.unit import Unit

TO_MEMBERS = (
    Occasion.INVITATION,
    Occasion.INVITATION_UPDATE,
    Occasion.AGENDA_RELEASED,
    Occasion.AGENDA_CHANGED,
)


def topics_called_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    attendee = unit.session.get_one(Attendee, message.facts["attendee_id"])
    cut_off = meeting.due_at(CUT_OFF)
    is_open = meeting.state is MeetingState.CONFIRMED and cut_off is not None and now < cut_off
    if not attendee.is_invited or not is_open:
        return None
    return Words({**_meeting(unit, meeting), "topics_due_at": cut_off, "link": link_of(unit, attendee)})


def topic_proposed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """How many wait for an answer. What a member wrote, which nobody has looked at yet, is read on the page."""
    named = message.facts.get("topics") or [
        message.facts["topic_id"]
    ]  # gathered since they are told together
    topics = [topic_named(unit.session, topic_id) for topic_id in named]
    at = [topic.meeting_id for topic in topics if topic.state is TopicState.PROPOSED]
    if not at:
        return None
    meeting = meeting_named(unit.session, at[0])
    link = "/".join((unit.settings.web.base_url.rstrip("/"), "forum", "meetings", meeting.id))
    return Words({**_meeting(unit, meeting), "count": at.count(meeting.id), "link": link})


def topic_answered_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Only the newest decision is told, and of a meeting that leaves the topic only that the topic waits.

    One made before topics went along with meetings doesn't say where it lay.
    """
    facts = message.facts
    topic = topic_named(unit.session, facts["topic_id"])
    if (str(topic.state), topic.meeting_id) != (facts["state"], facts.get("at", topic.meeting_id)):
        return None
    is_left = topic in topics_left(unit.session, message.body_id)
    if is_left is not bool(facts.get(LEFT)):
        return None
    meeting, is_carried = meeting_named(unit.session, topic.meeting_id), bool(facts.get("is_carried"))
    attendee = None if is_left else _proposer(unit, message, topic)
    return Words(
        {
            **_meeting(unit, meeting),
            "title": topic.title,
            "decision": "left" if is_left else "carried" if is_carried else str(topic.state),
            "reply": None if is_left or is_carried else topic.reply or None,
            "link": link_of(unit, attendee) if attendee else None,
        }
    )


def _proposer(unit: Unit, message: Message, topic: Topic) -> Attendee | None:
    """Whose page shows the topic; None while they are not invited to where it lies."""
    attendee_id = message.facts.get("attendee_id")
    there = attendees(unit.session, topic.meeting_id)
    own = (a for a in there if a.id == attendee_id or (not attendee_id and a.member_id == topic.member_id))
    return next((a for a in own if a.is_invited), None)


def materials_added_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """What is still there of what has come since the mail was first thought of."""
    attendee = unit.session.get_one(Attendee, message.facts["attendee_id"])
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    since = datetime.fromisoformat(message.facts["since"])
    titles = [one.title for one in materials_of(unit.session, meeting.id) if one.added_at >= since]
    if not titles or not attendee.is_invited or not is_open(unit, meeting, now):
        return None
    return Words({**_meeting(unit, meeting), "titles": titles, "link": link_of(unit, attendee)})


def link_renewed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Of several renewals only the newest is told."""
    attendee = unit.session.get_one(Attendee, message.facts["attendee_id"])
    meeting = meeting_named(unit.session, message.facts["meeting_id"])
    is_newest = message.facts["turn"] == turn_of(unit, attendee.id)
    if not is_newest or not attendee.is_invited or not is_open(unit, meeting, now):
        return None
    return Words({**_meeting(unit, meeting), "link": link_of(unit, attendee)})


DERIVE: Mapping[Occasion, Derive] = {
    Occasion.TOPICS_CALLED: topics_called_words,
    Occasion.TOPIC_PROPOSED: topic_proposed_words,
    Occasion.TOPIC_ANSWERED: topic_answered_words,
    Occasion.MATERIALS_ADDED: materials_added_words,
    Occasion.LINK_RENEWED: link_renewed_words,
}


def with_private_links(derivers: Derivers) -> dict[Occasion, Derive]:
    """The same, where the forum's members get each their own link in the stead of a page behind a login."""
    return {**derivers, **{each: _privately(derivers[each]) for each in TO_MEMBERS}}


def _privately(derive: Derive) -> Derive:
    def worded(unit: Unit, message: Message, now: datetime) -> Words | None:
        words = derive(unit, message, now)
        if words is None or message.body_id != unit.settings.forum.body:
            return words
        attendee = _attendee(unit, message)
        if attendee is None:
            return None
        link = _own_link(unit, message, attendee)
        return replace(words, facts={**words.facts, "link": link, "has_own_page": link is not None})

    return worded


def _attendee(unit: Unit, message: Message) -> Attendee | None:
    """Whom the message goes to; None once they are not invited any more."""
    attendee_id = message.facts.get("attendee_id")
    if attendee_id is not None:
        return unit.session.get_one(Attendee, attendee_id)
    own = message.recipient_email.lower()
    listed = attendees(unit.session, message.facts["meeting_id"])
    return next((a for a in listed if a.email.lower() == own and a.is_invited), None)


def _own_link(unit: Unit, message: Message, attendee: Attendee) -> str | None:
    """None in an entry that several read: what is one's own may not stand there."""
    meeting = meeting_named(unit.session, attendee.meeting_id)
    is_shared = message.occasion in CALENDAR and is_for_all(unit, meeting, message.channel)
    return link_of(unit, attendee) if has_page(attendee) and not is_shared else None


def _meeting(unit: Unit, meeting: Meeting) -> dict[str, object]:
    return {"body": body_named(unit.session, meeting.body_id).name, "starts_at": meeting.starts_at}
