"""What people do to the mailboxes without Graph: they answer, and edit in Outlook."""

from datetime import datetime

from tests.doubles.graph import post
from tests.doubles.graph.arrivals import arrived
from tests.doubles.graph.told import Telling

_RESPONSES = {
    "Accept": ("accepted", "meetingAccepted", "Accepted"),
    "Decline": ("declined", "meetingDeclined", "Declined"),
    "Tentative": ("tentativelyAccepted", "meetingTenativelyAccepted", "Tentative"),  # spelled so by Graph
}


def answer(tenant, event, attendee, response, now):
    """A mail about it lies in the inbox; the organiser's tracking shows it, if it is from somebody invited."""
    status, message_type, word = _RESPONSES[response]
    if found := event.attendee(attendee):
        found.answers(status, now)
        tenant.touch(event, now)
    message = arrived(tenant, event.mailbox, attendee, f"{word}: {event.fields.get('subject', '')}", now)
    message.kind = "#microsoft.graph.eventMessageResponse"
    message.fields |= {"meetingMessageType": message_type, "responseType": status}


def edit(tenant, event, changes, now):
    """As Outlook does it: the attendees hear of it, and our extended properties stay as they were."""
    if changes.pop("delete", False):
        event.is_gone = True
        _tell_all(tenant, event, "cancel", now)
        return
    starts_at, ends_at = event.starts_at, event.ends_at
    if "starts_at" in changes:
        event.starts_at = datetime.fromisoformat(changes.pop("starts_at"))
        event.ends_at += event.starts_at - starts_at
    if "ends_at" in changes:
        event.ends_at = datetime.fromisoformat(changes.pop("ends_at"))
    if "subject" in changes:
        event.fields["subject"] = changes.pop("subject")
    if "place" in changes:
        event.fields["location"] = {"displayName": changes.pop("place"), "locationType": "default"}
    if changes:
        raise TypeError(f"cannot edit {', '.join(changes)}")
    if (starts_at, ends_at) != (event.starts_at, event.ends_at):
        for attendee in event.attendees:
            attendee.is_asked_anew()
    _tell_all(tenant, event, "update", now)


def _tell_all(tenant, event, kind, now):
    told = [Telling(kind, attendee.address) for attendee in event.attendees]
    tenant.touch(event, now)
    post.tell(tenant, event, told, now, by="hand")
    post.let_rooms_answer(tenant, event, told, now)
