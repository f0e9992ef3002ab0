"""The migrations make exactly the tables that are mapped."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from service.database.engine import open_engine
from service.database.mapped import mapped
from service.database.migrations.upgrade import alembic_config, upgrade


def differences(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, mapped())


def test_a_fresh_sqlite_store_has_the_tables_as_they_are_mapped(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    upgrade(engine)
    assert differences(engine) == []
    engine.dispose()


@pytest.mark.postgresql
def test_a_fresh_postgresql_store_has_the_tables_as_they_are_mapped(new_postgresql_url):
    engine = open_engine(new_postgresql_url())
    assert differences(engine) == []
    engine.dispose()


def test_a_store_can_be_taken_down_and_brought_up_again(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'there_and_back.db'}")
    upgrade(engine)
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    upgrade(engine)
    assert differences(engine) == []
    engine.dispose()


def test_bringing_an_up_to_date_store_up_again_changes_nothing(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'twice.db'}")
    upgrade(engine)
    before = sorted(inspect(engine).get_table_names())
    upgrade(engine)
    assert sorted(inspect(engine).get_table_names()) == before
    engine.dispose()
