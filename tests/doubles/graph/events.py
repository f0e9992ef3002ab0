"""Events of a calendar: created, changed, cancelled, deleted, and looked up."""

from tests.doubles.graph import post
from tests.doubles.graph.call import Done
from tests.doubles.graph.moments import NEVER, read_moment
from tests.doubles.graph.properties import write_properties
from tests.doubles.graph.refusals import Refused, bad_value, failed
from tests.doubles.graph.shown_event import selected, whole_event
from tests.doubles.graph.tenant import Attendee, Event
from tests.doubles.graph.told import Telling, tellings

READ_ONLY = {
    "id", "iCalUId", "changeKey", "createdDateTime", "lastModifiedDateTime", "webLink", "type", "bodyPreview",
    "isCancelled", "isOrganizer", "isDraft", "hasAttachments", "responseStatus", "seriesMasterId", "organizer",
    "onlineMeeting", "onlineMeetingUrl", "originalStart", "originalStartTimeZone", "originalEndTimeZone",
}  # fmt: skip
_APART = {"start", "end", "attendees", "singleValueExtendedProperties"}
MOST_ATTENDEES = 500


def create(tenant, call):
    _check_writable(call.content)
    if again := _made_before(tenant, call):
        return Done(201, whole_event(again, call))
    if not call.content.get("start") or not call.content.get("end"):
        raise bad_value("Start and end are required.")
    event = Event(call.mailbox, next(tenant.numbers), call.now, {})
    _write(event, call.content, call.now)
    told = [Telling("request", attendee.address) for attendee in event.attendees]
    return _store(tenant, call, event, told, lambda: tenant.add(event, call.now), 201)


def change(tenant, call):
    event = tenant.event(call.mailbox, call.parts[0])
    call.check_unchanged(event)
    _check_writable(call.content)
    if call.content.get("transactionId", event.fields.get("transactionId")) != event.fields.get(
        "transactionId"
    ):
        raise Refused(400, "ErrorInvalidPropertySet", "transactionId cannot be changed.")
    changed = Event(event.mailbox, event.number, event.created_at, dict(event.fields), dict(event.properties))
    changed.starts_at, changed.ends_at, changed.zones = event.starts_at, event.ends_at, event.zones
    changed.attendees = [Attendee(**vars(a)) for a in event.attendees]
    _write(changed, call.content, call.now)
    told = tellings(event.attendees, changed.attendees, call.content)

    def store():
        for name in ("fields", "properties", "starts_at", "ends_at", "zones", "attendees"):
            setattr(event, name, getattr(changed, name))
        tenant.touch(event, call.now)

    return _store(tenant, call, event, told, store, 200)


def cancel(tenant, call):
    event = tenant.event(call.mailbox, call.parts[0])
    _end(tenant, call, event)
    return Done(202)


def delete(tenant, call):
    """An organiser who deletes a meeting cancels it."""
    event = tenant.event(call.mailbox, call.parts[0])
    call.check_unchanged(event)
    _end(tenant, call, event)
    return Done(204)


def get(tenant, call):
    event = tenant.event(call.mailbox, call.parts[0])
    return Done(200, selected(whole_event(event, call), event, call))


def _made_before(tenant, call):
    name = call.content.get("transactionId")
    same = [e for e in tenant.events if e.mailbox == call.mailbox and e.fields.get("transactionId") == name]
    if not name or not same:
        return None
    if same[0].is_gone:
        raise Refused(
            409, "ErrorDuplicateTransactionId", "The transactionId belongs to an event that is gone."
        )
    return same[0]


def _store(tenant, call, event, told, store, status):  # noqa: PLR0917 - the one order in which a meeting is stored and told
    is_failing = post.check_recipients(tenant, told)
    post.check_rate(tenant, call.mailbox, len({t.kind for t in told}), call.now)
    store()
    if is_failing:
        raise failed()
    post.tell(tenant, event, told, call.now, number=call.number)
    shown = whole_event(event, call)
    post.let_rooms_answer(tenant, event, told, call.now)
    return Done(status, shown)


def _end(tenant, call, event):
    told = [Telling("cancel", attendee.address) for attendee in event.attendees if attendee.is_told]
    post.check_rate(tenant, call.mailbox, 1 if told else 0, call.now)
    event.is_gone = True
    tenant.touch(event, call.now)
    post.tell(tenant, event, told, call.now, number=call.number)


def _check_writable(content):
    if wrong := sorted(READ_ONLY & set(content)):
        raise Refused(
            400, "ErrorInvalidPropertySet", f"Set action is invalid for property: {', '.join(wrong)}."
        )
    if content.get("recurrence") or content.get("isOnlineMeeting"):
        raise bad_value("This double has neither series nor online meetings.")
    if len(content.get("subject") or "") > 255:
        raise bad_value("The subject is longer than 255 characters.")


def _write(event, content, now):
    before = event.starts_at, event.ends_at
    for name, value in content.items():
        if name not in _APART:
            event.fields[name] = value
        if value is None:  # null brings the default back
            event.fields.pop(name, None)
    if content.get("body"):
        event.fields["body"] = {"contentType": "text", "content": ""} | content["body"]
    _write_times(event, content)
    if "attendees" in content:
        told = {a.address.casefold() for a in event.attendees if a.is_told}
        event.attendees = _attendees(content["attendees"])
        for attendee in event.attendees:
            attendee.is_told = attendee.address.casefold() in told
    write_properties(event, content.get("singleValueExtendedProperties"))
    if before[0] and before != (event.starts_at, event.ends_at):
        for attendee in event.attendees:  # a new time asks everybody anew
            attendee.is_asked_anew()


def _write_times(event, content):
    zones = list(event.zones)
    if "start" in content:
        event.starts_at, zones[0] = read_moment(content["start"]), content["start"]["timeZone"]
    if "end" in content:
        event.ends_at, zones[1] = read_moment(content["end"]), content["end"]["timeZone"]
    event.zones = tuple(zones)
    if event.ends_at < event.starts_at:
        raise Refused(400, "ErrorCalendarEndDateIsEarlierThanStartDate", "The event ends before it begins.")


def _attendees(entries):
    """The list as it is now; whoever is named without a status has not answered."""
    if len(entries or []) > MOST_ATTENDEES:
        raise bad_value(f"More than {MOST_ATTENDEES} attendees.")
    found = {}
    for entry in entries or []:
        mailbox, status = entry.get("emailAddress") or {}, entry.get("status") or {}
        address = mailbox.get("address") or ""
        if "@" not in address:
            raise Refused(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.")
        found[address.casefold()] = Attendee(
            address,
            mailbox.get("name") or address,
            entry.get("type") or "required",
            status.get("response") or "none",
            status.get("time") or NEVER,
        )
    return list(found.values())
