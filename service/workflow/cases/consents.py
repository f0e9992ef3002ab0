"""What the courses of a case rest on: whose consents stand, whose are missing, and that none runs without them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from agenda.cases.concern import Notification
from agenda.cases.consent import (
    CITIZEN,
    AgeLook,
    Basis,
    ChildRule,
    Giver,
    last_birthday,
    next_birthday,
)
from agenda.cases.course import Course, CourseState, NotificationFirst, Obstacle
from agenda.cases.representative import Representative
from service.database.cases.consents import representatives_of
from service.database.cases.efforts import courses_of
from service.settings.course import CourseKind
from service.workflow.cases.contents import open_citizen
from service.workflow.unit import Unit

MIDNIGHT = time()
FOLLOWED = {
    (CourseState.PROPOSED, CourseState.RUNNING): "start_course",
    (CourseState.PAUSED, CourseState.RUNNING): "resume_course",
    (CourseState.RUNNING, CourseState.PAUSED): "pause_course",
}


@dataclass(frozen=True)
class RestsOn:
    """The citizen of a case and who speaks for them, read once for all its courses."""

    citizen: Citizen
    representatives: Mapping[str, Representative]
    is_notification_open: bool

    def basis(self, kind: CourseKind | None) -> Basis:
        """A kind that is no longer in the catalogue takes what any kind does."""
        rule = ChildRule(kind.consent_under_18) if kind else ChildRule.EVERY_HOLDER
        return Basis(self.citizen, tuple(self.representatives.values()), rule)


def rests_on(unit: Unit, case: Case) -> RestsOn:
    return _rests_on(unit, case, representatives_of(unit.session, case.id))


def basis_of(unit: Unit, stands: RestsOn, course: Course) -> Basis:
    return stands.basis(unit.settings.cases.courses.get(course.kind))


def missing_consents(unit: Unit, stands: RestsOn, course: Course, on: date) -> tuple[Giver, ...]:
    return basis_of(unit, stands, course).missing(course.consents, on)


def lacks_basis(unit: Unit, stands: RestsOn, course: Course, on: date) -> bool:
    """Whether its kind is not given to people of the citizen's age; one that left the catalogue goes on as it was."""
    kind = unit.settings.cases.courses.get(course.kind)
    return kind is not None and not kind.basis_for(is_child=stands.citizen.is_child(on)).strip()


def check_notification(stands: RestsOn, on: date) -> None:
    if stands.is_notification_open and stands.citizen.is_child(on):
        raise NotificationFirst("settle first whether the authorities are notified of the concern", "case")


def follow_course(unit: Unit, case: Case, course: Course, stands: RestsOn, now: datetime) -> None:
    """It begins, goes on or is paused as its consents stand today, and is never left to run without them."""
    today, before = unit.calendar.local(now).date(), course.state
    obstacles = _obstacles(unit, stands, course, today)
    if course.follow(obstacles, today):
        why = [*map(str, obstacles)]
        unit.record(FOLLOWED[before, course.state], case.reference, now, course=course.id, why=why)


def follow_courses(unit: Unit, case: Case, now: datetime) -> None:
    """After anything that may change whose consent is needed: who speaks for the citizen, who they are, how old."""
    courses = [one for one in courses_of(unit.session, case.id) if one.is_open]
    if courses:
        stands = rests_on(unit, case)
        for course in courses:
            follow_course(unit, case, course, stands, now)


def follow_age(unit: Unit, case: Case, now: datetime) -> None:
    """Whether the citizen is a child, told anew; while they are, the clock looks again each night."""
    today = unit.calendar.local(now).date()
    is_child = open_citizen(unit, case).is_child(today)
    if case.is_child is not is_child:
        case.is_child = is_child
    standing = unit.session.get(AgeLook, case.id)
    look_at = unit.calendar.moment(today + timedelta(days=1), MIDNIGHT)
    if case.is_open and is_child:
        unit.session.merge(AgeLook(case.id, look_at))
    elif standing is not None:
        unit.session.delete(standing)


def may_wait_for_consents(case: Case, courses: Sequence[Course]) -> bool:
    """Whether it takes reading who the citizen is, and who speaks for them; no adult has a birthday ahead."""
    states = {one.state for one in courses}
    return CourseState.PAUSED in states or (case.is_child and CourseState.RUNNING in states)


def consents_waited_for(
    unit: Unit, case: Case, courses: Sequence[Course], speaking: Iterable[Representative], now: datetime
) -> Iterator[tuple[str, datetime]]:
    """What a person has to ask for: where a course stands still, and where a birthday ahead will bring it to.

    `speaking` are the representatives of a case that may wait for consents.
    """
    if not may_wait_for_consents(case, courses):
        return
    paused = [one for one in courses if one.state is CourseState.PAUSED]
    is_running = any(one.state is CourseState.RUNNING for one in courses)
    stands, today = _rests_on(unit, case, speaking), unit.calendar.local(now).date()
    wanted = [
        _wanted_since(unit, stands, course, giver, today)
        for course in paused
        for giver in missing_consents(unit, stands, course, today)
    ]
    if wanted:
        yield "new_consent", min(wanted)
    baseless = [one.opened_at for one in paused if lacks_basis(unit, stands, one, today)]
    if baseless:
        yield "course_without_basis", min(baseless)
    ahead = next_birthday(stands.citizen, today) if is_running else None
    told_on = ahead - timedelta(days=unit.settings.cases.consent_ahead_days) if ahead else None
    if told_on is not None and told_on <= today:
        yield "consent_ahead", unit.calendar.moment(told_on, MIDNIGHT)


def _rests_on(unit: Unit, case: Case, speaking: Iterable[Representative]) -> RestsOn:
    is_open = any(one.notification is Notification.PENDING for one in case.concerns)
    return RestsOn(open_citizen(unit, case), {one.id: one for one in speaking}, is_open)


def _obstacles(unit: Unit, stands: RestsOn, course: Course, today: date) -> list[Obstacle]:
    found = []
    if missing_consents(unit, stands, course, today):
        found.append(Obstacle.CONSENT)
    if stands.is_notification_open and stands.citizen.is_child(today):
        found.append(Obstacle.NOTIFICATION)
    if lacks_basis(unit, stands, course, today):
        found.append(Obstacle.BASIS)
    return found


def _wanted_since(unit: Unit, stands: RestsOn, course: Course, giver: Giver, today: date) -> datetime:
    """The citizen's own since their birthday, anybody else's since they were registered."""
    known = stands.representatives.get(giver.representative_id or "")
    if known is not None:
        return known.added_at
    on = last_birthday(stands.citizen, today) if giver == CITIZEN else None
    return max(course.opened_at, unit.calendar.moment(on, MIDNIGHT)) if on else course.opened_at
