"""An item of a mailbox, as it is kept: its fields are the XML elements that were written."""

import base64
import copy
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.doubles.ews.soap import NS, Refused, children, local, t
from tests.doubles.ews.ways import smtp


def _names(text):
    return text.split()


ITEM_FIELDS = _names(
    "MimeContent ItemId ParentFolderId ItemClass Subject Sensitivity Body Attachments DateTimeReceived Size "
    "Categories Importance InReplyTo IsSubmitted IsDraft IsFromMe IsResend IsUnmodified DateTimeSent DateTimeCreated "
    "ReminderDueBy ReminderIsSet ReminderMinutesBeforeStart DisplayCc DisplayTo HasAttachments ExtendedProperty "
    "Culture LastModifiedName LastModifiedTime IsAssociated"
)
MESSAGE_FIELDS = _names(
    "Sender ToRecipients CcRecipients BccRecipients IsReadReceiptRequested IsDeliveryReceiptRequested "
    "ConversationTopic From InternetMessageId IsRead IsResponseRequested References ReplyTo ReceivedBy "
    "ReceivedRepresenting"
)
CALENDAR_FIELDS = _names(
    "UID DateTimeStamp Start End IsAllDayEvent LegacyFreeBusyStatus Location IsMeeting IsCancelled IsRecurring "
    "MeetingRequestWasSent IsResponseRequested CalendarItemType MyResponseType Organizer RequiredAttendees "
    "OptionalAttendees Resources Duration AppointmentReplyTime AppointmentSequenceNumber AppointmentState "
    "StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting IsOrganizer"
)
MEETING_FIELDS = _names(
    "AssociatedCalendarItemId IsDelegated IsOutOfDate HasBeenProcessed ResponseType UID DateTimeStamp Start "
    "End Location"
)
ORDER = {
    "CalendarItem": ITEM_FIELDS + CALENDAR_FIELDS,
    "Message": ITEM_FIELDS + MESSAGE_FIELDS,
    "MeetingRequest": ITEM_FIELDS + MESSAGE_FIELDS + MEETING_FIELDS,
    "MeetingResponse": ITEM_FIELDS + MESSAGE_FIELDS + MEETING_FIELDS,
    "MeetingCancellation": ITEM_FIELDS + MESSAGE_FIELDS + MEETING_FIELDS,
}
READ_ONLY = frozenset(
    _names(
        "MimeContent ItemId ParentFolderId DateTimeReceived Size IsSubmitted IsDraft IsFromMe IsResend IsUnmodified "
        "DateTimeSent DateTimeCreated DisplayCc DisplayTo HasAttachments LastModifiedName LastModifiedTime IsMeeting "
        "IsCancelled IsRecurring MeetingRequestWasSent CalendarItemType MyResponseType Organizer Duration "
        "AppointmentReplyTime AppointmentSequenceNumber AppointmentState IsOnlineMeeting IsOrganizer DateTimeStamp"
    )
)
MOMENTS = {"Start", "End", "ReminderDueBy"}
FLAGS = {"ReminderIsSet", "AllowNewTimeProposal"}
PAGE = (  # Exchange keeps no fragments of HTML: it makes a page of them
    '<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n'
    "<body>\r\n{}\r\n</body>\r\n</html>\r\n"
)
ROLES = ("RequiredAttendees", "OptionalAttendees", "Resources")
PERSONS = ("ToRecipients", "CcRecipients", "BccRecipients")


@dataclass
class Attendee:
    address: str
    name: str
    role: str
    response: str = "Unknown"
    responded_at: datetime | None = None
    is_told: bool = False

    def element(self):
        responded = t("LastResponseTime", zulu(self.responded_at)) if self.responded_at else None
        return t("Attendee", mailbox(self.address, self.name), t("ResponseType", self.response), responded)


@dataclass
class Item:
    """`fields` by element name; `extended` by what names an extended property."""

    kind: str
    mailbox: str
    folder: str
    fields: dict = field(default_factory=dict)
    extended: dict = field(default_factory=dict)
    attendees: list = field(default_factory=list)
    id: str = ""
    change: int = 0

    @property
    def change_key(self):
        return base64.b64encode(b"DwAAABY" + self.change.to_bytes(8, "big")).decode()

    @property
    def starts_at(self):
        return moment(self.fields["Start"].text)

    @property
    def ends_at(self):
        return moment(self.fields["End"].text)

    def text(self, name, otherwise=None):
        return self.fields[name].text or "" if name in self.fields else otherwise

    def set(self, **texts):
        for name, text in texts.items():
            self.fields[name] = t(name, text)

    def attendee(self, address):
        return next((a for a in self.attendees if a.address.lower() == address.lower()), None)

    def recipients(self):
        return [a for name in PERSONS if name in self.fields for a in addresses(self.fields[name])]

    def property_named(self, name):
        """The value of a named string property, whatever its set."""
        named = ("PropertyName", name)
        return next(
            (e.findtext("t:Value", None, NS) for key, e in self.extended.items() if named in key), None
        )


def write(item, node):
    """Put one element, as a client sent it, into an item."""
    name = local(node)
    if name in READ_ONLY:
        raise Refused("ErrorInvalidPropertySet", f"Set action is invalid for property: {name}")
    if name == "ExtendedProperty":
        item.extended[property_key(children(node)[0])] = copy.deepcopy(node)
    elif name in ROLES:
        item.attendees = [a for a in item.attendees if a.role != name] + _attendees(item, node)
    elif name not in ORDER[item.kind]:
        raise Refused("ErrorInvalidPropertySet", f"Set action is invalid for property: {name}")
    else:
        item.fields[name] = _plain(node)


def erase(item, name):
    if name in ROLES:
        item.attendees = [a for a in item.attendees if a.role != name]
    else:
        item.fields.pop(name, None)


def property_key(path):
    """What names an extended property; sets and tags are of any case."""
    return tuple(sorted((k, v if k == "PropertyName" else v.lower()) for k, v in path.attrib.items()))


def addresses(node):
    return [text or "" for text in (n.text for n in node.iterfind(".//t:EmailAddress", NS))]


def mailbox(address, name=None):
    return t("Mailbox", t("Name", name or address), t("EmailAddress", address), t("RoutingType", "SMTP"))


def moment(text):
    """A moment in UTC; one without offset is taken for UTC, as Exchange does without a time zone context."""
    parsed = datetime.fromisoformat(text)
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)


def zulu(at):
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id():
    return base64.b64encode(b"AAMkAD" + uuid.uuid4().bytes).decode()


def _attendees(item, node):
    made = []
    for one in node.iterfind("t:Attendee/t:Mailbox", NS):
        address = smtp(one.findtext("t:EmailAddress", "", NS))
        # What the client says of responses is not believed; what has been tracked stays.
        known = item.attendee(address) or Attendee(address, one.findtext("t:Name", address, NS), local(node))
        known.role = local(node)
        made.append(known)
    return made


def _plain(node):
    name, kept = local(node), copy.deepcopy(node)
    if name in MOMENTS:
        kept.text = zulu(moment(node.text))
    elif (name.startswith("Is") or name in FLAGS) and node.text:
        kept.text = {"0": "false", "1": "true"}.get(node.text, node.text)
    elif name == "Body" and kept.get("BodyType") == "HTML" and "<html" not in (node.text or "").lower():
        kept.text = PAGE.format(node.text or "")
    return kept
