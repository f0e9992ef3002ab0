"""What has been read of each inbox, in our own memory."""

from sqlalchemy import JSON, Column, String, Table, Text
from sqlalchemy.orm import Session

from notifications.inbox import Memory
from service.database.engine import mapping, metadata

inbox_memory = Table(
    "inbox_memory",
    metadata,
    Column("box", String(254), primary_key=True),
    Column("cursor", Text),
    Column("left", JSON, nullable=False),
    Column("done", JSON, nullable=False),
)


def map_inbox_memory() -> None:
    mapping.map_imperatively(Memory, inbox_memory)


def memory_of(session: Session, box: str) -> Memory:
    """Made where there is none, and locked."""
    found = session.get(Memory, box, with_for_update=True)
    if found is None:
        found = Memory(box)
        session.add(found)
    return found
