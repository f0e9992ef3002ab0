"""`moedeklar backup`: the whole store in one sealed file, while it is in use."""

from datetime import datetime
from pathlib import Path

import click

from service.backup.postgresql import ProgramFailed
from service.backup.sealed_file import BackupUnreadable
from service.backup.taking import Taken, take
from service.cli.opening import environment, opened_where_it_lies, service_options
from service.cli.program import Refused
from service.keys import read_backup_key


@click.command()
@click.argument("dest", type=click.Path(path_type=Path))
@service_options
def backup(dest: Path, folder: Path | None, config: Path | None) -> None:
    """Write a backup to DEST, a file that is not there yet or a folder to make one in.

    It is sealed under MOEDEKLAR_BACKUP_KEY. The master key isn't in it: keep that apart.
    """
    with opened_where_it_lies(folder, config) as service:
        key = read_backup_key(service.settings.backup_key)
        now = service.clock()
        named = config or environment(folder).get("MOEDEKLAR_CONFIG")
        taken = Taken(service.engine, service.folder, Path(named) if named else None, service.master)
        target = _target(dest, now)
        try:
            manifest = take(taken, key, target, now)
        except (ProgramFailed, BackupUnreadable) as fault:
            raise Refused(str(fault)) from fault
    click.echo(
        f"{target}: {len(manifest.parts)} parts, written and read again. "
        f"Its cases need the master key {manifest.master_key}, which is not in it."
    )


def _target(dest: Path, now: datetime) -> Path:
    return dest / f"moedeklar-{now:%Y-%m-%dT%H%M%SZ}.backup" if dest.is_dir() else dest
