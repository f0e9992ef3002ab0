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
    response = make_response(file.content)
    response.content_type = MEDIA_TYPES[file.format]
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
