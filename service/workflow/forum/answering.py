"""Whether a member comes, said over the private link: not every mail program answers an invitation."""

from datetime import datetime

from agenda.meetings.attendance import Answered, check_may_answer
from service.workflow.forum.private_link import Guest
from service.workflow.unit import Unit


def answer(unit: Unit, guest: Guest, answered: Answered, now: datetime) -> None:
    """In the stead of what was answered before, by calendar or here; what they answer later is newer."""
    meeting, attendee = guest.meeting, guest.attendee
    check_may_answer(meeting, now)
    attendee.take_by_hand(answered, meeting.sequence, now)
    unit.record("take_reply", meeting.id, now, answered=str(answered), member=attendee.member_id)
