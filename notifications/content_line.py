"""The lines of iCalendar: escaped, quoted and folded as RFC 5545 wants them, and read back."""

import re
from dataclasses import dataclass, field

_LONGEST_LINE = 75
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNQUOTABLE = str.maketrans({'"': "'", "\n": " ", "\t": " "})
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"([A-Za-z0-9-]+)(?=[;:])")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*')


def escaped(text: str) -> str:
    """Write a TEXT value; control characters but the line end go."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPES)


def unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def quoted(text: str) -> str:
    """Write a parameter value; a double quote can't stand in one, so it becomes a single one."""
    return f'"{_CONTROLS.sub("", text).translate(_UNQUOTABLE)}"'


def folded(line: str) -> bytes:
    """Cut after at most 75 octets, never inside a character."""
    octets = line.encode(errors="replace")
    pieces, room = [], _LONGEST_LINE
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - the mark of a UTF-8 continuation octet
            cut -= 1
        pieces.append(octets[:cut])
        octets, room = octets[cut:], _LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, octets]) + b"\r\n"


@dataclass(frozen=True)
class ContentLine:
    """`name` and the keys of `parameters` are in capitals; only the first of several values is kept."""

    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)


def read(text: str) -> list[ContentLine]:
    """Read what can be read; a line that is none is passed over."""
    lines = (_read_line(line) for line in _LINE_END.split(_FOLD.sub("", text)))
    return [line for line in lines if line]


def _read_line(line: str) -> ContentLine | None:
    line = _CONTROLS.sub("", line)
    name = _NAME.match(line)
    if not name:
        return None
    at, parameters = name.end(), {}
    while parameter := _PARAMETER.match(line, at):
        parameters[parameter[1].upper()] = parameter[2].strip('"')
        at = parameter.end()
    if line[at : at + 1] != ":":
        return None
    return ContentLine(name[1].upper(), line[at + 1 :], parameters)
