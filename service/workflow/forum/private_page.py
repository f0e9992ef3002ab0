"""What stands on a private page: the meeting, its agenda, its materials, and the guest's own topics and needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.forum.material import Material
from agenda.forum.topic import Topic
from agenda.meetings.agenda import Slot, timetable
from agenda.meetings.meeting import CUT_OFF, Meeting
from service.database.forum.topics import materials_of, topics_by, topics_put_off_by
from service.database.meetings.agendas import released_agenda
from service.database.meetings.minutes import minutes_of
from service.database.meetings.questions import body_named, meeting_named
from service.workflow.forum.needs import needs_stated
from service.workflow.forum.private_link import Guest, guest_with, member_of
from service.workflow.meetings.minutes import items_of
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Said:
    """What the approved minutes say of an item, or without a heading of the meeting."""

    heading: str
    text: str


@dataclass(frozen=True)
class PutOff:
    """A topic of the guest's own, and when the meeting is to which it was put off."""

    topic: Topic
    starts_at: datetime


@dataclass(frozen=True)
class PrivatePage:
    """`topics_due_at` is None once topics are closed; `is_ahead` until the meeting begins."""

    guest: Guest
    body_name: str
    place: str
    online: str
    agenda: Sequence[Slot]
    materials: Sequence[Material]
    minutes: Sequence[Said]
    topics: Sequence[Topic]
    put_off: Sequence[PutOff]
    needs: Sequence[str]
    topics_due_at: datetime | None
    is_ahead: bool


def private_page(unit: Unit, token: str, now: datetime) -> PrivatePage:
    guest = guest_with(unit, token, now)
    meeting, body = guest.meeting, body_named(unit.session, guest.meeting.body_id)
    agenda = released_agenda(unit.session, meeting.id)
    due_at = meeting.due_at(CUT_OFF)
    member_id = member_of(unit, guest)
    return PrivatePage(
        guest,
        body.name,
        meeting.place or body.place,
        meeting.online or body.online,
        timetable(agenda.items, meeting.starts_at) if agenda else (),
        materials_of(unit.session, meeting.id),
        _minutes(unit, guest),
        topics_by(unit.session, member_id, meeting.id) if member_id else (),
        _put_off(unit, member_id, meeting) if member_id else (),
        needs_stated(unit, guest),
        due_at if due_at is not None and now < due_at else None,
        now < meeting.starts_at,
    )


def _put_off(unit: Unit, member_id: str, meeting: Meeting) -> list[PutOff]:
    later = topics_put_off_by(unit.session, member_id, meeting.starts_at)
    return [PutOff(topic, meeting_named(unit.session, topic.meeting_id).starts_at) for topic in later]


def _minutes(unit: Unit, guest: Guest) -> list[Said]:
    minutes = minutes_of(unit.session, guest.meeting.id)
    if minutes is None or not minutes.is_locked:
        return []
    language = guest.attendee.language
    items = [Said(item.heading_in(language), minutes.text(item.id)) for item in items_of(unit, minutes)]
    return [said for said in (Said("", minutes.text("")), *items) if said.text]
