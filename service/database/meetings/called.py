"""What meetings, plans, parties and bodies are called, asked of many ids at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, cast, null, select, union_all
from sqlalchemy.orm import Session

from service.database.engine import Moment
from service.database.meetings import tables

A_MOMENT = cast(null(), Moment)
A_DAY = cast(null(), Date)


@dataclass(frozen=True)
class Called:
    """A meeting has a start, a plan a first and last day, both the name of their body; others a name alone."""

    name: str
    starts_at: datetime | None
    first_on: date | None
    last_on: date | None


def called(session: Session, ids: Collection[str]) -> dict[str, Called]:
    """By id. Raises ValueError where some start can't be read."""
    if not ids:
        return {}
    body, meeting, plan, party = (t.c for t in (tables.body, tables.meeting, tables.plan, tables.party))
    of_meeting = _named(meeting.id, body.name, starts_at=meeting.starts_at)
    of_plan = _named(plan.id, body.name, first_on=plan.first_on, last_on=plan.last_on)
    parts = (
        select(*of_meeting).join_from(tables.meeting, tables.body, body.id == meeting.body_id),
        select(*of_plan).join_from(tables.plan, tables.body, body.id == plan.body_id),
        select(*_named(party.id, party.name)),
        select(*_named(body.id, body.name)),
    )
    owners = (meeting.id, plan.id, party.id, body.id)
    asked = (part.where(owner.in_(ids)) for part, owner in zip(parts, owners, strict=True))
    found: dict[str, Called] = {}
    for identity, *facts in session.execute(union_all(*asked)):
        found.setdefault(identity, Called(*facts))
    return found


def _named(
    identity: Any, name: Any, *, starts_at: Any = A_MOMENT, first_on: Any = A_DAY, last_on: Any = A_DAY
) -> tuple[Any, ...]:
    return identity, name, starts_at, first_on, last_on
