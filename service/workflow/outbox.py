"""What may be read of the outbox and of the record."""

from datetime import datetime

from agenda.access import Action
from notifications.message import Message, State
from service.database.outbox import messages_listed
from service.database.record import Entry, newest_entries
from service.workflow.unit import Unit


def messages_of(unit: Unit, state: State | None, limit: int) -> list[Message]:
    """Newest first."""
    unit.allow(Action.READ_MESSAGES)
    return messages_listed(unit.session, state, limit)


def record_of(unit: Unit, about: str | None, limit: int, now: datetime) -> list[Entry]:
    """Newest first; that it was read is recorded too."""
    unit.allow(Action.READ_RECORD)
    entries = newest_entries(unit.session, about, limit)
    unit.record("read_record", about or "record", now)
    return entries
