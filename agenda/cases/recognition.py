"""Whether a citizen who was written down is the one of an open case: plainly, plainly not, or for a person to say.

| CPR | born | name | verdict |
|---|---|---|---|
| the same | (the same) | not entirely different | the same |
| the same | (the same) | entirely different | in doubt |
| neither has one | the same | equal | the same |
| one or both lack it | the same | equal, varied, or the given name alone | in doubt |
| two different ones | the same | equal or varied | in doubt |
| not the same | a slip of the pen apart | equal or varied | in doubt |
| anything else | | | another |

Nothing is scored, and who is another is shown to nobody. In doubt a person is asked, and what they say is recorded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NoReturn

from agenda.cases.citizen import Citizen
from agenda.cases.likeness import Likeness, likeness
from agenda.errors import Conflict


class Part(StrEnum):
    """What of two citizens can differ."""

    BORN_ON = "born_on"
    CPR = "cpr"
    NAME = "name"


class Verdict(StrEnum):
    SAME = "same"
    IN_DOUBT = "in_doubt"
    ANOTHER = "another"


class NameDiffers(Conflict):
    """Whoever has the same number, or the same date of birth, is called otherwise."""


class CprDiffers(Conflict):
    """Whoever has the same name and date of birth has another number, or one of the two has none."""


class BirthDateDiffers(Conflict):
    """Whoever has the same name was born on a day that is a slip of the pen away."""


class NothingInDoubt(Conflict):
    """What was said of a case is said of one that is not in question."""


class OpenCaseOnPerson(Conflict):
    """A citizen has one open case: no other is turned into a second."""


class TreatedAsAnother(Conflict):
    """What was discussed, decided and done was about one person, and is not turned into another's."""


IN_DOUBT = (NameDiffers, CprDiffers, BirthDateDiffers)


@dataclass(frozen=True)
class Recognition:
    """`differs` are the parts that are not written alike, whatever the verdict."""

    verdict: Verdict
    differs: tuple[Part, ...]
    has_same_cpr: bool


@dataclass(frozen=True)
class InQuestion:
    """A case somebody may be the citizen of, at the revision that is to be read."""

    reference: str
    revision: int
    recognition: Recognition


def recognise(known: Citizen, given: Citizen) -> Recognition:
    alike = likeness(known.name, given.name)
    differing = {
        Part.BORN_ON: known.born_on != given.born_on,
        Part.CPR: known.cpr != given.cpr,
        Part.NAME: alike is not Likeness.EQUAL,
    }
    has_same_cpr = bool(known.cpr) and known.cpr == given.cpr
    verdict = _by_number(alike) if has_same_cpr else _without_number(known, given, alike)
    return Recognition(verdict, tuple(part for part, differs in differing.items() if differs), has_same_cpr)


def ask(question: InQuestion, remedy: str) -> NoReturn:
    """Stop and ask. It says which part differs, and repeats nothing of either."""
    differs = question.recognition.differs
    current = {"case": question.reference, "revision": question.revision, "differs": [*map(str, differs)]}
    words = (
        f"{question.reference} may be on the same person, but not all agrees ({', '.join(differs)}): {remedy}"
    )
    if Part.BORN_ON in differs:
        raise BirthDateDiffers(words, "citizen.born_on", current)
    if Part.CPR in differs:
        raise CprDiffers(words, "citizen.cpr", current)
    raise NameDiffers(words, "citizen.name", current)


def _by_number(alike: Likeness) -> Verdict:
    return Verdict.IN_DOUBT if alike is Likeness.NONE else Verdict.SAME


def _without_number(known: Citizen, given: Citizen, alike: Likeness) -> Verdict:
    if known.born_on != given.born_on:
        is_slip = _is_slip_of_date(known.born_on, given.born_on)
        return _doubt(is_slip and alike in {Likeness.EQUAL, Likeness.VARIED})
    if known.cpr and given.cpr:
        return _doubt(alike in {Likeness.EQUAL, Likeness.VARIED})
    if alike is Likeness.EQUAL and not known.cpr and not given.cpr:
        return Verdict.SAME
    return _doubt(alike is not Likeness.NONE)


def _doubt(is_doubtful: bool) -> Verdict:  # noqa: FBT001 - it is the whole question
    return Verdict.IN_DOUBT if is_doubtful else Verdict.ANOTHER


def _is_slip_of_date(one: date, other: date) -> bool:
    """One digit is another, two neighbours have changed places, or day and month have."""
    first, second = one.strftime("%d%m%Y"), other.strftime("%d%m%Y")
    wrong = sum(a != b for a, b in zip(first, second, strict=True))
    changed_places = {first[:i] + first[i + 1] + first[i] + first[i + 2 :] for i in range(len(first) - 1)}
    day_for_month = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return wrong == 1 or second in changed_places or day_for_month
