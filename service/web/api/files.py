"""Agendas and minutes as files: references, headings and outcomes, and nothing of whom a case is about."""

from flask import Response

from agenda.access import Action
from notifications.files import Format
from service.documents.kinds import Document, Key, Language
from service.documents.minutes import Version
from service.web.api.room import room
from service.web.authentication import allows
from service.web.current import reading
from service.web.download import DESCRIBED, download
from service.workflow.meetings.document import Wanted, agenda_file
from service.workflow.minutes import minutes_file

api = room("files", "Agendas and minutes to print, send and keep: references, headings and outcomes alone")


class FilePath(Document):
    meeting: Key


class FileQuery(Document):
    """`language` left out is Danish."""

    format: Format
    language: Language = "da"

    def wanted(self) -> Wanted:
        return Wanted(self.format, self.language)


class MinutesFileQuery(FileQuery):
    """`version` is one of those that were approved; left out, the minutes as they stand or were last approved."""

    version: Version | None = None

    def wanted(self) -> Wanted:
        return Wanted(self.format, self.language, self.version)


@api.get("/meetings/<meeting>/agenda/file", summary="Fetch the agenda as a file", responses={200: DESCRIBED})
@allows(Action.READ_AGENDA)
def fetch_agenda(path: FilePath, query: FileQuery) -> Response:
    with reading() as (unit, now):
        return download(agenda_file(unit, path.meeting, query.wanted(), now))


@api.get(
    "/meetings/<meeting>/minutes/file", summary="Fetch the minutes as a file", responses={200: DESCRIBED}
)
@allows(Action.READ_MINUTES)
def fetch_minutes(path: FilePath, query: MinutesFileQuery) -> Response:
    with reading() as (unit, now):
        return download(minutes_file(unit, path.meeting, query.wanted(), now))
