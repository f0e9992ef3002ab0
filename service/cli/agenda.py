"""`moedeklar agenda`: the agenda of a meeting as a file, to a file or to standard output."""

import sys
from pathlib import Path

import click

from agenda.access import Actor
from notifications.document_words import LANGUAGES
from notifications.files import Format
from service.app import Service
from service.cli.opening import opened_where_it_lies, service_options
from service.cli.program import Refused
from service.database.meetings.agendas import latest_with_agenda
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.document import Wanted, agenda_file

READ_IN_A_TERMINAL = {Format.HTML, Format.JSON}


@click.command()
@click.argument("meeting", required=False)
@click.option(
    "--format",
    "wanted",
    type=click.Choice([str(one) for one in Format]),
    default=str(Format.HTML),
    show_default=True,
    help="Which kind of file.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it [standard output].",
)
@click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default="da", show_default=True, help="Its language."
)
@service_options
def agenda(
    meeting: str | None, wanted: str, output: Path | None, language: str, **where: Path | None
) -> None:
    """Write the agenda of MEETING (an id) [the latest that has one].

    It holds references and headings, and nothing of whom a case is about.
    """
    chosen = Wanted(Format(wanted), language)
    if output is None and chosen.format not in READ_IN_A_TERMINAL and sys.stdout.isatty():
        raise Refused(f"--output: {wanted} can't be read in a terminal; name a file")
    with opened_where_it_lies(where["folder"], where["config"]) as service:
        content = _content(service, meeting, chosen)
        if output is None:
            click.echo(content, nl=False)
        else:
            output.write_bytes(content)


def _content(service: Service, meeting_id: str | None, wanted: Wanted) -> bytes:
    """As the office of the meeting's body: the forum's is another than that of the cases."""
    with service.sessions() as session:
        meeting = meeting_named(session, meeting_id) if meeting_id else latest_with_agenda(session)
    with service.unit(Actor(service.settings.office_of(meeting.body_id))) as unit:
        return agenda_file(unit, meeting.id, wanted, service.clock()).content
