"""`moedeklar serve`: web and timer, until told to end."""

import os
from pathlib import Path

import click
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from service.app import Surroundings
from service.cli.program import Refused
from service.cli.settings import config_option
from service.database.engine import NotDurable
from service.keys import BadMasterKey
from service.lock import AlreadyServed
from service.serving import PortTaken
from service.serving import serve as serve_from
from service.settings.faults import SettingsFaults

OF_THE_DATABASE = {"MOEDEKLAR_DATABASE_URL", "MOEDEKLAR_DATABASE_URL_FILE"}
ADDRESSES = "sqlite:///moedeklar.db or postgresql+psycopg://USER@HOST/DATABASE"


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The working folder [.].",
)
@config_option
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="The port [web.port of the settings]."
)
def serve(folder: Path | None, config: Path | None, port: int | None) -> None:
    """Serve pages and API, and do what is due, until told to end. The database is moedeklar.db in DIR."""
    try:
        serve_from(_surroundings(folder, config), port)
    except SettingsFaults as error:
        raise Refused(*error.faults) from error
    except (AlreadyServed, PortTaken, NotDurable, BadMasterKey) as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(
            f"{error.filename or 'the working folder'}: {error.strerror}; give another by --dir"
        ) from error
    except ArgumentError as error:
        raise Refused(f"MOEDEKLAR_DATABASE_URL: give an address such as {ADDRESSES}") from error
    except SQLAlchemyError as error:
        raise Refused("the database can't be opened: look whether it runs and what it is named by") from error


def _surroundings(folder: Path | None, config: Path | None) -> Surroundings:
    """A folder that is named holds the database, whatever the environment says."""
    environ = {
        name: value for name, value in os.environ.items() if folder is None or name not in OF_THE_DATABASE
    }
    return Surroundings(folder or Path.cwd(), config, environ)
