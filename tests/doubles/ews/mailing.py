"""Drafts, sending and cancelling: SendItem, DeleteItem, and what CreateItem does of it."""

from datetime import UTC, datetime

from tests.doubles.ews.call import each, required
from tests.doubles.ews.item import Item, addresses, mailbox, write, zulu
from tests.doubles.ews.soap import NS, Failed, Refused, children, local, success, t
from tests.doubles.wire_log import WireMail

ANSWERS = {"AcceptItem": "Accept", "TentativelyAcceptItem": "Tentative", "DeclineItem": "Decline"}
STALE = Refused(
    "ErrorStaleObject",
    "The operation can't be performed because the item is out of date. Reload it and try again.",
)


def disposition(body):
    return required(body, "MessageDisposition", "ErrorMessageDispositionRequired")


def create(call, body, node):
    """A mail: SaveOnly makes a draft and gives it back, the others send and give nothing."""
    mode = disposition(body)
    saved = body.find("m:SavedItemFolderId", NS)
    otherwise = (call.mailbox, "drafts" if mode == "SaveOnly" else "sentitems")
    place = call.folder(saved) if saved is not None else otherwise
    item = Item("Message", *place)
    item.set(ItemClass="IPM.Note", Sensitivity="Normal", Importance="Normal", IsRead="true", IsDraft="true")
    item.set(InternetMessageId=f"<{datetime.now(UTC).timestamp()}.{call.number}@example.dk>")
    for part in children(node):
        write(item, part)
    call.forget_marks(item)
    if mode == "SaveOnly":
        return call.store.add(item)
    _refuse(call, item)
    return _sent(call, item, place if mode == "SendAndSaveCopy" else None)


def updated(call, item, mode):
    """Store a mail that has been changed, and send it if so wished."""
    if mode == "SaveOnly":
        return call.store.put(item)
    _refuse(call, item)
    call.store.remove(item)
    _sent(call, item, (item.mailbox, "sentitems") if mode == "SendAndSaveCopy" else None)
    return item


def send_item(call, body):
    is_kept = body.get("SaveItemToFolder") in {"true", "1"}
    saved = body.find("m:SavedItemFolderId", NS)

    def one(node):
        item = call.item(node, change_key="ErrorChangeKeyRequired")
        if item.kind != "Message" or item.text("IsDraft") != "true":
            raise Refused("ErrorInvalidItemForOperationSendItem", "Invalid item type for SendItem operation.")
        if not call.is_current(node, item):
            raise STALE
        _refuse(call, item)
        place = call.folder(saved) if saved is not None else (call.mailbox, "sentitems")
        call.people.fail_on_unknown(item.recipients())
        call.store.remove(item)
        if call.ways & {"draft_stays", "draft_stays_draft"}:
            _sent_and_left(call, item)
        else:
            _sent(call, item, place if is_kept else None)
        return success("SendItemResponseMessage")

    return each("SendItem", children(body.find("m:ItemIds", NS)), one)


def delete_item(call, body):
    def one(node):
        item = call.item(node)
        if item.kind == "CalendarItem":
            code = "ErrorSendMeetingCancellationsRequired"
            _call_off(call, item, required(body, "SendMeetingCancellations", code))
        if body.get("DeleteType") == "MoveToDeletedItems":
            call.store.move(item, "deleteditems")
        else:
            call.store.remove(item)
        return success("DeleteItemResponseMessage")

    return each("DeleteItem", children(body.find("m:ItemIds", NS)), one)


def cancel(call, body, node):
    """A meeting is called off: everybody hears, and it lies in Deleted Items under a new id."""
    if "no_cancel_fault" in call.ways:
        raise Failed("", "CancelCalendarItem is not implemented.")
    if "no_cancel" in call.ways:
        raise Refused("ErrorInvalidOperation", "CancelCalendarItem is not supported.")
    mode = disposition(body)
    reference = node.find("t:ReferenceItemId", NS)
    if reference is None:
        raise Refused("ErrorInvalidReferenceItem", "The reference item is missing.")
    item = call.item(reference, change_key="ErrorChangeKeyRequired")
    if item.kind != "CalendarItem" or item.folder == "deleteditems":
        raise Refused("ErrorInvalidItemForOperationCancelItem", "Invalid item for the operation.")
    if item.text("MyResponseType") != "Organizer":
        raise Refused("ErrorCalendarIsNotOrganizer", "You must be the organizer to perform this action.")
    if not call.is_current(reference, item):
        raise STALE
    words = node.find("t:NewBodyContent", NS)
    if words is not None:
        item.fields["Body"] = t("Body", words.text or "", **dict(words.attrib))
    _call_off(
        call, item, {"SendAndSaveCopy": "SendToAllAndSaveCopy", "SendOnly": "SendOnlyToAll"}.get(mode, mode)
    )
    item.set(IsCancelled="true", AppointmentState="5")
    return call.store.move(item, "deleteditems")


def decide(call, body, node):
    """Somebody invited answers from the own calendar."""
    mode, reference = disposition(body), node.find("t:ReferenceItemId", NS)
    if reference is None:
        raise Refused("ErrorInvalidReferenceItem", "The reference item is missing.")
    entry = call.item(reference, change_key="ErrorChangeKeyRequired")
    if entry.kind != "CalendarItem" or entry.text("MyResponseType") == "Organizer":
        raise Refused("ErrorCalendarIsOrganizerForAccept", "You are the organizer of this meeting.")
    organiser = addresses(entry.fields["Organizer"])[0]
    meeting = call.store.meeting(organiser.lower(), entry.text("UID"))
    answer = ANSWERS[local(node)]
    if meeting is not None and mode != "SaveOnly":
        call.post.decide(meeting, entry.mailbox, answer)
    else:
        entry.set(MyResponseType=answer)
        call.store.put(entry)
    return call.store.get(entry.id)


def _call_off(call, item, mode):
    is_ours = item.text("MyResponseType") == "Organizer" and item.folder == "calendar"
    told = [("cancel", a) for a in item.attendees if a.is_told] if is_ours and "ToAll" in mode else []
    call.post.tell(item, told, request=call.number)
    if told and "SaveCopy" in mode:
        call.post.keep_copy(item, told)


def _refuse(call, item):
    if not item.recipients():
        raise Refused("ErrorMissingRecipients", "No recipient was specified.")
    call.people.refuse_unknown(item.recipients())


def _sent(call, item, place):
    """Mail everybody; a copy stays at `place`, or nowhere. An item that was a draft must be gone by now."""
    item.set(IsDraft="false", DateTimeSent=zulu(datetime.now(UTC)))
    for name in ("Sender", "From"):
        item.fields.setdefault(name, t(name, mailbox(item.mailbox)))
    sender = item.mailbox
    if place:
        item.mailbox, item.folder = place
        call.store.add(item)
    call.people.fail_on_unknown(item.recipients())
    for address in item.recipients():
        call.wire.send(_mail(call, item, sender, address))
        if call.people.bounces(address):
            call.post.bounce(
                sender, address, of=item.text("Subject", ""), message_id=item.text("InternetMessageId")
            )


def _sent_and_left(call, item):
    _sent(call, item, None)
    if "draft_stays_draft" in call.ways:
        item.set(IsDraft="true")
    call.store.put(item)


def _mail(call, item, sender, address):
    body = item.fields.get("Body")
    return WireMail(
        "mail",
        sender,
        address,
        call.number,
        subject=item.text("Subject", ""),
        operation_id=item.property_named("OperationId"),
        revision=item.property_named("Written"),
        body_type=None if body is None else body.get("BodyType"),
    )
