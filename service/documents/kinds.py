"""The kinds of value documents are made of: all of them bounded, each refused with a remedy that repeats nothing."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from agenda.reference import PATTERN
from notifications.address import Address
from notifications.date_words import LANGUAGES
from service.settings.kinds import FIRST_YEAR, LAST_YEAR

FIRST_BIRTH = date(1850, 1, 1)
MOST_REVISIONS = 1_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Document(BaseModel):
    """Something somebody wrote; a key it doesn't know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _printable(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("leave out control characters")
    return text


def _one_line(text: str) -> str:
    if any(mark in text for mark in "\n\r\t"):
        raise ValueError("write it on one line")
    return _printable(text)


def _name(text: str) -> str:
    return Address(text, "a@example.invalid").name


def _email(text: str) -> str:
    return Address("-", text).email


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise ValueError(f"give one of: {', '.join(LANGUAGES)}")
    return text


def _written(value: object) -> object:
    """A number is no moment and no day, though pydantic would read it as seconds."""
    if isinstance(value, str | date):
        return value
    raise ValueError("write it as text, such as 2026-12-08 or 2026-12-08T09:00:00+01:00")


def _plannable(moment: datetime) -> datetime:
    _plannable_on(moment.date())
    return moment


def _plannable_on(on: date) -> date:
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise ValueError(f"give a year from {FIRST_YEAR} to {LAST_YEAR}")
    return on


def _birth(on: date) -> date:
    if on < FIRST_BIRTH:
        raise ValueError(f"give a date of birth from {FIRST_BIRTH} on")
    return on


OneLine, Printable = AfterValidator(_one_line), AfterValidator(_printable)
Line = Annotated[str, Field(max_length=255), OneLine]
Sentence = Annotated[str, Field(max_length=500), OneLine]
Text = Annotated[str, Field(max_length=4000), Printable]
Statement = Annotated[str, Field(min_length=1, max_length=1000), Printable]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_name)]
Email = Annotated[str, Field(min_length=3, max_length=254), AfterValidator(_email)]
Language = Annotated[str, Field(max_length=5), AfterValidator(_language)]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Reference = Annotated[str, Field(pattern=PATTERN)]
Yes = Annotated[bool, Field(strict=True)]
Revision = Annotated[int, Field(strict=True, ge=1, le=MOST_REVISIONS)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_plannable)]
Day = Annotated[date, BeforeValidator(_written), AfterValidator(_plannable_on)]
Birth = Annotated[date, BeforeValidator(_written), AfterValidator(_birth)]
