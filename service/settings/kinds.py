"""The kinds of value that settings are made of, each refusing what it can't be with a remedy."""

import re
from datetime import date, datetime, time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from agenda.municipality import recognised
from agenda.reference import LONGEST_PREFIX

LEAP_YEAR = 2028
FIRST_YEAR, LAST_YEAR = 2000, 2099  # holidays are known until 2100, and deadlines reach beyond the last day


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _time(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return time.fromisoformat(value)
    raise ValueError('give a time of day such as "09:00"')


def _date(value: object) -> date:
    """TOML knows dates; a text such as "2027-05-07" is taken as well."""
    on = value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        on = _read_date(value)
    if isinstance(on, date) and not isinstance(on, datetime) and FIRST_YEAR <= on.year <= LAST_YEAR:
        return on
    raise ValueError(f"give a date such as 2027-05-07, from {FIRST_YEAR} to {LAST_YEAR}")


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _month_day(value: object) -> tuple[int, int]:
    on = None
    if isinstance(value, str) and re.fullmatch(r"\d{2}-\d{2}", value):
        on = _read_date(f"{LEAP_YEAR}-{value}")
    if on is None:
        raise ValueError('give a month and a day such as "06-05"')
    return on.month, on.day


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError('give the name of a time zone such as "Europe/Copenhagen"') from None


def _loopback(value: str) -> str:
    """Until real login has landed, a development login guards the pages: nobody outside may reach them."""
    if not is_loopback(value):
        raise ValueError(
            "give 127.0.0.1, ::1 or localhost: until real login has landed, only this machine may ask"
        )
    return value


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+", value):
        raise ValueError('give an address such as "https://moedeklar.example", without a path')
    return value


def _proxy_address(value: str) -> str:
    """The line comes from there, so a name or a network is none."""
    try:
        return str(ip_address(value)) if value else ""
    except ValueError:
        raise ValueError(
            'give the address the proxy asks from, such as "127.0.0.1", or leave it empty'
        ) from None


def _heartbeat_address(value: str) -> str:
    """It may bear a token, so nobody on the way is to read it."""
    parts = urlsplit(value)
    is_private = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if value and not (is_private and parts.hostname and value.isprintable() and " " not in value):
        raise ValueError("give an https address (http on this machine alone), or leave it empty")
    return value


def _pem_file(value: str) -> str:
    """What TLS would stumble over much later, and say less about."""
    if not value:
        return value
    try:
        is_pem = b"-----BEGIN " in Path(value).read_bytes()
    except OSError as error:
        raise ValueError(f"the file can't be read ({error.strerror}); name one that can") from None
    if not is_pem:
        raise ValueError("the file isn't PEM (-----BEGIN …); convert it, or name another")
    return value


def _municipality(value: str) -> str:
    found = recognised(value)
    if found is None:
        raise ValueError('give one of the 98 municipalities by name or code, such as "Aarhus" or "751"')
    return found.name


def _reference_prefix(value: str) -> str:
    """Letters alone: with digits a reference could look like a CPR number. Its own dash may be written along."""
    prefix = value.removesuffix("-")
    if not re.fullmatch(rf"[A-Z]{{1,{LONGEST_PREFIX}}}", prefix):
        raise ValueError(f'give 1 to {LONGEST_PREFIX} capital letters from A to Z, such as "KE"')
    return prefix


Words = Annotated[str, Field(min_length=1, max_length=200)]
MunicipalityName = Annotated[Words, AfterValidator(_municipality)]
ReferencePrefix = Annotated[str, AfterValidator(_reference_prefix)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Yes = Annotated[bool, Field(strict=True)]
Time = Annotated[time, BeforeValidator(_time)]
Date = Annotated[date, BeforeValidator(_date)]
MonthDay = Annotated[tuple[int, int], PlainValidator(_month_day)]
Zone = Annotated[ZoneInfo, PlainValidator(_zone)]
Loopback = Annotated[Words, AfterValidator(_loopback)]
WebAddress = Annotated[Words, AfterValidator(_web_address)]
ProxyAddress = Annotated[str, Field(max_length=60), AfterValidator(_proxy_address)]
PemFile = Annotated[str, Field(max_length=1000), AfterValidator(_pem_file)]
HeartbeatAddress = Annotated[str, Field(max_length=1000, repr=False), AfterValidator(_heartbeat_address)]
