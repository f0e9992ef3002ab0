"""What is asked of no folder: free time, names, ids and time zones."""

from datetime import timedelta

from tests.doubles.ews.call import each
from tests.doubles.ews.item import mailbox
from tests.doubles.ews.soap import NS, Failed, Refused, children, local, m, refusal, success, t
from tests.doubles.ews.ways import smtp
from tests.doubles.ews.zones import definitions, zone_of

LONGEST = timedelta(days=62)
DIGITS = {"Free": "0", "Tentative": "1", "Busy": "2", "OOF": "3", "WorkingElsewhere": "4"}


def get_user_availability(call, body):
    """Merged free/busy and the events of each mailbox, in the zone of the question."""
    zone = zone_of(body)
    if zone is None:
        raise Failed("ErrorTimeZone", "The time zone of the request is missing.")
    options = body.find("t:FreeBusyViewOptions", NS)
    if options is None:
        raise Failed("ErrorInvalidFreeBusyViewType", "This double gives no suggestions.")
    asked = _Asked(zone, options)
    people = body.iterfind("m:MailboxDataArray/t:MailboxData/t:Email/t:Address", NS)
    answers = [_free_busy(call, asked, address.text) for address in people]
    return m("GetUserAvailabilityResponse", m("FreeBusyResponseArray", *answers))


def resolve_names(call, body):
    """An address is found by itself."""
    sought = smtp(body.findtext("m:UnresolvedEntry", namespaces=NS).removeprefix("smtp:"))
    if "@" not in sought or call.people.is_unknown(sought):
        missing = Refused("ErrorNameResolutionNoResults", "No results were found.")
        return m(
            "ResolveNamesResponse", m("ResponseMessages", refusal("ResolveNamesResponseMessage", missing))
        )
    found = mailbox(sought)
    found.append(t("MailboxType", "Mailbox"))
    totals = {"TotalItemsInView": "1", "IncludesLastItemInRange": "true"}
    names = m("ResolutionSet", t("Resolution", found), **totals)
    return m("ResolveNamesResponse", m("ResponseMessages", success("ResolveNamesResponseMessage", names)))


def convert_id(call, body):
    """The double's ids have one form only; all others are malformed, as every dummy is."""
    target = body.get("DestinationFormat")

    def one(node):
        if local(node) != "AlternateId" or node.get("Format") != target:
            raise Refused("ErrorInvalidIdMalformed", "Id is malformed.")
        kept = call.store.get(node.get("Id"))
        same = t("AlternateId", Format=target, Id=kept.id, Mailbox=kept.mailbox)
        same.set("{http://www.w3.org/2001/XMLSchema-instance}type", "t:AlternateIdType")
        return success("ConvertIdResponseMessage", _renamed(same))

    return each("ConvertId", children(body.find("m:SourceIds", NS)), one)


def get_server_time_zones(call, body):
    asked = [node.text for node in body.iterfind("m:Ids/t:Id", NS)]
    message = success("GetServerTimeZonesResponseMessage", m("TimeZoneDefinitions", *definitions(asked)))
    return m("GetServerTimeZonesResponse", m("ResponseMessages", message))


class _Asked:
    def __init__(self, zone, options):
        self.zone = zone
        self.start = zone.utc(options.findtext("t:TimeWindow/t:StartTime", namespaces=NS))
        self.end = zone.utc(options.findtext("t:TimeWindow/t:EndTime", namespaces=NS))
        self.step = timedelta(minutes=int(options.findtext("t:MergedFreeBusyIntervalInMinutes", "30", NS)))
        self.view = options.findtext("t:RequestedView", "FreeBusyMerged", NS)
        if self.end <= self.start or self.end - self.start > LONGEST:
            raise Failed("ErrorInvalidTimeInterval", "The time window is empty or longer than 62 days.")


def _free_busy(call, asked, address):
    if call.people.is_unknown(address):
        missing = Refused("ErrorMailRecipientNotFound", f"Unable to resolve e-mail address {address}.")
        return m(
            "FreeBusyResponse",
            refusal("ResponseMessage", missing),
            m("FreeBusyView", t("FreeBusyViewType", "None")),
        )
    times = sorted(
        (start, end, kind)
        for start, end, kind, _ in call.people.times(address)
        if start < asked.end and asked.start < end
    )
    parts = [t("FreeBusyViewType", asked.view)]
    if "Merged" in asked.view or asked.view.startswith("Detailed"):
        parts.append(t("MergedFreeBusy", _merged(asked, times)))
    if asked.view != "MergedOnly":
        parts.append(t("CalendarEventArray", *(_event(asked.zone, *time) for time in times)))
    return m("FreeBusyResponse", success("ResponseMessage"), m("FreeBusyView", *parts))


def _merged(asked, times):
    digits, at = "", asked.start
    while at < asked.end:
        here = [DIGITS[kind] for start, end, kind in times if start < at + asked.step and at < end]
        digits += max(here, default="0")
        at += asked.step
    return digits


def _event(zone, start, end, kind):
    return t(
        "CalendarEvent",
        t("StartTime", zone.local(start)),
        t("EndTime", zone.local(end)),
        t("BusyType", kind),
    )


def _renamed(node):
    node.tag = m("AlternateId").tag
    return node
