"""Moments as Graph reads and writes them: a local time and the name of its zone, IANA's or Windows'."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tzlocal.windows_tz import win_tz

from tests.doubles.graph.refusals import Refused, bad_value

NEVER = "0001-01-01T00:00:00Z"


def zone(name):
    """Windows' name or IANA's; Graph refuses what is neither."""
    try:
        return ZoneInfo(win_tz.get(name, name))
    except (LookupError, ValueError, OSError):
        raise Refused(
            400, "TimeZoneNotSupportedException", f"A valid TimeZone value must be specified: {name}"
        ) from None


def read_moment(local):
    """The moment in UTC of {"dateTime", "timeZone"}."""
    if not local or not local.get("dateTime") or not local.get("timeZone"):
        raise bad_value("A date needs both dateTime and timeZone.")
    place = zone(local["timeZone"])
    try:
        moment = datetime.fromisoformat(local["dateTime"])
    except ValueError:
        raise bad_value(f"Not a date and time: {local['dateTime']}") from None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=place).astimezone(UTC)
    if moment.replace(tzinfo=None) != moment.astimezone(place).replace(tzinfo=None):
        raise bad_value("The offset of dateTime contradicts timeZone.")
    return moment.astimezone(UTC)


def read_instant(text):
    """A moment in ISO 8601; without an offset it is in UTC, as Graph has it."""
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise bad_value(f"Not a date and time: {text}") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def local_moment(moment, zone_name="UTC"):
    there = moment.astimezone(zone(zone_name))
    return {"dateTime": f"{there:%Y-%m-%dT%H:%M:%S.%f}0", "timeZone": zone_name}


def instant(moment):
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
