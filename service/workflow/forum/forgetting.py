"""The clock's step that forgets whom the forum can no longer have a reason to write to, wherever it is written."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from agenda.forum.organisation import Organisation
from agenda.forum.retention import forgotten_from
from agenda.meetings.attendance import Attendee
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.member import Member
from notifications.reason import Reason
from service.database.forum import forgetting as questions
from service.database.forum.questions import accessions_worked
from service.database.meetings.minutes import people_approved
from service.database.outbox import delete_messages
from service.settings.tables import Settings
from service.workflow.unit import Unit

FORGOTTEN = "(slettet)"


def next_contact_forgotten_at(settings: Settings, session: Session) -> datetime | None:
    member = questions.member_longest_over(session, settings.forum.body)
    organisation = questions.organisation_longest_over(session)
    over = [member.valid_until] if member and member.valid_until else []
    days = [*over, organisation[1]] if organisation else over
    if not days:
        return None
    on = forgotten_from(min(days), settings.forum.contacts_kept_months)
    return datetime.combine(on, time(0), settings.calendar.time_zone).astimezone(UTC)


def forget_one_contact(unit: Unit, now: datetime) -> bool:
    member = questions.member_longest_over(unit.session, unit.settings.forum.body)
    if member is not None and member.valid_until and _is_over(unit, member.valid_until, now):
        _forget_member(unit, member)
        unit.record("forget_member", member.id, now, Reason.CONTACT_KEPT_LONG_ENOUGH)
        return True
    found = questions.organisation_longest_over(unit.session)
    if found is None or not _is_over(unit, found[1], now):
        return False
    _forget_organisation(unit, unit.session.get_one(Organisation, found[0]))
    unit.record("forget_organisation", found[0], now, Reason.CONTACT_KEPT_LONG_ENOUGH)
    return True


def _is_over(unit: Unit, last_on: date, now: datetime) -> bool:
    today = unit.calendar.local(now).date()
    return forgotten_from(last_on, unit.settings.forum.contacts_kept_months) <= today


def _forget_member(unit: Unit, member: Member) -> None:
    """The membership, the places at meetings, and who stood in there; dates and numbers stay."""
    places = questions.places_of(unit.session, member.id)
    addresses = {member.email.lower(), *(place.email.lower() for place in places)}
    member.name, member.email = FORGOTTEN, ""
    _forget_entries(unit, places, addresses)
    for place in places:
        place.name, place.email = FORGOTTEN, ""
    for named in people_approved(unit.session, [place.id for place in places]):
        named.forget()
    for one in accessions_worked(unit.session):
        if one.member_id == member.id:
            one.acceded_by = one.reason = ""
    questions.delete_links(unit.session, [place.id for place in places])
    _forget_addresses(unit, addresses)


def _forget_organisation(unit: Unit, organisation: Organisation) -> None:
    """Its name stays; who spoke for it, and why it left, does not."""
    addresses = {organisation.email.lower()}
    organisation.contact_name, organisation.email = FORGOTTEN, ""
    for one in accessions_worked(unit.session):
        if one.organisation_id == organisation.id:
            one.acceded_by = one.reason = ""
    _forget_addresses(unit, addresses)


def _forget_entries(unit: Unit, places: Iterable[Attendee], addresses: set[str]) -> None:
    for entry in questions.entries_at(unit.session, {place.meeting_id for place in places}):
        _forget_in(entry, addresses)


def _forget_in(entry: CalendarEntry, addresses: set[str]) -> None:
    entry.guests = [one for one in entry.guests if one.lower() not in addresses]
    entry.strangers = [one for one in entry.strangers if one.lower() not in addresses]
    entry.answers = {one: answer for one, answer in entry.answers.items() if one.lower() not in addresses}
    if entry.difference is not None and addresses.intersection(entry.difference.missing):
        entry.difference = None


def _forget_addresses(unit: Unit, addresses: set[str]) -> None:
    """Unless somebody else of the forum still has them."""
    unit.session.flush()
    gone = addresses - questions.addresses_in_use(unit.session, unit.settings.forum.body)
    delete_messages(unit.session, unit.settings.forum.body, gone)
    for reply in questions.replies_from(unit.session, gone):
        reply.sender = ""
