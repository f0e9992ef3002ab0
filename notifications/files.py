"""The files a document can become, and how each is called."""

import json
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum

from notifications.document import DocumentFacts, Spoken, paper_of
from notifications.paper.docx import as_docx
from notifications.paper.html import as_html
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
    return _WRITERS[wanted](paper_of(facts, spoken))


def _as_json(facts: DocumentFacts, spoken: Spoken) -> bytes:
    def plain(value: object) -> str:
        assert isinstance(value, datetime)
        return value.astimezone(spoken.zone).isoformat()

    tree = {**asdict(facts), "language": spoken.language}
    return json.dumps(tree, ensure_ascii=False, indent=2, default=plain).encode() + b"\n"
