"""`moedeklar restore`: a backup into an empty place, from which nothing goes out before a person says so."""

from pathlib import Path

import click

from service.backup.postgresql import ProgramFailed
from service.backup.restoring import Place, PlaceNotEmpty
from service.backup.restoring import restore as put_back
from service.backup.sealed_file import BackupUnreadable
from service.cli.opening import refusing, service_options, surroundings
from service.cli.program import Refused
from service.database.mapped import mapped
from service.keys import read_backup_key
from service.place import database_file
from service.settings.load import load_settings
from service.system_clock import system_clock


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@service_options
def restore(source: Path, folder: Path | None, config: Path | None) -> None:
    """Put the backup SOURCE into an empty folder (--dir) or the empty database of MOEDEKLAR_DATABASE_URL."""
    around = surroundings(folder, config)
    with refusing():
        settings = load_settings(around.config, around.environ or {})
        key = read_backup_key(settings.backup_key)
        file = database_file(settings, around.folder)
        where = around.folder if file is None else file.parent
        mapped()
        try:
            manifest = put_back(
                source, key, Place(where, file, None if file else settings.database_url), system_clock()
            )
        except (ProgramFailed, BackupUnreadable, PlaceNotEmpty) as fault:
            raise Refused(str(fault)) from fault
    click.echo(
        f"Restored as of {manifest.made_at:%Y-%m-%d %H:%M} UTC. Sending is off.\n"
        f"Put moedeklar.key ({manifest.master_key}) beside it, start `moedeklar serve`, look at `moedeklar upcoming` "
        "and `moedeklar outbox`, then `moedeklar sending on`."
    )
