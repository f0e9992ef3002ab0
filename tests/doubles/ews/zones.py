"""Time zones as EWS tells them: those of the server, and the one a question about free time comes in."""

from calendar import monthrange
from datetime import datetime, timedelta, timezone

from tests.doubles.ews.soap import NS, t

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LAST = 5
EUROPEAN = {  # hours east of Greenwich in winter, and the hour by the clock at which summer begins
    "GMT Standard Time": (0, 1),
    "W. Europe Standard Time": (1, 2),
    "Romance Standard Time": (1, 2),
    "Central Europe Standard Time": (1, 2),
    "FLE Standard Time": (2, 3),
}


class AskedZone:
    """The zone of a GetUserAvailabilityRequest: moments without offset are meant in it."""

    def __init__(self, node):
        self._bias = int(node.findtext("t:Bias", namespaces=NS))
        self._standard, self._daylight = node.find("t:StandardTime", NS), node.find("t:DaylightTime", NS)

    def utc(self, text):
        local = datetime.fromisoformat(text)
        return local if local.tzinfo else local.replace(tzinfo=self._at(local))

    def local(self, at):
        """A moment as its clock shows it, without offset."""
        standard = at.astimezone(self._offset(self._standard)).replace(tzinfo=None)
        return at.astimezone(self._at(standard)).strftime("%Y-%m-%dT%H:%M:%S")

    def _at(self, local):
        if self._standard.findtext("t:Month", namespaces=NS) == "0":
            return self._offset(None)
        summer, winter = _onset(self._daylight, local.year), _onset(self._standard, local.year)
        is_summer = summer <= local < winter if summer < winter else not winter <= local < summer
        return self._offset(self._daylight if is_summer else self._standard)

    def _offset(self, part):
        extra = 0 if part is None else int(part.findtext("t:Bias", namespaces=NS))
        return timezone(timedelta(minutes=-(self._bias + extra)))


def zone_of(body):
    """The zone that the question itself bears, else the one in its head, else None."""
    zone = body.find("t:TimeZone", NS)
    if zone is not None:
        return AskedZone(zone)
    named = body.getroottree().find(".//t:TimeZoneContext/t:TimeZoneDefinition", NS)
    return None if named is None else AskedZone(_told_in_full(named.get("Id")))


def definitions(asked):
    """The definitions of the zones asked for, all if none are; those nobody knows are left out."""
    known = [_fixed("UTC"), *(_european(name, *hours) for name, hours in EUROPEAN.items())]
    return [zone for zone in known if not asked or zone.get("Id") in asked]


def _told_in_full(name):
    """A zone by its name, as questions of old clients tell it; one that nobody knows is UTC."""
    east, hour = EUROPEAN.get(name, (0, None))
    months = ("0", "0") if hour is None else ("10", "3")
    parts = [
        t(
            part,
            t("Bias", bias),
            t("Time", f"{(hour or 0) + (bias == '0'):02}:00:00"),
            t("DayOrder", str(LAST)),
            t("Month", month),
            t("DayOfWeek", "Sunday"),
        )
        for part, bias, month in zip(("StandardTime", "DaylightTime"), ("0", "-60"), months, strict=True)
    ]
    return t("TimeZone", t("Bias", str(-60 * east)), *parts)


def _onset(part, year):
    month, order = (int(part.findtext(f"t:{name}", namespaces=NS)) for name in ("Month", "DayOrder"))
    day = DAYS.index(part.findtext("t:DayOfWeek", namespaces=NS))
    hour, minute, second = map(int, part.findtext("t:Time", namespaces=NS).split(":"))
    first = datetime(year, month, 1, hour, minute, second)  # noqa: DTZ001 - by the clock on the wall
    days = [n for n in range(1, monthrange(year, month)[1] + 1) if first.replace(day=n).weekday() == day]
    return first.replace(day=days[-1] if order == LAST else days[order - 1])


def _fixed(name):
    periods = t("Periods", t("Period", Bias="PT0S", Name="Standard", Id="Std"))
    group = t("TransitionsGroup", t("Transition", t("To", "Std", Kind="Period")), Id="0")
    return _zone(name, periods, group)


def _european(name, east, hour):
    periods = t(
        "Periods",
        t("Period", Bias=f"-PT{east}H", Name="Standard", Id="Std"),
        t("Period", Bias=f"-PT{east + 1}H", Name="Daylight", Id="Dlt"),
    )
    group = t("TransitionsGroup", _last_sunday("Dlt", 3, hour), _last_sunday("Std", 10, hour + 1), Id="0")
    return _zone(name, periods, group)


def _zone(name, periods, group):
    transitions = t("Transitions", t("Transition", t("To", "0", Kind="Group")))
    return t("TimeZoneDefinition", periods, t("TransitionsGroups", group), transitions, Id=name, Name=name)


def _last_sunday(period, month, hour):
    return t(
        "RecurringDayTransition",
        t("To", period, Kind="Period"),
        t("TimeOffset", f"PT{hour}H"),
        t("Month", str(month)),
        t("DayOfWeek", "Sunday"),
        t("Occurrence", "-1"),
    )
