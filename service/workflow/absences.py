"""A contact's absence is noted, corrected, or ends early: whoever then answers for the party is told what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.access import Action
from agenda.errors import Absent, Conflict, Invalid
from agenda.meetings.party import Absence, ContactRole, Party, check_noted
from service.database.meetings import questions
from service.workflow.handing_over import hand_over_absence
from service.workflow.people import Days, EndsBeforeItBegins, check_goes_on
from service.workflow.unit import Unit

A_DAY = timedelta(days=1)


class NobodyToReplace(Invalid):
    """An absence is a contact's, and the party has none that day."""


class NoSuchAbsence(Absent):
    """The party has no such absence."""


class AbsenceIsOver(Conflict):
    """By then the contact was back already."""


@dataclass(frozen=True)
class AbsenceOf:
    """Which absence of which party."""

    party_id: str
    absence_id: str


def parties_read(unit: Unit, now: datetime) -> Sequence[Party]:
    """Those of the day, with who answers for them."""
    unit.allow(Action.CHANGE_PARTIES)
    today = unit.calendar.local(now).date()
    return sorted(questions.valid_parties(unit.session, today), key=lambda one: one.name.casefold())


def party_read(unit: Unit, party_id: str) -> Party:
    unit.allow(Action.CHANGE_PARTIES)
    return questions.party_named(unit.session, party_id)


def absence_read(unit: Unit, which: AbsenceOf) -> tuple[Party, Absence]:
    party = party_read(unit, which.party_id)
    absence = next((one for one in party.absences if one.id == which.absence_id), None)
    if absence is None:
        raise NoSuchAbsence("read who is who for the party's absences", "absence")
    return party, absence


def add_absence(unit: Unit, party_id: str, days: Days, now: datetime) -> Absence:
    """On these days the deputy gets what the contact would have got, and is told what is open."""
    unit.allow(Action.CHANGE_PARTIES)
    party = questions.party_named(unit.session, party_id)
    first_on = days.first_on or unit.calendar.local(now).date()
    last_on = days.last_on or first_on
    if last_on < first_on:
        raise EndsBeforeItBegins("let it end on or after its first day", "last_on")
    today = unit.calendar.local(now).date()
    check_noted(first_on, today)
    check_goes_on(party, first_on)
    contact = party.holder(ContactRole.CONTACT, first_on)
    if contact is None:
        raise NobodyToReplace("the party has no contact on that day", "party")
    before = party.on_duty(today)
    absence = Absence(unit.new_id(), party.id, contact.id, first_on, last_on)
    party.absences.append(absence)
    unit.record("add_absence", party.id, now, first_on=str(first_on), last_on=str(last_on))
    hand_over_absence(unit, party, absence, before, now)
    return absence


def correct_absence(unit: Unit, which: AbsenceOf, days: Days, now: datetime) -> Absence:
    """Other days; a day left out stays as it is."""
    party, absence = absence_read(unit, which)
    first_on, last_on = days.first_on or absence.first_on, days.last_on or absence.last_on
    if last_on < first_on:
        raise EndsBeforeItBegins("let it end on or after its first day", "last_on")
    today = unit.calendar.local(now).date()
    if first_on != absence.first_on:
        check_noted(first_on, today)
        check_goes_on(party, first_on)
    before = party.on_duty(today)
    absence.first_on, absence.last_on = first_on, last_on
    unit.record("correct_absence", party.id, now, first_on=str(first_on), last_on=str(last_on))
    hand_over_absence(unit, party, absence, before, now)
    return absence


def end_absence(unit: Unit, which: AbsenceOf, back_on: date | None, now: datetime) -> Absence | None:
    """The contact is back from that day on (left out, today); what had not begun by then is gone: None."""
    party, absence = absence_read(unit, which)
    today = unit.calendar.local(now).date()
    last_on = (back_on or today) - A_DAY
    if last_on >= absence.last_on:
        raise AbsenceIsOver("choose a day before the absence ends", "back_on", {"last_on": absence.last_on})
    absence.check_ends(back_on or today, today)
    before = party.on_duty(today)
    absence.last_on = last_on
    if last_on < absence.first_on:
        party.absences.remove(absence)
    unit.record("end_absence", party.id, now, first_on=str(absence.first_on), last_on=str(last_on))
    hand_over_absence(unit, party, absence, before, now)
    return absence if absence in party.absences else None
