"""Who speaks for a citizen: the holders of custody of a child, or the guardian of an adult."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.cases.citizen import LONGEST_NAME, Citizen
from agenda.cases.fictitious import check_beside
from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class RepresentativeKind(StrEnum):
    HOLDER = "holder"
    GUARDIAN = "guardian"


class GuardianRule(StrEnum):
    """Who consents where an adult has a guardian, as far as the guardianship reaches."""

    CITIZEN = "citizen"
    GUARDIAN = "guardian"
    BOTH = "both"


class RepresentativeUnclear(Invalid):
    """Who speaks for a citizen is named, and of a guardian it is stated who consents."""


class NotForThisAge(Conflict):
    """A child has holders of custody, an adult may have a guardian."""


class RepresentationOver(Conflict):
    """Who no longer speaks for the citizen is registered anew, if they do again."""


@dataclass(frozen=True)
class RepresentativeGiven:
    """`consents` is said of a guardian alone."""

    kind: RepresentativeKind
    name: str
    consents: GuardianRule | None = None


@dataclass
class Representative:
    """The name lies in `sealed_name`; `ended_on` is the first day on which they no longer speak for the citizen."""

    id: str
    case_id: str
    kind: RepresentativeKind
    consents: GuardianRule | None
    sealed_name: bytes
    added_at: datetime
    added_by: str
    ended_on: date | None = None
    revision: int = 1

    def stands(self, on: date) -> bool:
        return self.ended_on is None or on < self.ended_on

    def end(self, today: date) -> None:
        self.check_stands()
        self.ended_on = today

    def check_stands(self) -> None:
        if self.ended_on is not None:
            raise RepresentationOver(
                "register them anew, if they speak for the citizen again", "representative"
            )

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed it; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision},
            )


def check_representative(given: RepresentativeGiven, citizen: Citizen, today: date) -> None:
    is_holder = given.kind is RepresentativeKind.HOLDER
    if is_holder is not citizen.is_child(today):
        raise NotForThisAge("name the holders of custody of a child, and the guardian of an adult", "kind")
    check_statement(given)


def check_statement(given: RepresentativeGiven) -> None:
    name = " ".join(given.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise RepresentativeUnclear(f"give the name, in at most {LONGEST_NAME} letters", "name")
    if (given.consents is None) is not (given.kind is RepresentativeKind.HOLDER):
        raise RepresentativeUnclear(
            "say of a guardian who consents (citizen, guardian or both), and of a holder of custody nothing",
            "consents",
        )
    check_beside(name, "name")
