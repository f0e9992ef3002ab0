"""How a file leaves: as an attachment whose name tells nothing of a person, and described as what it may be."""

from typing import Any

from flask import Response, make_response

from notifications.files import MEDIA_TYPES
from service.workflow.meetings.document import File

DESCRIBED: dict[str, Any] = {
    "description": "The file, in the format that was asked for",
    "content": {
        media_type.partition(";")[0]: {
            "schema": {"type": "object"}
            if media_type == "application/json"
            else {"type": "string", "format": "binary"}
        }
        for media_type in MEDIA_TYPES.values()
    },
}


def download(file: File) -> Response:
    return attachment(file.content, file.name, MEDIA_TYPES[file.format])


def attachment(content: bytes | str, name: str, media_type: str) -> Response:
    """Never shown in place, whatever is in it."""
    response = make_response(content)
    response.content_type = media_type
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
