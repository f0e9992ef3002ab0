"""`moedeklar demo`: some weeks of the secretariat, played in a moment, and the service left running with it."""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from service.app import Surroundings
from service.cli.opening import refusing
from service.cli.program import Refused
from service.demo.channel import (
    FOLDER,
    NAMES,
    SMTP,
    ChannelUnusable,
    DemoChannel,
    channel_named,
    over_own_mail_server,
)
from service.demo.ending import ending, not_sent
from service.demo.folder import NotADemosFolder, claim, empty
from service.demo.play import NoStory, Played, Stage, check_playable, play
from service.demo.schedule import TooFewMeetings, UntilOutOfReach
from service.demo.settings_file import played_of
from service.demo.summary import summary
from service.lock import AlreadyServed, DatabaseLock
from service.logs import set_up_logs
from service.place import DATABASE_FILE
from service.serving import PortTaken, serve
from service.settings.load import Tree, read_tree, settings_of
from service.shown.shape import as_json
from service.system_clock import system_clock

PIPED_WIDTH = 100


class Moment(click.ParamType[datetime]):
    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment; give one such as 2026-12-08T09:00:00+01:00.", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} has no offset; add it, such as 2026-12-08T09:00:00+01:00.", param, ctx)
        return moment


@dataclass(frozen=True)
class Wanted:
    folder: Path
    seed: int
    until: datetime
    port: int | None
    channel: DemoChannel
    given: Tree

    @property
    def environ(self) -> Mapping[str, str]:
        """Nothing but the port and the channel is taken from outside: the demo shows what it is given by hand."""
        if self.port is None:
            return self.channel.environ
        base_url = f"http://127.0.0.1:{self.port}"
        return {
            **self.channel.environ,
            "MOEDEKLAR_WEB_PORT": str(self.port),
            "MOEDEKLAR_WEB_BASE_URL": base_url,
        }


@click.command()
@click.option("--no-serve", is_flag=True, help="End when the time is played.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    metavar="DIR",
    help="Where the demo lies; an earlier demo there is removed.",
)
@click.option(
    "--json", "is_json", is_flag=True, help="Write the numbers as JSON, the story to standard error."
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="The same seed makes the same ids, but over a server, which remembers those of earlier demos.",
)
@click.option("--until", type=Moment(), help="When the played time ends [now].")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    envvar="MOEDEKLAR_WEB_PORT",
    metavar="N",
    help="The port to serve at [MOEDEKLAR_WEB_PORT, or 8000].",
)
@click.option(
    "--channel",
    type=click.Choice([FOLDER, *NAMES]),
    default=FOLDER,
    show_default=True,
    help="Over what people are told; the server is the one that MOEDEKLAR_EWS_URL or MOEDEKLAR_GRAPH_URL names, "
    "and for smtp one of the demo's own.",
)
@click.option(
    "--smtp-host",
    default="",
    metavar="HOST[:PORT]",
    help="With --channel smtp: your mail server, in the place of the demo's own.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of settings to play with: its bodies, parties and words, but none of its servers [the defaults].",
)
def demo(  # noqa: PLR0913  one parameter for each option
    folder: Path,
    seed: int,
    until: datetime | None,
    port: int | None,
    channel: str,
    *,
    smtp_host: str,
    config: Path | None,
    no_serve: bool,
    is_json: bool,
) -> None:
    """Play some weeks of meetings about cases and a whole round of the forum, all of it made up."""
    set_up_logs()
    console = Console(stderr=is_json, highlight=False)
    if smtp_host and channel != SMTP:
        raise Refused("--smtp-host: give --channel smtp too")
    with _channel(channel, smtp_host, folder) as over:
        wanted = Wanted(folder, seed, until or system_clock(), port, over, _given(config))
        _perform(wanted, console, no_serve=no_serve, is_json=is_json)


@contextmanager
def _channel(name: str, smtp_host: str, folder: Path) -> Iterator[DemoChannel]:
    """A mail server of the demo's own lives as long as the demo."""
    if name != SMTP or smtp_host:
        with _told():
            found = channel_named(name, os.environ, smtp_host)
        yield found
        return
    from service.demo.mail_sink import mail_sink  # noqa: PLC0415 - its package is for this alone

    with mail_sink(folder) as at:
        yield over_own_mail_server(at)


def _given(config: Path | None) -> Tree:
    with _told():
        return played_of(read_tree(config))


def _perform(wanted: Wanted, console: Console, *, no_serve: bool, is_json: bool) -> None:
    with _told():
        check_playable(settings_of(wanted.given, wanted.environ))
        if not no_serve:
            _check_port(wanted)
        wanted.channel.try_out()
        played = _played(wanted, console, no_serve=no_serve)
    for line in not_sent(played, wanted.until):
        console.print(line, soft_wrap=True, markup=False)
    if is_json:
        found = summary(played.service, wanted.until)
        click.echo(as_json(found, played.service.settings.calendar.time_zone))
    played.service.engine.dispose()
    if not no_serve:
        with _told():
            serve(Surroundings(wanted.folder, played.config, wanted.environ), wanted.port)


def _played(wanted: Wanted, console: Console, *, no_serve: bool) -> Played:
    claim(wanted.folder)
    lock = DatabaseLock(f"sqlite:///{wanted.folder / DATABASE_FILE}")
    lock.take(0)
    try:
        return _play(wanted, console, no_serve=no_serve)
    finally:
        lock.give_back()


def _play(wanted: Wanted, console: Console, *, no_serve: bool) -> Played:
    empty(wanted.folder, settings_of(wanted.given, wanted.environ))
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    progress = console if console.is_terminal else Console(stderr=True)
    stage = Stage(wanted.folder, wanted.environ, console, progress, wanted.channel, given=wanted.given)
    played = play(stage, wanted.seed, wanted.until)
    by_real_time = replace(played.service, clock=system_clock)  # the token shown is to hold from now on
    for line in ending(replace(played, service=by_real_time), serves=not no_serve):
        console.print(line, soft_wrap=True, markup=False)
    return played


def _check_port(wanted: Wanted) -> None:
    """Before the time is played, not after."""
    web = settings_of(wanted.given, wanted.environ).web
    try:
        socket.create_server((web.host, web.port)).close()
    except OSError as fault:
        raise PortTaken(web.host, web.port) from fault


@contextmanager
def _told() -> Iterator[None]:
    try:
        with refusing():
            yield
    except (UntilOutOfReach, TooFewMeetings) as fault:
        raise Refused(f"--until: {fault}") from fault
    except NoStory as fault:
        raise Refused(f"--config: {fault}") from fault
    except (ChannelUnusable, NotADemosFolder, AlreadyServed, PortTaken) as fault:
        raise Refused(str(fault)) from fault
