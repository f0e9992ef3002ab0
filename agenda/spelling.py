"""One spelling for what people write in several: capitals, accents, ae for æ, oe for ø, aa for å, hyphens and dots."""

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "’": "", "'": "", "´": "", "`": ""})
_PAIRS = (("aa", "a"), ("ae", "a"), ("oe", "o"))
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """To be compared and never shown: `Høje-Taastrup`, `HØJE TÅSTRUP` and `hoje taastrup` are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    lower = plain.casefold().translate(_LETTERS)
    for pair, letter in _PAIRS:
        lower = lower.replace(pair, letter)
    return _BETWEEN_WORDS.sub(" ", lower).strip()
