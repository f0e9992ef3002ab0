"""A paper as PDF/UA-1, tagged, made by Typst: the same paper gives the same bytes."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import typst

from notifications.paper.grapheme import JOINER, VARIANTS, graphemes
from notifications.paper.paper import Paper, with_texts

_SOURCE = Path(__file__).parent / "paper.typ"
_IN_PLACE, _BYTE_ORDER_MARK = "\ufffd", "\ufeff"
_ROUNDS = 8  # Typst names all it cannot show at once, of each kind of trouble
_NAMED = re.compile(r'(?:the text|codepoint) `"((?:\\.|[^"\\])+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
# Letters of European scripts and the signs of their texts, which the font inside Typst has.
_SHOWN_EVERYWHERE = re.compile(
    r"[\n\u0020-\u007e\u00a0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u2010-\u2026\u20ac\ufffd]"
)


def as_pdf(paper: Paper) -> bytes:
    """PDF/UA allows no letter without a shape: what no font at hand can show, and that alone, becomes a sign for it."""
    tree = with_texts(paper.as_tree(), _composed)
    for _ in range(_ROUNDS):
        try:
            return _compiled(tree)
        except typst.TypstError as trouble:
            shown = _showable(tree, _unshown(trouble))
            if shown == tree:
                break
            tree = shown
        except BaseException as panic:
            if (
                type(panic).__name__ != "PanicException"
            ):  # what Rust throws is no Exception, and has no importable name
                raise
            break
    return _compiled(with_texts(tree, _plain))


def _composed(text: str) -> str:
    """A byte order mark is nothing to read, and now and then forbidden."""
    return unicodedata.normalize("NFC", text.replace(_BYTE_ORDER_MARK, ""))


def _unshown(trouble: typst.TypstError) -> list[str]:
    """The pieces of text that Typst says it has no shape for, or may not write."""
    return [_ESCAPED.sub(_unescaped, piece) for piece in _NAMED.findall(str(trouble.diagnostic))]


def _unescaped(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16)) if escaped[1] else {"n": "\n", "t": "\t"}.get(escaped[2], escaped[2])


def _showable(tree: Any, unshown: list[str]) -> Any:
    """What only joins or varies letters is at fault where no letter is: it is left out, and the letters stay."""
    letters = [piece for piece in unshown if not _only_joins(piece)]
    if letters:
        return with_texts(tree, lambda text: _without_letters(text, letters))
    return with_texts(tree, lambda text: _left_out(text, unshown))


def _only_joins(piece: str) -> bool:
    return all(c == JOINER or c in VARIANTS or unicodedata.category(c) == "Cf" for c in piece)


def _without_letters(text: str, unshown: list[str]) -> str:
    holes = {at for piece in unshown for at in _positions(text, piece)}
    if not holes:
        return text
    shown, begins = "", 0
    for letter in graphemes(text):
        ends = begins + len(letter)
        shown += letter if holes.isdisjoint(range(begins, ends)) else _IN_PLACE
        begins = ends
    return shown


def _positions(text: str, piece: str) -> list[int]:
    """Of every character of the text that stands in such a piece."""
    return [at for found in re.finditer(re.escape(piece), text) for at in range(*found.span())]


def _plain(text: str) -> str:
    """The last resort, where Typst is at a loss and can't say why."""
    return "".join(letter if _SHOWN_EVERYWHERE.fullmatch(letter) else _IN_PLACE for letter in graphemes(text))


def _left_out(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, "")
    return text


def _compiled(tree: Any) -> bytes:
    made: Any = typst.compile(
        _SOURCE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": json.dumps(tree, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made
