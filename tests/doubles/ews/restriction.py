"""Finds out whether an item is what a FindItem restriction describes."""

from tests.doubles.ews.item import MOMENTS, moment, property_key
from tests.doubles.ews.shape import NEVER_FOUND, field_name
from tests.doubles.ews.soap import NS, Refused, children, local

NOT_FOR_QUERIES = {"UID", "IsRecurring", "MyResponseType", "ItemId", *NEVER_FOUND} - {"Body"}
DATES = MOMENTS | {"DateTimeReceived", "DateTimeSent", "DateTimeCreated", "LastModifiedTime"}
COMPARED = {
    "IsEqualTo": lambda a, b: a == b,
    "IsNotEqualTo": lambda a, b: a != b,
    "IsGreaterThan": lambda a, b: a > b,
    "IsGreaterThanOrEqualTo": lambda a, b: a >= b,
    "IsLessThan": lambda a, b: a < b,
    "IsLessThanOrEqualTo": lambda a, b: a <= b,
}


def refuse_bad_paths(restriction):
    """Before any item is looked at: ErrorUnsupportedPathForQuery for a field that can't be searched by."""
    for path in restriction.iterfind(".//t:FieldURI", NS):
        if field_name(path) in NOT_FOR_QUERIES:
            uri = path.get("FieldURI")
            raise Refused("ErrorUnsupportedPathForQuery", f"The property {uri} can't be used in a query.")


def matches(item, node):
    name, parts = local(node), children(node)
    if name == "And":
        return all(matches(item, part) for part in parts)
    if name == "Or":
        return any(matches(item, part) for part in parts)
    if name == "Not":
        return not matches(item, parts[0])
    if name == "Exists":
        return _value(item, parts[0]) is not None
    if name == "Contains":
        return _contains(item, node)
    if name in COMPARED:
        return _compares(item, node, COMPARED[name])
    raise Refused("ErrorUnsupportedQueryFilter", f"The restriction {name} is not supported.")


def _compares(item, node, compare):
    path, other = children(node)
    right = children(other)[0]
    left = _value(item, path)
    against = right.get("Value") if local(right) == "Constant" else _value(item, right)
    if left is None or against is None:
        return local(node) == "IsNotEqualTo"
    return compare(_typed(path, left), _typed(path, against))


def _contains(item, node):
    path, constant = children(node)
    text, sought = _value(item, path), constant.get("Value")
    if text is None:
        return False
    if "IgnoreCase" in node.get("ContainmentComparison", "Exact"):
        text, sought = text.lower(), sought.lower()
    mode = node.get("ContainmentMode", "FullString")
    if mode == "FullString":
        return text == sought
    return text.startswith(sought) if mode.startswith("Prefix") else sought in text


def _value(item, path):
    if local(path) == "ExtendedFieldURI":
        kept = item.extended.get(property_key(path))
        return None if kept is None else kept.findtext("t:Value", namespaces=NS)
    return item.text(field_name(path))


def _typed(path, text):
    if field_name(path) in DATES:
        return moment(text)
    if field_name(path).startswith("Is"):
        return {"0": "false", "1": "true"}.get(text, text)
    return text.lower()  # the store compares strings without regard to case
