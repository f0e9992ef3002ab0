"""The record of what was done and read: by whom, to what, for which purpose. It only grows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    ScalarSelect,
    String,
    Table,
    select,
    union,
)
from sqlalchemy.orm import Session, relationship

from service.database.engine import Moment, mapping, metadata

SEEN = "seen"
SAME_LOOK = timedelta(minutes=15)
LOOKS = ("list_case", "find_case", "search_by_cpr")  # and all that begins with `read_`


@dataclass
class Named:
    """One of several cases that a list showed: whoever looks for it in the record finds the list."""

    about: str
    entry_id: int | None = None


@dataclass
class Entry:
    """`about` is a reference or an id, never a name; `facts` hold nothing personal.

    One about a list is about all it `named`; `view` is alike for the same reader, purpose and cases.
    """

    at: datetime
    actor: str
    action: str
    about: str
    purpose: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    id: int | None = None
    view: str | None = None
    named: list[Named] = field(default_factory=list, compare=False)


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
    Column("view", String(64)),
    Index("ix_record_entry_about", "about"),
    Index("ix_record_entry_view", "view", "at"),
)
record_named = Table(
    "record_named",
    metadata,
    Column("entry_id", ForeignKey("record_entry.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String(200), primary_key=True, index=True),
)


def map_record() -> None:
    mapping.map_imperatively(Named, record_named)
    named = relationship(Named, cascade="all, delete-orphan", passive_deletes=True, lazy="raise")
    mapping.map_imperatively(Entry, record_entry, properties={"named": named})


def of_list(at: datetime, reader: str, action: str, references: Sequence[str], purpose: str) -> Entry:
    """That a list showed those cases, however many, is one entry."""
    shown = sorted(set(references))
    view = hashlib.sha256(repr((reader, action, purpose, shown)).encode()).hexdigest()
    if len(shown) == 1:
        return Entry(at, reader, action, shown[0], purpose, view=view)
    return Entry(at, reader, action, "", purpose, {"cases": shown}, view=view)


def put(session: Session, entry: Entry) -> None:
    """In a snapshot, which can't be written in, what is seen is gathered and recorded when it has ended."""
    seen: list[Entry] | None = session.info.get(SEEN)
    if seen is None:
        _add(session, entry)
    else:
        seen.append(entry)


def is_snapshot(session: Session) -> bool:
    """Whether it only reads, so that the same question has the same answer until it ends."""
    return SEEN in session.info


def record_seen(session: Session, entries: Sequence[Entry]) -> None:
    """The same look at the same list within some minutes is one entry with a count."""
    newest = _looks_before(session, [entry for entry in entries if entry.view])
    for entry in entries:
        before = newest.get(entry.view) if entry.view else None
        if before is None or before.at <= entry.at - SAME_LOOK:
            _add(session, entry)
            newest[entry.view] = entry
        else:
            times = before.facts.get("times", 1)
            assert isinstance(times, int)
            before.facts = {**before.facts, "times": times + 1, "last_at": entry.at.isoformat()}
    session.flush()


def _add(session: Session, entry: Entry) -> None:
    """The cases of a list are named apart only now: most looks at one are the same as one before."""
    cases = entry.facts.get("cases", ()) if entry.view else ()
    assert isinstance(cases, Sequence)
    entry.named = [Named(one) for one in cases]
    session.add(entry)


def _looks_before(session: Session, entries: Sequence[Entry]) -> dict[str | None, Entry]:
    """By view, the newest within the time in which a look is the same as one of these."""
    if not entries:
        return {}
    views, since = {entry.view for entry in entries}, min(entry.at for entry in entries) - SAME_LOOK
    question = select(Entry).where(record_entry.c.view.in_(views), record_entry.c.at > since)
    return {entry.view: entry for entry in session.scalars(question.order_by(record_entry.c.id))}


def newest_deed() -> ScalarSelect[int]:
    """A part of a question: the id of the newest entry about something that was done, and not merely read."""
    action = record_entry.c.action
    is_look = action.startswith("read_", autoescape=True) | action.in_(LOOKS)
    return (
        select(record_entry.c.id)
        .where(~is_look)
        .order_by(record_entry.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def entries_after(session: Session, entry_id: int, limit: int) -> list[Entry]:
    question = select(Entry).where(record_entry.c.id > entry_id).order_by(record_entry.c.id).limit(limit)
    return list(session.scalars(question))


def newest_entries(session: Session, about: str | None, limit: int) -> list[Entry]:
    question = select(Entry).order_by(record_entry.c.id.desc()).limit(limit)
    if about:
        itself = select(record_entry.c.id).where(record_entry.c.about == about)
        listed = select(record_named.c.entry_id).where(record_named.c.about == about)
        question = question.where(record_entry.c.id.in_(union(itself, listed)))
    return list(session.scalars(question))


def is_named(session: Session, about: str, reading: str) -> bool:
    """Whether anything but the `reading` of the record itself was ever about it."""
    question = select(record_entry.c.id).where(
        record_entry.c.about == about, record_entry.c.action != reading
    )
    return session.scalar(question.limit(1)) is not None
