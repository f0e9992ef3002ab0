"""What the database refuses is told without the values it was about."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from service.database.engine import copy_apart, open_engine


def refused_by(engine):
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as refused:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "kanariefugl"})
    engine.dispose()
    return str(refused.value)


@pytest.fixture
def engine(tmp_path):
    return open_engine(f"sqlite:///{tmp_path / 'a.db'}")


def test_an_error_bears_no_values(engine):
    assert "kanariefugl" not in refused_by(engine)


def test_an_error_of_the_copy_bears_none_either(engine):
    assert "kanariefugl" not in refused_by(copy_apart(engine))
    engine.dispose()
