"""The frame of a meeting's minutes: as they stand, or as they were approved, and as it is kept then."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from agenda.meetings.agenda import timetable
from agenda.meetings.approved import (
    ApprovedMinutes,
    ApprovedPerson,
    Frame,
    FramedItem,
    FramedPresence,
    hash_of,
)
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import OF_CASES, Minutes
from agenda.meetings.presence import has_place, presence_at
from service.database.meetings import questions
from service.database.meetings.minutes import agenda_of, approved_version
from service.workflow.meetings.attending import party_of_each
from service.workflow.meetings.event import is_case_body
from service.workflow.unit import Unit

FORGOTTEN = "(slettet)"
_FRAMES = TypeAdapter(Frame)


@dataclass(frozen=True)
class FrameRead:
    """`approved` is None for minutes as they stand."""

    frame: Frame
    approved: ApprovedMinutes | None = None


def frame_read(unit: Unit, minutes: Minutes, version: int | None = None) -> FrameRead:
    """What was approved, once it is, and at any time a version that is asked for."""
    if version is None and not minutes.is_locked:
        return FrameRead(frame_of(unit, minutes))
    approved = approved_version(unit.session, minutes.meeting_id, version)
    names = {one.attendee_id: one.name or FORGOTTEN for one in approved.people}
    frame = _FRAMES.validate_python(json.loads(approved.frame)["frame"])
    named = tuple(replace(one, who=names.get(one.attendee_id, one.who)) for one in frame.presences)
    return FrameRead(replace(frame, presences=named), approved)


def frame_of(unit: Unit, minutes: Minutes) -> Frame:
    meeting = questions.meeting_named(unit.session, minutes.meeting_id)
    body = questions.body_named(unit.session, meeting.body_id)
    items = _items(unit, minutes, meeting)
    return Frame(
        body.name,
        body.organiser_name or body.name,
        meeting.place or body.place,
        meeting.starts_at,
        meeting.ends_at,
        minutes.reason,
        items,
        _presences(unit, meeting, minutes, items),
        minutes.text(""),
    )


def keep_frame(
    frame: Frame, approved: ApprovedMinutes, parts: Mapping[str, str], *, names_people: bool
) -> None:
    """Its text, which binds the hashes of the `parts` (by what they are about), and of the people it names apart."""
    if names_people:
        approved.people = [_person(approved.id, one) for one in frame.presences]
        frame = replace(frame, presences=tuple(replace(one, who="") for one in frame.presences))
    whole = {
        "frame": _FRAMES.dump_python(frame, mode="json"),
        "cases": dict(parts),
        "people": {one.attendee_id: one.hash for one in approved.people},
    }
    approved.frame = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    approved.frame_hash = hash_of(approved.frame)


def _person(approved_id: str, one: FramedPresence) -> ApprovedPerson:
    """The salt keeps a name that is forgotten from being guessed."""
    salt = secrets.token_hex(16)
    return ApprovedPerson(approved_id, one.attendee_id, hash_of(f"{salt}:{one.who}"), one.who, salt)


def _items(unit: Unit, minutes: Minutes, meeting: Meeting) -> tuple[FramedItem, ...]:
    agenda = agenda_of(unit.session, minutes)
    return tuple(
        FramedItem(
            slot.item.id,
            slot.item.position,
            slot.item.kind,
            slot.item.heading,
            slot.item.english,
            slot.item.about,
            slot.starts_at,
            slot.item.minutes,
            slot.item.added_at,
            slot.item.reason,
            None if slot.item.kind in OF_CASES else minutes.text(slot.item.id),
        )
        for slot in timetable(agenda.items if agenda else (), meeting.starts_at)
    )


def _presences(
    unit: Unit, meeting: Meeting, minutes: Minutes, items: tuple[FramedItem, ...]
) -> tuple[FramedPresence, ...]:
    """Of the case body the authorities stand there, and no person."""
    parties = _party_names(unit, meeting) if is_case_body(unit, meeting) else None
    marked = {(mark.attendee_id, mark.item_id): mark.presence for mark in minutes.marks}
    return tuple(
        FramedPresence(
            one.id,
            one.name if parties is None else parties.get(one.id, ""),
            one.kind is AttendeeKind.DEPUTY,
            presence_at(minutes.marks, one.id),
            tuple((item.id, marked[one.id, item.id]) for item in items if (one.id, item.id) in marked),
        )
        for one in _placed(unit, meeting)
    )


def _placed(unit: Unit, meeting: Meeting) -> list[Attendee]:
    return [one for one in questions.attendees(unit.session, meeting.id) if has_place(one)]


def _party_names(unit: Unit, meeting: Meeting) -> dict[str, str]:
    names = {party.id: party.name for party in questions.parties(unit.session)}
    return {a: names[party] for a, party in party_of_each(unit, meeting).items() if party in names}
