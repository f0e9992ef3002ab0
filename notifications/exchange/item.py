"""A meeting as Exchange has it: from our entry into an item, and from an item to how it stands."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from exchangelib import Account, Attendee, CalendarItem, EWSDateTime, EWSTimeZone, HTMLBody, Mailbox

from notifications.address import Address
from notifications.entry import Entry, Response, Standing, Tracked
from notifications.exchange.properties import OPERATION_ID, WRITTEN
from notifications.keeping import Guests

READ = (
    *("uid", "start", "end", "subject", "location", "sensitivity", "is_cancelled", "parent_folder_id"),
    *("required_attendees", "optional_attendees", "resources", OPERATION_ID, WRITTEN),
)
_PEOPLE, _ROOMS = ("required_attendees", "optional_attendees"), ("resources",)
_LONGEST_TEXT = 255
_REMINDER_MINUTES = 15
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RESPONSES = {
    "Accept": Response.ACCEPTED,
    "Tentative": Response.TENTATIVE,
    "Decline": Response.DECLINED,
}


class UnreadableItem(ValueError):
    def __init__(self) -> None:
        super().__init__("an item in the calendar has no start, end or id")


def fitted(entry: Entry, mailbox: str) -> Entry:
    """Cut and clean what Exchange could not hold, and leave out the organiser, whom it invites to nothing."""
    event = replace(entry.event, summary=_fitting(entry.event.summary), place=_fitting(entry.event.place))
    attendees = tuple(each for each in entry.attendees if each.email.lower() != mailbox.lower())
    return replace(entry, event=event, html=_NOT_IN_XML.sub("", entry.html), attendees=attendees)


def new_item(entry: Entry, account: Account) -> CalendarItem:
    event = entry.event
    return CalendarItem(
        account=account,
        uid=event.uid,
        is_response_requested=True,
        reminder_is_set=True,
        reminder_minutes_before_start=_REMINDER_MINUTES,
        **{OPERATION_ID: entry.operation_id},
        **_wanted(entry, account),
    )


def differing(item: CalendarItem, entry: Entry) -> list[str]:
    """Write into the item what the entry wants, and name the fields that are not as they were."""
    fields = []
    for name, value in _wanted(entry, item.account).items():
        if getattr(item, name) != value:
            setattr(item, name, value)
            fields.append(name)
    return fields


def with_guests(item: CalendarItem, guests: Guests, names: Iterable[Address]) -> list[str]:
    """Write the guests into the item, leaving those who stand there as they are, and name the changed fields.

    A room that the server has put among the people is left there: moved back, it would be told again each time.
    """
    known = {address.email.lower(): address.name for address in names}
    here = {name: list(getattr(item, name) or []) for name in (*_PEOPLE, *_ROOMS)}
    everybody = guests.people | guests.rooms
    wanted = {
        name: _staying(each, guests.rooms if name in _ROOMS else everybody, item)
        for name, each in here.items()
    }
    there = {_email(each) for attendees in wanted.values() for each in attendees}
    for field, emails in (("required_attendees", guests.people), ("resources", guests.rooms)):
        wanted[field] += [_attendee(email, known.get(email)) for email in sorted(emails - there)]
    changed = [name for name in wanted if list(map(_email, wanted[name])) != list(map(_email, here[name]))]
    for name in changed:
        setattr(item, name, wanted[name])
    return changed


def standing_of(item: CalendarItem) -> Standing:
    if not (item.id and isinstance(item.start, datetime) and isinstance(item.end, datetime)):
        raise UnreadableItem
    return Standing(
        remote_id=item.id,
        change_key=item.changekey or "",
        uid=item.uid or "",
        starts_at=_moment(item.start),
        ends_at=_moment(item.end),
        subject=item.subject or "",
        place=item.location or "",
        written=getattr(item, WRITTEN) or "",
        tracked=tuple(_tracked(item)),
    )


def _wanted(entry: Entry, account: Account) -> dict[str, object]:
    event, zone = entry.event, account.default_timezone
    return {
        "subject": event.summary,
        "sensitivity": "Private" if event.is_private else "Normal",
        "body": HTMLBody(entry.html),
        "start": _in_zone(event.starts_at, zone),
        "end": _in_zone(event.ends_at, zone),
        "location": event.place or None,
        WRITTEN: entry.written,
    }


def _in_zone(moment: datetime, zone: EWSTimeZone) -> EWSDateTime:
    return EWSDateTime.from_datetime(moment.astimezone(UTC)).astimezone(zone)


def _fitting(text: str) -> str:
    return _NOT_IN_XML.sub("", text)[:_LONGEST_TEXT]


def _staying(attendees: list[Attendee], emails: frozenset[str], item: CalendarItem) -> list[Attendee]:
    return [each for each in attendees if _email(each) in emails or not _is_guest(each, item)]


def _attendee(email: str, name: str | None) -> Attendee:
    """Say Unknown: the library would have a plain address accept."""
    return Attendee(mailbox=Mailbox(name=name, email_address=email), response_type="Unknown")


def _tracked(item: CalendarItem) -> Iterable[Tracked]:
    seen = set()
    for name in (*_ROOMS, *_PEOPLE):  # whoever is both is a room
        for each in getattr(item, name) or []:
            if _is_guest(each, item) and _email(each) not in seen:
                seen.add(_email(each))
                response = _RESPONSES.get(each.response_type, Response.NONE)
                yield Tracked(_email(each), response, _answered_at(each, response), name in _ROOMS)


def _is_guest(attendee: Attendee, item: CalendarItem) -> bool:
    """Some servers list the organiser among the attendees, or somebody without an address."""
    email = _email(attendee)
    is_organiser = attendee.response_type == "Organizer" or email == item.account.primary_smtp_address.lower()
    return bool(email) and not is_organiser


def _email(attendee: Attendee) -> str:
    return ((attendee.mailbox and attendee.mailbox.email_address) or "").lower()


def _answered_at(attendee: Attendee, response: Response) -> datetime | None:
    is_told = response is not Response.NONE and attendee.last_response_time is not None
    return _moment(attendee.last_response_time) if is_told else None


def _moment(moment: datetime) -> datetime:
    return datetime.fromtimestamp(moment.timestamp(), UTC)
