"""Open the service for one command, and tell in one line each what keeps it from its work."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from cryptography.exceptions import InvalidTag
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError

from agenda.access import actor_named
from agenda.errors import Refusal
from notifications.leaks import PersonalDataFound
from service.app import Service, Surroundings, open_service
from service.cli.program import Refused
from service.cli.settings import config_option
from service.database.engine import NotDurable
from service.database.migrations.upgrade import UnknownVersion
from service.database.sealed import KeyOfAnother
from service.database.soundness import Damaged, KeyWithoutCases, RestoreBrokenOff
from service.keys import BadMasterKey
from service.logs import set_up_logs
from service.place import database_file as file_of_database
from service.settings.faults import SettingsFaults
from service.settings.load import load_settings

P = ParamSpec("P")
R = TypeVar("R")

TOLD = (
    Refusal,
    BadMasterKey,
    NotDurable,
    KeyOfAnother,
    UnknownVersion,
    Damaged,
    KeyWithoutCases,
    RestoreBrokenOff,
)
SECRETARIAT, FORUM = actor_named("secretariat"), actor_named("forum")
DATABASE_VARIABLES = ("MOEDEKLAR_DATABASE_URL", "MOEDEKLAR_DATABASE_URL_FILE")

_dir_option = click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the database and the outbox lie [the working folder]; wins over MOEDEKLAR_DATABASE_URL.",
)


office_option = click.option(
    "--office",
    type=click.Choice([str(SECRETARIAT), str(FORUM)]),
    default=str(SECRETARIAT),
    show_default=True,
    help="Which office's half is shown.",
)


def service_options(command: Callable[P, R]) -> Callable[P, R]:
    return _dir_option(config_option(command))


def surroundings(folder: Path | None, config: Path | None) -> Surroundings:
    return Surroundings(folder or Path(), config, environment(folder))


def environment(folder: Path | None) -> Mapping[str, str]:
    """The variables, less those that name a database where a folder was named by hand."""
    hidden = DATABASE_VARIABLES if folder else ()
    return {name: value for name, value in os.environ.items() if name not in hidden}


@contextmanager
def opened(folder: Path | None, config: Path | None) -> Iterator[Service]:
    set_up_logs()
    with refusing():
        service = open_service(surroundings(folder, config))
        try:
            yield service
        finally:
            service.engine.dispose()


@contextmanager
def opened_where_it_lies(folder: Path | None, config: Path | None) -> Iterator[Service]:
    """As `opened`, for what only makes sense where there is a database: none is made."""
    with refusing():
        around = surroundings(folder, config)
        file = database_file(around)
    if file is not None and not file.is_file():
        raise Refused("no database here: start one with `moedeklar serve`, or name its folder by --dir")
    with opened(folder, config) as service:
        yield service


def database_file(around: Surroundings) -> Path | None:
    """The file the settings name, or None where the database is a server."""
    return file_of_database(load_settings(around.config, around.environ or {}), around.folder)


@contextmanager
def refusing() -> Iterator[None]:
    """Let what went wrong look like a refusal of ours; it repeats nothing that was given."""
    try:
        yield
    except SettingsFaults as faults:
        raise Refused(*faults.faults) from faults
    except TOLD as refusal:
        raise Refused(str(refusal)) from refusal
    except PersonalDataFound as found:
        raise Refused(f"{found}; leave it out") from found
    except InvalidTag as fault:
        raise Refused("the case can't be opened: its bytes or its key were changed") from fault
    except StaleDataError as race:
        raise Refused("somebody changed it meanwhile; run the command again") from race
    except (ArgumentError, NoSuchModuleError) as fault:
        raise Refused(
            "MOEDEKLAR_DATABASE_URL: names no database; give one such as sqlite:///moedeklar.db"
        ) from fault
    except DBAPIError as fault:
        raise Refused("the database can't be used: " + _first_line(fault.orig)) from fault
    except NoConnection as fault:
        raise Refused("the database is in other hands: run the command again in some seconds") from fault
    except OSError as fault:
        raise Refused(f"{fault.filename or 'file'}: {fault.strerror or 'cannot be used'}") from fault


def _first_line(fault: BaseException | None) -> str:
    return next(iter(str(fault).splitlines()), "") or type(fault).__name__
