"""What people do to the mailboxes without Graph: they answer, edit in Outlook, and write to nobody."""

from datetime import datetime

from tests.doubles.graph import mime, post
from tests.doubles.graph.tenant import Message
from tests.doubles.graph.told import Telling

_RESPONSES = {
    "Accept": ("accepted", "meetingAccepted", "Accepted"),
    "Decline": ("declined", "meetingDeclined", "Declined"),
    "Tentative": ("tentativelyAccepted", "meetingTenativelyAccepted", "Tentative"),  # spelled so by Graph
}


def answer(tenant, event, attendee, response, now):
    """The organiser's tracking shows it, and a mail about it lies in the inbox."""
    status, message_type, word = _RESPONSES[response]
    found = event.attendee(attendee)
    if found is None:
        raise LookupError(f"{attendee} is not invited")
    found.answers(status, now)
    tenant.touch(event, now)
    message = _arrived(tenant, event.mailbox, attendee, f"{word}: {event.fields.get('subject', '')}", now)
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


def bounce(tenant, mailbox, to, more, now):
    """The report names the last mail sent to the address, unless the test says what it shall name."""
    sent = next((m for m in tenant.messages_of(mailbox, "sentitems") if _is_to(m, to)), None)
    fields = sent.fields if sent else {}
    subject = more.get("subject", fields.get("subject", ""))
    message_id = more.get("message_id", fields.get("internetMessageId"))
    sender = f"postmaster@{mailbox.rpartition('@')[2]}"
    message = _arrived(tenant, mailbox, sender, f"Undeliverable: {subject}", now)
    message.raw = mime.bounce(mailbox, to, subject, message_id, now)
    message.fields["body"] = {
        "contentType": "html",
        "content": f"<p>Your message to {to} couldn't be delivered.</p>",
    }


def _tell_all(tenant, event, kind, now):
    told = [Telling(kind, attendee.address) for attendee in event.attendees]
    tenant.touch(event, now)
    post.tell(tenant, event, told, number=None, by="hand")
    post.let_rooms_answer(tenant, event, told, now)


def _arrived(tenant, mailbox, sender, subject, now):
    message = Message(mailbox, next(tenant.numbers), now, {}, folder="inbox", is_draft=False, is_read=False)
    message.sent_at = now
    whose = {"emailAddress": {"name": sender, "address": sender}}
    message.fields = {
        "subject": subject,
        "from": whose,
        "sender": whose,
        "toRecipients": [{"emailAddress": {"name": mailbox, "address": mailbox}}],
        "internetMessageId": f"<arrived-{message.number}@{sender.rpartition('@')[2]}>",
    }
    return tenant.add(message, now)


def _is_to(message, address):
    found = [r["emailAddress"]["address"] for r in message.fields.get("toRecipients") or []]
    return address.casefold() in [a.casefold() for a in found]
