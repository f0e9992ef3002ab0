"""Order and time boxes of an agenda, items of one's own, and addenda to what is released."""

from dataclasses import dataclass
from datetime import datetime

from agenda.meetings.agenda import (
    MOST_MINUTES,
    Agenda,
    AgendaItem,
    BadTimeBox,
    ItemKind,
    ItemWanted,
    Placed,
)
from agenda.meetings.holding import check_not_begun
from agenda.meetings.meeting import Meeting, ReasonMissing
from notifications.reason import Reason
from service.workflow.meetings.agenda import agenda_to_change, new_item
from service.workflow.meetings.agenda_versions import tell_changed
from service.workflow.meetings.guests import follow_guests
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Arrangement:
    """Every item of the agenda in its order, with its time box."""

    items: tuple[Placed, ...]
    revision: int


@dataclass(frozen=True)
class ItemGiven:
    """An item of the secretariat's own; to a released agenda it is an addendum, which takes a reason."""

    heading: str
    minutes: int
    revision: int
    english: str = ""
    reason: str = ""


def arrange(unit: Unit, meeting_id: str, given: Arrangement, now: datetime) -> Agenda:
    meeting, agenda = agenda_to_change(unit, meeting_id, given.revision)
    agenda.arrange(given.items)
    follow_guests(unit, meeting, now)
    unit.record("arrange_agenda", meeting_id, now, version=agenda.version)
    return agenda


def add_item(unit: Unit, meeting_id: str, given: ItemGiven, now: datetime) -> Agenda:
    """Before any other business; to a released agenda at its end, so that nobody's time is another."""
    meeting, agenda = agenda_to_change(unit, meeting_id, given.revision)
    unit.check_free_of_persons(heading=given.heading, english=given.english, reason=given.reason)
    if not 0 < given.minutes <= MOST_MINUTES:
        raise BadTimeBox(f"give it 1 to {MOST_MINUTES} minutes", "minutes")
    wanted = ItemWanted(
        ItemKind.FIXED, given.heading.strip(), minutes=given.minutes, english=given.english.strip()
    )
    if agenda.is_open:
        agenda.items.insert(_before_the_last_part(agenda), new_item(unit, agenda, wanted))
        agenda.number()
        follow_guests(unit, meeting, now)
        unit.record("add_item", meeting_id, now, version=agenda.version)
    else:
        append(unit, meeting, agenda, Addendum(wanted, given.reason), now)
    return agenda


def take_off_item(unit: Unit, meeting_id: str, item_id: str, revision: int, now: datetime) -> Agenda:
    meeting, agenda = agenda_to_change(unit, meeting_id, revision)
    agenda.take_off(agenda.item_named(item_id))
    follow_guests(unit, meeting, now)
    unit.record("take_off_item", meeting_id, now, version=agenda.version)
    return agenda


@dataclass(frozen=True)
class Addendum:
    """What is added to a released agenda, and why."""

    wanted: ItemWanted
    reason: str


def append(unit: Unit, meeting: Meeting, agenda: Agenda, addendum: Addendum, now: datetime) -> AgendaItem:
    """Add to what was released, at its end; those invited are told, of several together."""
    check_not_begun(meeting, now)
    if not addendum.reason.strip():
        raise ReasonMissing("say why the agenda gets an addendum", "reason")
    item = new_item(unit, agenda, addendum.wanted)
    item.added_at, item.reason = now, addendum.reason.strip()
    agenda.items.append(item)
    agenda.number()
    unit.record("add_addendum", meeting.id, now, item.reason, version=agenda.version, item=item.about)
    tell_changed(unit, meeting, Reason.ADDENDUM, now, items={item.id: True})
    return item


def _before_the_last_part(agenda: Agenda) -> int:
    last = (at for at, item in enumerate(agenda.items) if item.kind is ItemKind.ANY_OTHER)
    return next(last, len(agenda.items))
