"""Agendas and minutes to fetch as files."""

from dataclasses import replace

from flask import Blueprint, Response, abort, request

from agenda.access import Action
from notifications.files import Format
from service.web.authentication import allows
from service.web.current import reading
from service.web.download import download
from service.workflow.meetings.document import Wanted, agenda_file
from service.workflow.minutes import minutes_file

pages = Blueprint("files", __name__)
MOST_DIGITS = 6


@pages.get("/meetings/<meeting_id>/agenda.<extension>")
@allows(Action.READ_AGENDA)
def agenda(meeting_id: str, extension: str) -> Response:
    with reading() as (unit, now):
        return download(agenda_file(unit, meeting_id, _wanted(extension), now))


@pages.get("/meetings/<meeting_id>/minutes.<extension>")
@allows(Action.READ_MINUTES)
def minutes(meeting_id: str, extension: str) -> Response:
    with reading() as (unit, now):
        wanted = replace(_wanted(extension), version=_version())
        return download(minutes_file(unit, meeting_id, wanted, now))


def _version() -> int | None:
    """One of those that were approved, where the address names one."""
    named = request.args.get("version", "")
    if not named:
        return None
    if not (named.isascii() and named.isdigit() and len(named) <= MOST_DIGITS):
        abort(404)
    return int(named)


def _wanted(extension: str) -> Wanted:
    if extension not in list(Format):
        abort(404)
    return Wanted(Format(extension))
