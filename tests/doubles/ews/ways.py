"""The ways of EWS servers of other makes; each can be had alone (`--way`), those of one make by `--make other`."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from lxml import etree

from tests.doubles.ews.soap import T

OTHER_MAKE = (
    "changed_is_all",  # SendToChanged mails everybody on the list
    "draft_stays",  # SendItem leaves what it sent among the drafts, and no copy in Sent Items
    "unknown_500",  # an unknown recipient fails the whole call, by a fault without a code, though all is stored
    "stale_taken",  # old change keys are as good as new ones
    "no_zones",  # there is no GetServerTimeZones
    "answers_reset",  # whenever attendees are written, what they have answered is forgotten
)
DEEDS = (
    *OTHER_MAKE,
    "draft_stays_draft",  # and it is called a draft even then
    "unknown_500_plain",  # as unknown_500, without SOAP
    "new_ids",  # an item has a new id after each update
    "no_cancel",  # there is no CancelCalendarItem
    "no_cancel_fault",  # and whoever tries fails as a whole
    "no_search_by_mark",  # FindItem restricts by no extended property
    "search_finds_all",  # FindItem passes over what it is restricted by
    "no_marks",  # extended properties are taken and forgotten
    "rooms_are_people",  # a room comes back as an ordinary attendee
    "start_reverts",  # an update of the hours is told to all, and the item stands at the old ones
)
LINES = ("http_10", "chunked")
_EAST = timezone(timedelta(hours=1))
_NAME_OF_USER = "/o=Example/ou=Exchange Administrative Group/cn=Recipients/cn="


def smtp(address):
    """The address that an older name of the same user stands for."""
    start = address.lower().rpartition(_NAME_OF_USER.lower())
    return start[2].replace(".at.", "@") if start[1] else address


def spoken(document, ways):
    """The answer as a server with these ways would put it."""
    for way in ways:
        if way in DIALECTS:
            DIALECTS[way](document)
    return document


def _no_change_keys(document):
    for node in document.iter(T + "ItemId"):
        node.attrib.pop("ChangeKey", None)


def _no_response_times(document):
    _drop(document, "LastResponseTime")


def _no_version(document):
    _drop(document, "ServerVersionInfo")


def _other_build(document):
    """As a server of another make calls itself: no product of Microsoft's."""
    for node in document.iter(T + "ServerVersionInfo"):
        node.set("MajorVersion", "99")


def _more_than_known(document):
    for kind in ("CalendarItem", "Message"):
        for node in list(document.iter(T + kind)):
            node.append(etree.Element("{urn:example:other-make}Shade", colour="blue"))
            node.append(etree.Element(T + "EntityExtractionResult"))


def _offsets(document):
    for name in ("Start", "End", "LastResponseTime", "DateTimeCreated", "DateTimeReceived"):
        for node in document.iter(T + name):
            at = datetime.fromisoformat(node.text)
            node.text = at.astimezone(_EAST).isoformat() if at.tzinfo else node.text


def _upper_case(document):
    for node in document.iter(T + "EmailAddress"):
        node.text = (node.text or "").upper()


def _names_of_users(document):
    for attendee in document.iter(T + "Attendee"):
        address, routing = (attendee.find(f".//{T}{name}") for name in ("EmailAddress", "RoutingType"))
        address.text, routing.text = _NAME_OF_USER + address.text.replace("@", ".at."), "EX"


def _drop(document, name):
    for node in list(document.iter(T + name)):
        node.getparent().remove(node)


DIALECTS: dict[str, Callable] = {
    "no_change_keys": _no_change_keys,
    "no_response_times": _no_response_times,
    "no_version": _no_version,
    "other_build": _other_build,
    "more_than_known": _more_than_known,
    "offsets": _offsets,
    "upper_case": _upper_case,
    "names_of_users": _names_of_users,
}
ALL = (*DEEDS, *LINES, *DIALECTS)
