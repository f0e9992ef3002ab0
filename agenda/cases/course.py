"""A course: the voluntary effort for a citizen, which rests on consents and ends with a reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.consent import CourseConsent
from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class Line(StrEnum):
    """The three lines of effort."""

    CIVIL_SOCIETY = "civil_society"
    ANTICIPATORY = "anticipatory"
    INTERVENING = "intervening"


class CourseState(StrEnum):
    PROPOSED = "proposed"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


TRANSITIONS: Mapping[CourseState, frozenset[CourseState]] = {
    CourseState.PROPOSED: frozenset({CourseState.RUNNING, CourseState.ENDED}),
    CourseState.RUNNING: frozenset({CourseState.PAUSED, CourseState.ENDED}),
    CourseState.PAUSED: frozenset({CourseState.RUNNING, CourseState.ENDED}),
    CourseState.ENDED: frozenset(),
}


class EndReason(StrEnum):
    COMPLETED = "completed"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NO_CONSENT = "no_consent"
    NO_LONGER_NEEDED = "no_longer_needed"
    NO_CONTACT = "no_contact"
    MOVED_AWAY = "moved_away"
    HANDED_OVER = "handed_over"
    OTHER = "other"


# Why a course may end in each of its states; with a consent that is withdrawn it ends by that.
FITTING: Mapping[CourseState, frozenset[EndReason]] = {
    CourseState.PROPOSED: frozenset(EndReason) - {EndReason.COMPLETED, EndReason.CONSENT_WITHDRAWN},
    CourseState.RUNNING: frozenset(EndReason) - {EndReason.NO_CONSENT, EndReason.CONSENT_WITHDRAWN},
    CourseState.PAUSED: frozenset(EndReason) - {EndReason.CONSENT_WITHDRAWN},
    CourseState.ENDED: frozenset(),
}


class Obstacle(StrEnum):
    """What keeps a course from running."""

    CONSENT = "consent"
    NOTIFICATION = "notification"
    BASIS = "basis"


class UnknownCourseKind(Invalid):
    """The kind of course is not in the catalogue."""


class CourseOver(Conflict):
    """A course that has ended stays as it was."""


class CourseStillOpen(Conflict):
    """A case does not end before its courses have, each with its reason."""


class CourseNotForAge(Conflict):
    """The kind of course has no basis for somebody of that age."""


class NotificationFirst(Conflict):
    """No course for a child before it is settled whether the authorities are notified of the concern."""


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
class CourseEnd:
    reason: EndReason
    on: date
    words: str = ""


@dataclass
class Course:
    """The aim lies in `sealed_aim`, the words of its end in `sealed_end`; status days are follow-ups of the case.

    `started_on` is the day from which it first ran, `left_on` that on which it was put before the secretariat, since
    whoever is responsible had ended.
    """

    id: str
    case_id: str
    kind: str
    responsible: str
    opened_at: datetime
    opened_by: str
    sealed_aim: bytes
    state: CourseState = CourseState.PROPOSED
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: EndReason | None = None
    sealed_end: bytes | None = None
    left_on: date | None = None
    revision: int = 1
    consents: list[CourseConsent] = field(default_factory=list)

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

    def follow(self, obstacles: Collection[Obstacle], on: date) -> bool:
        """Run, from that day on, where nothing is in the way, and never on where something is; whether that changed."""
        if self.state is CourseState.RUNNING and obstacles:
            self.become(CourseState.PAUSED)
            return True
        if self.state in {CourseState.PROPOSED, CourseState.PAUSED} and not obstacles:
            self.become(CourseState.RUNNING)
            self.started_on = self.started_on or on
            return True
        return False

    def check_open(self) -> None:
        if not self.is_open:
            raise CourseOver("the course has ended; open another", "course", {"state": str(self.state)})

    def stop(self, on: date) -> None:
        """Whoever consented may withdraw on any day, and the course ends with it."""
        self.become(CourseState.ENDED)
        self.ended_on, self.end_reason = max(on, self.started_on or on), EndReason.CONSENT_WITHDRAWN

    def end(self, given: CourseEnd, earliest: date, today: date) -> None:
        self.check_open()
        fitting = FITTING[self.state]
        if given.reason not in fitting:
            raise EndReasonMisplaced(
                f"choose one of: {', '.join(sorted(fitting))}", "reason", {"state": str(self.state)}
            )
        if given.reason is EndReason.OTHER and not given.words.strip():
            raise EndUnexplained("say in a sentence why it ends", "words")
        if len(given.words) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "words")
        check_day(given.on, self.started_on or earliest, today)
        self.become(CourseState.ENDED)
        self.ended_on, self.end_reason = given.on, given.reason


def check_kind(kind: str, known: frozenset[str]) -> None:
    if kind not in known:
        raise UnknownCourseKind(f"choose one of: {', '.join(sorted(known))}", "kind")


def check_day(on: date, earliest: date, today: date) -> None:
    if on > today:
        raise CourseDayAhead("choose today or an earlier day", "on")
    if on < earliest:
        raise CourseDayTooEarly("choose a later day", "on", {"earliest": earliest.isoformat()})
