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
