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


COURSES = (
    "INSERT INTO party (id, name, mailbox, language, valid_from) VALUES ('sof', 'SOF', '', 'da', '2026-01-01')",
    (
        'INSERT INTO "case" (id, reference, opened_at, sealed_citizen, person_index, is_child, is_urgent, state,'
        " needs_clearance, parties_wanted, rolled_over, has_gaps, close_reason, effort, revision) VALUES"
        " ('c', 'KE-2026-0001', '2026-11-01 09:00', x'00', 'p', 1, 0, 'course', 0, '[]', 0, 0, '', 'course', 1)"
    ),
    (
        "INSERT INTO course (id, case_id, kind, responsible, opened_at, opened_by, sealed_aim, state, consent_by,"
        " consent_given_on, consent_withdrawn_on, revision) VALUES"
        " ('k1', 'c', 'mentor', 'sof', '2026-11-02 09:00', 'secretariat', x'00', 'running', 'custodian',"
        " '2026-11-03', NULL, 2),"
        " ('k2', 'c', 'exit', 'sof', '2026-11-02 09:00', 'secretariat', x'00', 'ended', 'citizen', '2026-11-03',"
        " '2026-11-05', 3),"
        " ('k3', 'c', 'exit', 'sof', '2026-11-02 09:00', 'secretariat', x'00', 'proposed', NULL, NULL, NULL, 1)"
    ),
)


def first_version(path):
    return at_version(path, "0001")


def at_version(path, version):
    engine = open_engine(f"sqlite:///{path}")
    to(engine, version)
    return engine


def to(engine, version, go=command.upgrade):
    config = alembic_config()
    with engine.connect() as connection, without_cascades(connection), connection.begin():
        config.attributes["connection"] = connection
        go(config, version)


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


def test_the_one_consent_of_a_course_becomes_a_row_and_its_case_is_looked_at_at_once(tmp_path):
    engine = at_version(tmp_path / "courses.db", "0025")
    with engine.begin() as connection:
        for row in COURSES:
            connection.execute(text(row))
    to(engine, "0026")
    with engine.connect() as connection:
        consents = connection.execute(
            text("SELECT course_id, given_by, representative_id, given_on, withdrawn_on FROM course_consent")
        ).all()
        courses = connection.execute(text("SELECT id, state, started_on FROM course ORDER BY id")).all()
        looks = connection.execute(text("SELECT case_id FROM age_look")).scalars().all()
    assert consents == [
        ("k1", "holder", None, "2026-11-03", None),
        ("k2", "citizen", None, "2026-11-03", "2026-11-05"),
    ]
    assert courses == [
        ("k1", "running", "2026-11-03"),
        ("k2", "ended", "2026-11-03"),
        ("k3", "proposed", None),
    ]
    assert looks == ["c"]
    engine.dispose()


def test_and_the_way_back_keeps_it_too(tmp_path):
    engine = at_version(tmp_path / "back.db", "0025")
    with engine.begin() as connection:
        for row in COURSES:
            connection.execute(text(row))
    kept = "SELECT id, state, consent_by, consent_given_on, consent_withdrawn_on FROM course ORDER BY id"
    with engine.connect() as connection:
        before = connection.execute(text(kept)).all()
    to(engine, "0026")
    to(engine, "0025", command.downgrade)
    with engine.connect() as connection:
        assert connection.execute(text(kept)).all() == before


def test_a_day_that_was_closed_for_everybody_is_closed_for_each_office(tmp_path):
    engine = first_version(tmp_path / "old.db")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO closed_date (\"on\", name) VALUES ('2027-05-07', 'Lukket')"))
    upgrade(engine)
    with engine.connect() as connection:
        asked = 'SELECT "on", office, name, closed_by, is_closed, put_before FROM day_off ORDER BY office'
        found = [tuple(row) for row in connection.execute(text(asked))]
    assert found == [
        ("2027-05-07", "forum", "Lukket", "secretariat", 1, None),
        ("2027-05-07", "secretariat", "Lukket", "secretariat", 1, None),
    ]
    engine.dispose()


def test_who_waits_for_clearance_is_to_be_asked_about_the_first_concern(tmp_path):
    engine = at_version(tmp_path / "waiting.db", "0032")
    concern = (
        "INSERT INTO concern (id, case_id, received_at, source_kind, urgency, basis, notification, taken_by,"
        " sealed_content) VALUES ('{}', 'c', '2026-11-0{} 09:00', 'hotline', 'normal', '1', 'not_a_child', '', x'00')"
    )
    waiting = "UPDATE \"case\" SET state = 'awaiting_clearance', parties_wanted = '[\"sof\"]'"
    with engine.begin() as connection:
        for row in (*COURSES[:2], concern.format("b", 2), concern.format("a", 3), waiting):
            connection.execute(text(row))
    to(engine, "0033")
    asked = 'SELECT parties_wanted FROM "case"'
    with engine.connect() as connection:
        assert connection.execute(text(asked)).scalar() == '{"sof": "b"}'
    to(engine, "0032", command.downgrade)
    with engine.connect() as connection:
        assert connection.execute(text(asked)).scalar() == '["sof"]'
    engine.dispose()


def test_what_was_released_before_is_read_on_and_nothing_else(tmp_path):
    engine = at_version(tmp_path / "released.db", "0033")
    party, case = COURSES[:2]
    released = "UPDATE \"case\" SET state = 'asking', released_at = NULL"
    concern = (
        "INSERT INTO concern (id, case_id, received_at, source_kind, urgency, basis, notification, taken_by,"
        " sealed_content) VALUES ('b', 'c', '2026-11-02 09:00', 'hotline', 'normal', '1', 'not_a_child', '', x'00')"
    )
    lookup = (
        "INSERT INTO lookup (id, case_id, concern_id, party_id, round, requested_at, due_at, state, asks_deputy,"
        " revision) VALUES ('k{0}', 'c', 'b', 'sof', {0}, '2026-11-02 09:00', '2026-11-19 12:00', 'answered', 0, 1)"
    )
    answer = (
        "INSERT INTO answer (id, lookup_id, version, answered_at, answered_by, sealed_content, withdrawn_by,"
        " withdrawn_why, revision) VALUES ('{0}', '{1}', {2}, '{3} 09:00', '', x'00', '', '', 1)"
    )
    record = (
        "INSERT INTO record_entry (at, actor, action, about, purpose, facts) VALUES"
        " ('2026-11-20 12:00', 'clock', 'release_answers', 'KE-2026-0001', '', '{}')"
    )
    answers = (
        answer.format("a1", "k1", 1, "2026-11-10"),
        answer.format("a2", "k1", 2, "2026-11-18"),
        answer.format("a3", "k2", 1, "2026-11-25"),
    )
    with engine.begin() as connection:
        for row in (party, case, concern, lookup.format(1), lookup.format(2), *answers, record, released):
            connection.exec_driver_sql(row)
    to(engine, "0034")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT id, released_version FROM lookup ORDER BY id")).all()
    assert found == [("k1", 2), ("k2", 0)]
    to(engine, "0033", command.downgrade)
    engine.dispose()


def test_a_case_without_a_mark_of_how_its_names_were_hashed_is_hashed_anew_at_start(tmp_path):
    engine = at_version(tmp_path / "unmarked.db", "0044")
    with engine.begin() as connection:
        connection.exec_driver_sql(COURSES[1])
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT case_id, way FROM names_kept")).all() == [("c", 0)]
    engine.dispose()
