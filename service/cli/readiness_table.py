"""The readiness of a meeting as people read it in a terminal: cases against parties, and below it what is missing."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from itertools import groupby
from textwrap import wrap
from types import MappingProxyType

from agenda.cases.readiness import Cell, Readiness
from agenda.meetings.quorum import PartyState
from notifications.dates import moment_in_words
from service.shown.attendance import QuorumShape
from service.shown.readiness import CaseReadiness, MissingShape, ReadinessShape

LANGUAGE = "da"
CELL = 12  # columns, the gap among them
WIDTH = 96

READINESS: Mapping[Readiness, str] = MappingProxyType(
    {
        Readiness.READY: "klar",
        Readiness.READY_WITH_GAPS: "klar med huller",
        Readiness.WAITING: "venter",
        Readiness.OVERDUE: "overskredet",
    }
)
CELLS: Mapping[Cell, str] = MappingProxyType(
    {
        Cell.NOT_ASKED: "-",
        Cell.ANSWERED: "svaret",
        Cell.ANSWERED_LATE: "svaret sent",
        Cell.WAITING: "venter",
        Cell.OVERDUE: "mangler!",
        Cell.NOT_REACHED: "ikke nået!",
        Cell.TO_CORRECT: "rettes",
        Cell.LAPSED: "bortfaldet",
    }
)
ATTENDANCE: Mapping[PartyState, str] = MappingProxyType(
    {
        PartyState.ACCEPTED: "deltager",
        PartyState.REPRESENTED: "ved stedfortræder",
        PartyState.TENTATIVE: "måske",
        PartyState.NO_ANSWER: "har ikke svaret",
        PartyState.NOT_REACHED: "ikke nået",
        PartyState.DECLINED: "deltager ikke",
        PartyState.NOT_INVITED: "ikke indkaldt",
    }
)
STEPS: Mapping[str, str] = MappingProxyType(
    {"remind": "påmindelse", "escalate": "besked til stedfortræder og sekretariat", "release": "frigivelse"}
)


def readiness_table(body: str, shown: ReadinessShape, zone: tzinfo) -> str:
    """At most 96 columns wide where there are five parties."""
    starts = moment_in_words(shown.meeting.starts_at, zone, LANGUAGE)
    lines = [f"{body} {starts} (uge {shown.meeting.iso_week}): {READINESS[shown.readiness]}"]
    if not shown.cases:
        return "\n".join([*lines, "Ingen sager på mødet.", *_attendance(shown.attendance)])
    lines.append(_row("Sag", "Status", [_heading(party.id) for party in shown.parties]))
    lines += [_case(case) for case in shown.cases]
    for case in shown.cases:
        lines += _missing(case, zone)
    lines += _attendance(shown.attendance)
    return "\n".join(line.rstrip() for line in lines)


def _attendance(shown: QuorumShape | None) -> list[str]:
    if shown is None:
        return []
    parties = "; ".join(f"{one.party} {ATTENDANCE[one.state]}" for one in shown.parties)
    enough = "nok" if shown.is_met else f"for få, der bør være {shown.quorum}"
    told = f"Fremmøde: {shown.represented} af {len(shown.parties)} parter ({enough}): {parties}"
    return wrap(told, WIDTH, subsequent_indent="    ")


def _case(case: CaseReadiness) -> str:
    marks = "!" * case.is_urgent + "b" * case.is_child + "»" * case.rolled_over
    name = f"{case.reference} {marks}"
    return _row(name, READINESS[case.readiness], [CELLS[cell.state] for cell in case.cells])


def _heading(party_id: str) -> str:
    return party_id if len(party_id) < CELL else f"{party_id[: CELL - 2]}…"


def _row(name: str, status: str, cells: list[str]) -> str:
    return f"{name:<17} {status:<16}" + "".join(f"{cell:<{CELL}}" for cell in cells)


def _missing(case: CaseReadiness, zone: tzinfo) -> Iterator[str]:
    since = groupby(sorted(case.missing, key=lambda one: (one.since, one.what)), key=lambda one: one.since)
    parts = [f"{', '.join(map(_what, listed))} siden {_moment(at, zone)}" for at, listed in since]
    if case.next_step:
        step = case.next_step
        parts.append(f"næste skridt: {STEPS[step.what]} {_moment(step.at, zone)}")
    told = f"{case.reference}: {'mangler ' if case.missing else ''}{'; '.join(parts)}"
    yield from wrap(told, WIDTH, initial_indent="  ", subsequent_indent="    ") if case.missing else ()


def _what(missing: MissingShape) -> str:
    what, _, party = missing.what.partition(":")
    words = {
        "answer": missing.party or "",
        "address": f"anden adresse til {missing.party}",
        "parties_to_confirm": "bekræftelse af parter",
        "police_clearance": "politiets afklaring",
        "correction_for": f"rettelse til {party}",
    }
    return words[what]


def _moment(at: datetime, zone: tzinfo) -> str:
    return moment_in_words(at, zone, LANGUAGE)
