"""Single-value extended properties: how they are named, and how they are written."""

import re

from tests.doubles.graph.refusals import Refused, bad_content

_PROPERTY_ID = re.compile(
    r"(String|Integer|Boolean|SystemTime|CLSID) "
    r"(0x[0-9a-f]{1,4}|\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\} (Name \S+|Id 0x[0-9a-f]{1,8}))",
    re.IGNORECASE,
)


def write_properties(item, entries):
    """Those named are set, the others stay."""
    for entry in entries or []:
        if not _PROPERTY_ID.fullmatch(entry.get("id") or ""):
            raise Refused(400, "ErrorInvalidExtendedProperty", f"Not an extended property: {entry.get('id')}")
        if not isinstance(entry.get("value"), str):
            raise bad_content("An extended property needs a value.")
        known = next((n for n in item.properties if n.casefold() == entry["id"].casefold()), entry["id"])
        item.properties[known] = entry["value"]
