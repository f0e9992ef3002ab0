"""Agendas: composed by rule, changed by the revision that was read, released as an act."""

from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.shown.agendas import AgendaShape, agenda_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, work
from service.workflow.agendas import compose_agenda
from service.workflow.meetings.agenda import agenda_read

MOST_VERSIONS = 10_000
api = room("agendas", "What a meeting treats, in order and with times; it never holds an answer")


class AgendaPath(Document):
    meeting: Key


class VersionQuery(Document):
    """Left out, the newest version there is for the reader."""

    version: Annotated[int | None, Field(ge=1, le=MOST_VERSIONS)] = None


@api.get("/meetings/<meeting>/agenda", summary="Read a meeting's agenda", responses={200: AgendaShape})
@allows(Action.READ_AGENDA)
def read_agenda(path: AgendaPath, query: VersionQuery) -> Response:
    with work() as (unit, _):
        return answer(agenda_shape(unit, agenda_read(unit, path.meeting, query.version)))


@api.post(
    "/meetings/<meeting>/agenda",
    summary="Compose the agenda, or take in what has come since; what is released stays as it was",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def compose(path: AgendaPath) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, compose_agenda(unit, path.meeting, now)))
