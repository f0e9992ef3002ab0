"""A paper as it is read: title, notice and blocks of words, whatever file it becomes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

# What no file may hold, by the rules of XML: control characters, and what is no character at all.
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_PLACE = "\ufffd"


@dataclass(frozen=True)
class Heading:
    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and what it says."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """`shares` is how wide the columns are beside each other; every row has as many cells as the head."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


Block = Heading | Paragraph | Facts | Table


@dataclass(frozen=True)
class Paper:
    """`notice` stands at the foot of every page, or is empty; `language` is a tag such as `da`."""

    title: str
    subtitle: str
    language: str
    author: str
    notice: str
    blocks: tuple[Block, ...]

    def texts(self) -> Iterator[str]:
        """All that people read of it, for whoever looks for what may not leave."""
        yield from (self.title, self.subtitle, self.author, self.notice)
        for block in self.blocks:
            yield from _texts(block)

    def as_tree(self) -> dict[str, Any]:
        """As the templates take it; what no file may hold has become a plain sign for it."""
        blocks = [{"kind": block.kind, **asdict(block)} for block in self.blocks]
        writable: dict[str, Any] = with_texts({**asdict(self), "blocks": blocks}, _writable)
        return writable


def with_texts(tree: Any, change: Callable[[str], str]) -> Any:
    """The same tree, each text of it changed."""
    if isinstance(tree, dict):
        return {key: with_texts(value, change) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [with_texts(value, change) for value in tree]
    return change(tree) if isinstance(tree, str) else tree


def _writable(text: str) -> str:
    return _UNWRITABLE.sub(_IN_PLACE, text)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Facts():
            yield from (text for row in block.rows for text in row)
        case Table():
            yield from (text for row in (block.head, *block.rows) for text in row)
