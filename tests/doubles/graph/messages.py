"""Mails: written as drafts, sent, looked up, read and moved."""

import uuid

from tests.doubles.graph import post
from tests.doubles.graph.call import Done
from tests.doubles.graph.listing import listed
from tests.doubles.graph.mime import mime
from tests.doubles.graph.properties import write_properties
from tests.doubles.graph.refusals import Refused, failed, not_found, unknown_recipients
from tests.doubles.graph.shown_event import selected
from tests.doubles.graph.shown_message import whole_message, whole_record
from tests.doubles.graph.tenant import FOLDERS, Message, folder_id, folder_named
from tests.doubles.wire_log import WireMail

PATHS = {
    "subject", "isRead", "isDraft", "receivedDateTime", "sentDateTime", "createdDateTime", "lastModifiedDateTime",
    "internetMessageId", "from/emailAddress/address", "sender/emailAddress/address", "importance",
    "hasAttachments", "conversationId", "parentFolderId", "singleValueExtendedProperties",
}  # fmt: skip
ALWAYS_WRITABLE = {"isRead", "categories", "importance", "singleValueExtendedProperties"}
_RECIPIENTS = ("toRecipients", "ccRecipients", "bccRecipients")


def create(tenant, call):
    """A draft, in Drafts unless the path names another folder."""
    folder = folder_named(call.mailbox, call.parts[0]) if call.parts else "drafts"
    message = _draft(tenant, call, call.content)
    message.folder = folder
    return Done(201, whole_message(message, call))


def send(tenant, call):
    """The draft becomes a mail in Sent Items; what is no draft any more cannot be sent."""
    message = tenant.message(call.mailbox, call.parts[0])
    if not message.is_draft:
        raise not_found()
    _send(tenant, call, message)
    return Done(202)


def send_at_once(tenant, call):
    """sendMail: no id, and no way to tell whether it was done."""
    message = _draft(tenant, call, call.content["message"])
    try:
        _send(tenant, call, message)
    except Refused:
        message.is_gone = True
        raise
    message.is_gone = call.content.get("saveToSentItems") is False
    return Done(202)


def messages(tenant, call):
    return _messages(call, tenant.messages_of(call.mailbox))


def messages_in(tenant, call):
    return _messages(call, tenant.messages_of(call.mailbox, folder_named(call.mailbox, call.parts[0])))


def get(tenant, call):
    message = tenant.message(call.mailbox, call.parts[0])
    return Done(200, selected(whole_message(message, call), message, call))


def content(tenant, call):
    """The message as MIME."""
    message = tenant.message(call.mailbox, call.parts[0])
    return Done(200, raw=message.raw or mime(message), raw_type="text/plain")


def change(tenant, call):
    message = tenant.message(call.mailbox, call.parts[0])
    call.check_unchanged(message)
    if not message.is_draft and (wrong := sorted(set(call.content) - ALWAYS_WRITABLE)):
        raise Refused(
            400, "ErrorInvalidPropertySet", f"Set action is invalid for property: {', '.join(wrong)}."
        )
    _write(message, call.content)
    tenant.touch(message, call.now)
    return Done(200, whole_message(message, call))


def move(tenant, call):
    message = tenant.message(call.mailbox, call.parts[0])
    message.move(folder_named(call.mailbox, call.content["destinationId"]))
    tenant.touch(message, call.now)
    return Done(201, whole_message(message, call))


def delete(tenant, call):
    """First into Deleted Items, then for good."""
    message = tenant.message(call.mailbox, call.parts[0])
    message.is_gone = message.folder == "deleteditems"
    message.move("deleteditems")
    tenant.touch(message, call.now)
    return Done(204)


def folder(tenant, call):
    return Done(200, _folder(tenant, call.mailbox, folder_named(call.mailbox, call.parts[0])))


def folders(tenant, call):
    return Done(200, {"value": [_folder(tenant, call.mailbox, name) for name in FOLDERS]})


def _draft(tenant, call, fields):
    message = Message(call.mailbox, next(tenant.numbers), call.now, {})
    message.fields["internetMessageId"] = f"<{uuid.uuid4().hex}@outlook.example>"
    _write(message, fields)
    return tenant.add(message, call.now)


def _write(message, fields):
    for name, value in fields.items():
        if name == "isRead":
            message.is_read = bool(value)
        elif name != "singleValueExtendedProperties":
            message.fields[name] = value
    if "body" in fields:
        message.fields["body"] = {"contentType": "text", "content": ""} | fields["body"]
    write_properties(message, fields.get("singleValueExtendedProperties"))


def _send(tenant, call, message):
    addresses = [r["emailAddress"]["address"] for name in _RECIPIENTS for r in message.fields.get(name) or []]
    wrong = [a for a in addresses if "@" not in a]
    refused, mode = tenant.refused(addresses)
    if wrong or not addresses or mode == "clean":
        raise unknown_recipients(wrong or refused)
    if mode == "stored_500":
        raise failed()
    post.check_rate(tenant, call.mailbox, 1, call.now)
    message.is_draft, message.sent_at = False, call.now
    message.move("sentitems")
    tenant.touch(message, call.now)
    for address in dict.fromkeys(addresses):
        tenant.wire.send(_mail(message, address, call.number))
        post.bounce_if_unknown(tenant, call.mailbox, address, call.now)


def _mail(message, address, number):
    return WireMail(
        "mail",
        message.mailbox,
        address,
        number,
        subject=message.fields.get("subject") or "",
        operation_id=message.named_property("OperationId"),
        revision=message.named_property("Written"),
        body_type=message.fields.get("body", {}).get("contentType", "text"),
    )


def _messages(call, found):
    return listed(call, [(m, whole_record(m, call), whole_message(m, call)) for m in found], PATHS)


def _folder(tenant, mailbox, name):
    found = tenant.messages_of(mailbox, name)
    return {
        "id": folder_id(mailbox, name),
        "displayName": FOLDERS[name],
        "parentFolderId": folder_id(mailbox, "msgfolderroot"),
        "childFolderCount": 0,
        "unreadItemCount": sum(not m.is_read for m in found),
        "totalItemCount": len(found),
        "isHidden": False,
    }
