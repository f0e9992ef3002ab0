"""Courses: opened when the citizen wants one, run by consent, and ended with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed, CaseState, CloseReason, Effort
from agenda.cases.consent import UNKNOWN_HOLDER, ConsentGiven, CourseConsent
from agenda.cases.conversation import ConversationOutcome
from agenda.cases.course import (
    Course,
    CourseEnd,
    CourseGiven,
    CourseNotForAge,
    EndReason,
    check_day,
    check_kind,
)
from agenda.cases.follow_up import FollowUp, FollowUpGiven
from agenda.errors import Conflict
from service.database.cases.consents import consent_of, mark_course_changed
from service.database.cases.efforts import conversations_of, course_named, mark_changed
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.closing import end_settled
from service.workflow.cases.consents import (
    basis_of,
    check_notification,
    follow_age,
    follow_course,
    missing_consents,
    rests_on,
)
from service.workflow.cases.conversing import Which
from service.workflow.cases.effort_contents import seal_aim, seal_end
from service.workflow.cases.following_up import lay_follow_up
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.unit import Unit

# With which reason a case closes whose last course has ended so; otherwise the effort has ended.
CLOSES = {
    EndReason.NO_CONSENT: CloseReason.CITIZEN_DECLINES,
    EndReason.MOVED_AWAY: CloseReason.MOVED_AWAY,
    EndReason.HANDED_OVER: CloseReason.HANDED_OVER,
}


class CourseNotWanted(Conflict):
    """A course is opened for a citizen who has said in a conversation that they want one."""


@dataclass(frozen=True)
class Withdrawal:
    """Which consent was withdrawn on what day, and whether the case ends with the course."""

    consent_id: str
    on: date
    closes_case: bool = False


def open_course(unit: Unit, reference: str, given: CourseGiven, revision: int, now: datetime) -> Course:
    """Propose a course of a kind in the catalogue that is given to people of the citizen's age; it runs by consent."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "open a course", now), reference)
    case.expect(revision)
    _check_open(case)
    check_kind(given.kind, frozenset(unit.settings.cases.courses))
    authorities_in(unit, case, now).check(given.responsible, "responsible")
    _check_wanted(unit, case)
    _check_age(unit, case, given.kind, now)
    course = _course(unit, case, given, now)
    unit.session.add(course)
    case.effort = Effort.COURSE
    if case.state is CaseState.CONVERSATION:
        case.rest()
    follow_age(unit, case, now)
    mark_changed(case)
    facts = {"course": course.id, "kind": course.kind, "responsible": course.responsible}
    unit.record("open_course", case.reference, now, **facts)
    unit.session.flush()
    return course


def give_consent(unit: Unit, which: Which, given: ConsentGiven, now: datetime) -> Course:
    """One consent. With the last that is needed the course runs, unless something else is in the way."""
    case, course = _to_change(unit, which, "state a consent", now)
    course.check_open()
    today = _today(unit, now)
    check_day(given.on, _earliest(unit, case), today)
    stands = rests_on(unit, case)
    basis_of(unit, stands, course).check_given(given, course.consents, today)
    consent = CourseConsent(
        id=unit.new_id(),
        course_id=course.id,
        by=given.giver.by,
        representative_id=given.giver.representative_id,
        given_on=given.on,
        recorded_at=now,
        recorded_by=str(unit.actor),
    )
    course.consents.append(consent)
    mark_course_changed(course)
    facts = {"course": course.id, "by": str(consent.by), "consent": consent.id, "on": given.on.isoformat()}
    unit.record("give_consent", case.reference, now, **facts)
    is_first_start = course.started_on is None
    follow_course(unit, case, course, stands, now)
    if is_first_start and course.started_on is not None:
        course.started_on = max(one.given_on for one in course.consents)
    unit.session.flush()
    return course


def set_status_day(unit: Unit, which: Which, given: FollowUpGiven, now: datetime) -> FollowUp:
    """The day on which the unit hears how a course goes: a follow-up, which comes back by itself."""
    case, course = _to_change(unit, which, "set the status day of a course", now)
    course.check_open()
    laid = lay_follow_up(unit, case, given, now)
    unit.record("set_status_day", case.reference, now, course=course.id, on=laid.on.isoformat())
    return laid


def withdraw_consent(unit: Unit, which: Which, given: Withdrawal, now: datetime) -> Course:
    """The course ends with a consent it needs; the case only if that is said. What it no longer needs ends nothing."""
    case, course = _to_change(unit, which, "state that a consent was withdrawn", now)
    course.check_open()
    today = _today(unit, now)
    check_day(given.on, date.min, today)
    consent = consent_of(course, given.consent_id)
    stands = rests_on(unit, case)
    before = missing_consents(unit, stands, course, today)
    consent.withdraw(given.on)
    mark_course_changed(course)
    facts = {"course": course.id, "consent": consent.id, "on": given.on.isoformat()}
    unit.record("withdraw_consent", case.reference, now, **facts)
    after = missing_consents(unit, stands, course, today)
    if set(after) - set(before) or consent.giver == UNKNOWN_HOLDER:
        course.stop(given.on)
        _after_end(unit, case, course, now, closes_case=given.closes_case)
    return course


def end_course(
    unit: Unit, which: Which, given: CourseEnd, *, closes_case: bool = False, now: datetime
) -> Course:
    case, course = _to_change(unit, which, "end a course", now)
    course.end(given, _earliest(unit, case), _today(unit, now))
    course.sealed_end = seal_end(unit, course, given.words) if given.words.strip() else None
    facts = {"course": course.id, "reason": str(given.reason), "on": given.on.isoformat()}
    unit.record("end_course", case.reference, now, **facts)
    _after_end(unit, case, course, now, closes_case=closes_case)
    return course


def _after_end(unit: Unit, case: Case, course: Course, now: datetime, *, closes_case: bool) -> None:
    unit.session.flush()
    if closes_case:
        assert course.end_reason is not None
        end_settled(unit, case, CLOSES.get(course.end_reason, CloseReason.ENDED), now)


def _course(unit: Unit, case: Case, given: CourseGiven, now: datetime) -> Course:
    course_id = unit.new_id()
    return Course(
        id=course_id,
        case_id=case.id,
        kind=given.kind,
        responsible=given.responsible,
        opened_at=now,
        opened_by=str(unit.actor),
        sealed_aim=seal_aim(unit, case.id, course_id, given.aim),
    )


def _to_change(unit: Unit, which: Which, purpose: str, now: datetime) -> tuple[Case, Course]:
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), purpose, now), which.reference)
    course = course_named(unit.session, case.id, which.id)
    course.expect(which.revision)
    _check_open(case)
    return case, course


def _check_open(case: Case) -> None:
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")


def _check_wanted(unit: Unit, case: Case) -> None:
    outcomes = [one.outcome for one in conversations_of(unit.session, case.id)]
    if ConversationOutcome.WANTS_COURSE not in outcomes:
        raise CourseNotWanted("report a conversation first in which the citizen wanted a course", "case")


def _check_age(unit: Unit, case: Case, kind: str, now: datetime) -> None:
    stands, today = rests_on(unit, case), _today(unit, now)
    check_notification(stands, today)
    if not unit.settings.cases.courses[kind].basis_for(is_child=stands.citizen.is_child(today)):
        raise CourseNotForAge(
            "that kind of course has no basis for somebody of that age; choose another kind, or set its basis",
            "kind",
        )


def _earliest(unit: Unit, case: Case) -> date:
    return _today(unit, case.opened_at)


def _today(unit: Unit, now: datetime) -> date:
    return unit.calendar.local(now).date()
