"""`moedeklar people`: set who is who, out of a file in TOML or JSON."""

import re
from dataclasses import replace
from pathlib import Path

import click
from pydantic import ValidationError

from agenda.access import Role
from service.cli import given
from service.cli.opening import FORUM, SECRETARIAT, opened, service_options
from service.cli.program import Refused
from service.documents.faults import faults
from service.documents.people_file import PeopleFile
from service.workflow.forum.people import set_forum
from service.workflow.given_again import LeftAsItIs, Stands, without_what_ended
from service.workflow.given_otherwise import without_what_changed
from service.workflow.people import set_people

MEMBER = re.compile(r"(forum\.)?members\.\d+")
LEFT = {
    Stands.ENDED: "er ophørt siden og genoptages ikke af en fil",
    Stands.REPLACED: "er afløst siden og sættes ikke ind igen af en fil",
    Stands.MOVED: "medlemmet har fået en anden adresse; ret filen",
    Stands.CHANGED: "står anderledes nu; ret filen, eller sæt det med --set-changed",
    Stands.OTHER_ADDRESS: "et medlem af samme navn har en anden adresse; ret filen, eller giv i samme fil medlemmet"
    " med den gamle adresse en sidste dag (valid_until)",
    Stands.FORGOTTEN: "er slettet siden og sættes ikke ind igen af en fil; giv et nyt medlem en anden første dag"
    " (valid_from)",
}
LEFT_OF_FORUM = {
    **LEFT,
    Stands.FORGOTTEN: "er slettet siden og sættes ikke ind igen af en fil; det sker på siden Charter,"
    " eller for et nyt medlem med en anden første dag (first_on)",
    Stands.CHANGED: "står anderledes nu; ret filen, eller ret det på siden Charter",
    Stands.OTHER_ADDRESS: "et medlem af samme navn har en anden adresse; ret filen, ret adressen på medlemmets side,"
    " eller lad det ophøre på siden Charter",
    Stands.OTHER_ORGANISATION: "er udpeget af en anden; ret filen, eller lad udpegningen ophøre og begynd en ny"
    " på siden Charter",
}


@click.command()
@given.file_argument
@click.option(
    "--set-changed",
    is_flag=True,
    help="Set also what stands otherwise by now: names, mailboxes, places, whom a member speaks for.",
)
@service_options
def people(file: str, folder: Path | None, config: Path | None, *, set_changed: bool) -> None:
    """Set who is who by FILE: what it names is set, what it doesn't name stays; all of it or nothing.

    Given again, it brings back nobody who has ended, was replaced or is forgotten since, and no contact of an
    organisation that was changed: it tells where it names them. What stands otherwise by now is told, too, and left.
    """
    given_file = _read(file)
    with opened(folder, config) as service, service.unit(SECRETARIAT) as unit:
        now = service.clock()
        by_forum = replace(unit, actor=FORUM)
        given, left = without_what_ended(unit, given_file.given(), now)
        if not set_changed:
            given, otherwise = without_what_changed(unit, given, now)
            left += otherwise
        of_forum = given.part_of(lambda body_id: unit.settings.office_of(body_id) is Role.FORUM)
        rest = given.part_of(lambda body_id: unit.settings.office_of(body_id) is not Role.FORUM)
        set_people(unit, replace(given, bodies=rest.bodies, members=rest.members), now)
        set_people(by_forum, of_forum, now)
        if given_file.forum is not None:
            left += set_forum(by_forum, given_file.forum.given(), now)
    members = len(given_file.members) + (len(given_file.forum.members) if given_file.forum else 0)
    members -= sum(MEMBER.fullmatch(one.place) is not None for one in left)
    click.echo(f"{len(given_file.parties)} parter og {members} medlemmer er sat.")
    for one in left:
        click.echo(f"{one.place}: {_why(one)}{f' ({one.since})' if one.since else ''}")


def _why(one: LeftAsItIs) -> str:
    return (LEFT_OF_FORUM if one.place.startswith("forum.") else LEFT)[one.why]


def _read(file: str) -> PeopleFile:
    text = given.text(given.read(file))
    try:
        return PeopleFile.model_validate(
            given.from_json(text) if given.is_json(text) else given.from_toml(text)
        )
    except ValidationError as found:
        raise Refused(*given.lines(faults(found))) from found
