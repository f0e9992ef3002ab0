"""`moedeklar sending`: whether messages go out, and turning that on after a restore."""

from datetime import datetime
from pathlib import Path

import click

from service.cli.opening import SECRETARIAT, opened_where_it_lies, service_options
from service.workflow.sending import SendingSeen, sending_seen, turn_on


@click.group(invoke_without_command=True)
@service_options
@click.pass_context
def sending(ctx: click.Context, folder: Path | None, config: Path | None) -> None:
    """Say whether messages go out."""
    ctx.obj = (folder, config)
    if ctx.invoked_subcommand is None:
        with opened_where_it_lies(folder, config) as service, service.unit(SECRETARIAT) as unit:
            seen = sending_seen(unit, service.clock())
        click.echo(_told(seen))


@sending.command()
@click.option(
    "--told-until",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    metavar="TIME",
    help="What was due by then counts as told by the lost store, and goes to nobody; by the clock on the wall.",
)
@click.pass_context
def on(ctx: click.Context, told_until: datetime | None) -> None:
    """Send from now on what waits, but for what had been told already."""
    folder, config = ctx.obj
    with opened_where_it_lies(folder, config) as service, service.unit(SECRETARIAT) as unit:
        now = service.clock()
        until = told_until.replace(tzinfo=unit.calendar.zone) if told_until else None
        left = turn_on(unit, sending_seen(unit, now).revision, until, now)
    click.echo(f"Sending is on. {left} messages count as told already.")


def _told(seen: SendingSeen) -> str:
    if seen.off_since is None or seen.backed_up_at is None:
        return "Sending is on."
    return (
        f"Sending is off since {seen.off_since:%Y-%m-%d %H:%M} UTC, when the backup of "
        f"{seen.backed_up_at:%Y-%m-%d %H:%M} UTC was restored. {seen.waiting} messages wait: "
        "`moedeklar outbox --state pending` lists them, `moedeklar sending on` sends them."
    )
