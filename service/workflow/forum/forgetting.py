"""The clock's step that forgets whom the forum can no longer have a reason to write to, wherever it is written."""

from datetime import datetime, timedelta

from agenda.forum.organisation import Organisation
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.member import Member
from notifications.reason import Reason
from service.database.forum import forgetting as questions
from service.database.forum.due import MEMBER
from service.database.forum.questions import accessions_worked, appointments_worked, organisation_worked
from service.database.meetings.minutes import people_approved
from service.database.meetings.questions import member_named
from service.database.outbox import delete_messages
from service.workflow.unit import Unit

FORGOTTEN = "(slettet)"


def forget_one_contact(unit: Unit, piece: str, now: datetime) -> None:
    """The clock's step: a former member, or whoever spoke for an organisation that left."""
    contact_id = piece.partition("/")[2]
    if piece.startswith(MEMBER):
        member = member_named(unit.session, contact_id)
        _end_part(unit, member, now)
        _forget_member(unit, member)
        unit.record("forget_member", contact_id, now, Reason.CONTACT_KEPT_LONG_ENOUGH)
    else:
        _forget_organisation(unit, organisation_worked(unit.session, contact_id))
        unit.record("forget_organisation", contact_id, now, Reason.CONTACT_KEPT_LONG_ENOUGH)


def _end_part(unit: Unit, member: Member, now: datetime) -> None:
    """An appointment that nobody ended is over with the accession it hung on: nobody is invited by it again."""
    yesterday = unit.calendar.local(now).date() - timedelta(days=1)
    for one in appointments_worked(unit.session):
        if one.member_id == member.id and (one.last_on is None or one.last_on > yesterday):
            one.last_on, one.due_at = max(one.first_on, yesterday), None
    if member.valid_until is None or member.valid_until > yesterday:
        member.valid_until = yesterday


def _forget_member(unit: Unit, member: Member) -> None:
    """The membership, the places at meetings, and who stood in there; dates and numbers stay."""
    places = questions.places_of(unit.session, member.id)
    addresses = {member.email.lower(), *(place.email.lower() for place in places)}
    member.name, member.email = FORGOTTEN, ""
    _forget_entries(unit, addresses)
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


def _forget_entries(unit: Unit, addresses: set[str]) -> None:
    """Of any meeting: at one that was over the member's place went along to a newer address."""
    for entry in questions.entries_of(unit.session, unit.settings.forum.body):
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
        reply.sender = reply.address = ""
