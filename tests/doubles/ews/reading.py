"""GetFolder, GetItem, FindItem and SyncFolderItems."""

import base64

from tests.doubles.ews.call import each
from tests.doubles.ews.item import moment
from tests.doubles.ews.restriction import matches, refuse_bad_paths
from tests.doubles.ews.shape import Shape, field_name, folder_element, parent_of
from tests.doubles.ews.soap import NS, Failed, Refused, children, m, success, t
from tests.doubles.ews.store import FOLDERS

MOST_WITH_RESTRICTION = 250


def get_folder(call, body):
    shape = body.find("m:FolderShape", NS)

    def one(node):
        mailbox, name = call.folder(node)
        shown = folder_element((mailbox, call.store.listed(mailbox, name)), name, shape)
        return success("GetFolderResponseMessage", m("Folders", shown))

    return each("GetFolder", children(body.find("m:FolderIds", NS)), one, ["Folders"])


def get_item(call, body):
    shape = Shape(body.find("m:ItemShape", NS))

    def one(node):
        return success("GetItemResponseMessage", m("Items", shape.of(call.item(node))))

    return each("GetItem", children(body.find("m:ItemIds", NS)), one, ["Items"])


def find_item(call, body):
    if body.get("Traversal") != "Shallow":
        raise Failed("ErrorInvalidOperation", "This double knows no traversal but Shallow.")
    shape = Shape(body.find("m:ItemShape", NS))

    def one(node):
        shape.refuse_for_find()
        found = _sorted(body, _found(call, body, *call.folder(node)))
        page, attributes = _page(body, found)
        items = t("Items", *(shape.of(item, is_found=True) for item in page))
        return success("FindItemResponseMessage", m("RootFolder", items, **attributes))

    return each("FindItem", children(body.find("m:ParentFolderIds", NS)), one)


def find_folder(call, body):
    """The folders right below one; nothing lies deeper."""
    shape = body.find("m:FolderShape", NS)

    def one(node):
        mailbox, above = call.folder(node)
        names = [name for name in FOLDERS if name != "root" and parent_of(name) == above]
        shown = [folder_element((mailbox, call.store.listed(mailbox, name)), name, shape) for name in names]
        totals = {"TotalItemsInView": str(len(shown)), "IncludesLastItemInRange": "true"}
        return success("FindFolderResponseMessage", m("RootFolder", t("Folders", *shown), **totals))

    return each("FindFolder", children(body.find("m:ParentFolderIds", NS)), one)


def sync_folder_items(call, body):
    shape = Shape(body.find("m:ItemShape", NS))
    at_most = int(body.findtext("m:MaxChangesReturned", namespaces=NS))

    def one(node):
        place = call.folder(node)
        since = _state(body.findtext("m:SyncState", "", NS))
        changed, state, is_all = call.store.changes(place, since, at_most)
        changes = [_change(call, shape, (place, since), item_id) for item_id in changed]
        return success(
            "SyncFolderItemsResponseMessage",
            m("SyncState", base64.b64encode(f"state {state}".encode()).decode()),
            m("IncludesLastItemInRange", "true" if is_all else "false"),
            m("Changes", *(change for change in changes if change is not None)),
        )

    return each("SyncFolderItems", children(body.find("m:SyncFolderId", NS)), one)


def _found(call, body, mailbox, name):
    items = call.store.listed(mailbox, name)
    view, restriction = body.find("m:CalendarView", NS), body.find("m:Restriction", NS)
    if body.find("m:QueryString", NS) is not None:
        raise Refused("ErrorUnsupportedQueryFilter", "This double knows no query strings.")
    if view is not None:
        if restriction is not None:
            raise Refused("ErrorRestrictionTooComplex", "A CalendarView takes no restriction.")
        start, end = moment(view.get("StartDate")), moment(view.get("EndDate"))
        in_time = [i for i in items if i.kind == "CalendarItem"]
        return [i for i in in_time if i.starts_at < end and start < i.ends_at]
    if restriction is not None and "search_finds_all" not in call.ways:
        if "no_search_by_mark" in call.ways and restriction.find(".//t:ExtendedFieldURI", NS) is not None:
            raise Refused("ErrorUnsupportedPathForQuery", "Extended properties can't be used in a query.")
        refuse_bad_paths(restriction)
        return [item for item in items if matches(item, children(restriction)[0])]
    return items


def _sorted(body, items):
    if body.find("m:CalendarView", NS) is not None:
        return sorted(items, key=lambda i: i.starts_at)
    for order in reversed(body.findall("m:SortOrder/t:FieldOrder", NS)):
        name = field_name(children(order)[0])
        items = sorted(items, key=lambda i: i.text(name, ""), reverse=order.get("Order") == "Descending")
    return items


def _page(body, found):
    view = body.find("m:IndexedPageItemView", NS)
    first = int(view.get("Offset")) if view is not None else 0
    if view is not None and view.get("BasePoint") == "End":
        raise Refused("ErrorInvalidPagingMaxRows", "This double counts from the beginning.")
    most = int(view.get("MaxEntriesReturned", "1000")) if view is not None else len(found)
    if body.find("m:Restriction", NS) is not None:
        most = min(most, MOST_WITH_RESTRICTION)
    page = found[first : first + most]
    after = first + len(page)
    return page, {
        "IndexedPagingOffset": str(after),
        "TotalItemsInView": str(len(found)),
        "IncludesLastItemInRange": "true" if after >= len(found) else "false",
    }


def _state(text):
    if not text:
        return 0
    try:
        return int(base64.b64decode(text, validate=True).removeprefix(b"state "))
    except ValueError as error:
        raise Refused("ErrorInvalidSyncStateData", "Synchronization state data is corrupt.") from error


def _change(call, shape, asked, item_id):
    place, since = asked
    was_there = call.store.was_in(place, item_id, since)
    if call.store.is_in(place, item_id):
        return t("Update" if was_there else "Create", shape.of(call.store.get(item_id), is_found=True))
    return t("Delete", t("ItemId", Id=item_id, ChangeKey="")) if was_there else None
