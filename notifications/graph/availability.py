"""When people can't come, as their own calendars say (getSchedule)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from notifications.carrier import Busy, InDoubt, NotSent, Refused
from notifications.graph.items import in_mailbox, local, moment_of
from notifications.graph.line import Line
from notifications.graph.verdicts import Ask

_AT_A_TIME = 20
_LONGEST = timedelta(days=60)  # Graph wants less than 62
_TAKEN = {"busy", "oof", "tentative"}  # who works elsewhere can come


class GraphAvailability:
    def __init__(self, line: Line, mailbox: str) -> None:
        self._line, self._mailbox = line, mailbox

    def busy(
        self, addresses: Sequence[str], first: datetime, last: datetime
    ) -> Mapping[str, tuple[Busy, ...] | None]:
        found: dict[str, tuple[Busy, ...] | None] = dict.fromkeys(addresses, ())
        for some in _some(sorted(set(addresses))):
            for start, end in _stretches(first, last):
                told = self._told(some, start, end)
                for address in some:
                    found[address] = _joined(found[address], told.get(address.lower()))
        return found

    def _told(
        self, some: Sequence[str], first: datetime, last: datetime
    ) -> dict[str, tuple[Busy, ...] | None]:
        content = {"schedules": list(some), "startTime": local(first), "endTime": local(last)}
        path = in_mailbox(self._mailbox, "calendar", "getSchedule")
        try:
            answer = self._line.ask(Ask("POST", path, content={**content, "availabilityViewInterval": 30}))
            return {str(one["scheduleId"]).lower(): _taken(one) for one in answer.get("value") or []}
        except (Refused, InDoubt) as fault:
            raise NotSent(reason=f"calendars can't be asked: {fault}") from fault
        except (LookupError, TypeError, ValueError, AttributeError) as fault:
            raise NotSent(reason="Graph's answer is no schedule that can be read") from fault


def _some(addresses: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(addresses), _AT_A_TIME):
        yield addresses[at : at + _AT_A_TIME]


def _stretches(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    while first < last:
        yield first, min(first + _LONGEST, last)
        first += _LONGEST


def _taken(schedule: Mapping[str, Any]) -> tuple[Busy, ...] | None:
    if schedule.get("error") or "scheduleItems" not in schedule:
        return None
    return tuple(
        Busy(moment_of(item["start"]), moment_of(item["end"]))
        for item in schedule["scheduleItems"]
        if item.get("status") in _TAKEN
    )


def _joined(so_far: tuple[Busy, ...] | None, more: tuple[Busy, ...] | None) -> tuple[Busy, ...] | None:
    if so_far is None or more is None:
        return None
    return tuple(sorted({*so_far, *more}, key=lambda busy: (busy.starts_at.astimezone(UTC), busy.ends_at)))
