"""Where the database and the master key lie."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session

from service.database.cases.questions import sealed_under
from service.database.sealed import KeyOfAnother
from service.keys import MasterKey, master_key_at, read_master_key
from service.settings.tables import Settings

KEY_FILE = "moedeklar.key"
DATABASE_FILE = "moedeklar.db"


def database_file(settings: Settings, folder: Path) -> Path | None:
    """The file the settings name, or None where the database is a server."""
    if settings.database_url is None:
        return folder / DATABASE_FILE
    named = make_url(settings.database_url)
    is_file = named.get_backend_name() == "sqlite" and named.database not in {None, "", ":memory:"}
    return Path(str(named.database)) if is_file else None


def key_files(folder: Path, engine: Engine) -> tuple[Path, ...]:
    """Where the key may lie: beside an SQLite file, wherever the service was started from, or in the working folder."""
    beside = Path(engine.url.database or "").parent if engine.dialect.name == "sqlite" else folder
    return tuple(dict.fromkeys(place.absolute() / KEY_FILE for place in (beside, folder)))


def master_key_of(settings: Settings, files: Sequence[Path], engine: Engine) -> MasterKey:
    """The key that the cases are sealed under; a new one is made only where there are none yet."""
    with Session(engine) as session:
        known = sealed_under(session)
    if settings.master_key:
        masters = [read_master_key(settings.master_key)]
    else:
        there = [file for file in files if file.exists()]
        masters = [master_key_at(file) for file in there or ([] if known else files[:1])]
    fitting = [master for master in masters if not known - {master.id}]
    if not fitting:
        raise KeyOfAnother
    return fitting[0]
