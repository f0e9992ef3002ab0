"""What people do beside the client: answering, editing in Outlook, being busy; asked by `/_double/...`."""

import copy

from tests.doubles.ews.item import moment, zulu
from tests.doubles.ews.meetings import RESPONSES, told_of_update
from tests.doubles.ews.soap import children, local

NAMES = {"starts_at": "Start", "ends_at": "End", "subject": "Subject", "place": "Location"}


class ByHand:
    def __init__(self, lock, store, people, post):
        self.__lock, self.__store, self.__people, self.__post = lock, store, people, post

    def answer(self, mailbox, uid, attendee, response):
        if response not in RESPONSES:
            raise ValueError(f"no such response: {response}")
        with self.__lock:
            meeting = self._meeting(mailbox, uid)
            if self.__store.meeting(attendee.lower(), uid):
                self.__post.decide(meeting, attendee, response)
            else:
                self.__post.respond(meeting, attendee, response)

    def edit(self, mailbox, uid, *, delete=False, **changes):
        with self.__lock:
            meeting = self._meeting(mailbox, uid)
            if delete:
                self.__post.tell(meeting, [("cancel", a) for a in meeting.attendees if a.is_told], by="hand")
                self.__store.move(meeting, "deleteditems")
                return
            before = copy.deepcopy(meeting)
            for name, value in changes.items():
                field = NAMES[name]
                meeting.set(**{field: zulu(moment(value)) if field in {"Start", "End"} else value})
            # Outlook asks whether to tell the attendees, and takes yes for granted.
            self.__post.tell(meeting, told_of_update(before, meeting, "SendToAll"), by="hand")
            self.__store.put(meeting)

    def busy(self, address, starts_at, ends_at):
        with self.__lock:
            self.__people.occupy(address, moment(starts_at), moment(ends_at))

    def unknown(self, address, mode="clean"):
        with self.__lock:
            self.__people.refuse(address, mode)

    def bounce(self, mailbox, to, **more):
        with self.__lock:
            self.__post.bounce(mailbox.lower(), to, **more)

    def seal(self, mailbox, sender):
        with self.__lock:
            self.__post.seal(mailbox.lower(), sender)

    def open_all(self, mailbox):
        with self.__lock:
            for listed in self.__store.listed(mailbox.lower(), "inbox"):
                mail = self.__store.get(listed.id)
                mail.set(IsRead="true")
                self.__store.put(mail)

    def room(self, address):
        with self.__lock:
            self.__people.room(address)

    def deny(self, address):
        with self.__lock:
            self.__people.deny(address)

    def items(self):
        with self.__lock:
            return [_plain(item) for item in self.__store.all()]

    def _meeting(self, mailbox, uid):
        meeting = self.__store.meeting(mailbox.lower(), uid)
        if meeting is None:
            raise LookupError(f"no meeting {uid} in the calendar of {mailbox}")
        return meeting


def _plain(item):
    """An item with names of its own, for tests to look at."""
    texts = {local(field): field.text for field in item.fields.values() if not children(field)}
    return {
        "mailbox": item.mailbox,
        "folder": item.folder,
        "kind": item.kind,
        "id": item.id,
        "uid": item.text("UID"),
        "operation_id": item.property_named("OperationId"),
        "revision": item.property_named("Written"),
        "subject": item.text("Subject"),
        "starts_at": item.text("Start"),
        "ends_at": item.text("End"),
        "attendees": {a.address: a.response for a in item.attendees},
        "to": item.recipients(),
        "fields": texts,
    }
