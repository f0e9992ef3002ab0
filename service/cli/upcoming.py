"""`moedeklar upcoming`: what the service will do by itself, as a table or as JSON."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import click

from agenda.access import actor_named
from notifications.dates import moment_in_words
from service.cli.opening import office_option, opened_where_it_lies, service_options
from service.shown.about import about_in_words
from service.shown.deed_words import DEEDS
from service.shown.shape import as_json
from service.shown.upcoming import DeedShape, upcoming_shape
from service.workflow.unit import Unit

MOST_DAYS = 366
WIDTH = 96


@click.command()
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=14,
    show_default=True,
    help="How far to look ahead.",
)
@office_option
@service_options
@click.option("--json", "is_json", is_flag=True, help="Write JSON instead of a list.")
def upcoming(days: int, office: str, folder: Path | None, config: Path | None, *, is_json: bool) -> None:
    """Show everything the service will do by itself for an office's bodies: when, what, to whom, about what and why."""
    actor = actor_named(office)
    with opened_where_it_lies(folder, config) as service:
        shown = upcoming_shape(days, service.upcoming(days, actor))
        with service.unit(actor) as unit:
            zone = unit.calendar.zone
            told = as_json(shown, zone) if is_json else "\n".join(_listed(unit, shown.deeds))
    click.echo(told)


def _listed(unit: Unit, deeds: tuple[DeedShape, ...]) -> Iterator[str]:
    if not deeds:
        yield "Intet i den tid."
    for at, at_once in groupby(deeds, key=lambda deed: deed.at):
        yield moment_in_words(at, unit.calendar.zone, "da")
        alike = groupby(at_once, key=lambda deed: (deed.what, deed.about, deed.why_in_words))
        for (what, about, why), listed in alike:
            to = ", ".join(deed.to for deed in listed if deed.to)
            words = about_in_words(unit, about)
            told = f"{DEEDS[what]}{f' til {to}' if to else ''}{f' ({words})' if words else ''}: {why}"
            yield from wrap(
                told, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False
            )
