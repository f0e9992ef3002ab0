"""What arrives in an organiser's inbox from outside."""

from tests.doubles.graph import mime
from tests.doubles.graph.tenant import Message


def bounce(tenant, mailbox, to, more, now):
    """The report names the last mail sent to the address, unless the test says what it shall name."""
    sent = next((m for m in tenant.messages_of(mailbox, "sentitems") if _is_to(m, to)), None)
    fields = sent.fields if sent else {}
    subject = more.get("subject", fields.get("subject", ""))
    message_id = more.get("message_id", fields.get("internetMessageId"))
    sender = f"postmaster@{mailbox.rpartition('@')[2]}"
    message = arrived(tenant, mailbox, sender, f"Undeliverable: {subject}", now)
    message.raw = mime.bounce(mailbox, to, subject, message_id, now)
    words = more.get("body", f"<p>Your message to {to} couldn't be delivered.</p>")
    message.fields["body"] = {"contentType": "html", "content": words}


def seal(tenant, mailbox, sender, now):
    """What it says can't be seen from outside."""
    arrived(tenant, mailbox, sender, "Svar", now).raw = mime.sealed(mailbox, sender, now)


def arrived(tenant, mailbox, sender, subject, now):
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
