"""Bring a database up to date, from the program itself: the steps are packed with it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import Engine


class UnknownVersion(RuntimeError):
    """The database was brought to a version this program knows nothing of."""

    def __init__(self) -> None:
        super().__init__(
            "the database is of another version than the program: start the newer one it was used with"
        )


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine) -> None:
    """Run the steps that are missing, in one transaction, so that two processes starting at once don't meet."""
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as fault:
            raise UnknownVersion from fault
