"""The record of what was done and read: by whom, to what, for which purpose. It only grows."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import JSON, Column, Index, Integer, String, Table, select
from sqlalchemy.orm import Session

from service.database.engine import Moment, mapping, metadata


@dataclass
class Entry:
    """`about` is a reference or an id, never a name; `facts` hold nothing personal."""

    at: datetime
    actor: str
    action: str
    about: str
    purpose: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    id: int | None = None


record_entry = Table(
    "record_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(60), nullable=False),
    Column("action", String(60), nullable=False),
    Column("about", String(200), nullable=False),
    Column("purpose", String(500), nullable=False),
    Column("facts", JSON, nullable=False),
    Index("ix_record_entry_about", "about"),
)


def map_record() -> None:
    mapping.map_imperatively(Entry, record_entry)


def entries_after(session: Session, entry_id: int, limit: int) -> list[Entry]:
    question = select(Entry).where(record_entry.c.id > entry_id).order_by(record_entry.c.id).limit(limit)
    return list(session.scalars(question))


def newest_entries(session: Session, about: str | None, limit: int) -> list[Entry]:
    question = select(Entry).order_by(record_entry.c.id.desc()).limit(limit)
    return list(session.scalars(question.where(record_entry.c.about == about) if about else question))
