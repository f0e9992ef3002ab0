"""`moedeklar intake`: take concerns out of JSON or CSV, checked whole before the first is taken."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import track

from agenda.cases.recognition import IN_DOUBT
from agenda.errors import Refusal
from notifications.dates import moment_in_words
from notifications.leaks import PersonalDataFound
from service.app import Service
from service.cli import given
from service.cli.concern_rows import Row, rows
from service.cli.opening import SECRETARIAT, opened, service_options
from service.cli.program import Refused
from service.database.meetings.questions import meeting_named
from service.documents.concern import ConcernDocument
from service.documents.faults import faults
from service.workflow.cases.intake import Gate, Intake, Received, take_concern
from service.workflow.cases.recognising import record_question
from service.workflow.unit import Unit

AT_ONCE = 3  # some 40 ms each: well under the 200 ms for which the store's one writer may be held
ADVICE = "akut: ring 112, eller 114 til politiet; intet er gemt her"


@dataclass(frozen=True)
class Given:
    place: str
    intake: Intake


@click.command()
@given.file_argument
@service_options
def intake(file: str, folder: Path | None, config: Path | None) -> None:
    """Take the concerns in FILE: a JSON object or list, or CSV with a header; with a fault in one, none of them.

    CSV columns are named like the fields of the JSON, such as citizen.cpr; parties stand between spaces or
    semicolons, and so do the cases of another_person; confirmed_necessary, ask_again, needs_clearance and
    citizen.is_protected are yes or no.
    """
    concerns = _checked(rows(given.text(given.read(file))))
    with opened(folder, config) as service:
        now = service.clock()
        with _questions_recorded(service, now):
            if len(concerns) > 1:
                _rehearse(service, concerns, now)
            _take(service, concerns, now)


def _rehearse(service: Service, concerns: list[Given], now: datetime) -> None:
    """Whatever refuses a row refuses the file, before anything of it is kept."""
    places: dict[str, str] = {}
    with service.rehearsal(SECRETARIAT) as unit_apart:
        for piece in _pieces(concerns, "Efterses"):
            with unit_apart() as unit:
                for concern in piece:
                    with _doubt_within(places, concern.place):
                        received = _taken(unit, concern, now)
                    if received.gate is Gate.TAKEN:
                        places[received.reference] = concern.place


def _take(service: Service, concerns: list[Given], now: datetime) -> None:
    """Some at a time, so that nobody waits long, each told once it is kept: only others' deeds can come between."""
    kept = 0
    for piece in _pieces(concerns, "Modtages"):
        try:
            with service.unit(SECRETARIAT) as unit:
                told = [_told(unit, _taken(unit, concern, now)) for concern in piece]
        except Refused as refused:
            if not kept:
                raise
            rest = (
                f"the {kept} before {piece[0].place} are kept and told above; give the others by themselves"
            )
            raise Refused(*refused.lines, rest) from refused.__cause__
        click.echo("\n".join(told))
        kept += len(piece)


def _pieces(concerns: list[Given], label: str) -> Iterable[list[Given]]:
    """How far they are is shown on a terminal to whoever has to wait."""
    pieces = [concerns[at : at + AT_ONCE] for at in range(0, len(concerns), AT_ONCE)]
    console = Console(stderr=True)
    return track(pieces, label, console=console, disable=len(pieces) == 1 or not console.is_terminal)


def _checked(found: list[Row]) -> list[Given]:
    concerns: list[Given] = []
    wrong: list[str] = []
    for row in found:
        try:
            concerns.append(Given(row.place, ConcernDocument.model_validate(row.content).given()))
        except ValidationError as problem:
            wrong += given.lines(faults(problem), row.place)
    if wrong:
        raise Refused(*wrong)
    return concerns


def _taken(unit: Unit, concern: Given, now: datetime) -> Received:
    with _placed(concern.place):
        return take_concern(unit, concern.intake, now)


@contextmanager
def _doubt_within(places: Mapping[str, str], place: str) -> Iterator[None]:
    """Two rows may be about one person: no case is known yet that could be compared with."""
    try:
        yield
    except Refused as refused:
        doubt = refused.__cause__
        other = places.get(str(doubt.current["case"])) if isinstance(doubt, IN_DOUBT) else None
        if other is None:
            raise
        raise Refused(
            f"{place}: citizen: may be the same person as {other}; leave one of the two out, and give it afterwards"
        ) from None


@contextmanager
def _questions_recorded(service: Service, now: datetime) -> Iterator[None]:
    """Whoever is asked who a citizen is has learned of a case, though all is undone."""
    try:
        yield
    except Refused as refused:
        question = refused.__cause__
        if isinstance(question, IN_DOUBT):
            with service.unit(SECRETARIAT) as unit:
                record_question(unit, question, now)
        raise


@contextmanager
def _placed(place: str) -> Iterator[None]:
    """Say in which row the refusal arose."""
    try:
        yield
    except (Refusal, PersonalDataFound) as refusal:
        raise Refused(f"{place}: {refusal}" if place else str(refusal)) from refusal


def _told(unit: Unit, received: Received) -> str:
    if received.gate is Gate.ACUTE:
        return f"{ADVICE}. Teksten tilbage: {received.words}"
    if received.gate is Gate.ELSEWHERE:
        where = received.municipality
        return f"{received.reference}: hører til {where}; kun det er gemt. Teksten tilbage: {received.words}"
    assert received.case is not None
    asked = sorted(lookup.party_id for lookup in received.case.standing)
    attached = "; føjet til den åbne sag" if received.gate is Gate.ATTACHED else ""
    return f"{received.reference}: {_meeting(unit, received)}; {_asked(asked)}{attached}"


def _meeting(unit: Unit, received: Received) -> str:
    assert received.case is not None
    if received.case.meeting_id is None:
        return "venter på et møde"
    meeting = meeting_named(unit.session, received.case.meeting_id)
    return f"møde {moment_in_words(meeting.starts_at, unit.calendar.zone, 'da')}"


def _asked(parties: list[str]) -> str:
    return f"spurgt: {', '.join(parties)}" if parties else "ingen er spurgt endnu"
