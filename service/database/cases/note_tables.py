"""Tables of notes of what was told about a case, and of what was added to them."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table
from sqlalchemy.orm import relationship

from agenda.cases.oral_note import NoteAddition, OralNote
from service.database.columns import identity
from service.database.engine import Moment, mapping, metadata

oral_note = Table(
    "oral_note",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meeting.id")),
    Column("party_id", ForeignKey("party.id")),
    Column("agency", String(255), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("noted_by", String(60), nullable=False),
    Column("sealed_words", LargeBinary, nullable=False),
    Column("sealed_source", LargeBinary),
)

note_addition = Table(
    "note_addition",
    metadata,
    identity(),
    Column("note_id", ForeignKey("oral_note.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("added_at", Moment, nullable=False),
    Column("added_by", String(60), nullable=False),
    Column("sealed_words", LargeBinary, nullable=False),
)


def map_notes() -> None:
    mapping.map_imperatively(NoteAddition, note_addition)
    mapping.map_imperatively(
        OralNote,
        oral_note,
        properties={
            "additions": relationship(
                NoteAddition, lazy="selectin", order_by=(note_addition.c.added_at, note_addition.c.id)
            )
        },
    )
