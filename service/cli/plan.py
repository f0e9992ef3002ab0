"""`moedeklar plan`: the meetings of a body in a period, as a table or as JSON, without a database."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from notifications.dates import (
    coinciding_in_words,
    derivation_in_words,
    left_out_in_words,
    move_in_words,
)
from scheduler.milestones import milestones
from scheduler.named_days import NamedDays, holding
from scheduler.series import Occurrence, Plan
from scheduler.series import plan as plan_series
from scheduler.working_days import Calendar
from service.cli.plan_table import table
from service.cli.program import Refused
from service.cli.settings import config_option, settings_or_refuse
from service.settings.body import Body
from service.settings.kinds import FIRST_YEAR, LAST_YEAR
from service.settings.tables import Settings
from service.system_clock import system_clock

LANGUAGE = "da"
MILESTONES = ("cut_off", "answers_due", "agenda_due", "minutes_due")


class IsoDate(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            on = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  a date has no zone
        except ValueError:
            self.fail(f"{value!r} is no date; give one such as 2027-02-01.", param, ctx)
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            self.fail(f"{value!r} is out of reach; give a year from {FIRST_YEAR} to {LAST_YEAR}.", param, ctx)
        return on


@click.command()
@click.argument("body")
@click.option("--from", "first", type=IsoDate(), metavar="DATE", help="First day of the period [today].")
@click.option("--to", "last", type=IsoDate(), metavar="DATE", help="Last day [the end of the next year].")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of a table.")
def plan(body: str, first: date | None, last: date | None, config: Path | None, *, as_json: bool) -> None:
    """Plan the meetings of BODY in a period, with their deadlines, and say what was moved or left out."""
    settings = settings_or_refuse(config)
    chosen = _body(body, settings)
    calendar = settings.calendar.as_calendar()
    period = _period(first, last, calendar.local(system_clock()).date())
    made = plan_series(chosen.series.rule, *period, settings.to_plan_by(body, calendar))
    planned = _planned(body, chosen, made, calendar)
    if warnings := _warnings(made, settings.warned_of(body)):
        planned["warnings"] = warnings
    click.echo(
        json.dumps(planned, ensure_ascii=False, indent=2) if as_json else table(chosen, period, planned)
    )


def _body(name: str, settings: Settings) -> Body:
    if name not in settings.bodies:
        raise Refused(f"BODY: {name!r} is not a body; give one of: {', '.join(settings.bodies)}.")
    return settings.bodies[name]


def _period(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    begins = first or today
    ends = last or date(max(begins, today).year + 1, 12, 31)
    if ends < begins:
        raise Refused(f"--from: {begins} is after --to {ends}; give an earlier --from or a later --to.")
    return begins, ends


def _planned(name: str, body: Body, made: Plan, calendar: Calendar) -> dict[str, Any]:
    meetings = [_meeting(name, body, occurrence, calendar) for occurrence in made.occurrences]
    return {
        "meetings": sorted(meetings, key=lambda meeting: datetime.fromisoformat(meeting["starts_at"])),
        "left_out": [
            {"on": one.on.isoformat(), "reason": left_out_in_words(one, LANGUAGE)} for one in made.left_out
        ],
    }


def _warnings(made: Plan, days: tuple[NamedDays, ...]) -> list[dict[str, str]]:
    return [
        {"on": one.on.isoformat(), "reason": coinciding_in_words(one.on, each, LANGUAGE)}
        for one in made.occurrences
        for each in holding(one.on, days)
    ]


def _meeting(name: str, body: Body, occurrence: Occurrence, calendar: Calendar) -> dict[str, Any]:
    def local(moment: datetime) -> str:
        return calendar.local(moment).isoformat()

    found = {one.name: one for one in milestones(occurrence.on, body.lead_times, calendar)}
    due = {f"{one}_at": local(found[one].due_at) if one in found else None for one in MILESTONES}
    return {
        "body": name,
        "starts_at": local(calendar.moment(occurrence.on, body.series.starts)),
        "ends_at": local(calendar.moment(occurrence.on, body.series.ends)),
        "iso_week": occurrence.on.isocalendar().week,
        **due,
        "moved_from": occurrence.original_on.isoformat() if occurrence.move else None,
        "reason": move_in_words(occurrence, LANGUAGE),
        "derivation": {
            one: derivation_in_words(found[one].counted, LANGUAGE) for one in MILESTONES if one in found
        },
    }
