"""A plan as people read it in a terminal: a row for each meeting, and below it what was moved and why."""

from collections.abc import Iterator
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

from notifications.dates import date_in_words
from service.settings.body import Body

LANGUAGE = "da"
WIDTH = 80
HEADINGS = {
    "cut_off": "Lukker",
    "answers_due": "Svar",
    "agenda_due": "Dagsorden",
    "minutes_due": "Referat",
}


def table(body: Body, period: tuple[date, date], planned: dict[str, Any]) -> str:
    """Lay out what the JSON holds; dates bear the year where a row begins, and nowhere else."""
    begins, ends = (date_in_words(on, LANGUAGE) for on in period)
    starts_ends = f"kl. {_clock(body.series.starts)}-{_clock(body.series.ends)}"
    lines = [f"{body.name}, {starts_ends}", f"{begins} til {ends}", ""]
    lines += _rows(body, planned["meetings"]) if planned["meetings"] else ["Ingen møder i perioden."]
    lines += _explained(
        "Flyttet (*):", [(one["moved_from"], one["reason"]) for one in planned["meetings"] if one["reason"]]
    )
    lines += _explained("Bemærk:", [(one["on"], one["reason"]) for one in planned.get("warnings", [])])
    lines += _explained("Udeladt:", [(one["on"], one["reason"]) for one in planned["left_out"]])
    return "\n".join(line.rstrip() for line in lines)


def _rows(body: Body, meetings: list[dict[str, Any]]) -> Iterator[str]:
    names = [name for name in HEADINGS if name in body.lead_times]
    yield _row("Møde", "Uge", [HEADINGS[name] for name in names])
    yield _row("", "", [f"kl. {_clock(body.lead_times[name].at)}" for name in names])
    for meeting in meetings:
        mark = "*" if meeting["reason"] else ""
        due = [_day(meeting[f"{name}_at"]) for name in names]
        yield _row(_date(meeting["starts_at"]) + mark, str(meeting["iso_week"]), due)


def _row(day: str, week: str, due: list[str]) -> str:
    return f"{day:<19} {week:>3}" + "".join(f" {one:<13}" for one in due)


def _explained(heading: str, told: list[tuple[str, str]]) -> Iterator[str]:
    if told:
        yield from ("", heading)
    for on, reason in told:
        yield from wrap(f"{_date(on)}: {reason}.", WIDTH, initial_indent="  ", subsequent_indent="    ")


def _date(moment: str) -> str:
    return date_in_words(datetime.fromisoformat(moment).date(), LANGUAGE)


def _day(moment: str) -> str:
    return date_in_words(datetime.fromisoformat(moment).date(), LANGUAGE, with_year=False)


def _clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02}"
