"""Whose consent a course rests on, on a day: by the citizen's age, who represents them, and the rule of its kind.

| on the day | whose consent is needed |
|---|---|
| under 15 | every holder of custody |
| 15 to 17 | every holder of custody, and the young person |
| 18 or more | the citizen; where there is a guardian, whoever is stated to consent |

Another rule under 18 is a setting of the kind of course, with its reason: one holder is enough, or from 15 the young
person alone. What somebody said before they became 15, or 18, counts no longer then: a new consent is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.cases.citizen import CHILD_BELOW, YOUNG_CHILD_BELOW, Citizen
from agenda.cases.representative import GuardianRule, Representative, RepresentativeKind
from agenda.errors import Conflict, Invalid

BIRTHDAYS = (YOUNG_CHILD_BELOW, CHILD_BELOW)


class Consenter(StrEnum):
    """In which part somebody consents."""

    CITIZEN = "citizen"
    HOLDER = "holder"
    GUARDIAN = "guardian"


class ChildRule(StrEnum):
    """Whose consent a kind of course takes under 18."""

    EVERY_HOLDER = "every_holder"
    ONE_HOLDER = "one_holder"
    YOUNG_PERSON_ALONE = "young_person_alone"


class NotTheirConsent(Conflict):
    """On that day the consent was not theirs to give."""


class ConsentGivenAlready(Conflict):
    """The consent has been given; it can be withdrawn."""


class ConsentWithdrawn(Conflict):
    """A consent is withdrawn once; a new one can be given."""


class WithdrawnBeforeGiven(Invalid):
    """A consent is withdrawn on the day it was given, or later."""


@dataclass(frozen=True)
class Giver:
    """Somebody whose consent counts: the citizen, or one who represents them.

    A holder without a `representative_id` is one nobody has registered yet.
    """

    by: Consenter
    representative_id: str | None = None


CITIZEN = Giver(Consenter.CITIZEN)
UNKNOWN_HOLDER = Giver(Consenter.HOLDER)


@dataclass(frozen=True)
class ConsentGiven:
    """Who has consented, and on what day."""

    giver: Giver
    on: date


@dataclass
class CourseConsent:
    """One consent to a course, and its withdrawal."""

    id: str
    course_id: str
    by: Consenter
    representative_id: str | None
    given_on: date
    recorded_at: datetime
    recorded_by: str
    withdrawn_on: date | None = None

    @property
    def giver(self) -> Giver:
        return Giver(self.by, self.representative_id)

    def withdraw(self, on: date) -> None:
        if self.withdrawn_on is not None:
            raise ConsentWithdrawn("it is withdrawn already; record a new consent if there is one", "consent")
        if on < self.given_on:
            raise WithdrawnBeforeGiven("choose the day it was given, or a later one", "on")
        self.withdrawn_on = on


@dataclass
class AgeLook:
    """When the clock looks next at how old the child of a case is: each night, so that it tells no birthday."""

    case_id: str
    look_at: datetime


@dataclass(frozen=True)
class Basis:
    """What tells whose consents a course takes: the citizen, who represents them, and the rule of its kind."""

    citizen: Citizen
    representatives: Sequence[Representative]
    rule: ChildRule

    def givers(self, on: date) -> tuple[Giver, ...]:
        """Who may consent on a day; each is needed, but for holders where one of them is enough."""
        return self._of_child(on) if self.citizen.is_child(on) else self._of_adult(on)

    def missing(self, consents: Sequence[CourseConsent], on: date) -> tuple[Giver, ...]:
        """Whose consent is needed on a day and does not stand."""
        given = {one.giver for one in consents if self.counts(one, on)} - {UNKNOWN_HOLDER}
        has_one = self.rule is ChildRule.ONE_HOLDER and any(one.by is Consenter.HOLDER for one in given)
        return tuple(
            one
            for one in self.givers(on)
            if one not in given and not (has_one and one.by is Consenter.HOLDER)
        )

    def counts(self, consent: CourseConsent, on: date) -> bool:
        """Whether a consent stands on a day: given, not withdrawn, and by a citizen not since become 15 or 18."""
        is_withdrawn = consent.withdrawn_on is not None and consent.withdrawn_on <= on
        if consent.given_on > on or is_withdrawn:
            return False
        since = last_birthday(self.citizen, on)
        return consent.by is not Consenter.CITIZEN or since is None or consent.given_on >= since

    def check_given(self, given: ConsentGiven, consents: Sequence[CourseConsent], today: date) -> None:
        """Age counts on the day the consent was given."""
        needed = self.givers(given.on)
        if given.giver not in needed or given.giver == UNKNOWN_HOLDER:
            raise NotTheirConsent(
                "on that day the consent was not theirs to give; register who has custody or is guardian, or choose"
                " one of those who consent",
                "by",
                {"needed": [str(one.by) for one in needed]},
            )
        if any(one.giver == given.giver and self.counts(one, today) for one in consents):
            raise ConsentGivenAlready("their consent stands; it can be withdrawn", "by")

    def _of_child(self, on: date) -> tuple[Giver, ...]:
        is_young = self.citizen.is_young_child(on)
        if self.rule is ChildRule.YOUNG_PERSON_ALONE and not is_young:
            return (CITIZEN,)
        holders = self._represented_by(RepresentativeKind.HOLDER, on)
        known = tuple(Giver(Consenter.HOLDER, one.id) for one in holders) or (UNKNOWN_HOLDER,)
        return known if is_young else (*known, CITIZEN)

    def _of_adult(self, on: date) -> tuple[Giver, ...]:
        guardians = self._represented_by(RepresentativeKind.GUARDIAN, on)
        consenting = [one for one in guardians if one.consents is not GuardianRule.CITIZEN]
        instead = any(one.consents is GuardianRule.GUARDIAN for one in consenting)
        theirs = tuple(Giver(Consenter.GUARDIAN, one.id) for one in consenting)
        return theirs if instead else (*theirs, CITIZEN)

    def _represented_by(self, kind: RepresentativeKind, on: date) -> list[Representative]:
        return [one for one in self.representatives if one.kind is kind and one.stands(on)]


def birthday(citizen: Citizen, age: int) -> date:
    """Who was born on a leap day is older from the first of March."""
    born = citizen.born_on
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def last_birthday(citizen: Citizen, on: date) -> date | None:
    """The day on which they last became 15 or 18, if they have."""
    passed = [day for day in (birthday(citizen, age) for age in BIRTHDAYS) if day <= on]
    return passed[-1] if passed else None


def next_birthday(citizen: Citizen, on: date) -> date | None:
    """The day on which they next become 15 or 18, if they will."""
    ahead = [day for day in (birthday(citizen, age) for age in BIRTHDAYS) if day > on]
    return ahead[0] if ahead else None
