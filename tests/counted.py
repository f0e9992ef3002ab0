"""Which statements a store is asked, so that a test can count them."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def statements_of(engine):
    """Gives a list that grows with each statement, the beginnings of transactions among them."""
    asked = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def plans_of(engine):
    """On SQLite: gives a list that grows with each step by which what was asked for is found."""
    steps = []

    def explain(connection, _cursor, statement, parameters, *_):
        if statement.startswith("SELECT"):
            plan = connection.connection.cursor()
            plan.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps.extend(row[3] for row in plan)

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", explain)
