from datetime import date, timedelta

import pytest
from example_cases import at

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.course import (
    Consenter,
    ConsentGiven,
    ConsentGivenAlready,
    ConsentNotGiven,
    Course,
    CourseDayAhead,
    CourseDayTooEarly,
    CourseEnd,
    CourseOver,
    CourseState,
    EndReason,
    EndReasonMisplaced,
    EndUnexplained,
    UnknownCourseKind,
    WithdrawnBeforeGiven,
    check_kind,
)
from agenda.errors import ChangedMeanwhile

OPENED_ON, TODAY = date(2026, 12, 1), date(2026, 12, 20)
GIVEN_ON = date(2026, 12, 10)
DAY = timedelta(days=1)


def proposed():
    return Course("1", "c", "mentor", "sof", at(8, 10), "secretariat", b"")


def running():
    course = proposed()
    course.take_consent(ConsentGiven(Consenter.CITIZEN, GIVEN_ON), OPENED_ON, TODAY)
    return course


def test_a_kind_of_the_catalogue_is_taken_and_no_other():
    check_kind("mentor", frozenset({"mentor", "exit"}))
    with pytest.raises(UnknownCourseKind) as refusal:
        check_kind("coach", frozenset({"mentor", "exit"}))
    assert refusal.value.remedy == "choose one of: exit, mentor"


def test_with_the_consent_a_course_runs():
    course = running()
    assert (course.state, course.consent_by, course.consent_given_on) == (
        CourseState.RUNNING,
        Consenter.CITIZEN,
        GIVEN_ON,
    )


@pytest.mark.parametrize(
    ("on", "refusal"),
    [(TODAY + DAY, CourseDayAhead), (OPENED_ON - DAY, CourseDayTooEarly)],
)
def test_a_consent_lies_neither_ahead_nor_before_the_case(on, refusal):
    course = proposed()
    with pytest.raises(refusal):
        course.take_consent(ConsentGiven(Consenter.CITIZEN, on), OPENED_ON, TODAY)
    assert course.state is CourseState.PROPOSED


@pytest.mark.parametrize("on", [OPENED_ON, TODAY])
def test_a_consent_of_the_first_day_and_of_today_is_taken(on):
    course = proposed()
    course.take_consent(ConsentGiven(Consenter.CUSTODIAN, on), OPENED_ON, TODAY)
    assert course.consent_given_on == on


def test_a_consent_is_not_given_twice():
    with pytest.raises(ConsentGivenAlready):
        running().take_consent(ConsentGiven(Consenter.CITIZEN, TODAY), OPENED_ON, TODAY)


@pytest.mark.parametrize("on", [GIVEN_ON, TODAY])
def test_a_withdrawn_consent_ends_the_course(on):
    course = running()
    course.withdraw_consent(on, TODAY)
    assert (course.state, course.consent_withdrawn_on, course.ended_on, course.end_reason) == (
        CourseState.ENDED,
        on,
        on,
        EndReason.CONSENT_WITHDRAWN,
    )


@pytest.mark.parametrize(
    ("on", "refusal"), [(GIVEN_ON - DAY, WithdrawnBeforeGiven), (TODAY + DAY, CourseDayAhead)]
)
def test_a_consent_is_not_withdrawn_before_it_was_given_nor_ahead(on, refusal):
    course = running()
    with pytest.raises(refusal):
        course.withdraw_consent(on, TODAY)
    assert (course.state, course.consent_withdrawn_on) == (CourseState.RUNNING, None)


def test_what_was_never_given_cannot_be_withdrawn():
    with pytest.raises(ConsentNotGiven):
        proposed().withdraw_consent(TODAY, TODAY)


@pytest.mark.parametrize("reason", [EndReason.COMPLETED, EndReason.NO_CONTACT, EndReason.MOVED_AWAY])
def test_a_running_course_ends_with_a_reason(reason):
    course = running()
    course.end(CourseEnd(reason, TODAY), OPENED_ON, TODAY)
    assert (course.state, course.ended_on, course.end_reason) == (CourseState.ENDED, TODAY, reason)


def test_a_course_nobody_consented_to_ends_too():
    course = proposed()
    course.end(CourseEnd(EndReason.NO_CONSENT, TODAY), OPENED_ON, TODAY)
    assert course.end_reason is EndReason.NO_CONSENT


@pytest.mark.parametrize(
    ("course", "reason"),
    [
        (proposed(), EndReason.COMPLETED),
        (proposed(), EndReason.CONSENT_WITHDRAWN),
        (running(), EndReason.NO_CONSENT),
        (running(), EndReason.CONSENT_WITHDRAWN),
    ],
)
def test_it_does_not_end_with_a_reason_that_does_not_fit(course, reason):
    with pytest.raises(EndReasonMisplaced):
        course.end(CourseEnd(reason, TODAY), OPENED_ON, TODAY)
    assert course.is_open


@pytest.mark.parametrize(
    ("on", "refusal"), [(GIVEN_ON - DAY, CourseDayTooEarly), (TODAY + DAY, CourseDayAhead)]
)
def test_it_ends_neither_before_it_ran_nor_ahead(on, refusal):
    with pytest.raises(refusal):
        running().end(CourseEnd(EndReason.COMPLETED, on), OPENED_ON, TODAY)


def test_another_reason_is_said_in_words_that_somebody_reads():
    with pytest.raises(EndUnexplained):
        running().end(CourseEnd(EndReason.OTHER, TODAY, " "), OPENED_ON, TODAY)
    with pytest.raises(TextTooLong):
        running().end(CourseEnd(EndReason.OTHER, TODAY, "x" * (LONGEST_TEXT + 1)), OPENED_ON, TODAY)
    running().end(CourseEnd(EndReason.OTHER, TODAY, "Borgeren er i uddannelse"), OPENED_ON, TODAY)


def test_what_has_ended_stays_as_it_was():
    course = running()
    course.withdraw_consent(TODAY, TODAY)
    with pytest.raises(CourseOver):
        course.withdraw_consent(TODAY, TODAY)
    with pytest.raises(CourseOver):
        course.end(CourseEnd(EndReason.NO_CONTACT, TODAY), OPENED_ON, TODAY)
    with pytest.raises(CourseOver):
        course.take_consent(ConsentGiven(Consenter.CITIZEN, TODAY), OPENED_ON, TODAY)


def test_a_decision_on_an_older_reading_is_refused():
    proposed().expect(1)
    with pytest.raises(ChangedMeanwhile):
        proposed().expect(2)
