"""The demo's own settings file: a series that begins earlier, another channel."""

from datetime import date
from pathlib import Path

from scheduler.series import Interval
from service.settings.tables import Settings

FILE = "demo.toml"
SERIES = """\
# The default series, begun {intervals} intervals earlier, so that there are meetings in the time the demo plays.
[bodies.{body}.series]
rule = "interval"
anchor = {anchor}
days = {days}
starts = "{starts:%H:%M}"
ends = "{ends:%H:%M}"
"""


def series_from(settings: Settings, anchor: date) -> str:
    body = settings.cases.body
    series = settings.bodies[body].series
    assert isinstance(series.rule, Interval)
    days = series.rule.days
    return SERIES.format(
        intervals=(series.rule.anchor - anchor).days // days,
        body=body,
        anchor=anchor,
        days=days,
        starts=series.starts,
        ends=series.ends,
    )


def write_settings(folder: Path, *parts: str) -> Path | None:
    """None where there is nothing to say."""
    said = [part for part in parts if part]
    if not said:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text("\n".join(said), encoding="utf-8")
    return path
