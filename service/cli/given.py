"""What a command is given as a file or on standard input, refused in a line that repeats nothing of it."""

import json
import re
import tomllib
from collections.abc import Iterable
from typing import Any

import click

from service.cli.program import Refused
from service.documents.faults import Fault

LARGEST = 5_000_000

file_argument = click.argument("file", metavar="FILE|-")


def read(file: str) -> bytes:
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read(LARGEST + 1)
    except OSError as fault:
        raise Refused(
            f"{file}: can't be read ({fault.strerror}); name a file, or - for standard input"
        ) from fault
    if len(content) > LARGEST:
        raise Refused(f"{file}: larger than {LARGEST} bytes; split it")
    return content


def text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused("the input isn't UTF-8 text; save it as UTF-8") from fault


TOML_TABLE = re.compile(r"\s*\[\[?\s*[A-Za-z_\"'][^\]\n]*\]\]?\s*(#.*)?$", re.MULTILINE)


def is_json(given: str) -> bool:
    """TOML may begin with a bracket too: that of a table's name, alone on its line."""
    return given.lstrip().startswith(("{", "[")) and TOML_TABLE.match(given) is None


def from_json(given: str) -> Any:
    try:
        return json.loads(given)
    except json.JSONDecodeError as fault:
        raise Refused(f"line {fault.lineno}, column {fault.colno}: isn't JSON; correct it there") from fault
    except (RecursionError, ValueError) as fault:
        raise Refused("the input isn't JSON that can be read; correct it") from fault


def from_toml(given: str) -> Any:
    """The parser's own words name the place and at most one character of it."""
    try:
        return tomllib.loads(given)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise Refused("the input isn't TOML; correct it" + _place(str(fault))) from fault


def lines(found: Iterable[Fault], where: str = "") -> list[str]:
    return [": ".join(part for part in (where, fault.field, fault.remedy) if part) for fault in found]


def _place(words: str) -> str:
    """`(at line 3, column 5)`, out of the parser's words."""
    at = words.rfind("(at ")
    return f" {words[at:]}" if at >= 0 else ""
