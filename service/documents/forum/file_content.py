"""What a file really holds, whatever its name says."""

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

import puremagic

from agenda.forum.material import DisguisedFile, check_size, ending_of

MOST_PARTS = 10_000
MACROS = ("vbaProject.bin", "vbaData.xml")
OFFICE_PARTS = MappingProxyType(
    {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
)
ODT = b"application/vnd.oasis.opendocument.text"


def check_content(name: str, content: bytes, largest: int) -> None:
    """Refuse a file that is larger, that is something else than its ending says, or that holds macros."""
    check_size(len(content), largest)
    ending = ending_of(name)
    if not _is_what_it_says(ending, content):
        raise DisguisedFile(
            f"the content is no {ending} without macros; save the file anew, and try again", "file"
        )


def _is_what_it_says(ending: str, content: bytes) -> bool:
    if ending in OFFICE_PARTS:
        return _is_office(ending, content)
    if ending in _JUDGES:
        return _JUDGES[ending](content)
    return _is_known_as(ending, content)


def _is_known_as(ending: str, content: bytes) -> bool:
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return False
    best = max((each.confidence for each in found), default=0)
    return any(each.confidence == best and ending_of(f"x{each.extension}") == ending for each in found)


def _is_office(ending: str, content: bytes) -> bool:
    names = _parts(content)
    has_macros = any(name.endswith(MACROS) for name in names)
    return OFFICE_PARTS[ending] in names and "[Content_Types].xml" in names and not has_macros


def _is_odt(content: bytes) -> bool:
    names = _parts(content)
    if "mimetype" not in names or any(name.startswith("Basic/") for name in names):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as parts, parts.open("mimetype") as kind:
        return kind.read(len(ODT) + 1).strip() == ODT


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character in "\n\r\t\ufeff" for character in text)


def _parts(content: bytes) -> frozenset[str]:
    """The names in a zip; none where it is no zip, or one made to be trouble."""
    if not content.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return frozenset()
    return frozenset(names) if len(names) <= MOST_PARTS else frozenset()


_JUDGES: Mapping[str, Callable[[bytes], bool]] = MappingProxyType({"odt": _is_odt, "txt": _is_text})
