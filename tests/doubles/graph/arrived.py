"""What has come into a folder since the last time, a page at a time: the delta of its messages."""

import uuid
from dataclasses import dataclass, replace

from tests.doubles.graph.call import Done
from tests.doubles.graph.refusals import bad_query, gone
from tests.doubles.graph.shown_event import selected
from tests.doubles.graph.shown_message import whole_message
from tests.doubles.graph.tenant import folder_named

PAGE = 10
_FIRST, _AGAIN = {"changeType", "$select"}, ({"$skiptoken"}, {"$deltatoken"})


@dataclass(frozen=True)
class Come:
    """Messages up to the number `after` were shown; `wanted` is what is shown of each."""

    place: tuple[str, str]
    wanted: str
    after: int


def since(tenant, call):
    """Only what was created, since a flag that somebody sets is a change too; other wishes it doesn't know."""
    options = set(call.query)
    if options in _AGAIN:
        known = tenant.deltas.get(next(iter(call.query.values())))
        if not isinstance(known, Come) or known.place[0] != call.mailbox:
            raise gone()
        return _page(tenant, call, known)
    if options != _FIRST or call.query["changeType"] != "created":
        raise bad_query("Take changeType=created and $select, or a link as it was given.")
    place = call.mailbox, folder_named(call.mailbox, call.parts[0])
    return _page(tenant, call, Come(place, call.query["$select"], 0))


def _page(tenant, call, this):
    due = sorted(tenant.messages_of(*this.place), key=lambda message: message.number)
    due = [message for message in due if message.number > this.after]
    page, rest = due[:PAGE], due[PAGE:]
    reached = Come(this.place, this.wanted, page[-1].number if page else this.after)
    asked = replace(call, query={"$select": this.wanted})
    name = "@odata.nextLink" if rest else "@odata.deltaLink"
    token = uuid.uuid4().hex + uuid.uuid4().hex
    tenant.deltas[token] = reached
    link = f"{call.origin}{call.path}?{'$skiptoken' if rest else '$deltatoken'}={token}"
    shown = [selected(whole_message(message, asked), message, asked) for message in page]
    return Done(200, {"@odata.context": f"{call.origin}/v1.0/$metadata", "value": shown, name: link})
