"""The fields of a delivery report, as servers write them and not only as RFC 3464 has them."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from email.message import Message
from quopri import decodestring

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:")
_LONGEST_FIELD = 1000
_MOST_LINES_OF_A_FIELD = 50
_MOST_BLOCKS = 200


def blocks_of(part: "Message[str, str]") -> Iterator[Mapping[str, str]]:
    """Fields by name in lower case, a block at a time; of a field that comes twice, the first.

    A line that is no field goes on with the last one, indented or not.
    """
    for lines in _paragraphs(text_of(part)):
        found: dict[str, list[str]] = {}
        last: list[str] = []
        for line in lines:
            field = None if line[:1] in " \t" else _FIELD.match(line)
            if field is None:
                last.append(line)
            else:
                last = [line[field.end() :]]
                found.setdefault(field[1].lower(), last)
        if found:
            yield {name: _joined(value) for name, value in found.items()}


def text_of(part: "Message[str, str]") -> str:
    """What stands in it, whichever way the parser has cut it up."""
    payload = part.get_payload()
    if not isinstance(payload, list):
        content = part.get_payload(decode=True)
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    whole = "\n".join(_whole(each) for each in payload[:_MOST_BLOCKS] if isinstance(each, Message))
    return _unpacked(whole, str(part.get("Content-Transfer-Encoding", "")).strip().lower())


def _whole(block: "Message[str, str]") -> str:
    """With its head; what the parser took for a body begins at the first line that is no field to it."""
    payload = block.get_payload()
    head = "".join(f"{name}: {value}\n" for name, value in block.items())
    return head + (payload if isinstance(payload, str) else "") + "\n"


def _unpacked(text: str, encoding: str) -> str:
    """A report is not to be packed (RFC 3464, 2.1), and by some is."""
    packed = text.encode("ascii", "replace")
    if encoding == "base64":
        return b64decode(packed + b"==").decode("utf-8", "replace")
    return decodestring(packed).decode("utf-8", "replace") if encoding == "quoted-printable" else text


def _paragraphs(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _joined(lines: list[str]) -> str:
    whole = " ".join(line[:_LONGEST_FIELD].strip() for line in lines[:_MOST_LINES_OF_A_FIELD])
    return whole[:_LONGEST_FIELD].strip()
