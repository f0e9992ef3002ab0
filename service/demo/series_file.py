"""The demo's own settings file: the default series, beginning earlier."""

from datetime import date
from pathlib import Path

from scheduler.series import Interval
from service.settings.tables import Settings

FILE = "demo.toml"
TEXT = """\
# The default series, begun {intervals} intervals earlier, so that there are meetings in the time the demo plays.
[bodies.{body}.series]
rule = "interval"
anchor = {anchor}
days = {days}
starts = "{starts:%H:%M}"
ends = "{ends:%H:%M}"
"""


def write_series(folder: Path, settings: Settings, anchor: date) -> Path:
    body = settings.cases.body
    series = settings.bodies[body].series
    assert isinstance(series.rule, Interval)
    days = series.rule.days
    text = TEXT.format(
        intervals=(series.rule.anchor - anchor).days // days,
        body=body,
        anchor=anchor,
        days=days,
        starts=series.starts,
        ends=series.ends,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(text, encoding="utf-8")
    return path
