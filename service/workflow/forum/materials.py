"""Materials of the forum's meetings: taken after a look into them, read by those invited, removed again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.forum.material import (
    Material,
    MaterialContent,
    check_file_name,
    check_number,
    check_type,
)
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.forum.topics import content_of, material_named, materials_of
from service.database.meetings.agendas import released_agenda
from service.workflow.forum.meeting import forum_meeting
from service.workflow.forum.private_link import Guest, is_open
from service.workflow.forum.renewing import with_links
from service.workflow.unit import Telling, Unit


@dataclass(frozen=True)
class FileGiven:
    """Its content has been looked into; `title` left empty is the file's name."""

    name: str
    content: bytes
    title: str = ""


@dataclass(frozen=True)
class FileRead:
    material: Material
    content: bytes


def add_material(unit: Unit, meeting_id: str, given: FileGiven, now: datetime) -> Material:
    meeting = check_may_add(unit, meeting_id, given.name)
    name = check_file_name(given.name)
    media_type = check_type(name, unit.settings.forum.material_types)
    title = given.title.strip() or name
    unit.check_free_of_numbers(name=name, title=title)
    digest = hashlib.sha256(given.content).hexdigest()
    material = Material(unit.new_id(), meeting.id, title, name, media_type, len(given.content), digest, now)
    unit.session.add(material)
    unit.session.flush()
    unit.session.add(MaterialContent(material.id, given.content))
    unit.record("add_material", material.id, now, meeting=meeting.id, digest=digest)
    if released_agenda(unit.session, meeting.id) is not None and is_open(unit, meeting, now):
        _tell_those_invited(unit, meeting, now)
    return material


def check_may_add(unit: Unit, meeting_id: str, name: str) -> Meeting:
    """What can be said before the file itself is read; gives the meeting."""
    meeting = forum_meeting(unit, meeting_id, Action.CHANGE_TOPICS)
    check_number(len(materials_of(unit.session, meeting.id)))
    check_type(check_file_name(name), unit.settings.forum.material_types)
    return meeting


def _tell_those_invited(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The agenda's mail told of what lay there then: what comes later is told of, several files in one mail."""
    for one in with_links(unit, meeting):
        to = Recipient(one.name, one.email, one.language)
        facts: dict[str, object] = {
            "meeting_id": meeting.id,
            "attendee_id": one.id,
            "since": now.isoformat(),
        }
        why = Reason.MATERIAL_ADDED
        telling = Telling(Occasion.MATERIALS_ADDED, to, meeting.body_id, meeting.id, why, facts)
        unit.tell_after_pause(telling, now, ahead_of=meeting.starts_at)


def remove_material(unit: Unit, material_id: str, now: datetime) -> Meeting:
    """The meeting it belonged to."""
    unit.allow(Action.CHANGE_TOPICS)
    material = material_named(unit.session, material_id)
    meeting = forum_meeting(unit, material.meeting_id, Action.CHANGE_TOPICS)
    unit.session.delete(unit.session.get_one(MaterialContent, material.id))
    unit.session.flush()
    unit.session.delete(material)
    unit.record("remove_material", material.id, now, meeting=meeting.id, digest=material.digest)
    return meeting


def materials_read(unit: Unit, meeting_id: str) -> Sequence[Material]:
    return materials_of(unit.session, forum_meeting(unit, meeting_id, Action.READ_TOPICS).id)


def file_read(unit: Unit, material_id: str) -> FileRead:
    unit.allow(Action.READ_TOPICS)
    material = material_named(unit.session, material_id)
    return FileRead(material, content_of(unit.session, material.id))


def file_over_link(unit: Unit, guest: Guest, material_id: str) -> FileRead:
    """Of the guest's own meeting alone; another's looks absent."""
    known = {each.id for each in materials_of(unit.session, guest.meeting.id)}
    material = material_named(unit.session, material_id if material_id in known else "")
    return FileRead(material, content_of(unit.session, material.id))
