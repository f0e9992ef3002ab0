from dataclasses import replace
from datetime import date, timedelta

import pytest
from example_cases import CALENDAR

from agenda.cases.concern import LONGEST_TEXT, TextTooLong
from agenda.cases.orientation import (
    Exemption,
    OrientationAhead,
    OrientationGiven,
    OrientationKind,
    OrientationPartMisplaced,
    OrientationUnexplained,
    ReassessedTooLate,
    check_orientation,
    reminded_on,
)

TODAY, DAY = date(2026, 12, 10), timedelta(days=1)
GIVEN = OrientationGiven(OrientationKind.GIVEN, TODAY)
PUT_OFF = OrientationGiven(
    OrientationKind.POSTPONED, None, Exemption.PUBLIC_INTERESTS, "Det ville skade indsatsen", TODAY + DAY
)


@pytest.mark.parametrize(
    "given", [GIVEN, replace(GIVEN, given_on=TODAY - DAY), PUT_OFF, replace(PUT_OFF, kind="omitted")]
)
def test_an_orientation_is_given_or_put_off_or_left_out(given):
    check_orientation(given, TODAY)


@pytest.mark.parametrize("given_on", [None, TODAY + DAY])
def test_it_is_given_on_a_day_that_has_come(given_on):
    with pytest.raises(OrientationAhead):
        check_orientation(replace(GIVEN, given_on=given_on), TODAY)


@pytest.mark.parametrize(("field", "value"), [("exemption", None), ("reason", "  "), ("reassess_on", None)])
def test_not_to_give_it_takes_ground_reason_and_a_day_of_reassessment(field, value):
    with pytest.raises(OrientationUnexplained) as refusal:
        check_orientation(replace(PUT_OFF, **{field: value}), TODAY)
    assert refusal.value.field == field


@pytest.mark.parametrize("days", [0, -1, 367])
def test_it_is_assessed_anew_on_a_day_ahead_within_a_year(days):
    with pytest.raises(ReassessedTooLate):
        check_orientation(replace(PUT_OFF, reassess_on=TODAY + days * DAY), TODAY)


@pytest.mark.parametrize("days", [1, 366])
def test_tomorrow_and_a_year_ahead_are_such_days(days):
    check_orientation(replace(PUT_OFF, reassess_on=TODAY + days * DAY), TODAY)


@pytest.mark.parametrize(
    "given",
    [
        replace(GIVEN, exemption=Exemption.PRIVATE_INTERESTS),
        replace(GIVEN, reason="Hensyn"),
        replace(GIVEN, reassess_on=TODAY + DAY),
        replace(PUT_OFF, given_on=TODAY),
    ],
)
def test_what_belongs_to_another_decision_is_refused(given):
    with pytest.raises(OrientationPartMisplaced):
        check_orientation(given, TODAY)


def test_a_reason_nobody_would_read_is_refused():
    with pytest.raises(TextTooLong):
        check_orientation(replace(PUT_OFF, reason="x" * (LONGEST_TEXT + 1)), TODAY)


@pytest.mark.parametrize(
    ("reassess_on", "after", "reminded"),
    [
        (date(2026, 12, 4), None, date(2026, 12, 4)),
        (date(2026, 12, 5), None, date(2026, 12, 7)),  # a Saturday
        (date(2026, 12, 4), date(2026, 12, 4), date(2026, 12, 11)),
        (date(2026, 12, 4), date(2026, 12, 10), date(2026, 12, 11)),
        (date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 29)),  # past Christmas
    ],
)
def test_it_is_reminded_of_on_its_day_and_each_five_working_days_after_it(reassess_on, after, reminded):
    assert reminded_on(reassess_on, after, 5, CALENDAR) == reminded
