import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from service.database.engine import open_engine


def test_what_fails_names_the_statement_and_none_of_its_values(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/one.db")
    with pytest.raises(OperationalError) as told, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "Testa Prøvesen"})
    engine.dispose()
    assert "INSERT INTO nowhere" in str(told.value)
    assert "Testa" not in str(told.value)
