from datetime import date, timedelta

import pytest
from example_cases import at

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.course import (
    FITTING,
    Course,
    CourseDayAhead,
    CourseDayTooEarly,
    CourseEnd,
    CourseOver,
    CourseState,
    EndReason,
    EndReasonMisplaced,
    EndUnexplained,
    Obstacle,
    UnknownCourseKind,
    check_day,
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
    course.follow([], GIVEN_ON)
    return course


def paused():
    course = running()
    course.follow([Obstacle.CONSENT], TODAY)
    return course


def test_a_kind_of_the_catalogue_is_taken_and_no_other():
    check_kind("mentor", frozenset({"mentor", "exit"}))
    with pytest.raises(UnknownCourseKind) as refusal:
        check_kind("coach", frozenset({"mentor", "exit"}))
    assert refusal.value.remedy == "choose one of: exit, mentor"


def test_a_course_runs_once_nothing_is_in_the_way_and_never_where_something_is():
    course = proposed()
    for obstacle in Obstacle:
        assert not course.follow([obstacle], GIVEN_ON)
    assert (course.state, course.started_on) == (CourseState.PROPOSED, None)
    assert course.follow([], GIVEN_ON)
    assert (course.state, course.started_on) == (CourseState.RUNNING, GIVEN_ON)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_a_running_course_is_paused_by_whatever_comes_in_its_way_and_goes_on_after_it(obstacle):
    course = running()
    assert course.follow([obstacle], TODAY)
    assert course.state is CourseState.PAUSED
    assert not course.follow([obstacle], TODAY)
    assert course.follow([], TODAY)
    assert (course.state, course.started_on) == (CourseState.RUNNING, GIVEN_ON)


def test_what_runs_on_undisturbed_does_not_change():
    course = running()
    assert not course.follow([], TODAY)
    course.stop(TODAY)
    assert not course.follow([], TODAY)
    assert course.state is CourseState.ENDED


@pytest.mark.parametrize("course", [proposed(), running(), paused()])
def test_with_a_withdrawn_consent_it_stops(course):
    course.stop(TODAY)
    assert (course.state, course.ended_on, course.end_reason) == (
        CourseState.ENDED,
        TODAY,
        EndReason.CONSENT_WITHDRAWN,
    )


def test_it_does_not_end_before_it_began():
    course = running()
    course.stop(GIVEN_ON - DAY)
    assert course.ended_on == GIVEN_ON


@pytest.mark.parametrize(
    ("on", "refusal"), [(TODAY + DAY, CourseDayAhead), (OPENED_ON - DAY, CourseDayTooEarly)]
)
def test_nothing_of_it_lies_ahead_nor_before_the_case(on, refusal):
    with pytest.raises(refusal):
        check_day(on, OPENED_ON, TODAY)
    check_day(OPENED_ON, OPENED_ON, TODAY)
    check_day(TODAY, OPENED_ON, TODAY)


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
        (paused(), EndReason.CONSENT_WITHDRAWN),
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


def test_a_course_that_stands_still_may_end_with_what_either_state_may():
    assert FITTING[CourseState.PAUSED] == FITTING[CourseState.PROPOSED] | FITTING[CourseState.RUNNING]
    course = paused()
    course.end(CourseEnd(EndReason.NO_CONSENT, TODAY), OPENED_ON, TODAY)
    assert course.end_reason is EndReason.NO_CONSENT


def test_what_has_ended_stays_as_it_was():
    course = running()
    course.stop(TODAY)
    with pytest.raises(CourseOver):
        course.stop(TODAY)
    with pytest.raises(CourseOver):
        course.end(CourseEnd(EndReason.NO_CONTACT, TODAY), OPENED_ON, TODAY)
    with pytest.raises(CourseOver):
        course.check_open()


def test_a_decision_on_an_older_reading_is_refused():
    proposed().expect(1)
    with pytest.raises(ChangedMeanwhile):
        proposed().expect(2)
