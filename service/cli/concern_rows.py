"""Concerns as rows: of a JSON list, or of CSV whose columns are named like the fields of the JSON."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.cli import given
from service.cli.program import Refused
from service.documents.concern import CitizenDocument, ConcernDocument, SamePersonDocument

COLUMNS = (
    *(f"citizen.{field}" for field in CitizenDocument.model_fields),
    *(field for field in ConcernDocument.model_fields if field not in {"citizen", "same_person"}),
    *(f"same_person.{field}" for field in SamePersonDocument.model_fields),
)
LISTED = ("parties", "another_person")
YES_OR_NO = ("confirmed_necessary", "ask_again", "needs_clearance", "citizen.is_protected")
NUMBERS = ("same_person.revision",)
ANSWERS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nej": False}


@dataclass(frozen=True)
class Row:
    """Where it stands, in words of the file, and what it holds."""

    place: str
    content: Any


def rows(text: str) -> list[Row]:
    found = list(_of_json(given.from_json(text)) if given.is_json(text) else _of_csv(text))
    if not found:
        raise Refused("the input holds no concern; give at least one")
    return found


def _of_json(content: Any) -> Iterator[Row]:
    if not isinstance(content, list):
        yield Row("", content)
        return
    for number, concern in enumerate(content, start=1):
        yield Row(f"concern {number}", concern)


def _of_csv(text: str) -> Iterator[Row]:
    """Rows are counted as spreadsheets do: the header is row 1."""
    header, *lines = _lines(text) or [[]]
    _check_header(header)
    for number, cells in enumerate(lines, start=2):
        if len(cells) > len(header):
            raise Refused(f"row {number}: more cells than the header has; put texts in quotation marks")
        if any(cell.strip() for cell in cells):
            yield Row(f"row {number}", _concern(dict(zip(header, cells, strict=False))))


def _lines(text: str) -> list[list[str]]:
    """Danish spreadsheets part cells by semicolons."""
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise Refused("the input isn't CSV; check its quotation marks") from fault


def _check_header(header: list[str]) -> None:
    header[:] = [name.strip() for name in header]
    for number, name in enumerate(header, start=1):
        if name not in COLUMNS:
            raise Refused(f"row 1, column {number}: no known column; give one of {', '.join(COLUMNS)}")
        if name in header[: number - 1]:
            raise Refused(f"row 1: the column {name} is there twice; leave one out")


def _concern(cells: dict[str, str]) -> dict[str, Any]:
    """An empty cell is a field left out."""
    filled: dict[str, Any] = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    chosen = {name: ANSWERS.get(filled[name].lower(), filled[name]) for name in YES_OR_NO if name in filled}
    listed = {name: re.split(r"[\s;]+", filled[name].strip("; ")) for name in LISTED if name in filled}
    counted = {
        name: int(filled[name]) for name in NUMBERS if re.fullmatch(r"[0-9]{1,9}", filled.get(name, ""))
    }
    concern: dict[str, Any] = {"citizen": {}}
    for name, value in {**filled, **listed, **counted, **chosen}.items():
        table, _, field = name.rpartition(".")
        (concern.setdefault(table, {}) if table else concern)[field] = value
    return concern
