"""What stands on a private page: the meeting, its agenda, its materials, and the guest's own topics and needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.forum.material import Material
from agenda.forum.topic import Topic
from agenda.meetings.agenda import Slot, timetable
from agenda.meetings.meeting import CUT_OFF
from service.database.forum.topics import materials_of, topics_by
from service.database.meetings.agendas import released_agenda
from service.database.meetings.questions import body_named
from service.workflow.forum.needs import needs_stated
from service.workflow.forum.private_link import Guest, guest_with
from service.workflow.unit import Unit


@dataclass(frozen=True)
class PrivatePage:
    """`topics_due_at` is None once topics are closed; `may_state_needs` until the meeting begins."""

    guest: Guest
    body_name: str
    place: str
    online: str
    agenda: Sequence[Slot]
    materials: Sequence[Material]
    topics: Sequence[Topic]
    needs: Sequence[str]
    topics_due_at: datetime | None
    may_state_needs: bool


def private_page(unit: Unit, token: str, now: datetime) -> PrivatePage:
    guest = guest_with(unit, token, now)
    meeting, body = guest.meeting, body_named(unit.session, guest.meeting.body_id)
    agenda = released_agenda(unit.session, meeting.id)
    due_at = meeting.due_at(CUT_OFF)
    return PrivatePage(
        guest,
        body.name,
        meeting.place or body.place,
        meeting.online or body.online,
        timetable(agenda.items, meeting.starts_at) if agenda else (),
        materials_of(unit.session, meeting.id),
        topics_by(unit.session, guest.attendee.member_id, meeting.id) if guest.attendee.member_id else (),
        needs_stated(unit, guest),
        due_at if due_at is not None and now < due_at else None,
        now < meeting.starts_at,
    )
