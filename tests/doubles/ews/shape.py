"""What of an item or a folder an answer bears, in the order the schema wants."""

import copy
import re

from tests.doubles.ews.item import ORDER, PERSONS, ROLES, mailbox, property_key
from tests.doubles.ews.soap import NS, Refused, children, local, t
from tests.doubles.ews.store import FOLDERS, folder_id

NEVER_FOUND = {"Body", "MimeContent", "Attachments", *PERSONS, *ROLES}  # FindItem does not give these
DEFAULT = {
    "CalendarItem": {
        "Subject", "HasAttachments", "Start", "End", "LegacyFreeBusyStatus", "Location", "CalendarItemType",
        "Organizer", "IsMeeting", "MyResponseType", "RequiredAttendees", "OptionalAttendees", "Resources", "Body",
    },
    "Message": {"Subject", "Sensitivity", "Body", "Importance", "ToRecipients", "CcRecipients", "From", "IsRead"},
}  # fmt: skip


class Shape:
    """An ItemShape as asked for."""

    def __init__(self, node):
        self._base = node.findtext("t:BaseShape", namespaces=NS)
        self._body = node.findtext("t:BodyType", "Best", NS)
        self._paths = children(node.find("t:AdditionalProperties", NS))

    def refuse_for_find(self):
        for path in self._paths:
            if local(path) == "FieldURI" and field_name(path) in NEVER_FOUND:
                raise Refused(
                    "ErrorInvalidPropertyRequest", "The property can not be used with this type of request."
                )

    def of(self, item, *, is_found=False):
        """The item's element; `is_found` if FindItem asks, which gives no bodies and no attendees."""
        wanted, fields = self._wanted(item), _fields(item)
        parts = []
        for name in ORDER[item.kind]:
            if name == "ExtendedProperty":
                parts += self._extended(item)
            elif name in fields and name in wanted and not (is_found and name in NEVER_FOUND):
                parts.append(self._as_asked(fields[name]))
        return t(item.kind, *parts)

    def _wanted(self, item):
        named = {"ItemId", *(field_name(path) for path in self._paths if local(path) == "FieldURI")}
        if self._base == "AllProperties":
            return set(ORDER[item.kind])
        return named | (DEFAULT.get(item.kind, DEFAULT["Message"]) if self._base == "Default" else set())

    def _extended(self, item):
        keys = [property_key(path) for path in self._paths if local(path) == "ExtendedFieldURI"]
        return [copy.deepcopy(item.extended[key]) for key in keys if key in item.extended]

    def _as_asked(self, field):
        if local(field) == "Body" and self._body == "Text" and field.get("BodyType") == "HTML":
            return t("Body", re.sub(r"<[^>]*>", "", field.text or "").strip(), BodyType="Text")
        return field


def field_name(path):
    return path.get("FieldURI", "").partition(":")[2]


def item_id(item):
    return t("ItemId", Id=item.id, ChangeKey=item.change_key)


def identity(item):
    """The item with its id alone, as answers to writing give it."""
    return t(item.kind, item_id(item))


def folder_element(box, name, shape):
    """A folder as asked for by a FolderShape; `box` has its items listed."""
    mailbox_address, items = box
    kind, shown = FOLDERS[name]
    base = shape.findtext("t:BaseShape", namespaces=NS)
    asked = {field_name(path) for path in shape.iterfind(".//t:FieldURI", NS)}
    parts = {
        "FolderId": t("FolderId", Id=folder_id(mailbox_address, name), ChangeKey="AQAAAA=="),
        "ParentFolderId": t(
            "ParentFolderId", Id=folder_id(mailbox_address, parent_of(name)), ChangeKey="AQAAAA=="
        ),
        "FolderClass": t("FolderClass", kind) if kind else None,
        "DisplayName": t("DisplayName", shown),
        "TotalCount": t("TotalCount", str(len(items))),
        "ChildFolderCount": t("ChildFolderCount", "0" if parent_of(name) == "msgfolderroot" else "6"),
        "DistinguishedFolderId": t("DistinguishedFolderId", name),
    }
    wanted = [p for k, p in parts.items() if k == "FolderId" or base != "IdOnly" or k in asked]
    return t("CalendarFolder" if name == "calendar" else "Folder", *wanted)


def parent_of(name):
    return "root" if name in {"root", "msgfolderroot"} else "msgfolderroot"


def _fields(item):
    """All fields as elements, the derived ones with them."""
    derived = [
        item_id(item),
        t("ParentFolderId", Id=folder_id(item.mailbox, item.folder), ChangeKey="AQAAAA=="),
    ]
    derived += [t("HasAttachments", "false")]
    for role in ROLES:
        of_role = [a.element() for a in item.attendees if a.role == role]
        derived += [t(role, *of_role)] if of_role else []
    if item.attendees:
        derived.append(t("DisplayTo", "; ".join(a.name for a in item.attendees)))
    elif item.recipients():
        derived.append(t("DisplayTo", "; ".join(item.recipients())))
    return {k: copy.deepcopy(v) for k, v in item.fields.items()} | {local(e): e for e in derived}


def organizer(address):
    return t("Organizer", mailbox(address))
