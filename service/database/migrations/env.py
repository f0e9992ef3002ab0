"""What Alembic runs: on the connection it was given, against the mapped tables."""

from typing import Any, Literal

from alembic import context

from service.database.columns import Word
from service.database.engine import Moment, start_one_at_a_time
from service.database.mapped import mapped


def plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A step names the column's own type, so that it still runs when the program's classes have changed."""
    if kind == "type" and isinstance(item, Word):
        return "sa.String(length=40)"
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


connection = context.config.attributes["connection"]
start_one_at_a_time(connection)
context.configure(
    connection=connection, target_metadata=mapped(), render_as_batch=True, render_item=plain_type
)
with context.begin_transaction():
    context.run_migrations()
