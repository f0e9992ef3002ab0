"""Whether two written names can be one person's, by rule: no register is asked, and nothing is weighed or counted.

1. Capitals, accents, hyphens, dots, ae/oe/aa for æ/ø/å, and the order of the words make no difference: `EQUAL`.
2. The same name may be written shorter, with an initial, with or without middle names, or with a slip of the pen in a
   word of four letters or more (one letter left out, put in, put wrong or changed place with its neighbour; two in a
   word of eight): `VARIED`. Two words have to agree, one of them written out. A word with a digit has no slip.
3. The given name is the same, and the rest is not, as after a wedding, or is not said: `GIVEN_NAME`.
4. Anything else is entirely different: `NONE`. The same surname alone is a family's, not a person's.
"""

from collections.abc import Callable
from enum import StrEnum

from agenda.spelling import folded

LETTERS_FOR_ONE_SLIP, LETTERS_FOR_TWO_SLIPS = 4, 8
WORDS_THAT_AGREE = 2


class Likeness(StrEnum):
    """How alike two names are; from `NONE` on they are entirely different."""

    EQUAL = "equal"
    VARIED = "varied"
    GIVEN_NAME = "given_name"
    NONE = "none"


def likeness(one: str, other: str) -> Likeness:
    first, second = words_of(one), words_of(other)
    if sorted(first) == sorted(second):
        return Likeness.EQUAL
    if _is_varied(*sorted((first, second), key=len)):
        return Likeness.VARIED
    if first and second and _is_same_word(first[0], second[0]):
        return Likeness.GIVEN_NAME
    return Likeness.NONE


def words_of(name: str) -> list[str]:
    """Folded, the given name first: `Prøvesen, Testa` is `testa prøvesen`."""
    surname, comma, rest = name.partition(",")
    return folded(f"{rest} {surname}" if comma else name).split()


def _is_varied(shorter: list[str], longer: list[str]) -> bool:
    """Each word of the shorter finds one of its own in the longer: as it is, with a slip, or as an initial."""
    wanting, left = list(shorter), list(longer)
    agree = _paired(wanting, left, str.__eq__) + _paired(wanting, left, _is_same_word)
    initials = _paired(wanting, left, _is_initial)
    return not wanting and agree > 0 and agree + initials >= WORDS_THAT_AGREE


def _paired(wanting: list[str], left: list[str], fits: Callable[[str, str], bool]) -> int:
    """How many words found one of their own; both are taken off."""
    found = 0
    for word in list(wanting):
        match = next((one for one in left if fits(word, one)), None)
        if match is not None:
            wanting.remove(word)
            left.remove(match)
            found += 1
    return found


def _is_initial(one: str, other: str) -> bool:
    return 1 in {len(one), len(other)} and one[0] == other[0]


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    shortest = min(len(one), len(other))
    if shortest < LETTERS_FOR_ONE_SLIP or not (one.isalpha() and other.isalpha()):
        return False
    return _slips(one, other) <= (2 if shortest >= LETTERS_FOR_TWO_SLIPS else 1)


def _slips(one: str, other: str) -> int:
    """The fewest slips of the pen that make one word of the other (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        now = [i]
        for j, its in enumerate(other, start=1):
            now.append(min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (letter != its)))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], its):
                now[j] = min(now[j], before[j - 2] + 1)
        before, last = last, now
    return last[-1]
