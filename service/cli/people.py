"""`moedeklar people`: set who is who, out of a file in TOML or JSON."""

from pathlib import Path

import click
from pydantic import ValidationError

from service.cli import given
from service.cli.opening import SECRETARIAT, opened, service_options
from service.cli.program import Refused
from service.documents.faults import faults
from service.documents.people import PeopleDocument
from service.workflow.people import PeopleGiven, set_people


@click.command()
@given.file_argument
@service_options
def people(file: str, folder: Path | None, config: Path | None) -> None:
    """Set who is who by FILE: what it names is set, what it doesn't name stays; all of it or nothing."""
    people_given = _read(file)
    with opened(folder, config) as service, service.unit(SECRETARIAT) as unit:
        set_people(unit, people_given, service.clock())
    click.echo(f"{len(people_given.parties)} parter og {len(people_given.members)} medlemmer er sat.")


def _read(file: str) -> PeopleGiven:
    text = given.text(given.read(file))
    try:
        return PeopleDocument.model_validate(
            given.from_json(text) if given.is_json(text) else given.from_toml(text)
        ).given()
    except ValidationError as found:
        raise Refused(*given.lines(faults(found))) from found
