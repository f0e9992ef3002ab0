from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.date_words import LANGUAGES
from notifications.dates import (
    clock_in_words,
    closed_day_in_words,
    date_in_words,
    derivation_in_words,
    left_out_in_words,
    moment_in_words,
    move_in_words,
)
from scheduler.named_days import NamedDays
from scheduler.series import Dates, Move, MoveTo, NthWeekday, Occurrence, plan
from scheduler.working_days import Calendar
from service.settings.load import load_settings

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
OFFICE = Calendar(COPENHAGEN, closed_days=((6, 5), (12, 24), (12, 31)), closed_weeks=frozenset({29, 30, 31}))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2027, 1, 4), "man. 4. jan. 2027"),
        (date(2027, 2, 2), "tir. 2. feb. 2027"),
        (date(2027, 3, 24), "ons. 24. mar. 2027"),
        (date(2027, 4, 1), "tor. 1. apr. 2027"),
        (date(2027, 5, 7), "fre. 7. maj 2027"),
        (date(2027, 6, 5), "lør. 5. jun. 2027"),
        (date(2027, 7, 4), "søn. 4. jul. 2027"),
        (date(2027, 8, 2), "man. 2. aug. 2027"),
        (date(2027, 9, 1), "ons. 1. sep. 2027"),
        (date(2027, 10, 1), "fre. 1. okt. 2027"),
        (date(2026, 11, 24), "tir. 24. nov. 2026"),
        (date(2026, 12, 8), "tir. 8. dec. 2026"),
    ],
)
def test_a_date_reads_as_a_danish_secretary_writes_it(on, words):
    assert date_in_words(on, "da") == words


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
        (date(2027, 6, 5), "Sat 5 Jun 2027"),
        (date(2027, 10, 3), "Sun 3 Oct 2027"),
    ],
)
def test_a_date_in_english(on, words):
    assert date_in_words(on, "en") == words


def test_a_moment_in_english():
    moment = datetime(2027, 6, 8, 14, 5, tzinfo=UTC)
    assert moment_in_words(moment, COPENHAGEN, "en") == "Tue 8 Jun 2027 at 16:05"
    assert clock_in_words(moment, COPENHAGEN, "en") == "16:05"


def test_the_year_may_be_left_out():
    assert date_in_words(date(2027, 4, 6), "da", with_year=False) == "tir. 6. apr."


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 8, 8, tzinfo=UTC), "tir. 8. dec. 2026 kl. 9.00"),
        (datetime(2027, 6, 8, 14, 5, tzinfo=UTC), "tir. 8. jun. 2027 kl. 16.05"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "fre. 1. jan. 2027 kl. 0.30"),
    ],
)
def test_a_moment_is_told_by_the_wall_clock(moment, words):
    assert moment_in_words(moment, COPENHAGEN, "da") == words


@pytest.mark.parametrize(
    ("on", "working_days", "words"),
    [
        (
            date(2027, 4, 6),
            -6,
            (
                "tir. 6. apr. 2027 minus 6 arbejdsdage = ons. 24. mar.;"
                " sprunget over: skærtorsdag, langfredag, 2. påskedag, 4 weekenddage"
            ),
        ),
        (
            date(2027, 1, 12),
            -7,
            (
                "tir. 12. jan. 2027 minus 7 arbejdsdage = ons. 30. dec. 2026;"
                " sprunget over: nytårsaftensdag, nytårsdag, 4 weekenddage"
            ),
        ),
        (date(2027, 2, 2), -1, "tir. 2. feb. 2027 minus 1 arbejdsdag = man. 1. feb."),
        (date(2027, 2, 2), 3, "tir. 2. feb. 2027 plus 3 arbejdsdage = fre. 5. feb."),
        (
            date(2027, 2, 6),
            1,
            "lør. 6. feb. 2027 plus 1 arbejdsdag = man. 8. feb.; sprunget over: 1 weekenddag",
        ),
        (date(2027, 2, 2), 0, "tir. 2. feb. 2027, samme dag"),
    ],
)
def test_a_derivation_tells_the_count_and_what_was_skipped(on, working_days, words):
    assert derivation_in_words(OFFICE.count(on, working_days), "da") == words


def test_a_skipped_day_without_a_name_is_told_by_its_date():
    calendar = OFFICE.with_closed({date(2027, 4, 8): "", date(2027, 4, 7): "flytning"})
    assert derivation_in_words(calendar.count(date(2027, 4, 9), -1), "da") == (
        "fre. 9. apr. 2027 minus 1 arbejdsdag = tir. 6. apr.; sprunget over: flytning, tor. 8. apr."
    )


def told(rule, first, last, calendar=OFFICE):
    made = plan(rule, first, last, calendar)
    return [move_in_words(one, "da") for one in made.occurrences], [
        left_out_in_words(one, "da") for one in made.left_out
    ]


def test_a_move_says_why_and_where():
    assert told(NthWeekday(3, 4, (3,)), date(2027, 1, 1), date(2027, 12, 31)) == (
        ["skærtorsdag er lukket; flyttet til ons. 24. mar., nærmeste foregående arbejdsdag i samme uge"],
        [],
    )


def test_a_move_past_other_meetings_says_nearest_free():
    calendar = OFFICE.with_closed({date(2027, 2, 1): ""})
    rule = Dates((date(2027, 2, 1), date(2027, 2, 2)))
    assert told(rule, date(2027, 2, 1), date(2027, 2, 1), calendar) == (
        ["man. 1. feb. er lukket; flyttet til ons. 3. feb., nærmeste ledige følgende arbejdsdag i samme uge"],
        [],
    )


def test_a_move_into_the_next_year_names_it():
    assert told(Dates((date(2030, 12, 31),)), date(2030, 12, 1), date(2030, 12, 31)) == (
        [
            (
                "nytårsaftensdag er lukket; flyttet til tor. 2. jan. 2031,"
                " nærmeste følgende arbejdsdag i samme uge"
            )
        ],
        [],
    )


def test_a_move_from_a_weekend_says_so():
    assert told(Dates((date(2027, 2, 6),)), date(2027, 2, 6), date(2027, 2, 6)) == (
        [
            (
                "lør. 6. feb. falder i en weekend; flyttet til fre. 5. feb.,"
                " nærmeste foregående arbejdsdag i samme uge"
            )
        ],
        [],
    )


def test_a_move_a_week_on_says_that_the_week_was_shut():
    calendar = OFFICE.with_closed({date(2027, 2, day): "" for day in range(1, 6)})
    assert told(Dates((date(2027, 2, 2),)), date(2027, 2, 2), date(2027, 2, 2), calendar) == (
        [
            (
                "tir. 2. feb. er lukket; flyttet til tir. 9. feb.,"
                " samme ugedag ugen efter, da ugen ikke har andre arbejdsdage"
            )
        ],
        [],
    )


def test_a_left_out_date_says_why():
    calendar = OFFICE.with_closed({date(2027, 2, day): "" for day in (1, 2, 3, 4, 5, 9)})
    rule = Dates((date(2027, 2, 2), date(2027, 7, 20)))
    assert told(rule, date(2027, 2, 1), date(2027, 7, 31), calendar) == (
        [],
        [
            "tir. 2. feb. er lukket, og hverken ugen eller samme ugedag ugen efter har plads til mødet",
            "uge 29 er uden møder",
        ],
    )


def test_a_meeting_on_its_original_date_has_nothing_to_tell():
    assert move_in_words(Occurrence(date(2027, 2, 2), date(2027, 2, 2)), "da") is None


def test_a_derivation_in_english_names_holidays_in_english():
    assert derivation_in_words(OFFICE.count(date(2027, 4, 6), -6), "en") == (
        "Tue 6 Apr 2027 less 6 working days = Wed 24 Mar;"
        " skipped: Maundy Thursday, Good Friday, Easter Monday, 4 days of weekends"
    )


def test_a_move_in_english():
    made = plan(NthWeekday(3, 4, (3,)), date(2027, 1, 1), date(2027, 12, 31), OFFICE)
    assert [move_in_words(one, "en") for one in made.occurrences] == [
        "Maundy Thursday is a closed day; moved to Wed 24 Mar, the nearest preceding working day of the same week"
    ]


def test_every_holiday_has_a_name_in_english_and_no_name_is_of_no_holiday():
    days = [OFFICE.closed(date(1960, 1, 1) + timedelta(days=n)) for n in range(365 * 120)]
    named = {day.name for day in days if day is not None and day.name}
    assert named - LANGUAGES["en"].holidays.keys() == set()
    weekend_only = {"påskedag", "pinsedag"}  # always Sundays
    of_schools = {one.name for one in load_settings(None, {}).calendar.school_holidays}
    assert LANGUAGES["en"].holidays.keys() - named == weekend_only | of_schools


def test_a_closed_day_is_told_by_the_name_somebody_gave_it_or_by_its_date():
    days = OFFICE.with_closed({date(2027, 4, 7): "flytning", date(2027, 4, 8): ""})
    told = [closed_day_in_words(days.closed(date(2027, 4, n)), "en") for n in (7, 8, 10)]
    assert told == ["flytning", "Thu 8 Apr", "Sat 10 Apr"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "da",
            (
                "tor. 12. feb. falder sammen med skolernes vinterferie; flyttet til tor. 19. feb.,"
                " samme ugedag den første uge uden skoleferie"
            ),
        ),
        (
            "en",
            (
                "Thu 12 Feb falls together with the schools' winter holiday; moved to Thu 19 Feb,"
                " the same weekday of the first week without a school holiday"
            ),
        ),
    ],
)
def test_a_move_off_the_school_holidays_is_told_in_either_language(language, told):
    winter = NamedDays(date(2026, 2, 9), date(2026, 2, 13), "skolernes vinterferie")
    move = Move(winter, MoveTo.AFTER_AVOIDED)
    assert move_in_words(Occurrence(date(2026, 2, 12), date(2026, 2, 19), move), language) == told
