"""A text letter by letter as people see them: what combines, joins or varies belongs to the letter before it."""

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
VARIANTS = frozenset(chr(code) for code in range(0xFE00, 0xFE10))
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_MARKS = frozenset({"Mn", "Mc", "Me"})


def graphemes(text: str) -> Iterator[str]:
    """As near to Unicode's own rule (UAX 29) as texts of an agenda need; together they are the text."""
    letter = ""
    for character in text:
        if letter and _belongs_to(letter, character):
            letter += character
        else:
            if letter:
                yield letter
            letter = character
    if letter:
        yield letter


def _belongs_to(letter: str, character: str) -> bool:
    if letter.isspace():
        return False
    return _extends(character) or letter.endswith(JOINER) or _is_second_of_a_flag(letter, character)


def _extends(character: str) -> bool:
    code = ord(character)
    is_mark = unicodedata.category(character) in _MARKS
    return is_mark or character == JOINER or code in _SKIN_TONES or code in _TAGS


def _is_second_of_a_flag(letter: str, character: str) -> bool:
    return len(letter) == 1 and ord(letter) in _FLAG_LETTERS and ord(character) in _FLAG_LETTERS
