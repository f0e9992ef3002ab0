"""What a file really holds, whatever its name says."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

import puremagic

from agenda.forum.material import DisguisedFile, check_size, ending_of

MOST_PARTS = 10_000
MOST_UNPACKED = 200_000_000  # bytes, as the file itself says; nothing is unpacked here but a list of types
LONGEST_TYPES = 1_000_000
# What runs when somebody opens it: macros, old and new, scripts, and controls.
RUNS = ("vbaproject", "vbadata", "/macrosheets/", "/activex/", "macroenabled", "/basic/", "/scripts/")
TYPES = "[content_types].xml"
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
    if OFFICE_PARTS[ending] not in names or TYPES not in names or any(map(_runs, names)):
        return False
    return not _runs(_start_of(content, names[TYPES], LONGEST_TYPES).decode("utf-8", "replace"))


def _is_odt(content: bytes) -> bool:
    names = _parts(content)
    if "mimetype" not in names or any(map(_runs, names)):
        return False
    return _start_of(content, names["mimetype"], len(ODT) + 1).strip() == ODT


def _runs(text: str) -> bool:
    """Office minds neither case nor the slash a name begins with."""
    return any(word in f"/{text}".casefold() for word in RUNS)


def _start_of(content: bytes, name: str, most: int) -> bytes:
    """Nothing where it can't be unpacked, which is the start of no file that is well."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts, parts.open(name) as part:
            return part.read(most)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
        return RUNS[0].encode()


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character in "\n\r\t\ufeff" for character in text)


def _parts(content: bytes) -> dict[str, str]:
    """The names in a zip by their small letters; none where it is no zip, or one made to be trouble."""
    if not content.startswith(b"PK\x03\x04"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return {}
    is_trouble = len(listed) > MOST_PARTS or sum(each.file_size for each in listed) > MOST_UNPACKED
    return {} if is_trouble else {each.filename.casefold(): each.filename for each in listed}


_JUDGES: Mapping[str, Callable[[bytes], bool]] = MappingProxyType({"odt": _is_odt, "txt": _is_text})
