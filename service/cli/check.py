"""`moedeklar check`: whether every channel can be reached, as whom and with which rights."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

import click

from agenda.access import CLOCK
from service.app import Surroundings
from service.channels import ConfiguredChannels
from service.cli.opening import database_file, opened, refusing, service_options, surroundings
from service.database.meetings.questions import mailboxes_of_bodies
from service.logs import set_up_logs
from service.settings.load import load_settings
from service.shown.shape import as_json
from service.shown.trial import TrialShape, TriedShape, trial_shape
from service.trial import Trial

WIDTH = 96


@click.command()
@service_options
@click.option("--json", "is_json", is_flag=True, help="Write JSON instead of lines.")
def check(folder: Path | None, config: Path | None, *, is_json: bool) -> None:
    """Look at the settings, try every mailbox's channel and the inbox, and say what was found. Nothing is sent.

    Exit code 0: all is well; 1: something isn't; 2: the settings can't be read.
    """
    set_up_logs()
    with refusing():
        around = surroundings(folder, config)
        settings = load_settings(around.config, around.environ or {})
        known, told_at_start = _known(around, folder, config)
        trial = Trial(settings, ConfiguredChannels(settings, around.folder), known)
        shown = trial_shape(trial.all(), told_at_start)
    click.echo(as_json(shown, settings.calendar.time_zone) if is_json else "\n".join(_told(shown)))
    if not shown.is_well:
        raise click.exceptions.Exit(1)


def _known(
    around: Surroundings, folder: Path | None, config: Path | None
) -> tuple[dict[str, Sequence[str]] | None, list[str]]:
    """Which bodies send from where, and what a start would say, if there is a database to tell; none is made."""
    file = database_file(around)
    if file is not None and not file.is_file():
        return None, []
    with opened(folder, config) as service:
        told_at_start = service.told_at_start()
        with service.unit(CLOCK) as unit:
            return dict(mailboxes_of_bodies(unit.session, unit.settings.bodies)), told_at_start


def _told(shown: TrialShape) -> Iterator[str]:
    for said in shown.settings:
        yield from wrap(f"NOT OK: {said}", WIDTH, subsequent_indent="  ", break_long_words=False)
    for tried in shown.mailboxes:
        yield _heading(tried)
        for finding in tried.findings:
            mark = "ok" if finding.is_well else "NOT OK"
            yield from wrap(
                f"{mark}: {finding.said}",
                WIDTH,
                initial_indent="  ",
                subsequent_indent="    ",
                break_long_words=False,
            )


def _heading(tried: TriedShape) -> str:
    bodies = f" ({', '.join(tried.bodies)})" if tried.bodies else ""
    return f"{tried.address or 'no mailbox'}{bodies}: {tried.channel}"
