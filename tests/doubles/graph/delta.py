"""What has changed in a window of the calendar since the last time, a page at a time."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from tests.doubles.graph.call import Done
from tests.doubles.graph.moments import read_instant
from tests.doubles.graph.refusals import Refused, bad_query, gone
from tests.doubles.graph.shown_event import whole_event

PAGE = 10
_FIRST, _NEXT, _LATER = {"startDateTime", "endDateTime"}, {"$skiptoken"}, {"$deltatoken"}


@dataclass(frozen=True)
class Round:
    """`since` is None in the first round; `after` is the last version shown, `until` the last to be shown."""

    mailbox: str
    window: tuple[datetime, datetime]
    since: int | None
    after: int
    until: int


def changes(tenant, call):
    options = set(call.query)
    if wrong := options & {"$select", "$filter", "$expand", "$orderby", "$search", "$top"}:
        raise Refused(400, "ErrorInvalidUrlQuery", f"'{min(wrong)}' is not supported with change tracking.")
    if options == _FIRST:
        return _page(tenant, call, _first(tenant, call))
    if options not in (_NEXT, _LATER):
        raise bad_query("Take startDateTime and endDateTime, or a link as it was given.")
    known = tenant.deltas.get(next(iter(call.query.values())))
    if known is None or known.mailbox != call.mailbox:
        raise gone()
    return _page(tenant, call, known if options == _NEXT else _later(tenant, known))


def _first(tenant, call):
    window = read_instant(call.query["startDateTime"]), read_instant(call.query["endDateTime"])
    if window[1] <= window[0]:
        raise bad_query("The window ends before it begins.")
    return Round(call.mailbox, window, None, 0, _latest(tenant))


def _later(tenant, known):
    return Round(known.mailbox, known.window, known.until, known.until, _latest(tenant))


def _latest(tenant):
    return max((event.version for event in tenant.events), default=0)


def _page(tenant, call, this):
    found = sorted((e for e in tenant.events if e.mailbox == this.mailbox), key=lambda e: e.version)
    due = [e for e in found if this.after < e.version <= this.until and _is_shown(e, this)]
    size = _size(call)
    page, rest = due[:size], due[size:]
    content = {
        "@odata.context": f"{call.origin}/v1.0/$metadata#Collection(event)",
        "value": [_entry(event, this, call) for event in page],
    }
    if rest:
        following = Round(this.mailbox, this.window, this.since, page[-1].version, this.until)
        content["@odata.nextLink"] = _link(tenant, call, "$skiptoken", following)
    else:
        # What changed while the pages were read is of a later version than `until`, and comes in the next round.
        done = Round(this.mailbox, this.window, this.since, this.until, this.until)
        content["@odata.deltaLink"] = _link(tenant, call, "$deltatoken", done)
    return Done(200, content)


def _is_shown(event, this):
    """The first round shows what is there; later ones everything that changed, in the window or out of it."""
    return this.since is not None or (not event.is_gone and event.overlaps(*this.window))


def _entry(event, this, call):
    if event.is_gone or not event.overlaps(*this.window):
        name = event.id(call.wants_immutable_ids)
        return {"@odata.type": "#microsoft.graph.event", "id": name, "@removed": {"reason": "deleted"}}
    return {"@odata.type": "#microsoft.graph.event", **whole_event(event, call)}


def _size(call):
    text = call.preferences.get("odata.maxpagesize", str(PAGE))
    return int(text) if text.isdigit() and int(text) else PAGE


def _link(tenant, call, name, this):
    token = uuid.uuid4().hex + uuid.uuid4().hex
    tenant.deltas[token] = this
    return f"{call.origin}{call.path}?{name}={token}"
