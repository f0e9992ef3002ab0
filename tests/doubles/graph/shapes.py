"""JSON schemas, by hand, for what Microsoft's slice leaves out: mail, schedules, deltas and errors."""

from jsonschema import Draft202012Validator

TEXT, FLAG, WHOLE = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
OPTIONAL_TEXT = {"type": ["string", "null"]}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$"}


def shape(required="", **properties):
    """An object with these properties and no others, beside OData's own."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
        "patternProperties": {"@odata\\.": True},
    }


def array(items, **more):
    return {"type": "array", "items": items, **more}


def choice(*values):
    return {"enum": list(values)}


LOCAL = shape("dateTime timeZone", dateTime=TEXT, timeZone=TEXT)
RECIPIENT = shape("emailAddress", emailAddress=shape("address", address=TEXT, name=OPTIONAL_TEXT))
BODY = shape(content=TEXT, contentType=choice("text", "html"))
PROPERTY = shape("id value", id=TEXT, value=TEXT)
HEADER = shape("name value", name={"type": "string", "pattern": "^[xX]-"}, value=TEXT)

_WRITTEN = {
    "subject": {"type": "string", "maxLength": 255},
    "body": BODY,
    "toRecipients": array(RECIPIENT, maxItems=500),
    "ccRecipients": array(RECIPIENT, maxItems=500),
    "bccRecipients": array(RECIPIENT, maxItems=500),
    "replyTo": array(RECIPIENT),
    "from": RECIPIENT,
    "sender": RECIPIENT,
    "importance": choice("low", "normal", "high"),
    "categories": array(TEXT),
    "isRead": FLAG,
    "isDeliveryReceiptRequested": {"type": ["boolean", "null"]},
    "isReadReceiptRequested": {"type": ["boolean", "null"]},
    "internetMessageId": {"type": "string", "pattern": "^<[^<>\\s]+@[^<>\\s]+>$"},
    "internetMessageHeaders": array(HEADER, minItems=1, maxItems=5),
    "inferenceClassification": choice("focused", "other"),
    "flag": {"type": "object"},
    "attachments": array({"type": "object", "required": ["@odata.type", "name"]}),
    "singleValueExtendedProperties": array(PROPERTY),
}
_SHOWN = _WRITTEN | {
    "id": TEXT,
    "createdDateTime": MOMENT,
    "lastModifiedDateTime": MOMENT,
    "changeKey": TEXT,
    "receivedDateTime": MOMENT,
    "sentDateTime": MOMENT,
    "hasAttachments": FLAG,
    "bodyPreview": TEXT,
    "parentFolderId": TEXT,
    "conversationId": TEXT,
    "isDraft": FLAG,
    "webLink": TEXT,
    "internetMessageHeaders": array(shape("name value", name=TEXT, value=TEXT)),
    "meetingMessageType": TEXT,
    "responseType": TEXT,
}
_MESSAGE = shape("id", **_SHOWN)
_FOLDER = shape(
    "id displayName",
    id=TEXT,
    displayName=TEXT,
    parentFolderId=TEXT,
    childFolderCount=WHOLE,
    unreadItemCount=WHOLE,
    totalItemCount=WHOLE,
    isHidden=FLAG,
)
_SCHEDULE = shape(
    "scheduleId",
    scheduleId=TEXT,
    availabilityView={"type": "string", "pattern": "^[0-4]*$"},
    scheduleItems=array(shape("status start end", status=TEXT, start=LOCAL, end=LOCAL)),
    workingHours={"type": "object"},
    error=shape("message responseCode", message=TEXT, responseCode=TEXT),
)
_ERROR = shape(
    "code message",
    code={"type": "string", "minLength": 1},
    message=TEXT,
    innerError=shape("date request-id", **{"date": TEXT, "request-id": TEXT, "client-request-id": TEXT}),
)
_REMOVED = {"type": "object", "required": ["id"]}

_MAY_BE_LOCAL = {"anyOf": [LOCAL, {"type": "null"}]}
# Only where Microsoft's slice is not at hand: the types of what an event is made of, and any other name.
_ROUGH_EVENT = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("subject", "transactionId", "sensitivity", "importance", "showAs"), OPTIONAL_TEXT),
        "start": _MAY_BE_LOCAL,
        "end": _MAY_BE_LOCAL,
        "body": {"anyOf": [BODY, {"type": "null"}]},
        "location": {"type": ["object", "null"], "properties": {"displayName": OPTIONAL_TEXT}},
        "attendees": array({"type": "object", "properties": {"emailAddress": {"type": ["object", "null"]}}}),
        "singleValueExtendedProperties": array(PROPERTY),
    },
}

SHAPES = {
    "event": _ROUGH_EVENT,
    "message": shape(**_WRITTEN),
    "shown message": _MESSAGE,
    "messages": shape("value", value=array(_MESSAGE)),
    "message changes": shape("value", value=array(_MESSAGE)),
    "folder": _FOLDER,
    "folders": shape("value", value=array(_FOLDER)),
    "mail": shape("message", message=shape("toRecipients", **_WRITTEN), saveToSentItems=FLAG),
    "destination": shape("destinationId", destinationId=TEXT),
    "comment": shape(comment=OPTIONAL_TEXT, Comment=OPTIONAL_TEXT),
    "schedule wish": shape(
        "schedules startTime endTime",
        schedules=array(TEXT),
        startTime=LOCAL,
        endTime=LOCAL,
        availabilityViewInterval=WHOLE,
    ),
    "schedules": shape("value", value=array(_SCHEDULE)),
    "user": shape("id", id=TEXT, displayName=TEXT, mail=TEXT, userPrincipalName=TEXT),
    "delta": shape("value", value=array(_REMOVED)),
    "error": shape("error", error=_ERROR),
}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SHAPES.items()}
