"""Who is free when, as getSchedule tells it."""

from datetime import timedelta

from tests.doubles.graph.call import Done
from tests.doubles.graph.moments import local_moment, read_moment
from tests.doubles.graph.refusals import Refused, bad_value

LONGEST, MOST_MAILBOXES = timedelta(days=62), 20
_DIGITS = {"free": "0", "tentative": "1", "busy": "2", "oof": "3", "workingElsewhere": "4"}
_STATUS = {"accepted": "busy", "organizer": "busy", "declined": "free"}
WORKING_HOURS = {
    "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
    "startTime": "08:00:00.0000000",
    "endTime": "17:00:00.0000000",
    "timeZone": {"name": "Romance Standard Time"},
}


def schedules(tenant, call):
    starts_at, ends_at = read_moment(call.content["startTime"]), read_moment(call.content["endTime"])
    minutes = call.content.get("availabilityViewInterval", 30)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise Refused(400, "ErrorInvalidTimeInterval", "The window is empty, or longer than 62 days.")
    if not 5 <= minutes <= 1440 or timedelta(minutes=minutes) > ends_at - starts_at:
        raise Refused(400, "ErrorInvalidMergedFreeBusyInterval", "The interval is too short or too long.")
    if not 0 < len(call.content["schedules"]) <= MOST_MAILBOXES:
        raise bad_value(f"One to {MOST_MAILBOXES} schedules can be asked for.")
    window = starts_at, ends_at, timedelta(minutes=minutes)
    return Done(200, {"value": [_schedule(tenant, call, name, window) for name in call.content["schedules"]]})


def _schedule(tenant, call, address, window):
    if address.casefold() in tenant.unknown:
        error = {"message": "Unable to resolve e-mail address.", "responseCode": "ErrorMailRecipientNotFound"}
        return {"scheduleId": address, "error": error}
    starts_at, ends_at, step = window
    taken = sorted(t for t in _taken(tenant, address.casefold()) if t[0] < ends_at and starts_at < t[1])
    view, at = "", starts_at
    while at < ends_at:
        view += max((_DIGITS[status] for s, e, status in taken if s < at + step and at < e), default="0")
        at += step
    return {
        "scheduleId": address,
        "availabilityView": view,
        "scheduleItems": [_item(call, *entry) for entry in taken],
        "workingHours": WORKING_HOURS,
    }


def _taken(tenant, address):
    """(start, end, status) of everything in a calendar that is not free."""
    for whose, starts_at, ends_at in tenant.busy:
        if whose == address:
            yield starts_at, ends_at, "busy"
    for event in tenant.events:
        if event.is_gone:
            continue
        attendee = event.attendee(address)
        if event.mailbox == address:
            status = event.fields.get("showAs") or "busy"
        else:
            status = _STATUS.get(attendee.response, "tentative") if attendee else "free"
        if status in _DIGITS and status != "free":
            yield event.starts_at, event.ends_at, status


def _item(call, starts_at, ends_at, status):
    return {
        "status": status,
        "start": local_moment(starts_at, call.time_zone),
        "end": local_moment(ends_at, call.time_zone),
    }
