"""The keyed hashes by which a citizen's name and number are known again: kept by case, asked for a text at a time."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from service.database.cases.tables import case_name, names_kept

MOST_ASKED_AT_ONCE = 500


def keep_names(session: Session, case_id: str, name_indexes: Collection[str], way: int) -> None:
    """Keep the hashes of a citizen's name, made in that way, so that a mail that bears it is stopped.

    They replace earlier ones.
    """
    for table in (case_name, names_kept):
        session.execute(delete(table).where(table.c.case_id == case_id))
    session.execute(insert(names_kept).values(case_id=case_id, way=way))
    if name_indexes:
        rows = [{"case_id": case_id, "name_index": each} for each in sorted(name_indexes)]
        session.execute(insert(case_name), rows)


def keep_more_names(session: Session, case_id: str, name_indexes: Collection[str]) -> None:
    """Another name by which the citizen of a case is called: a mail that bears it is stopped too."""
    kept = select(case_name.c.name_index).where(case_name.c.case_id == case_id)
    rows = [
        {"case_id": case_id, "name_index": each}
        for each in sorted(frozenset(name_indexes).difference(session.scalars(kept)))
    ]
    if rows:
        session.execute(insert(case_name), rows)


def known_among(session: Session, name_indexes: Collection[str]) -> frozenset[str]:
    """Those of some hashes that are a citizen's."""
    found: set[str] = set()
    for some in _some_at_a_time(sorted(name_indexes)):
        question = select(case_name.c.name_index).where(case_name.c.name_index.in_(some)).distinct()
        found.update(session.scalars(question))
    return frozenset(found)


def _some_at_a_time(indexes: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(indexes), MOST_ASKED_AT_ONCE):
        yield indexes[at : at + MOST_ASKED_AT_ONCE]
