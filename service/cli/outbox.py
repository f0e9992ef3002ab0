"""`moedeklar outbox`: what was told whom, and how a person settles what did not simply go out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from agenda.access import Actor, actor_named
from agenda.paging import PageWanted
from notifications.message import State
from service.app import Service
from service.cli.opening import SECRETARIAT, office_option, opened_where_it_lies, service_options
from service.cli.outbox_table import outbox_table, told_in_a_line
from service.database.listing import Wanted, message_named
from service.shown.outbox import message_shape, messages_shape
from service.shown.shape import as_json
from service.workflow import outbox as verbs
from service.workflow.outbox import Found
from service.workflow.unit import Unit

ON_A_PAGE = 500

seen_option = click.option(
    "--revision", default=None, metavar="R", help="Only if the message still is as `--json` showed it."
)


@click.group(invoke_without_command=True)
@click.option("--state", type=click.Choice([str(state) for state in State]), help="Only those in this state.")
@click.option("--page", type=click.IntRange(1), default=1, help=f"Of {ON_A_PAGE} messages each.")
@office_option
@click.option("--json", "is_json", is_flag=True, help="Write JSON instead of a table.")
@service_options
@click.pass_context
def outbox(
    ctx: click.Context, /, state: str | None, page: int, office: str, *, is_json: bool, **where: Path | None
) -> None:
    """Show an office's newest messages; retry, settle or drop one."""
    folder, config = where["folder"], where["config"]
    ctx.obj = (folder, config)
    if ctx.invoked_subcommand is None:
        wanted = Wanted(frozenset({State(state)} if state else State), page=PageWanted(page, ON_A_PAGE))
        with opened_where_it_lies(folder, config) as service, service.unit(actor_named(office)) as unit:
            shown = messages_shape(verbs.messages_of(unit, wanted))
            zone = unit.calendar.zone
        click.echo(as_json(shown, zone) if is_json else outbox_table(shown, zone))


@outbox.command()
@click.argument("message")
@seen_option
@service_options
@click.pass_context
def retry(ctx: click.Context, /, message: str, revision: str | None, **where: Path | None) -> None:
    """Send MESSAGE (an id) after all: it was refused or sent back; or at once, where it waits long."""
    with _held(ctx, where, message) as (unit, standing, now):
        told = verbs.retry(unit, message, revision or standing, now)
    click.echo(told_in_a_line(message_shape(told)))


@outbox.command()
@click.argument("message")
@click.option(
    "--as",
    "found",
    type=click.Choice([str(found).replace("_", "-") for found in Found]),
    required=True,
    help="What a look into the sender's mailbox has shown.",
)
@seen_option
@service_options
@click.pass_context
def settle(
    ctx: click.Context, /, message: str, found: str, revision: str | None, **where: Path | None
) -> None:
    """Say whether MESSAGE, which is in doubt, went out; if it didn't, it is sent."""
    with _held(ctx, where, message) as (unit, standing, now):
        told = verbs.settle(unit, message, Found(found.replace("-", "_")), revision or standing, now)
    click.echo(told_in_a_line(message_shape(told)))


@outbox.command()
@click.argument("message")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is no longer wanted; it is kept.")
@seen_option
@service_options
@click.pass_context
def drop(
    ctx: click.Context, /, message: str, reason: str, revision: str | None, **where: Path | None
) -> None:
    """Send MESSAGE, which was refused or sent back, no more."""
    with _held(ctx, where, message) as (unit, standing, now):
        told = verbs.drop(unit, message, reason, revision or standing, now)
    click.echo(told_in_a_line(message_shape(told)))


@contextmanager
def _held(
    ctx: click.Context, where: Mapping[str, Path | None], message_id: str
) -> Iterator[tuple[Unit, str, datetime]]:
    """A transaction, and how the message stands in it; what stood before the subcommand's name holds too."""
    folder, config = (where[name] or outer for name, outer in zip(("folder", "config"), ctx.obj, strict=True))
    with (
        opened_where_it_lies(folder, config) as service,
        service.unit(_seeing_to(service, message_id)) as unit,
    ):
        yield unit, verbs.standing(unit, message_id), service.clock()


def _seeing_to(service: Service, message_id: str) -> Actor:
    """The office whose message it is."""
    with service.sessions() as session:
        found = message_named(session, message_id)
        return Actor(service.settings.office_of(found.body_id)) if found else SECRETARIAT
