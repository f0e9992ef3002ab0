"""`moedeklar serve`: web and timer, until told to end."""

from pathlib import Path

import click

from service.cli.opening import refusing, service_options, surroundings
from service.cli.program import Refused
from service.lock import AlreadyServed
from service.serving import PortTaken
from service.serving import serve as serve_from


@click.command()
@service_options
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="The port [web.port of the settings]."
)
def serve(folder: Path | None, config: Path | None, port: int | None) -> None:
    """Serve pages and API, and do what is due, until told to end."""
    with refusing():
        try:
            serve_from(surroundings(folder, config), port)
        except (AlreadyServed, PortTaken) as taken:
            raise Refused(str(taken)) from taken
