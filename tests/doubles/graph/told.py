"""Who is mailed about which change of an event."""

from dataclasses import dataclass

from tests.doubles.graph.shown_event import DEFAULTS
from tests.doubles.wire_log import WireMail

# What is the organiser's own affair: a change of these alone is told to nobody.
SILENT = {
    "attendees",
    "singleValueExtendedProperties",
    "categories",
    "isReminderOn",
    "reminderMinutesBeforeStart",
    "showAs",
    "transactionId",
}


@dataclass(frozen=True)
class Telling:
    kind: str
    address: str


def tellings(before, after, written):
    """`before` and `after` are attendees, `written` the names of the properties in the request.

    Attendees alone: only who was added or removed. Anything else that matters: everybody, changed or not.
    """
    was, stays = ({a.address.casefold() for a in attendees} for attendees in (before, after))
    is_for_all = bool(set(written) - SILENT)
    return [
        *(Telling("cancel", a.address) for a in before if a.address.casefold() not in stays and a.is_told),
        *(Telling("request", a.address) for a in after if a.address.casefold() not in was),
        *(_again(a) for a in after if a.address.casefold() in was and is_for_all),
    ]


def _again(attendee):
    """Who has been told nothing so far is invited by what others take as an update."""
    return Telling("update" if attendee.is_told else "request", attendee.address)


def meeting_mail(event, telling, number, by=None):
    """What the attendee's mailbox receives."""
    is_hidden = event.fields.get("hideAttendees")
    others = [a.address for a in event.attendees if a.address.casefold() != telling.address.casefold()]
    return WireMail(
        telling.kind,
        event.mailbox,
        telling.address,
        number,
        subject=event.fields.get("subject", ""),
        uid=event.uid,
        operation_id=event.named_property("OperationId"),
        revision=event.named_property("Written"),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        body_type=(DEFAULTS | event.fields)["body"].get("contentType", "text"),
        others_seen=() if is_hidden else tuple(others),
        by=by,
    )
