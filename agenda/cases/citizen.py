"""The person a concern is about: who they are, how old, and whether the number can be taken at all."""

from dataclasses import dataclass
from datetime import date

from stdnum.dk import cpr as danish_cpr
from stdnum.exceptions import ValidationError

from agenda.cases.fictitious import OLDEST_LIVING, check_citizen
from agenda.errors import Invalid
from agenda.municipality import municipality_given

CHILD_BELOW, YOUNG_CHILD_BELOW = 18, 15
LONGEST_NAME = 200


class ImpossibleCpr(Invalid):
    """Ten digits that no Danish civil registration number can have."""


class CprOfTheLiving(Invalid):
    """Until real login and keys have landed, no number of a person who may be alive is taken."""


class CitizenUnclear(Invalid):
    """A citizen is named by CPR, or by name and date of birth."""


@dataclass(frozen=True)
class Citizen:
    """`cpr` is ten digits without a hyphen, or empty; `born_on` is always known; `municipality` is one of the 98.

    `is_protected`: name and address are protected (navne- og adressebeskyttelse), and nothing shows where they live.
    """

    name: str
    cpr: str
    born_on: date
    municipality: str
    is_protected: bool = False

    def age(self, on: date) -> int:
        return on.year - self.born_on.year - ((on.month, on.day) < (self.born_on.month, self.born_on.day))

    def is_child(self, on: date) -> bool:
        return self.age(on) < CHILD_BELOW

    def is_young_child(self, on: date) -> bool:
        return self.age(on) < YOUNG_CHILD_BELOW


@dataclass(frozen=True)
class CitizenGiven:
    """A citizen as somebody wrote them down; `is_protected` None is not said."""

    name: str
    cpr: str
    born_on: date | None
    municipality: str
    is_protected: bool | None = None


def citizen_given(given: CitizenGiven, on: date) -> Citizen:
    """The citizen, checked.

    Raises ImpossibleCpr, CprOfTheLiving, LivingPerson, UnknownMunicipality or CitizenUnclear, which repeat nothing of
    the person.
    """
    name = " ".join(given.name.split())
    if len(name) > LONGEST_NAME:
        raise CitizenUnclear(f"write at most {LONGEST_NAME} letters", "citizen.name")
    if not given.municipality.strip():
        raise CitizenUnclear("name the municipality the citizen lives in", "citizen.municipality")
    cpr = checked_cpr(given.cpr) if given.cpr else ""
    born_on = danish_cpr.get_birth_date(cpr) if cpr else given.born_on
    if born_on is None or not name:
        raise CitizenUnclear("give the name with the CPR, or with the date of birth", "citizen")
    if given.born_on not in {None, born_on}:
        raise CitizenUnclear("the date of birth and the CPR do not agree; leave one out", "citizen.born_on")
    if born_on > on:
        raise CitizenUnclear("the date of birth lies ahead", "citizen.born_on")
    check_citizen(name, born_on)
    municipality = municipality_given(given.municipality, "citizen.municipality").name
    return Citizen(name, cpr, born_on, municipality, is_protected=bool(given.is_protected))


def is_same_person(one: Citizen, other: Citizen) -> bool:
    """By CPR, or by name and date of birth where either lacks it."""
    if one.cpr and other.cpr:
        return one.cpr == other.cpr
    return (one.name.casefold(), one.born_on) == (other.name.casefold(), other.born_on)


def checked_cpr(text: str) -> str:
    """Ten digits whose date exists (modulus 11 has not held since 2007) and whose holder cannot be alive."""
    try:
        number = danish_cpr.compact(text)
        if not (number.isascii() and number.isdigit() and len(number) == 10):  # noqa: PLR2004 - a CPR has ten digits
            raise ImpossibleCpr("write ten digits, such as 010190-5001", "citizen.cpr")
        born_on = danish_cpr.get_birth_date(number)
    except (ValidationError, ValueError) as problem:
        raise ImpossibleCpr("its first six digits are no date; check the number", "citizen.cpr") from problem
    if born_on >= OLDEST_LIVING:
        raise CprOfTheLiving(
            "this version takes no number that may belong to a living person; use a sample number such as 010190-5001",
            "citizen.cpr",
        )
    return str(number)
