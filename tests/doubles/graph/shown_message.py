"""A message as Graph shows it."""

from email.parser import BytesHeaderParser

from tests.doubles.graph.mime import mime
from tests.doubles.graph.moments import instant
from tests.doubles.graph.shown_event import preview, properties
from tests.doubles.graph.tenant import folder_id


def whole_message(message, call):
    """Everything but the extended properties, which are shown only when asked for; as are the headers."""
    shown = _shown(message, call)
    if "internetMessageHeaders" in call.query.get("$select", "").split(","):
        headers = BytesHeaderParser().parsebytes(message.raw or mime(message))
        shown["internetMessageHeaders"] = [{"name": k, "value": v} for k, v in headers.items()]
    return shown


def whole_record(message, call):
    """What $filter may look at."""
    return whole_message(message, call) | {"singleValueExtendedProperties": properties(message)}


def _shown(message, call):
    body = message.fields.get("body") or {"contentType": "text", "content": ""}
    sender = {"emailAddress": {"name": message.mailbox, "address": message.mailbox}}
    return {
        "@odata.type": message.kind,
        "@odata.etag": message.etag,
        "id": message.id(call.wants_immutable_ids),
        "createdDateTime": instant(message.created_at),
        "lastModifiedDateTime": instant(message.modified_at),
        "changeKey": message.change_key,
        "receivedDateTime": instant(message.sent_at or message.created_at),
        "sentDateTime": instant(message.sent_at or message.created_at),
        "subject": "",
        "importance": "normal",
        "categories": [],
        "hasAttachments": bool(message.fields.get("attachments")),
        "bodyPreview": preview(body),
        "parentFolderId": folder_id(message.mailbox, message.folder),
        "conversationId": f"AAQk-{message.number}",
        "isRead": message.is_read,
        "isDraft": message.is_draft,
        "inferenceClassification": "focused",
        "webLink": f"https://outlook.example/mail/id/{message.number}",
        "sender": sender,
        "from": sender,
        "toRecipients": [],
        "ccRecipients": [],
        "bccRecipients": [],
        "replyTo": [],
        **{name: value for name, value in message.fields.items() if name != "attachments"},
        "body": {"contentType": "text", "content": preview(body)}
        if call.preferences.get("outlook.body-content-type") == "text"
        else body,
    }
