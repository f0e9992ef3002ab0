"""What comes each working day at the same hour is told as one, until when is said, and nothing else is."""

from dataclasses import replace

import pytest
from driven_service import COPENHAGEN, local

from scheduler.working_days import Calendar
from service.shown.upcoming import repeats_in_words
from service.workflow.series import in_series
from service.workflow.upcoming import Deed

CLOSED = local("2026-12-04").date()
CALENDAR = Calendar(COPENHAGEN, extra_closed={CLOSED: "Lukkedag"})
REMINDER = Deed(local("2026-11-26"), "reminder", "a@moedeklar.invalid", "ssp", "no_answer_yet", "ke")
FAR = local("2026-12-31")


def on(*days, of=REMINDER):
    return [replace(of, at=local(f"2026-{day}")) for day in days]


def told(deeds, until=FAR):
    series = in_series(sorted(deeds, key=lambda deed: deed.at), {"ke": CALENDAR}, until)
    return [(one.deed.at, one.times, repeats_in_words(one, COPENHAGEN)) for one in series]


def test_each_working_day_over_a_weekend_is_one_and_its_end_is_named():
    assert told(on("11-26", "11-27", "11-30")) == [
        (
            local("2026-11-26"),
            3,
            "hver arbejdsdag kl. 9.00, indtil svaret er kommet, senest man. 30. nov. 2026",
        )
    ]


def test_over_a_day_that_the_office_has_closed_it_goes_on():
    assert [times for _, times, _ in told(on("12-02", "12-03", "12-07"))] == [3]


def test_what_goes_on_beyond_what_was_looked_at_has_no_end():
    words = "hver arbejdsdag kl. 9.00, indtil svaret er kommet"
    assert [said for *_, said in told(on("11-26", "11-27", "11-30"), until=local("2026-11-30", "23:00"))] == [
        words
    ]


def test_minutes_are_chased_until_they_are_approved():
    minutes = replace(REMINDER, what="minutes_wanted", why="minutes_not_approved")
    (only,) = told(on("11-26", "11-27", "11-30", of=minutes), until=local("2026-11-30"))
    assert only[2] == "hver arbejdsdag kl. 9.00, indtil referatet er godkendt"


def test_two_days_on_end_are_told_one_by_one():
    assert [(times, said) for _, times, said in told(on("11-26", "11-27"))] == [(1, ""), (1, "")]


def test_a_day_left_out_begins_another():
    found = told(on("11-23", "11-24", "11-25", "11-27", "11-30", "12-01"))
    assert [(at, times) for at, times, _ in found] == [(local("2026-11-23"), 3), (local("2026-11-27"), 3)]


@pytest.mark.parametrize("other", [{"to": "b@moedeklar.invalid"}, {"about": "sof"}, {"why": "asked_anew"}])
def test_what_goes_to_another_about_another_or_for_another_reason_is_told_by_itself(other):
    deeds = [*on("11-26", "11-27"), *on("11-30", of=replace(REMINDER, **other))]
    assert [times for _, times, _ in told(deeds)] == [1, 1, 1]


def test_another_hour_is_not_the_same():
    deeds = [*on("11-26", "11-27"), replace(REMINDER, at=local("2026-11-30", "10:00"))]
    assert [times for _, times, _ in told(deeds)] == [1, 1, 1]


def test_the_first_tells_where_it_stands_among_the_others():
    between = replace(REMINDER, at=local("2026-11-27"), to="b@moedeklar.invalid")
    assert [at for at, *_ in told([*on("11-26", "11-27", "11-30"), between])] == [
        local("2026-11-26"),
        local("2026-11-27"),
    ]
