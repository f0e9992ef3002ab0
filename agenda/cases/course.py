"""A course: the voluntary effort for a citizen, which rests on a consent and ends with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class Line(StrEnum):
    """VINK's three lines of effort."""

    CIVIL_SOCIETY = "civil_society"
    ANTICIPATORY = "anticipatory"
    INTERVENING = "intervening"


class CourseState(StrEnum):
    PROPOSED = "proposed"
    RUNNING = "running"
    ENDED = "ended"


TRANSITIONS: Mapping[CourseState, frozenset[CourseState]] = {
    CourseState.PROPOSED: frozenset({CourseState.RUNNING, CourseState.ENDED}),
    CourseState.RUNNING: frozenset({CourseState.ENDED}),
    CourseState.ENDED: frozenset(),
}


class Consenter(StrEnum):
    """Who consents: the citizen, or whoever has custody of a child."""

    CITIZEN = "citizen"
    CUSTODIAN = "custodian"


class EndReason(StrEnum):
    COMPLETED = "completed"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NO_CONSENT = "no_consent"
    NO_LONGER_NEEDED = "no_longer_needed"
    NO_CONTACT = "no_contact"
    MOVED_AWAY = "moved_away"
    HANDED_OVER = "handed_over"
    OTHER = "other"


# Why a course may end that has not begun; whoever consented withdraws.
BEFORE_CONSENT = frozenset(EndReason) - {EndReason.COMPLETED, EndReason.CONSENT_WITHDRAWN}
WITH_CONSENT = frozenset(EndReason) - {EndReason.NO_CONSENT, EndReason.CONSENT_WITHDRAWN}


class UnknownCourseKind(Invalid):
    """The kind of course is not in the catalogue."""


class CourseOver(Conflict):
    """A course that has ended stays as it was."""


class CourseStillOpen(Conflict):
    """A case does not end before its courses have, each with its reason."""


class ConsentGivenAlready(Conflict):
    """The consent has been given; it can be withdrawn."""


class ConsentNotGiven(Conflict):
    """A consent that was never given cannot be withdrawn."""


class WithdrawnBeforeGiven(Invalid):
    """A consent is withdrawn on the day it was given, or later."""


class CourseDayAhead(Invalid):
    """What lies ahead has not happened: consents and ends are stated when they have."""


class CourseDayTooEarly(Invalid):
    """Nothing of a course happens before there is a case, or before its consent."""


class EndReasonMisplaced(Invalid):
    """The reason does not fit a course in this state."""


class EndUnexplained(Invalid):
    """Another reason than those listed is said in words."""


@dataclass(frozen=True)
class CourseGiven:
    """`kind` is a word of the catalogue; `responsible` the party that acts by its own law."""

    kind: str
    responsible: str
    aim: str = ""


@dataclass(frozen=True)
class ConsentGiven:
    by: Consenter
    on: date


@dataclass(frozen=True)
class CourseEnd:
    reason: EndReason
    on: date
    words: str = ""


@dataclass
class Course:
    """The aim lies in `sealed_aim`, the words of its end in `sealed_end`; status days are follow-ups of the case."""

    id: str
    case_id: str
    kind: str
    responsible: str
    opened_at: datetime
    opened_by: str
    sealed_aim: bytes
    state: CourseState = CourseState.PROPOSED
    consent_by: Consenter | None = None
    consent_given_on: date | None = None
    consent_withdrawn_on: date | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = None
    sealed_end: bytes | None = None
    revision: int = 1

    @property
    def is_open(self) -> bool:
        return self.state is not CourseState.ENDED

    def become(self, state: CourseState) -> None:
        if state not in TRANSITIONS[self.state]:
            raise CourseOver(
                f"the course is {self.state}; open another", "course", {"state": str(self.state)}
            )
        self.state = state

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the course; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )

    def take_consent(self, given: ConsentGiven, earliest: date, today: date) -> None:
        """With the consent the course runs; it cannot be older than the case."""
        if self.state is CourseState.RUNNING:
            raise ConsentGivenAlready(
                "the consent stands; withdraw it, or end the course", "on", self._now_stands()
            )
        _check_day(given.on, earliest, today)
        self.become(CourseState.RUNNING)
        self.consent_by, self.consent_given_on = given.by, given.on

    def withdraw_consent(self, on: date, today: date) -> None:
        """Whoever consented may withdraw on any day, and the course ends with it."""
        if self.is_open and self.consent_given_on is None:
            raise ConsentNotGiven(
                "no consent has been given; end the course instead", "on", self._now_stands()
            )
        if self.is_open and self.consent_given_on is not None and on < self.consent_given_on:
            raise WithdrawnBeforeGiven(
                "choose the day it was given, or a later one", "on", self._now_stands()
            )
        if on > today:
            raise CourseDayAhead("choose today or an earlier day", "on")
        self.become(CourseState.ENDED)
        self.consent_withdrawn_on = self.ended_on = on
        self.end_reason = EndReason.CONSENT_WITHDRAWN

    def end(self, given: CourseEnd, earliest: date, today: date) -> None:
        fitting = WITH_CONSENT if self.state is CourseState.RUNNING else BEFORE_CONSENT
        if self.is_open and given.reason not in fitting:
            raise EndReasonMisplaced(
                f"choose one of: {', '.join(sorted(fitting))}", "reason", self._now_stands()
            )
        if given.reason is EndReason.OTHER and not given.words.strip():
            raise EndUnexplained("say in a sentence why it ends", "words")
        if len(given.words) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "words")
        _check_day(given.on, self.consent_given_on or earliest, today)
        self.become(CourseState.ENDED)
        self.ended_on, self.end_reason = given.on, given.reason

    def _now_stands(self) -> dict[str, object]:
        given_on = self.consent_given_on.isoformat() if self.consent_given_on else None
        return {"state": str(self.state), "consent_given_on": given_on}


def check_kind(kind: str, known: frozenset[str]) -> None:
    if kind not in known:
        raise UnknownCourseKind(f"choose one of: {', '.join(sorted(known))}", "kind")


def _check_day(on: date, earliest: date, today: date) -> None:
    if on > today:
        raise CourseDayAhead("choose today or an earlier day", "on")
    if on < earliest:
        raise CourseDayTooEarly("choose a later day", "on", {"earliest": earliest.isoformat()})
