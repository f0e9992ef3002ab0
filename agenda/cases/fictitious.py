"""Until real login and keys have landed, nobody who may be alive is taken: only the long dead, and the plainly made up.

A number cannot be made up plainly, so one of a possible living person is never taken. Children have no number here.
"""

from datetime import date

from agenda.errors import Invalid
from agenda.spelling import folded

OLDEST_LIVING = date(1900, 1, 1)
MADE_UP = ("prøve", "eksempel", "opdigt", "fiktiv")
_STEMS = tuple(folded(stem) for stem in MADE_UP)


class LivingPerson(Invalid):
    """Somebody who may be alive, and whose name does not say that they are made up."""


def is_made_up(name: str) -> bool:
    """Whether a word of the name says so, such as `Prøvesen` or `Eksempelborg`: no Dane is called like that."""
    return any(word.startswith(_STEMS) for word in folded(name).split())


def check_citizen(name: str, born_on: date) -> None:
    if born_on >= OLDEST_LIVING and not is_made_up(name):
        raise LivingPerson(
            "this version takes nobody who may be alive: give a date of birth before 1900, or a name that says it is"
            " made up, such as Barn Prøvesen",
            "citizen.born_on",
        )


def check_beside(name: str, field: str) -> None:
    """Whoever is named beside the citizen has no date of birth here, so that the name alone can tell."""
    if not is_made_up(name):
        raise LivingPerson(
            "this version takes nobody who may be alive: give a name that says it is made up, such as Mor Prøvesen",
            field,
        )
