"""Ahead of the cut-off, everybody invited is asked for topics and for what they need, each over their own link."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.errors import Conflict
from agenda.meetings.meeting import CUT_OFF, TOPICS_CALLED, Meeting, MeetingIsOver, MeetingState
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.questions import attendees, touch
from service.workflow.forum.meeting import forum_meeting
from service.workflow.forum.private_link import has_page
from service.workflow.unit import Telling, Unit


class NobodyInvitedYet(Conflict):
    """Whoever is not invited yet is asked for topics by the invitation itself."""


class TopicsClosed(Conflict):
    """After the cut-off nobody is asked for topics any more."""


def call_by_hand(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Meeting:
    """Ahead of its milestone, or where that was missed; as long as topics are open; a repeated call is stale."""
    meeting = forum_meeting(unit, meeting_id, Action.CHANGE_TOPICS)
    meeting.expect(revision)
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        raise MeetingIsOver("choose a confirmed meeting ahead", "meeting", {"state": str(meeting.state)})
    if meeting.still_due_at(CUT_OFF, now) is None:
        raise TopicsClosed(
            "topics are closed: write topics down yourself, or ask for the next meeting", "meeting"
        )
    if meeting.invited_at is None:
        raise NobodyInvitedYet("wait for the invitation, which asks for topics itself", "meeting")
    called = meeting.milestone(TOPICS_CALLED)
    if called is not None:
        called.done_at = now
    touch(meeting)
    unit.record("call_for_topics", meeting.id, now)
    said = Announcement(Occasion.TOPICS_CALLED, Reason.CALLED_BY_HAND, now.isoformat())
    tell_those_invited(unit, meeting, said, now)
    return meeting


def call_for_topics(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """What follows at the milestone, unless topics are closed, or the invitation itself asks for them just now."""
    cut_off, called_at, invited_at = (
        meeting.due_at(CUT_OFF),
        meeting.due_at(TOPICS_CALLED),
        meeting.invited_at,
    )
    is_in_time = cut_off is not None and now < cut_off
    if is_in_time and called_at is not None and invited_at is not None and invited_at < called_at:
        tell_those_invited(unit, meeting, Announcement(Occasion.TOPICS_CALLED, Reason.TOPICS_CLOSE_SOON), now)


@dataclass(frozen=True)
class Announcement:
    """What everybody invited is told, once for each revision of it."""

    occasion: Occasion
    why: Reason
    revision: str = "1"


def tell_those_invited(unit: Unit, meeting: Meeting, said: Announcement, now: datetime) -> None:
    for attendee in attendees(unit.session, meeting.id):
        if attendee.is_invited and has_page(attendee):
            to = Recipient(attendee.name, attendee.email, attendee.language)
            facts: dict[str, object] = {"meeting_id": meeting.id, "attendee_id": attendee.id, "cases": 0}
            telling = Telling(said.occasion, to, meeting.body_id, meeting.id, said.why, facts, said.revision)
            unit.tell(telling, now)
