"""`moedeklar readiness`: how ready a meeting is, as a table or as JSON."""

from pathlib import Path

import click

from service.cli.opening import SECRETARIAT, opened_where_it_lies, service_options
from service.cli.readiness_table import readiness_table
from service.database.meetings.questions import body_named
from service.shown.readiness import readiness_shape
from service.shown.shape import as_json
from service.workflow.cases.readiness import readiness_of


@click.command()
@click.argument("meeting", required=False)
@service_options
@click.option("--json", "is_json", is_flag=True, help="Write JSON instead of a table.")
def readiness(meeting: str | None, folder: Path | None, config: Path | None, *, is_json: bool) -> None:
    """Show which party has answered in which case of MEETING (an id) [the next confirmed one].

    Signs beside a case: ! it is urgent, b it is about a child, » it was rolled over from an earlier meeting.
    """
    with opened_where_it_lies(folder, config) as service:
        with service.unit(SECRETARIAT) as unit:
            shown = readiness_shape(unit, readiness_of(unit, meeting, service.clock()))
            body = body_named(unit.session, shown.meeting.body).name
            zone = unit.calendar.zone
        click.echo(as_json(shown, zone) if is_json else readiness_table(body, shown, zone))
