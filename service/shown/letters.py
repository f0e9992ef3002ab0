"""Letters to citizens as they are read, block by block."""

from notifications.paper.paper import Heading, Paper, Paragraph
from service.shown.shape import Shape


class LetterBlock(Shape):
    """`kind` is heading or paragraph; a paragraph may have several lines."""

    kind: str
    text: str


class LetterShape(Shape):
    """`notice` stands at the foot of every page."""

    title: str
    reference: str
    language: str
    sender: str
    notice: str
    blocks: tuple[LetterBlock, ...]


def letter_shape(letter: Paper) -> LetterShape:
    return LetterShape(
        title=letter.title,
        reference=letter.subtitle,
        language=letter.language,
        sender=letter.author,
        notice=letter.notice,
        blocks=tuple(
            LetterBlock(kind=block.kind, text=block.text)
            for block in letter.blocks
            if isinstance(block, Heading | Paragraph)
        ),
    )
