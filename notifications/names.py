"""By what a person's name is known again: what is kept of it, and what a text is asked for; never the name itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise

from notifications.letters import seen, skeleton
from notifications.ordinary_words import is_ordinary

_WORD = re.compile(r"[^\W_]+")
_HUMPS = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[^A-Z]+")
_BREAK = re.compile(r"[,;:|/\\()\[\]{}<>\"»«!?\n\r\t•·=…–—]|\.\s|\s-+\s")
_ENDS_A_SENTENCE = re.compile(r"[.!?:\n\r]")
_SPELT = re.compile(r"(?<![^\W_])[^\W_]([ .*_-])[^\W_](?:\1[^\W_])+(?![^\W_])")
_PARTICLES = frozenset(
    [
        "af",
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "du",
        "la",
        "le",
        "zu",
        "och",
        "y",
        "el",
    ]
).union(["al", "bin", "ibn", "bint", "abu"])
_JOINING = frozenset({"og", "and", "samt", "eller", "or"})
_MOST_PARTS = 8
_MOST_INITIALS = 4
_SHORTEST_JOINED = 6
_LONGEST_ABBREVIATION = 3
_SHORTEST_GENITIVE = 4
_NEAR, _ACROSS = 4, 3  # how many words on; across a break fewer
_MOST_BREAKS = 2


def traces_kept(name: str) -> frozenset[str]:
    """What is kept, as keyed hashes, of a name: two parts in any order, an initial with a part, both in one word."""
    words = [skeleton(part) for word in _WORD.findall(seen(name)) for part in _humps(word)]
    parts = [word for word in words if word not in _PARTICLES and len(word) > 1] or words
    if len(parts) > _MOST_PARTS:
        parts = [*parts[: _MOST_PARTS // 2], *parts[-_MOST_PARTS // 2 :]]
    return frozenset(_kept_of(parts)) if len(parts) > 1 else frozenset()


def traces_in(text: str) -> frozenset[str]:
    """What is asked of a text that was `seen`: the same traces, of all words near each other, in linear time."""
    words = _words(text)
    joined = (f"={form}" for word in words if word.may_be_joined for form in word.forms)
    return frozenset(chain(joined, _ordered_in(words), _pairs_in(words)))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text. `breaks` were passed before it; written small, a word everybody uses is no name.

    `is_capital` where a capital says that it is a name, `is_large` wherever there is one.
    """

    skeleton: str
    breaks: int
    follows_comma: bool
    is_large: bool
    is_capital: bool
    is_common: bool
    is_initial: bool

    @property
    def may_name(self) -> bool:
        return (self.is_capital or not self.is_common) and not self.is_initial and len(self.skeleton) > 1

    @property
    def may_be_joined(self) -> bool:
        return len(self.skeleton) >= _SHORTEST_JOINED and not self.is_common

    @property
    def forms(self) -> tuple[str, ...]:
        """The word, and once more without the s that a Danish genitive ends in."""
        has_s = self.skeleton.endswith("s") and len(self.skeleton) >= _SHORTEST_GENITIVE
        return (self.skeleton, self.skeleton[:-1]) if has_s else (self.skeleton,)


def _kept_of(parts: list[str]) -> Iterator[str]:
    *given, family = parts
    for one, other in combinations(parts, 2):
        yield _pair(one, other)
    for one, other in (*pairwise(parts), (parts[0], family)):
        if is_ordinary(one) or is_ordinary(other):
            yield f"{one}>{other}"
    for part in given:
        yield f"{_pair(part, family)} near"
        if not (is_ordinary(part) and is_ordinary(family)):
            yield from (f"={part}{family}", f"={family}{part}")
    letters = "".join(part[0] for part in given)
    yield from (f"{initials}. {family}" for initials in {*letters, letters[:2], letters})
    yield f"{family[0]}. {parts[0]}"
    yield f"={''.join(parts)}"
    if len(given) > 1:  # Anne-Marie may be written Annemarie
        yield from (_pair(given[0] + given[1], family), f"{_pair(given[0] + given[1], family)} near")


def _pair(one: str, other: str) -> str:
    return f"{one} {other}" if one < other else f"{other} {one}"


def _ordered_in(words: list[_Word]) -> Iterator[str]:
    """Two words side by side of which one is used by everybody: as a name is spoken, or turned by a comma."""
    for one, other in pairwise(words):
        if one.is_common or other.is_common:
            if one.breaks == other.breaks or (one.is_large and other.is_large):
                yield from (f"{one.skeleton}>{form}" for form in other.forms)
            if other.follows_comma:
                yield from (f"{form}>{one.skeleton}" for form in other.forms)


def _pairs_in(words: list[_Word]) -> Iterator[str]:
    for at, one in enumerate(words):
        if not (one.may_name or one.is_initial):
            continue
        for on, other in enumerate(words[at + 1 : at + 1 + _NEAR], 1):
            passed = other.breaks - one.breaks
            if passed > _MOST_BREAKS:
                break
            if one.may_name and other.may_name:
                if on == 1 or one.is_capital or other.is_capital:
                    yield from _asked_of(words, (at, at + on), passed)
            elif other.may_name or (other.is_initial and one.may_name):
                yield from _initialled(one, other, passed)


def _asked_of(words: list[_Word], ends: tuple[int, int], passed: int) -> Iterator[str]:
    """Across a break, two who each stand beside another name are two people: Mette Hansen, Peter Jensen."""
    one, other = words[ends[0]], words[ends[1]]
    ending = ""
    if passed:
        if ends[1] - ends[0] > _ACROSS or all(_is_bound(words, end) for end in ends):
            return
        ending = " near"
    for form in one.forms:
        for other_form in other.forms:
            yield f"{_pair(form, other_form)}{ending}"


def _is_bound(words: list[_Word], at: int) -> bool:
    """Whether another word beside it seems to be the rest of its name."""
    beside = (words[each] for each in (at - 1, at + 1) if 0 <= each < len(words))
    return any(
        one.breaks == words[at].breaks and one.is_capital and not one.is_common and not one.is_initial
        for one in beside
    )


def _initialled(one: _Word, other: _Word, passed: int) -> Iterator[str]:
    initial, name = (one, other) if one.is_initial else (other, one)
    if passed <= 1 and name.may_name:
        yield from (f"{initial.skeleton}. {form}" for form in name.forms)


def _words(text: str) -> list[_Word]:
    """The words of a text that was `seen`; what is spelt letter by letter is a word."""
    text = _SPELT.sub(lambda run: run[0].replace(run[1], ""), text)
    words: list[_Word] = []
    breaks = end = 0
    for found in _WORD.finditer(text):
        start, stop = found.span()
        between = text[end:start] if words else "\n"
        end = stop
        is_cut = between != " " and not (words and _is_abbreviated(words[-1], between))
        breaks += is_cut and _BREAK.search(between) is not None
        if found[0].isdecimal():
            continue
        is_first = is_cut and _ENDS_A_SENTENCE.search(between) is not None
        words += _words_of(found[0], _Place(breaks, "," in between, is_first, text[stop : stop + 1]))
        if len(words) > 1 and _are_initials(words[-2], words[-1], between):
            words[-2:] = [replace(words[-2], skeleton=words[-2].skeleton + words[-1].skeleton)]
        breaks += words[-1].skeleton in _JOINING
    return words


@dataclass(frozen=True, slots=True)
class _Place:
    """How many breaks come before a word, whether it begins a sentence or line, and what stands behind it."""

    breaks: int
    follows_comma: bool
    is_first: bool
    behind: str


def _is_abbreviated(before: _Word, between: str) -> bool:
    """A period after an initial, or after `hr`, ends no sentence."""
    return between == ". " and (before.is_initial or len(before.skeleton) <= _LONGEST_ABBREVIATION)


def _are_initials(one: _Word, other: _Word, between: str) -> bool:
    """Of one person: H.C."""
    is_short = len(one.skeleton) < _MOST_INITIALS
    return one.is_initial and other.is_initial and is_short and between in {" ", ".", ". "}


def _words_of(written: str, place: _Place) -> Iterator[_Word]:
    """Of a word everybody uses a capital says something only where it stands by itself and within a sentence."""
    for part in _humps(written):
        folded = skeleton(part)
        is_common = is_ordinary(folded)
        says_nothing = is_common and (place.is_first or (len(part) > 1 and part.isupper()))
        is_large = part[0].isupper()
        yield _Word(
            skeleton=folded,
            breaks=place.breaks,
            follows_comma=place.follows_comma,
            is_large=is_large,
            is_capital=is_large and not says_nothing,
            is_common=is_common,
            is_initial=_is_initial(part, place),
        )


def _is_initial(part: str, place: _Place) -> bool:
    """Written small it needs a period, and not the place of one that counts off."""
    if len(part) > 1 or not part.isalpha():
        return False
    is_dotted = place.behind == "."
    return (part.isupper() and (is_dotted or part != "I")) or (is_dotted and not place.is_first)


def _humps(written: str) -> list[str]:
    """TestaPrøvesen is two words."""
    return _HUMPS.findall(written) if written.isalpha() and not written.islower() else [written]
