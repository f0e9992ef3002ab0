"""How a file leaves: as an attachment whose name tells nothing of a person, and described as what it may be."""

import unicodedata
from typing import Any
from urllib.parse import quote

from flask import Response, make_response

from notifications.files import MEDIA_TYPES
from service.workflow.meetings.document import File

_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
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
    response.headers.set("Content-Disposition", "attachment", **_named(name))
    return response


def _named(name: str) -> dict[str, str]:
    """As RFC 6266 has it: a header takes no other letters than ASCII, so others go along encoded."""
    if name.isascii():
        return {"filename": name}
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return {"filename": plain.strip(), "filename*": f"UTF-8''{quote(name, safe='')}"}
