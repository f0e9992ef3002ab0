"""What is asked of the places at a meeting and of the answers that came; each question has a name."""

from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.meetings.attendance import Attendee


class NoSuchAttendee(Absent):
    pass


def attendee_named(session: Session, meeting_id: str, attendee_id: str) -> Attendee:
    found = session.get(Attendee, attendee_id)
    if found is None or found.meeting_id != meeting_id:
        raise NoSuchAttendee("read the meeting's attendance for the id", "attendee")
    return found
