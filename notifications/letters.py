"""What a letter looks like to a reader: one spelling for all that are taken for each other."""

import re
import unicodedata
from collections.abc import Iterator

_MOST_REMEMBERED = 10_000
_UNSEEN = {"Mn", "Me", "Cf"}  # marks laid over a letter, and letters without a width
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # no space to Unicode, and nothing to the eye
_TWINS = {
    "А": "A", "В": "B", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P", "С": "C",
    "Ѕ": "S", "Т": "T", "У": "Y", "Ү": "Y", "Х": "X", "Һ": "H", "Ԁ": "D", "Ԛ": "Q", "Ԝ": "W", "Ѵ": "V", "Ө": "O",
    "Ӕ": "A",
    "а": "a", "в": "b", "с": "c", "е": "e", "н": "h", "і": "i", "ј": "j", "к": "k", "м": "m", "о": "o", "р": "p",
    "ѕ": "s", "т": "t", "у": "y", "ү": "y", "х": "x", "һ": "h", "ԁ": "d", "ԛ": "q", "ԝ": "w", "ѵ": "v", "ө": "o",
    "ӕ": "a", "г": "r", "п": "n", "и": "u", "ь": "b", "ӏ": "l", "Ӏ": "l",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "Φ": "O", "Θ": "O", "Ϲ": "C", "Ϳ": "J",
    "α": "a", "β": "b", "γ": "y", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "σ": "o",
    "ς": "c", "τ": "t", "υ": "u", "χ": "x", "ω": "w", "φ": "o", "θ": "o", "ϲ": "c", "ϳ": "j",
    "Ø": "O", "ø": "o", "Æ": "A", "æ": "a", "Œ": "O", "œ": "o", "Ð": "D", "ð": "d", "Đ": "D", "đ": "d",
    "Ł": "L", "ł": "l", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t", "Ɵ": "O", "ɵ": "o", "ı": "i", "ȷ": "j", "Þ": "T",
    "þ": "t", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ɪ": "i", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ɢ": "g",
    "ʜ": "h", "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t",
    "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z", "օ": "o", "ո": "n", "ս": "u", "հ": "h", "∅": "O", "⌀": "O",
}  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_IN_WORDS = str.maketrans("013457", "oleast")  # as they stand for letters
_DOUBLES = (("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u"))


class _Looks(dict[int, str]):
    """What each letter is taken for, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        looks = "".join(_looks(chr(code)))
        if len(self) < _MOST_REMEMBERED:
            self[code] = looks
        return looks


_LOOKS = _Looks()


def seen(text: str) -> str:
    """The text as a reader takes it: Latin letters and digits whatever script they are of, nothing laid over them.

    Of `å` and `æ` it keeps the `a`, of `ø` the `o`; case and everything between the words stay.
    """
    return _FOREIGN.sub(lambda run: run[0].translate(_LOOKS), text)


def skeleton(word: str) -> str:
    """One spelling of a word that was `seen`: å and aa, ø, oe and o, large and small are the same."""
    folded = word.casefold()
    if not folded.isalpha() and not folded.isdecimal():
        folded = folded.translate(_IN_WORDS)
    for double, single in _DOUBLES:
        folded = folded.replace(double, single)
    return folded


def _looks(letter: str) -> Iterator[str]:
    """Letter by letter, so that no heap of marks is ever put in order, which takes the square of its height."""
    for part in unicodedata.normalize("NFKD", _TWINS.get(letter, letter)):
        if unicodedata.category(part) in _UNSEEN or part in _BLANK:
            continue
        digit = unicodedata.digit(part, None)
        yield str(digit) if digit is not None else _TWINS.get(part, part)
