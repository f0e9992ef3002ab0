"""An agenda as its reader sees it: an item that the reader's agency is barred from is closed."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role, may
from agenda.meetings.agenda import Agenda, AgendaItem, Slot, timetable
from agenda.meetings.attendance import Attendee
from agenda.meetings.exclusion import Exclusion
from agenda.meetings.guest import Guest
from agenda.meetings.meeting import Meeting
from notifications.date_words import spoken
from service.database.meetings.agendas import exclusions_of
from service.database.meetings.guests import guests_at
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.kept_out import barred_parties
from service.workflow.unit import Unit

CLOSED = {"da": "Lukket punkt", "en": "Closed item"}


@dataclass(frozen=True)
class ItemShown:
    """`item` bears what may not be shown where it is closed: read its heading and what it is about from here.

    `exclusions` and `guests` are shown to those who may change the agenda.
    """

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime
    is_closed: bool
    exclusions: tuple[Exclusion, ...]
    guests: tuple[tuple[Guest, Attendee], ...]

    @property
    def about(self) -> str:
        return "" if self.is_closed else self.item.about

    @property
    def heading(self) -> str:
        return self.heading_in("da")

    def heading_in(self, language: str) -> str:
        return CLOSED[spoken(language)] if self.is_closed else self.item.heading_in(language)


def items_shown(unit: Unit, agenda: Agenda) -> list[ItemShown]:
    """Whoever reads an agenda, on a page or as a file, reads it from here."""
    meeting = meeting_named(unit.session, agenda.meeting_id)
    return [_shown(unit, meeting, slot) for slot in timetable(agenda.items, meeting.starts_at)]


def is_closed_for(unit: Unit, meeting: Meeting, about: str) -> bool:
    """Whether the reader's agency is barred from what an item is about."""
    return unit.actor.role is Role.AGENCY and unit.actor.party_id in barred_parties(unit, meeting, about)


def _shown(unit: Unit, meeting: Meeting, slot: Slot) -> ItemShown:
    about = slot.item.about
    is_closed = is_closed_for(unit, meeting, about)
    is_told = may(unit.actor, Action.CHANGE_AGENDA) and about
    exclusions = tuple(exclusions_of(unit.session, about)) if is_told else ()
    guests = [one for one in guests_at(unit.session, meeting.id) if one[0].about == about] if is_told else []
    return ItemShown(slot.item, slot.starts_at, slot.ends_at, is_closed, exclusions, tuple(guests))
