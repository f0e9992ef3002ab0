"""A private link that fell into other hands: it dies, and the member is mailed a new one."""

from datetime import datetime

from agenda.access import Action
from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import Meeting, MeetingIsOver
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.forum.topic_tables import PrivateLink
from service.database.meetings.attending import NoSuchAttendee
from service.database.meetings.questions import attendees
from service.workflow.forum.meeting import forum_meeting
from service.workflow.forum.private_link import has_page, is_open, renew
from service.workflow.unit import Telling, Unit


def renew_link(unit: Unit, meeting_id: str, attendee_id: str, now: datetime) -> PrivateLink:
    meeting = forum_meeting(unit, meeting_id, Action.RENEW_LINK)
    if not is_open(unit, meeting, now):
        raise MeetingIsOver("the links to this meeting open nothing any more", "meeting")
    attendee = next((one for one in with_links(unit, meeting) if one.id == attendee_id), None)
    if attendee is None:
        raise NoSuchAttendee("name one of those who have been invited", "attendee")
    link = renew(unit, attendee)
    unit.record("renew_link", meeting.id, now, attendee=attendee.id)
    to = Recipient(attendee.name, attendee.email, attendee.language)
    facts: dict[str, object] = {"meeting_id": meeting.id, "attendee_id": attendee.id, "turn": link.turn}
    why, about = Reason.LINK_RENEWED, attendee.id
    unit.tell(Telling(Occasion.LINK_RENEWED, to, meeting.body_id, about, why, facts, str(link.turn)), now)
    return link


def with_links(unit: Unit, meeting: Meeting) -> list[Attendee]:
    """Those who have heard of the meeting, and read their page by a link."""
    return [one for one in attendees(unit.session, meeting.id) if one.is_told and has_page(one)]
