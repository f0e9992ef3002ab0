"""An event as Graph shows it, whole or as $select and $expand ask."""

import re

from tests.doubles.graph.filters import matching
from tests.doubles.graph.moments import instant, local_moment
from tests.doubles.graph.refusals import bad_query

DEFAULTS = {
    "subject": "",
    "body": {"contentType": "html", "content": ""},
    "importance": "normal",
    "sensitivity": "normal",
    "showAs": "busy",
    "isAllDay": False,
    "isReminderOn": True,
    "reminderMinutesBeforeStart": 15,
    "responseRequested": True,
    "allowNewTimeProposals": True,
    "hideAttendees": False,
    "isOnlineMeeting": False,
    "onlineMeetingProvider": "unknown",
    "categories": [],
    "location": {"displayName": "", "locationType": "default", "uniqueIdType": "unknown"},
}
_EXPANDED = re.compile(r"\s*(\w+)\s*(?:\(\s*\$filter\s*=(.*)\))?\s*", re.IGNORECASE | re.DOTALL)


def whole_event(event, call):
    """Everything but the extended properties, which are shown only when asked for."""
    fields = DEFAULTS | event.fields
    place = fields["location"].get("displayName")
    shown = {
        "@odata.etag": event.etag,
        "id": event.id(call.wants_immutable_ids),
        "createdDateTime": instant(event.created_at),
        "lastModifiedDateTime": instant(event.modified_at),
        "changeKey": event.change_key,
        "originalStartTimeZone": event.zones[0],
        "originalEndTimeZone": event.zones[1],
        "iCalUId": event.uid,
        "hasAttachments": False,
        "bodyPreview": preview(fields["body"]),
        "isCancelled": False,
        "isOrganizer": True,
        "isDraft": False,
        "seriesMasterId": None,
        "webLink": f"https://outlook.example/calendar/item/{event.number}",
        "onlineMeetingUrl": None,
        "onlineMeeting": None,
        "recurrence": None,
        "type": "singleInstance",
        "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
        **fields,
        "body": _body(fields["body"], call),
        "start": local_moment(event.starts_at, call.time_zone),
        "end": local_moment(event.ends_at, call.time_zone),
        "locations": fields.get("locations") or ([fields["location"]] if place else []),
        "attendees": [_attendee(a) for a in event.attendees],
        "organizer": {"emailAddress": {"name": event.mailbox, "address": event.mailbox}},
    }
    return shown if event.fields.get("transactionId") else shown | {"transactionId": None}


def whole_record(event, call):
    """What $filter may look at: the event in UTC, with its extended properties."""
    shown = whole_event(event, call)
    shown["start"], shown["end"] = local_moment(event.starts_at), local_moment(event.ends_at)
    shown["singleValueExtendedProperties"] = properties(event)
    return shown


def selected(shown, item, call):
    """`shown` cut down to $select, and with what $expand asks for."""
    kept = dict(shown)
    if "$select" in call.query:
        names = [name.strip() for name in call.query["$select"].split(",")]
        for name in names:
            if name not in shown and name != "singleValueExtendedProperties":
                raise bad_query(f"Could not find a property named '{name}'.")
        always = {"@odata.etag", "@odata.type", "id"}
        kept = {name: value for name, value in shown.items() if name in always or name in names}
    return kept | _expanded(item, call)


def properties(item):
    return [{"id": name, "value": value} for name, value in item.properties.items()]


def preview(body):
    plain = re.sub(r"<[^>]*>", " ", body.get("content") or "")
    return re.sub(r"\s+", " ", plain).strip()[:255]


def _expanded(item, call):
    if "$expand" not in call.query:
        return {}
    asked = _EXPANDED.fullmatch(call.query["$expand"])
    if not asked or asked[1] not in {"singleValueExtendedProperties", "attachments"}:
        raise bad_query(f"Could not expand {call.query['$expand']}.")
    if asked[1] == "attachments":
        return {"attachments": []}
    if not asked[2]:
        raise bad_query("singleValueExtendedProperties can be expanded with a $filter on id only.")
    wanted = matching(asked[2].strip(), {"id"})
    found = [entry for entry in properties(item) if wanted(entry)]
    return {"singleValueExtendedProperties": found} if found else {}


def _body(body, call):
    if call.preferences.get("outlook.body-content-type") == "text":
        return {"contentType": "text", "content": preview(body)}
    return body


def _attendee(attendee):
    return {
        "type": attendee.type,
        "status": {"response": attendee.response, "time": attendee.responded_at},
        "emailAddress": {"name": attendee.name, "address": attendee.address},
    }
