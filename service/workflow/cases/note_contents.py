"""What is sealed of notes, put in and taken out: the words, who somebody was, and what was added."""

from agenda.cases.oral_note import NoteAddition, OralNote
from service.database.cases.questions import case_key
from service.database.sealed import Place
from service.workflow.unit import Unit


def seal_note(unit: Unit, case_id: str, note_id: str, words: str) -> bytes:
    return _seal(unit, case_id, Place("oral_note", note_id, "words"), words)


def open_note(unit: Unit, note: OralNote) -> str:
    return _open(unit, note.case_id, Place("oral_note", note.id, "words"), note.sealed_words)


def seal_source(unit: Unit, case_id: str, note_id: str, somebody: str) -> bytes | None:
    if not somebody.strip():
        return None
    return _seal(unit, case_id, Place("oral_note", note_id, "source"), somebody)


def open_source(unit: Unit, note: OralNote) -> str:
    """Who somebody was; empty for a source that needs no name."""
    if note.sealed_source is None:
        return ""
    return _open(unit, note.case_id, Place("oral_note", note.id, "source"), note.sealed_source)


def seal_addition(unit: Unit, case_id: str, addition_id: str, words: str) -> bytes:
    return _seal(unit, case_id, Place("note_addition", addition_id, "words"), words)


def open_addition(unit: Unit, note: OralNote, addition: NoteAddition) -> str:
    return _open(unit, note.case_id, Place("note_addition", addition.id, "words"), addition.sealed_words)


def _seal(unit: Unit, case_id: str, place: Place, words: str) -> bytes:
    return unit.vault.seal(case_key(unit.session, case_id), place, {"words": words.strip()})


def _open(unit: Unit, case_id: str, place: Place, sealed: bytes) -> str:
    return str(unit.vault.open(case_key(unit.session, case_id), place, sealed)["words"])
