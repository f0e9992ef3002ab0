"""The files a document can become, and how each is called."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from notifications.document import DocumentFacts, Spoken, paper_of
from notifications.paper.docx import as_docx
from notifications.paper.html import as_html
from notifications.paper.paper import Paper
from notifications.paper.pdf import as_pdf


class Format(StrEnum):
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


MEDIA_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.JSON: "application/json",
}
_WRITERS = {Format.HTML: as_html, Format.PDF: as_pdf, Format.DOCX: as_docx}


def written(facts: DocumentFacts, wanted: Format, spoken: Spoken) -> bytes:
    """JSON holds the facts, with moments at the local offset; the others what people read."""
    if wanted is Format.JSON:
        return _as_json(facts, spoken)
    return written_paper(paper_of(facts, spoken), wanted)


def written_paper(paper: Paper, wanted: Format) -> bytes:
    """JSON holds the words, block by block."""
    if wanted is Format.JSON:
        return _dumped(paper.as_tree())
    return _WRITERS[wanted](paper)


def _as_json(facts: DocumentFacts, spoken: Spoken) -> bytes:
    def plain(value: object) -> str:
        assert isinstance(value, date)
        return (value.astimezone(spoken.zone) if isinstance(value, datetime) else value).isoformat()

    tree = {**asdict(facts), "language": spoken.language}
    return _dumped(tree, plain)


def _dumped(tree: dict[str, Any], plain: Callable[[object], str] | None = None) -> bytes:
    return json.dumps(tree, ensure_ascii=False, indent=2, default=plain).encode() + b"\n"
