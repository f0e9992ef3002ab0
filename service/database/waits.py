"""What waits for a person, asked of many tables in one question: each part tells what, about what and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Integer, Select, cast, literal, null, type_coerce, union_all
from sqlalchemy.orm import Session

from service.database.engine import Moment

A_MOMENT = cast(null(), Moment)
A_DAY = cast(null(), Date)
ONE = literal(1, Integer)

Part = Select[str, str, datetime, date, int]


@dataclass(frozen=True)
class Waits:
    """Since a moment, or where there is none since a day."""

    what: str
    about: str
    since: datetime | None
    on: date | None
    count: int


def part(
    what: Any, about: Any, since: Any = A_MOMENT, *, on: Any = A_DAY, count: Any = ONE
) -> tuple[Any, ...]:
    """The columns of a part; `what` is a word, or an expression for one of several."""
    named = literal(what) if isinstance(what, str) else what
    return (named, about, type_coerce(since, Moment), on, count)


def asked_together(session: Session, parts: Sequence[Part]) -> list[Waits]:
    """In no order. Raises ValueError where some moment can't be read."""
    if not parts:
        return []
    return [Waits(*row) for row in session.execute(union_all(*parts))]
