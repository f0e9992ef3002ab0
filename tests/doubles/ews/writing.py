"""CreateItem and UpdateItem: what they store, and whom they mail."""

import copy
from datetime import timedelta

from tests.doubles.ews import mailing
from tests.doubles.ews.call import each, required
from tests.doubles.ews.item import ORDER, ROLES, Item, erase, new_id, property_key, write
from tests.doubles.ews.meetings import told_of_update
from tests.doubles.ews.shape import field_name, identity, organizer
from tests.doubles.ews.soap import NS, Failed, Refused, children, local, m, success, t

FIVE_YEARS = timedelta(days=5 * 366)
WHEN = {"Start", "End"}


def create_item(call, body):
    def one(node):
        deed = {
            "CalendarItem": _create_meeting,
            "Message": mailing.create,
            "CancelCalendarItem": mailing.cancel,
            "AcceptItem": mailing.decide,
            "TentativelyAcceptItem": mailing.decide,
            "DeclineItem": mailing.decide,
        }
        if local(node) not in deed:
            raise Failed("ErrorInvalidOperation", f"This double creates no {local(node)}.")
        made = deed[local(node)](call, body, node)
        return success("CreateItemResponseMessage", m("Items", *([identity(made)] if made else [])))

    return each("CreateItem", children(body.find("m:Items", NS)), one, ["Items"])


def update_item(call, body):
    def one(change):
        item = _update(call, body, change)
        conflicts = m("ConflictResults", t("Count", "0"))
        return success("UpdateItemResponseMessage", m("Items", identity(item)), conflicts)

    return each("UpdateItem", children(body.find("m:ItemChanges", NS)), one, ["Items"])


def _create_meeting(call, body, node):
    mode = required(body, "SendMeetingInvitations", "ErrorSendMeetingInvitationsRequired")
    saved = body.find("m:SavedItemFolderId", NS)
    mailbox, folder = call.folder(saved) if saved is not None else (call.mailbox, "calendar")
    item = Item("CalendarItem", mailbox, folder)
    item.set(
        ItemClass="IPM.Appointment",
        Sensitivity="Normal",
        Importance="Normal",
        UID=new_id(),
        IsCancelled="false",
        IsRecurring="false",
        IsAllDayEvent="false",
        LegacyFreeBusyStatus="Busy",
        MeetingRequestWasSent="false",
        IsResponseRequested="true",
        CalendarItemType="Single",
        MyResponseType="Organizer",
        AppointmentSequenceNumber="0",
        IsOrganizer="true",
    )
    item.fields["Organizer"] = organizer(mailbox)
    for part in children(node):
        write(item, part)
    call.forget_marks(item)
    _settle(item, call.ways)
    return _send(call, item, [("request", a) for a in item.attendees] if mode != "SendToNone" else [], mode)


def _update(call, body, change):
    conflict = body.get("ConflictResolution")
    needs_key = None if conflict == "AlwaysOverwrite" else "ErrorChangeKeyRequiredForWriteOperations"
    node = children(change)[0]
    before = call.item(node, change_key=needs_key)
    if before.kind == "CalendarItem":
        mode = required(
            body,
            "SendMeetingInvitationsOrCancellations",
            "ErrorSendMeetingInvitationsOrCancellationsRequired",
        )
    else:
        mode = mailing.disposition(body)
    if before.kind == "CalendarItem" and before.folder == "deleteditems":
        raise Refused("ErrorCalendarCannotUpdateDeletedItem", "A deleted calendar item can not be updated.")
    if conflict == "NeverOverwrite" and not call.is_current(node, before):
        raise Refused(
            "ErrorIrresolvableConflict",
            "The send or update operation could not be performed because the change key passed in the request "
            "does not match the current change key for the item.",
        )
    item = copy.deepcopy(before)
    for deed in children(change.find("t:Updates", NS)):
        _apply(item, deed)
    if item.kind != "CalendarItem":
        return mailing.updated(call, item, mode)
    _settle(item, call.ways)
    if any(before.text(name) != item.text(name) for name in WHEN):
        item.set(AppointmentSequenceNumber=str(int(item.text("AppointmentSequenceNumber")) + 1))
        if "ToAll" in mode:
            _forget_answers(item)
    if "answers_reset" in call.ways and change.find(".//t:Attendee", NS) is not None:
        _forget_answers(item)
    told = told_of_update(before, item, mode, call.ways) if item.text("MyResponseType") == "Organizer" else []
    sent = _send(call, item, told, mode)
    return _reverted(call, before, sent) if "start_reverts" in call.ways else sent


def _reverted(call, before, item):
    for name in WHEN:
        item.fields[name] = before.fields[name]
    call.store.put(item)
    return item


def _apply(item, deed):
    path, *values = children(deed)
    if local(deed) == "AppendToItemField":
        raise Refused("ErrorInvalidPropertyAppend", "Append action is invalid for property.")
    if local(deed) == "DeleteItemField":
        if local(path) == "ExtendedFieldURI":
            item.extended.pop(property_key(path), None)
        else:
            erase(item, _known(item, path))
        return
    parts = children(values[0])
    if len(parts) != 1 or not _is_same(item, path, parts[0]):
        raise Refused(
            "ErrorUpdatePropertyMismatch", "Update contains an item that doesn't match the property path."
        )
    write(item, parts[0])


def _is_same(item, path, part):
    if local(path) == "ExtendedFieldURI":
        return local(part) == "ExtendedProperty" and property_key(path) == property_key(children(part)[0])
    return _known(item, path) == local(part)


def _known(item, path):
    name = field_name(path)
    if name not in ORDER[item.kind]:
        raise Refused(
            "ErrorInvalidPropertySet", f"Set action is invalid for property: {path.get('FieldURI')}"
        )
    return name


def _settle(item, ways):
    """What follows from the fields that were written."""
    for name in WHEN:
        if name not in item.fields:
            raise Refused("ErrorCalendarEndDateIsEarlierThanStartDate", f"This double wants a {name}.")
    if item.ends_at < item.starts_at:
        raise Refused("ErrorCalendarEndDateIsEarlierThanStartDate", "EndDate is earlier than StartDate")
    if item.ends_at - item.starts_at > FIVE_YEARS:
        raise Refused("ErrorCalendarDurationIsTooLong", "The calendar item is longer than five years.")
    for attendee in item.attendees if "rooms_are_people" in ways else ():
        attendee.role = ROLES[0]
    item.attendees.sort(key=lambda a: ROLES.index(a.role))
    seen = [a.address.lower() for a in item.attendees]
    item.attendees = [a for n, a in enumerate(item.attendees) if a.address.lower() not in seen[:n]]
    is_meeting = bool(item.attendees)
    item.set(IsMeeting="true" if is_meeting else "false", AppointmentState="1" if is_meeting else "0")


def _forget_answers(item):
    for attendee in item.attendees:
        attendee.response, attendee.responded_at = "Unknown", None


def _send(call, item, told, mode):
    receivers = [attendee.address for _, attendee in told]
    call.people.refuse_unknown(receivers)
    if told:
        item.set(MeetingRequestWasSent="true")
    if item.id and "new_ids" in call.ways:
        call.store.remove(item)
        item.id = ""
    (call.store.put if item.id else call.store.add)(item)
    call.people.fail_on_unknown(receivers)
    call.post.tell(item, told, request=call.number)
    if told:
        call.store.put(item)  # who has been told is part of it
        if "SaveCopy" in mode:
            call.post.keep_copy(item, told)
    return item
