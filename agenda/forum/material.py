"""A file that goes with a meeting of the forum: what it may be called and how large it may be."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from agenda.errors import Conflict, Invalid

MOST_MATERIALS = 50
LONGEST_FILE_NAME = 120
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
}


class FileNameUnclear(Invalid):
    """A file has a name of its own with an ending, and no folder."""


class FileTypeNotAllowed(Invalid):
    """Only some types of file are taken."""


class FileTooLarge(Invalid):
    """A file has a largest size."""


class FileIsEmpty(Invalid):
    """There is nothing in the file."""


class DisguisedFile(Invalid):
    """What is in the file is not what its name says."""


class TooManyMaterials(Conflict):
    """One meeting has so many materials at most."""


@dataclass
class Material:
    """`digest` is the SHA-256 of the content, which lies beside it."""

    id: str
    meeting_id: str
    title: str
    file_name: str
    media_type: str
    size: int
    digest: str
    added_at: datetime


@dataclass
class MaterialContent:
    material_id: str
    content: bytes


def check_file_name(name: str) -> str:
    """The name as it may be written, without spaces around it."""
    given = name.strip()
    is_plain = given.isprintable() and not set(given) & set('/\\:*?"<>|') and not given.startswith(".")
    if not is_plain or not PurePath(given).stem or len(given) > LONGEST_FILE_NAME or not ending_of(given):
        raise FileNameUnclear("name the file such as oplaeg.pdf, without a folder", "name")
    return given


def ending_of(name: str) -> str:
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return "jpg" if ending == "jpeg" else ending


def check_type(name: str, allowed: tuple[str, ...]) -> str:
    """The media type of a file that may be taken."""
    ending = ending_of(name)
    if ending not in allowed:
        raise FileTypeNotAllowed(f"give one of: {', '.join(allowed)}", "name")
    return MEDIA_TYPES[ending]


def check_size(size: int, largest: int) -> None:
    if size == 0:
        raise FileIsEmpty("choose a file with something in it", "file")
    if size > largest:
        raise FileTooLarge(f"give at most {largest // 1_000_000} MB", "file")


def check_number(there: int) -> None:
    if there >= MOST_MATERIALS:
        raise TooManyMaterials("remove one that is no longer needed first", "file")
