"""Materials of the forum's meetings: files that are looked into before they are taken."""

from http import HTTPStatus

from flask import Response
from flask_openapi3.models import RawModel
from werkzeug.exceptions import UnsupportedMediaType

from agenda.access import Action
from service.documents.forum.file_content import check_content
from service.documents.forum.topics import FileQuery
from service.documents.kinds import Document, Key
from service.shown.forum.topics import MaterialShape, MaterialsShape, material_shape
from service.web.api.forum.topics import ForumMeetingPath
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.body import takes_files
from service.web.current import change, current_service, work
from service.web.download import attachment
from service.workflow.forum.materials import (
    FileGiven,
    add_material,
    check_may_add,
    file_read,
    materials_read,
    remove_material,
)
from service.workflow.unit import Unit

BYTES = "application/octet-stream"
DESCRIBED = {
    "description": "The file, as it was taken",
    "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}},
}
api = room("materials", "Files that go with a meeting of the forum")


class File(RawModel):
    mimetypes = [BYTES]  # noqa: RUF012 - the library's own attribute


class MaterialPath(Document):
    material: Key


@api.get(
    "/forum/meetings/<meeting>/materials",
    summary="List a meeting's materials",
    responses={200: MaterialsShape},
)
@allows(Action.READ_TOPICS)
def list_materials(path: ForumMeetingPath) -> Response:
    with work() as (unit, _):
        return answer(_listed(unit, path.meeting))


@api.post(
    "/forum/meetings/<meeting>/materials",
    summary="Take one file; its content has to be what its name says",
    responses={201: MaterialShape},
)
@allows(Action.CHANGE_TOPICS)
@takes_files
def take_material(path: ForumMeetingPath, query: FileQuery, raw: File) -> Response:
    if raw.mimetype != BYTES:
        raise UnsupportedMediaType
    with work() as (unit, _):
        check_may_add(unit, path.meeting, query.name)
    content = raw.get_data(cache=False)
    check_content(query.name, content, current_service().settings.forum.largest_material)
    with change() as (unit, now):
        material = add_material(unit, path.meeting, FileGiven(query.name, content, query.title), now)
        return answer(material_shape(material), HTTPStatus.CREATED)


@api.get("/forum/materials/<material>/file", summary="Fetch a file", responses={200: DESCRIBED})
@allows(Action.READ_TOPICS)
def fetch(path: MaterialPath) -> Response:
    with work() as (unit, _):
        found = file_read(unit, path.material)
        return attachment(found.content, found.material.file_name, found.material.media_type)


@api.delete("/forum/materials/<material>", summary="Remove a material", responses={200: MaterialsShape})
@allows(Action.CHANGE_TOPICS)
def remove(path: MaterialPath) -> Response:
    with change() as (unit, now):
        return answer(_listed(unit, remove_material(unit, path.material, now).id))


def _listed(unit: Unit, meeting_id: str) -> MaterialsShape:
    return MaterialsShape(materials=tuple(material_shape(each) for each in materials_read(unit, meeting_id)))
