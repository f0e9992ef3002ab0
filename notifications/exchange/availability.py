"""When people can't come, as their calendars at Exchange tell it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from exchangelib.errors import EWSError
from exchangelib.ewsdatetime import UTC as EWS_UTC
from exchangelib.ewsdatetime import EWSDateTime
from exchangelib.properties import (
    DaylightTime,
    FreeBusyView,
    FreeBusyViewOptions,
    MailboxData,
    StandardTime,
    TimeWindow,
    TimeZone,
)
from exchangelib.services import GetUserAvailability

from notifications.carrier import Busy
from notifications.exchange.connection import Connection

_TAKEN = {"Busy", "OOF", "Tentative"}
_LONGEST_WINDOW = timedelta(days=40)  # older servers refuse more than 42
_MOST_MAILBOXES = 50


class _Availability(GetUserAvailability):  # type: ignore[misc] # exchangelib ships no types
    """One calendar that can't be read takes nothing from the others."""

    ERRORS_TO_CATCH_IN_RESPONSE = (EWSError, AttributeError)


def busy(
    connection: Connection, addresses: Sequence[str], first: datetime, last: datetime
) -> Mapping[str, tuple[Busy, ...] | None]:
    """Ask without the server's list of time zones, which not every server has."""
    taken: dict[str, tuple[Busy, ...] | None] = dict.fromkeys(addresses, ())
    for start, end in _windows(first, last):
        for group in _groups(addresses):
            with connection.reading():
                views = _asked(connection, group, start, end)
            for address, view in zip(group, views, strict=True):
                taken[address] = _joined(taken[address], _read(view))
    return taken


def _asked(
    connection: Connection, addresses: Sequence[str], start: datetime, end: datetime
) -> list[FreeBusyView | Exception]:
    window = TimeWindow(start=_in_utc(start), end=_in_utc(end))
    answers = _Availability(connection.account.protocol).call(
        tzinfo=EWS_UTC,
        mailbox_data=[
            MailboxData(email=address, attendee_type="Required", exclude_conflicts=False)
            for address in addresses
        ],
        timezone=_no_zone(),
        free_busy_view_options=FreeBusyViewOptions(
            time_window=window, merged_free_busy_interval=30, requested_view="FreeBusy"
        ),
    )
    return list(answers)


def _no_zone() -> TimeZone:
    """UTC, as a zone whose summer is no different; the schema asks for both halves."""
    never = {"bias": 0, "time": time(0), "occurrence": 1, "iso_month": 1, "weekday": "Sunday"}
    return TimeZone(bias=0, standard_time=StandardTime(**never), daylight_time=DaylightTime(**never))


def _read(view: FreeBusyView | Exception) -> tuple[Busy, ...] | None:
    if isinstance(view, Exception) or view.view_type in {None, "None"}:
        return None
    events = [each for each in view.calendar_events or [] if each.busy_type in _TAKEN]
    return tuple(Busy(_moment(each.start), _moment(each.end)) for each in events)


def _joined(one: tuple[Busy, ...] | None, other: tuple[Busy, ...] | None) -> tuple[Busy, ...] | None:
    if one is None or other is None:
        return None
    return (*one, *(each for each in other if each not in one))


def _windows(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    while first < last:
        yield first, min(first + _LONGEST_WINDOW, last)
        first += _LONGEST_WINDOW


def _groups(addresses: Sequence[str]) -> Iterable[Sequence[str]]:
    return (addresses[n : n + _MOST_MAILBOXES] for n in range(0, len(addresses), _MOST_MAILBOXES))


def _in_utc(moment: datetime) -> EWSDateTime:
    return EWSDateTime.from_datetime(moment.astimezone(UTC))


def _moment(moment: datetime) -> datetime:
    return datetime.fromtimestamp(moment.timestamp(), UTC)
