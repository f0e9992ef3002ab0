"""`moedeklar upcoming`: what the service will do by itself, as a table or as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import click

from agenda.access import actor_named
from notifications.dates import moment_in_words
from notifications.reason import reason_in_words
from service.cli.opening import office_option, opened_where_it_lies, service_options
from service.shown.about import about_in_words
from service.shown.deed_words import DEEDS
from service.shown.shape import LANGUAGE, as_json
from service.shown.upcoming import repeats_in_words, upcoming_shape
from service.workflow.series import Series
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
        found = service.outlook.told(days, actor)
        with service.unit(actor) as unit:
            zone = unit.calendar.zone
            told = (
                as_json(upcoming_shape(days, found), zone)
                if is_json
                else "\n".join(_listed(unit, found.series))
            )
    click.echo(told)


def _listed(unit: Unit, found: Sequence[Series]) -> Iterator[str]:
    if not found:
        yield "Intet i den tid."
    zone = unit.calendar.zone
    for at, at_once in groupby(found, key=lambda one: one.deed.at):
        yield moment_in_words(at, zone, LANGUAGE)
        for line, listed in groupby(at_once, key=partial(_Line.of, zone=zone)):
            to = ", ".join(one.deed.to for one in listed if one.deed.to)
            words = about_in_words(unit, line.about)
            deed = f"{DEEDS[line.what]}{f' til {to}' if to else ''}{f' ({words})' if words else ''}"
            told = f"{deed}: {line.why}{f'; {line.repeats}' if line.repeats else ''}"
            yield from wrap(
                told, WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False
            )


@dataclass(frozen=True)
class _Line:
    """What is alike in deeds that are told in one line."""

    what: str
    about: str
    why: str
    repeats: str

    @classmethod
    def of(cls, one: Series, zone: tzinfo) -> "_Line":
        deed = one.deed
        return cls(deed.what, deed.about, reason_in_words(deed.why, LANGUAGE), repeats_in_words(one, zone))
