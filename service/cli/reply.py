"""`moedeklar reply`: take one calendar reply, as the mail program sent it."""

from pathlib import Path

import click

from agenda.access import actor_named
from agenda.meetings.attendance import Answered
from service.cli import given
from service.cli.opening import office_option, opened, service_options
from service.workflow.meetings.replying import take_reply

WORDS = {
    Answered.ACCEPTED: "deltager",
    Answered.TENTATIVE: "deltager måske",
    Answered.DECLINED: "deltager ikke",
    Answered.NEEDS_ACTION: "har ikke svaret",
}


@click.command()
@given.file_argument
@office_option
@service_options
def reply(file: str, office: str, folder: Path | None, config: Path | None) -> None:
    """Take the calendar reply in FILE, a mail (.eml) from somebody who was invited to a meeting of the office's."""
    mail = given.read(file)
    with opened(folder, config) as service, service.unit(actor_named(office)) as unit:
        attendee = take_reply(unit, mail, service.clock())
        told = f"{attendee.name} {WORDS[attendee.answered]}."
    click.echo(told)
