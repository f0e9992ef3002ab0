"""Which request is which: the paths of Graph that this double knows, and what each takes and gives."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from tests.doubles.graph import arrived, delta, events, listing, messages, schedule
from tests.doubles.graph.call import Done
from tests.doubles.graph.refusals import Refused

CALENDAR = "AAMkADkCalendar"


@dataclass(frozen=True)
class Route:
    """`name` is what a fault's script calls it; `takes` and `gives` name schemas."""

    method: str
    path: str
    name: str
    function: Callable
    takes: str | None = None
    gives: str | None = None

    @property
    def pattern(self):
        return re.compile("/v1.0/users/([^/]+)" + self.path.replace("{}", "([^/]+)").replace("$", r"\$"))


def user(_tenant, call):
    name = call.mailbox
    return Done(200, {"id": name, "displayName": name, "mail": name, "userPrincipalName": name})


def calendar(_tenant, call):
    """The one calendar that each mailbox has."""
    owner = {"name": call.mailbox, "address": call.mailbox}
    content = {"id": CALENDAR, "name": "Calendar", "owner": owner, "isDefaultCalendar": True}
    return Done(200, content | dict.fromkeys(("canEdit", "canShare", "canViewPrivateItems"), True))


_CALENDAR = f"(?:/calendar|/calendars/{CALENDAR})"
_EVENTS, _EVENT = f"{_CALENDAR}?/events", f"{_CALENDAR}?/events/{{}}"
_FOLDER = "/mailFolders/{}"
ROUTES = (
    Route("GET", _EVENTS, "GET events", listing.events, gives="events"),
    Route("POST", _EVENTS, "POST events", events.create, "event", "event"),
    Route("GET", _EVENT, "GET event", events.get, gives="event"),
    Route("PATCH", _EVENT, "PATCH event", events.change, "event", "event"),
    Route("DELETE", _EVENT, "DELETE event", events.delete),
    Route("POST", f"{_EVENT}/cancel", "POST cancel", events.cancel, "comment"),
    Route("GET", f"{_CALENDAR}?/calendarView", "GET calendarView", listing.view, gives="events"),
    Route("GET", f"{_CALENDAR}?/calendarView/delta", "GET delta", delta.changes, gives="delta"),
    Route("GET", _CALENDAR, "GET calendar", calendar, gives="calendar"),
    Route(
        "POST", "/calendar/getSchedule", "POST getSchedule", schedule.schedules, "schedule wish", "schedules"
    ),
    Route("GET", "/messages", "GET messages", messages.messages, gives="messages"),
    Route("POST", "/messages", "POST messages", messages.create, "message", "shown message"),
    Route("GET", "/messages/{}", "GET message", messages.get, gives="shown message"),
    Route("PATCH", "/messages/{}", "PATCH message", messages.change, "message", "shown message"),
    Route("DELETE", "/messages/{}", "DELETE message", messages.delete),
    Route("POST", "/messages/{}/send", "POST send", messages.send),
    Route("POST", "/messages/{}/move", "POST move", messages.move, "destination", "shown message"),
    Route("GET", "/messages/{}/$value", "GET $value", messages.content),
    Route("POST", "/sendMail", "POST sendMail", messages.send_at_once, "mail"),
    Route("GET", "/mailFolders", "GET mailFolders", messages.folders, gives="folders"),
    Route("GET", _FOLDER, "GET mailFolder", messages.folder, gives="folder"),
    Route("GET", f"{_FOLDER}/messages", "GET folder messages", messages.messages_in, gives="messages"),
    Route("GET", f"{_FOLDER}/messages/delta", "GET messages delta", arrived.since, gives="message changes"),
    Route("POST", f"{_FOLDER}/messages", "POST messages", messages.create, "message", "shown message"),
    Route("GET", "", "GET user", user, gives="user"),
)
_PATTERNS = [(route, route.pattern) for route in ROUTES]


def find(method, path):
    """(route, mailbox, the other ids of the path)."""
    is_known = False
    for route, pattern in _PATTERNS:
        if found := pattern.fullmatch(path):
            is_known = True
            if route.method == method:
                mailbox, *parts = map(unquote, found.groups())
                return route, mailbox.casefold(), tuple(parts)
    if is_known:
        raise Refused(
            405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target."
        )
    raise Refused(400, "BadRequest", f"Resource not found for the segment '{path.rpartition('/')[2]}'.")
