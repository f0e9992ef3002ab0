"""A store of an older version keeps its rows when it is brought up to date."""

import pytest
from alembic import command
from sqlalchemy import text

from service.database.engine import open_engine
from service.database.migrations.upgrade import BrokenReferences, alembic_config, upgrade, without_cascades

ROWS = (
    "INSERT INTO body (id, name, organiser_name, organiser_email, place, online) VALUES ('b', 'B', '', '', '', '')",
    (
        "INSERT INTO member (id, body_id, name, email, language, valid_from)"
        " VALUES ('m', 'b', 'Prøve', 'proeve@example.dk', 'da', '2026-01-01')"
    ),
    (
        "INSERT INTO meeting (id, body_id, starts_at, ends_at, uid, state, reason, place, online, sequence,"
        " is_extraordinary, revision) VALUES"
        " ('t', 'b', '2026-12-08 08:00', '2026-12-08 10:00', 'u', 'confirmed', '', '', '', 0, 0, 1)"
    ),
    (
        "INSERT INTO attendee (id, meeting_id, member_id, name, email, language, is_invited, told_sequence, answered,"
        " answer_sequence) VALUES ('a', 't', 'm', 'Prøve', 'proeve@example.dk', 'da', 1, 0, 'accepted', 0)"
    ),
)


def first_version(path):
    engine = open_engine(f"sqlite:///{path}")
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    return engine


def test_what_lies_in_a_store_of_the_first_version_is_still_there(tmp_path):
    engine = first_version(tmp_path / "old.db")
    with engine.begin() as connection:
        for row in ROWS:
            connection.execute(text(row))
    upgrade(engine)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT id, member_id, answered, kind FROM attendee")).all()
        references = connection.execute(text("PRAGMA foreign_keys")).scalar()
    assert (found, references) == ([("a", "m", "accepted", "member")], 1)
    engine.dispose()


def test_a_store_with_a_row_that_refers_to_nothing_is_left_as_it_was(tmp_path):
    engine = first_version(tmp_path / "broken.db")
    with engine.connect() as connection, without_cascades(connection), connection.begin():
        connection.execute(text(ROWS[3]))
    with pytest.raises(BrokenReferences):
        upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
    engine.dispose()
