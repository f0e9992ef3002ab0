"""All mailboxes with their folders and items, and the order in which they changed."""

import base64
import copy
from collections import defaultdict
from datetime import UTC, datetime

from tests.doubles.ews.item import new_id, zulu
from tests.doubles.ews.soap import Refused

FOLDERS = {  # and the class and the name of each
    "root": ("", "Root"),
    "msgfolderroot": ("IPF.Note", "Top of Information Store"),
    "calendar": ("IPF.Appointment", "Calendar"),
    "inbox": ("IPF.Note", "Inbox"),
    "drafts": ("IPF.Note", "Drafts"),
    "sentitems": ("IPF.Note", "Sent Items"),
    "outbox": ("IPF.Note", "Outbox"),
    "deleteditems": ("IPF.Note", "Deleted Items"),
}
NOT_FOUND = Refused("ErrorItemNotFound", "The specified object was not found in the store.")


class Store:
    """What is got may be changed, and counts when it is put back; what is listed is for reading only."""

    def __init__(self):
        self._items = {}
        self._folders = defaultdict(dict)  # (mailbox, folder): item id: item
        self._changes = []  # (mailbox, folder, item id), the newest last
        self._first = {}  # when an item was first seen in a folder: the number of the change

    def add(self, item):
        """Store a new item under a new id."""
        now = datetime.now(UTC)
        item.id = new_id()
        item.set(DateTimeCreated=zulu(now), DateTimeReceived=zulu(now))
        return self.put(item)

    def put(self, item):
        self._log(item)
        item.change = len(self._changes)
        item.set(LastModifiedTime=zulu(datetime.now(UTC)))
        self._items[item.id] = self._folders[item.mailbox, item.folder][item.id] = copy.deepcopy(item)
        return item

    def get(self, item_id):
        """The item by its id; ErrorItemNotFound."""
        if item_id not in self._items:
            raise NOT_FOUND
        return copy.deepcopy(self._items[item_id])

    def remove(self, item):
        self._items.pop(item.id)
        self._folders[item.mailbox, item.folder].pop(item.id)
        self._log(item)

    def move(self, item, folder):
        """Put the item into another folder, where it gets another id, as in Exchange."""
        self.remove(item)
        item.folder, item.id = folder, new_id()
        return self.put(item)

    def listed(self, mailbox, folder):
        return list(self._folders[mailbox, folder].values())

    def all(self):
        return list(self._items.values())

    def meeting(self, mailbox, uid):
        """The calendar item of a mailbox by its UID, or None."""
        found = (i for i in self.listed(mailbox, "calendar") if i.text("UID") == uid)
        return copy.deepcopy(next(found, None))

    def changes(self, place, since, at_most):
        """What has changed in a place since a state: the ids in order, the state after them, whether that is all."""
        touched = {}
        for number, (mailbox, folder, item_id) in enumerate(self._changes[since:], since + 1):
            if (mailbox, folder) == place:
                touched.pop(item_id, None)
                touched[item_id] = number
        chosen = list(touched.items())[:at_most]
        is_all = len(chosen) == len(touched)
        return [item_id for item_id, _ in chosen], (len(self._changes) if is_all else chosen[-1][1]), is_all

    def is_in(self, place, item_id):
        return item_id in self._folders[place]

    def was_in(self, place, item_id, state):
        """Whether the item had been seen in the place when the state was `state`."""
        return self._first.get((*place, item_id), state + 1) <= state

    def _log(self, item):
        entry = (item.mailbox, item.folder, item.id)
        self._changes.append(entry)
        self._first.setdefault(entry, len(self._changes))


def folder_id(mailbox, folder):
    return base64.b64encode(f"AQMkAD|{mailbox}|{folder}".encode()).decode()


def folder_of(text):
    """Mailbox and folder of an id; ErrorInvalidIdMalformed."""
    try:
        mark, mailbox, folder = base64.b64decode(text, validate=True).decode().split("|")
    except ValueError as error:
        raise Refused("ErrorInvalidIdMalformed", "Id is malformed.") from error
    if mark != "AQMkAD" or folder not in FOLDERS:
        raise Refused("ErrorInvalidIdMalformed", "Id is malformed.")
    return mailbox, folder
