"""`moedeklar token`: a token to call the API with, for development."""

from pathlib import Path

import click

from agenda.access import actor_named, is_open_to
from service.cli.opening import opened, service_options
from service.cli.program import Refused
from service.database.meetings.questions import party_named
from service.web.authentication import has_left, token_for


@click.command()
@click.option(
    "--as", "actor", required=True, metavar="WHO", help="secretariat, agency:PARTY, forum or auditor."
)
@service_options
def token(actor: str, folder: Path | None, config: Path | None) -> None:
    """Print a token for WHO: `Authorization: Bearer TOKEN` in requests to the API."""
    with opened(folder, config) as service:
        named = actor_named(actor)
        with service.unit(named) as unit:
            if named.party_id:
                party_named(unit.session, named.party_id)
            if not is_open_to(named.role, service.settings.rooms):
                raise Refused(f"--as: there is nothing here for {named.role}: its body is switched off")
        if has_left(service, named, service.clock()):
            raise Refused("--as: the party has ended, so nobody acts for it")
        click.echo(token_for(service, named))
