"""Who is mailed on which change of a meeting, and what the mails do where they arrive."""

import copy
from datetime import UTC, datetime

from tests.doubles.ews import mime
from tests.doubles.ews.item import Item, mailbox, zulu
from tests.doubles.ews.shape import identity, organizer
from tests.doubles.ews.soap import t
from tests.doubles.wire_log import WireMail

RESPONSES = {
    "Accept": ("IPM.Schedule.Meeting.Resp.Pos", "Accepted", "Busy"),
    "Decline": ("IPM.Schedule.Meeting.Resp.Neg", "Declined", "Free"),
    "Tentative": ("IPM.Schedule.Meeting.Resp.Tent", "Tentative", "Tentative"),
}


class Post:
    """Carries what a meeting's organiser sends: into the wire log and into the calendars of those invited."""

    def __init__(self, store, wire, people):
        self._store, self._wire, self._people = store, wire, people

    def tell(self, meeting, told, *, request=None, by=None):
        """Send requests, updates and cancels: `told` holds pairs of a kind and an attendee."""
        for kind, attendee in told:
            self._wire.send(_mail(meeting, kind, attendee, request, by))
            attendee.is_told = kind != "cancel"
            if self._people.bounces(attendee.address):
                self.bounce(meeting.mailbox, attendee.address, of=meeting.text("Subject", ""))
            else:
                self._arrive(meeting, kind, attendee)

    def keep_copy(self, meeting, told):
        """Save a copy of what was sent in Sent Items."""
        kinds = {"MeetingCancellation" if kind == "cancel" else "MeetingRequest" for kind, _ in told}
        for kind in sorted(kinds):
            copied = Item(kind, meeting.mailbox, "sentitems", extended=copy.deepcopy(meeting.extended))
            copied.fields = {
                k: copy.deepcopy(v) for k, v in meeting.fields.items() if k in {"Subject", "Body", "UID"}
            }
            copied.fields["ToRecipients"] = t("ToRecipients", *(mailbox(a.address, a.name) for _, a in told))
            ending = "Canceled" if kind == "MeetingCancellation" else "Request"
            copied.set(ItemClass=f"IPM.Schedule.Meeting.{ending}", DateTimeSent=zulu(datetime.now(UTC)))
            self._store.add(copied)

    def respond(self, meeting, address, response):
        """An attendee's answer arrives: a mail in the inbox, and the tracking of the organiser's item."""
        item_class, word, _ = RESPONSES[response]
        now = datetime.now(UTC)
        mail = Item("MeetingResponse", meeting.mailbox, "inbox")
        mail.set(
            ItemClass=item_class,
            Subject=f"{word}: {meeting.text('Subject', '')}",
            DateTimeSent=zulu(now),
            ResponseType=response,
            UID=meeting.text("UID"),
            IsRead="false",
        )
        mail.fields["Sender"] = t("Sender", mailbox(address))
        mail.fields["From"] = t("From", mailbox(address))
        associated = identity(meeting)[0]
        mail.fields["AssociatedCalendarItemId"] = t("AssociatedCalendarItemId", **associated.attrib)
        mime.put(mail, mime.answer(meeting, address, response, now))
        self._store.add(mail)
        attendee = meeting.attendee(address)
        if attendee:
            attendee.response, attendee.responded_at = response, now
            self._store.put(meeting)

    def bounce(self, address, to, *, subject=None, body=None, of="", message_id=None):
        """A report of non-delivery lands in the inbox."""
        now = datetime.now(UTC)
        report = Item("Message", address, "inbox")
        words = f"Delivery has failed to these recipients or groups: {to}. Remote Server returned '550 5.1.1 unknown'"
        report.set(
            ItemClass="REPORT.IPM.Note.NDR",
            Subject=subject or f"Undeliverable: {of}",
            IsRead="false",
            DateTimeSent=zulu(now),
        )
        mime.put(report, mime.report(address, to, of, message_id, now, body=body))
        report.fields["Body"] = t("Body", body or words, BodyType="Text")
        report.fields["ToRecipients"] = t("ToRecipients", mailbox(address))
        report.fields["From"] = t("From", mailbox("postmaster@example.dk", "Microsoft Outlook"))
        return self._store.add(report)

    def seal(self, address, sender):
        """Exchange keeps such a mail whole, and can't look into it."""
        now = datetime.now(UTC)
        mail = Item("Message", address, "inbox")
        mail.set(ItemClass="IPM.Note.SMIME", Subject="Svar", IsRead="false", DateTimeSent=zulu(now))
        mime.put(mail, mime.sealed(address, sender, now))
        mail.fields["From"] = t("From", mailbox(sender))
        self._store.add(mail)

    def _arrive(self, meeting, kind, attendee):
        entry = self._store.meeting(attendee.address.lower(), meeting.text("UID"))
        if kind == "cancel":
            if entry:
                self._store.remove(entry)
            return
        entry = entry or Item("CalendarItem", attendee.address.lower(), "calendar")
        for name in ("Subject", "Start", "End", "UID", "Location", "Sensitivity"):
            if name in meeting.fields:
                entry.fields[name] = copy.deepcopy(meeting.fields[name])
        entry.fields["Organizer"] = organizer(meeting.mailbox)
        entry.set(LegacyFreeBusyStatus="Tentative", MyResponseType="NoResponseReceived", IsMeeting="true")
        (self._store.put if entry.id else self._store.add)(entry)
        if self._people.is_room(attendee.address):
            hours = (meeting.starts_at, meeting.ends_at)
            is_busy = self._people.is_busy(attendee.address, *hours, beside=meeting.text("UID"))
            self.decide(meeting, attendee.address, "Decline" if is_busy else "Accept")

    def decide(self, meeting, address, response):
        """The attendee's own entry follows the answer, and the answer is sent."""
        entry = self._store.meeting(address.lower(), meeting.text("UID"))
        if entry:
            entry.set(LegacyFreeBusyStatus=RESPONSES[response][2], MyResponseType=response)
            self._store.put(entry)
        self.respond(meeting, address, response)


def told_of_update(before, after, mode, ways=frozenset()):
    """Who is mailed what, by SendMeetingInvitationsOrCancellations: "changed" are those added or removed."""
    if mode == "SendToNone":
        return []
    addresses = {a.address.lower() for a in after.attendees}
    known = {a.address.lower() for a in before.attendees}
    removed = [("cancel", a) for a in before.attendees if a.address.lower() not in addresses and a.is_told]
    staying = [
        ("update" if a.is_told else "request", a)
        for a in after.attendees
        if "ToAll" in mode or "changed_is_all" in ways or a.address.lower() not in known
    ]
    return removed + staying


def _mail(meeting, kind, attendee, request, by):
    body = meeting.fields.get("Body")
    return WireMail(
        kind,
        meeting.mailbox,
        attendee.address,
        request,
        subject=meeting.text("Subject", ""),
        uid=meeting.text("UID"),
        operation_id=meeting.property_named("OperationId"),
        revision=meeting.property_named("Written"),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        body_type=None if body is None else body.get("BodyType"),
        by=by,
        others_seen=tuple(a.address for a in meeting.attendees if a.address != attendee.address),
    )
