"""Events as Graph writes them: what we put into one, and what we read out of it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from notifications.address import Address
from notifications.entry import Entry, Response, Standing, Tracked
from notifications.keeping import Guests

# The same set as on Exchange Server: the marks go along when a mailbox moves to Exchange Online.
_OURS = uuid.UUID("5a0c6f6e-2f57-4b0f-9c3a-8d1e7b6c4f21")
OPERATION_ID = f"String {{{_OURS}}} Name OperationId"
WRITTEN = f"String {{{_OURS}}} Name Written"
EXPANDED = {"$expand": f"singleValueExtendedProperties($filter=id eq '{OPERATION_ID}' or id eq '{WRITTEN}')"}
_RESPONSES = {
    "accepted": Response.ACCEPTED,
    "tentativelyAccepted": Response.TENTATIVE,
    "declined": Response.DECLINED,
}
_NEVER = 1  # the year that Graph writes where nobody has answered


def in_mailbox(mailbox: str, *steps: str) -> str:
    return "/" + "/".join(["users", quote(mailbox, safe="@"), *(quote(step, safe="") for step in steps)])


def with_operation(operation_id: str) -> dict[str, str]:
    """The filter that finds what bears our operation id."""
    value = operation_id.replace("'", "''")
    return {
        "$filter": f"singleValueExtendedProperties/Any(ep: ep/id eq '{OPERATION_ID}' and ep/value eq '{value}')"
    }


def said_of(entry: Entry) -> dict[str, Any]:
    """Everything but the attendees. Of a private one colleagues see nothing; its text is for those invited."""
    event = entry.event
    return {
        "subject": event.summary,
        "body": {"contentType": "html", "content": entry.html},
        "start": local(event.starts_at),
        "end": local(event.ends_at),
        "location": {"displayName": event.place},
        "sensitivity": "private" if event.is_private else "normal",
    }


def drafted(entry: Entry, replaces: str) -> dict[str, Any]:
    """A new event that nobody is invited to; `replaces` is the id of the one that stood there before."""
    return {
        **said_of(entry),
        "responseRequested": True,
        "allowNewTimeProposals": False,
        "hideAttendees": entry.hides_attendees,
        "transactionId": str(uuid.uuid5(_OURS, f"{entry.operation_id}/{replaces}")),
        "singleValueExtendedProperties": [
            {"id": OPERATION_ID, "value": entry.operation_id},
            *written_by(entry),
        ],
    }


def written_by(entry: Entry) -> list[dict[str, str]]:
    return [{"id": WRITTEN, "value": entry.written}]


def attending(
    guests: Guests, known: Sequence[Address], there: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The whole list. Whoever stays is passed back with the answer given, or Graph would forget it."""
    names = {address.email.lower(): address for address in known}
    stays = {email_of(attendee): attendee for attendee in there}
    return [
        _stays(stays[email]) if email in stays else _comes(names.get(email), email, guests)
        for email in sorted(guests.people | guests.rooms)
    ]


def email_of(attendee: Mapping[str, Any]) -> str:
    return str(attendee["emailAddress"]["address"]).lower()


def standing_of(content: Mapping[str, Any], written: str | None = None) -> Standing:
    """Raises KeyError, TypeError or ValueError where it is no event; `written` as we have just written it."""
    return Standing(
        remote_id=str(content["id"]),
        change_key=str(content.get("changeKey") or ""),
        uid=str(content.get("iCalUId") or ""),
        starts_at=moment_of(content["start"]),
        ends_at=moment_of(content["end"]),
        subject=str(content.get("subject") or ""),
        place=str((content.get("location") or {}).get("displayName") or ""),
        written=_property(content, WRITTEN) if written is None else written,
        tracked=tuple(_tracked(attendee) for attendee in guests_in(content)),
    )


def guests_in(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The attendees but the organiser, whom some servers list among them."""
    return [a for a in content.get("attendees") or [] if _said(a).get("response") != "organizer"]


def local(moment: datetime) -> dict[str, str]:
    return {"dateTime": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}", "timeZone": "UTC"}


def moment_of(local: Mapping[str, str]) -> datetime:
    moment, zone = datetime.fromisoformat(local["dateTime"]), local.get("timeZone") or "UTC"
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
    return moment.astimezone(UTC)


def written_in(content: Mapping[str, Any]) -> str:
    return _property(content, WRITTEN)


def _property(content: Mapping[str, Any], name: str) -> str:
    for entry in content.get("singleValueExtendedProperties") or []:
        if str(entry["id"]).casefold() == name.casefold():
            return str(entry["value"])
    return ""


def _tracked(attendee: Mapping[str, Any]) -> Tracked:
    said = _said(attendee)
    response = _RESPONSES.get(said.get("response", ""), Response.NONE)
    return Tracked(
        email_of(attendee),
        response,
        _answered_at(said.get("time")) if response is not Response.NONE else None,
        attendee.get("type") == "resource",
    )


def _said(attendee: Mapping[str, Any]) -> Mapping[str, str]:
    return attendee.get("status") or {}


def _answered_at(time: str | None) -> datetime | None:
    answered_at = datetime.fromisoformat(time) if time else None
    return answered_at if answered_at and answered_at.year > _NEVER else None


def _stays(attendee: Mapping[str, Any]) -> dict[str, Any]:
    return {name: attendee[name] for name in ("emailAddress", "type", "status") if attendee.get(name)}


def _comes(address: Address | None, email: str, guests: Guests) -> dict[str, Any]:
    mailbox = {"address": address.email, "name": address.name} if address else {"address": email}
    return {"emailAddress": mailbox, "type": "resource" if email in guests.rooms else "required"}
