"""A paper as PDF/UA-1, tagged, made by Typst: the same paper gives the same bytes."""

import json
import re
from pathlib import Path
from typing import Any

import typst

from notifications.paper.paper import Paper

_SOURCE = Path(__file__).parent / "paper.typ"
# Letters of European scripts and the signs of their texts, which the font inside Typst has.
_UNSHOWN = re.compile(r"[^\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2026]")
_IN_PLACE = "\ufffd"


def as_pdf(paper: Paper) -> bytes:
    """PDF/UA allows no letter without a shape: what no font at hand can show becomes a plain sign for it."""
    tree = json.dumps(paper.as_tree(), ensure_ascii=False)
    try:
        return _compiled(tree)
    except typst.TypstError:
        shown = _UNSHOWN.sub(_IN_PLACE, tree)
        if shown == tree:
            raise
    return _compiled(shown)


def _compiled(tree: str) -> bytes:
    made: Any = typst.compile(
        _SOURCE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": tree},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made
