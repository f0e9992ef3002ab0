"""Lists of events and messages: $filter, $orderby, $top and $skip, a page at a time."""

from urllib.parse import urlencode

from tests.doubles.graph.call import Done
from tests.doubles.graph.filters import filtered_paths, matching
from tests.doubles.graph.moments import read_instant
from tests.doubles.graph.refusals import Refused, bad_query
from tests.doubles.graph.shown_event import selected, whole_event, whole_record

OPTIONS = {"$filter", "$select", "$expand", "$orderby", "$top", "$skip", "$count"}
EVENT_PATHS = {
    "subject", "start/dateTime", "end/dateTime", "iCalUId", "createdDateTime", "lastModifiedDateTime", "showAs",
    "sensitivity", "importance", "isAllDay", "isCancelled", "isOrganizer", "singleValueExtendedProperties",
}  # fmt: skip
PAGE, MOST = 10, 1000


def events(tenant, call):
    found = tenant.events_of(call.mailbox)
    return _events(call, found)


def view(tenant, call):
    """Events that touch the window; its two ends are required."""
    if not {"startDateTime", "endDateTime"} <= set(call.query):
        raise bad_query("startDateTime and endDateTime are required.")
    window = read_instant(call.query["startDateTime"]), read_instant(call.query["endDateTime"])
    found = [e for e in tenant.events_of(call.mailbox) if e.overlaps(*window)]
    return _events(call, sorted(found, key=lambda e: e.starts_at), {"startDateTime", "endDateTime"})


def listed(call, records, allowed, more=frozenset()):
    """`records` are (item, what it may be filtered by, what is shown); a page of what is shown."""
    if wrong := set(call.query) - OPTIONS - more:
        raise bad_query(f"The query option '{min(wrong)}' is not supported.")
    if "$filter" in call.query:
        holds = matching(call.query["$filter"], allowed)
        records = [record for record in records if holds(record[1])]
    if "$orderby" in call.query:
        records = _sorted(call, records, allowed)
    size, start = call.number_of("$top", PAGE, MOST), call.number_of("$skip", 0, 10**9)
    page = [selected(shown, item, call) for item, _, shown in records[start : start + size]]
    content = {"@odata.context": f"{call.origin}/v1.0/$metadata", "value": page}
    if call.query.get("$count") == "true":
        content["@odata.count"] = len(records)
    if start + size < len(records):
        query = {**call.query, "$top": size, "$skip": start + size}
        content["@odata.nextLink"] = f"{call.origin}{call.path}?{urlencode(query)}"
    return Done(200, content)


def _events(call, found, more=frozenset()):
    records = [(e, whole_record(e, call), whole_event(e, call)) for e in found]
    return listed(call, records, EVENT_PATHS, more)


def _sorted(call, records, allowed):
    name, _, direction = call.query["$orderby"].strip().partition(" ")
    if name not in allowed or direction not in {"", "asc", "desc"}:
        raise bad_query(f"Cannot order by {call.query['$orderby']}.")
    if "$filter" in call.query and name not in filtered_paths(call.query["$filter"]):
        raise Refused(
            400, "InefficientFilter", "The restriction or sort order is too complex for this operation."
        )

    def key(record):
        value = record[1]
        for step in name.split("/"):
            value = value[step]
        return value or ""

    return sorted(records, key=key, reverse=direction == "desc")
