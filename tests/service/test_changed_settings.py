"""Lead times, closed days and weeks that are set otherwise hold from the next start, and offices are told of it."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from driven_service import local
from sample_people import FORUM, KE, OFFICE, confirmed, contact_of, member, set_everybody
from sqlalchemy import text

from agenda.meetings.plan import ClosedDate
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.rescheduling import close_day, move_meeting

NOVEMBER = local("2026-11-09")
LEAD_TIMES = '[bodies.koordineringsenheden.lead_times]\nanswers_due = { working_days = -4, at = "10:00" }\n'
CLOSED = '[calendar]\nextra_closed_dates = ["2026-11-24"]\n'
CLOSED_EACH_YEAR = '[calendar]\nclosed_days = ["06-05", "12-08", "12-24", "12-31"]\n'
CLOSED_WEEK = "[calendar]\nclosed_weeks = [29, 30, 31, 50]\n"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def start(request, new_service, tmp_path):
    """Called with settings and a moment, it starts the service anew on the same store, as `serve` does."""
    environ = {}
    if request.param == "postgresql":
        environ["MOEDEKLAR_DATABASE_URL"] = request.getfixturevalue("new_postgresql_url")()

    def begin(config=None, at=NOVEMBER):
        driven = new_service(at, config=config, folder=tmp_path / "store", **environ)
        driven.service.follow_settings()
        return driven

    return begin


@pytest.fixture
def before(start):
    """Meetings on 24 November, 8 and 22 December, everybody invited; one case on the first."""
    driven = start()
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.play_until(NOVEMBER + timedelta(hours=1))
    return driven


LATER = local("2026-11-09", "11:00")


def due_at(driven, name="answers_due"):
    return [meeting.due_at(name) for meeting in driven.meetings(KE)]


def told_since(driven, *occasions):
    driven.play_until(driven.now + timedelta(minutes=10))
    return [(t.occasion, t.to) for t in driven.told(*occasions, since=LATER - timedelta(seconds=1))]


def mail(driven, occasion):
    """On one line."""
    found = message_from_bytes(driven.mail_of(driven.messages(occasion)[-1]), policy=default)
    return " ".join(found.get_body(("plain",)).get_content().split())


def test_other_lead_times_hold_from_the_next_start_for_meetings_cases_and_agencies(before, start):
    driven = start(LEAD_TIMES, LATER)
    assert due_at(driven) == [
        local("2026-11-18", "10:00"),
        local("2026-12-02", "10:00"),
        local("2026-12-16", "10:00"),
    ]
    assert driven.lookup("KE-2026-0001", "ssp").due_at == local("2026-11-18", "10:00")
    assert told_since(driven, "meeting_changed", "lookup_changed") == [
        ("lookup_changed", contact_of("ssp")),
        ("meeting_changed", OFFICE),
    ]
    assert "indstillingerne er" in mail(driven, "meeting_changed")


def test_closing_an_unrelated_day_moves_nothing_that_had_not_moved_at_the_start(before, start):
    driven = start(LEAD_TIMES, LATER)
    told_since(driven)
    was = due_at(driven)
    driven.do(close_day, ClosedDate(local("2027-03-01").date(), "Flytning"))
    assert due_at(driven) == was


def test_settings_that_are_as_they_were_change_nothing_and_tell_nobody(before, start):
    was = [(m.revision, due_at(before)) for m in before.meetings(KE)]
    driven = start(at=LATER)
    assert [(m.revision, due_at(driven)) for m in driven.meetings(KE)] == was
    assert told_since(driven) == []
    assert before.entries("move_deadlines") == []


def test_what_moved_is_told_once_however_often_it_is_started(before, start):
    for _ in range(3):
        driven = start(LEAD_TIMES, LATER)
    assert told_since(driven, "meeting_changed") == [("meeting_changed", OFFICE)]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (CLOSED, "en lukket dag: "),
        (CLOSED_WEEK, "uge 50, som er uden"),
        (CLOSED_EACH_YEAR, "en lukket dag: "),
    ],
)
def test_a_meeting_on_a_day_the_settings_now_close_is_warned_of_once_and_stays(before, start, config, said):
    was = [meeting.starts_at for meeting in before.meetings(KE)]
    for _ in range(2):
        driven = start(config, LATER)
    assert told_since(driven, "meeting_on_closed_day") == [("meeting_on_closed_day", OFFICE)]
    assert said in mail(driven, "meeting_on_closed_day")
    assert [meeting.starts_at for meeting in driven.meetings(KE)] == was


def test_a_meeting_laid_on_purpose_on_a_day_the_settings_close_is_not_warned_of_at_the_next_start(start):
    driven = start(CLOSED_WEEK)
    set_everybody(driven)
    closed = Times(local("2026-12-09"), reason="Kun den dag kan alle")
    driven.do(add_extraordinary, KE, closed)
    (moved,) = driven.plan(KE, "2026-11-24", "2026-11-24")[:1]
    again = Times(local("2026-12-10"), reason="Kun den dag kan alle")
    driven.do(move_meeting, moved.id, again, moved.revision)
    assert told_since(start(CLOSED_WEEK, LATER), "meeting_on_closed_day") == []


def test_it_is_warned_of_where_another_setting_closes_the_day_it_is_moved_to_later(start):
    driven = start(CLOSED_WEEK)
    set_everybody(driven)
    (moved,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    for on in ("2026-12-09", "2026-12-17"):
        revision = driven.meeting(moved.id).revision
        driven.do(move_meeting, moved.id, Times(local(on), reason="Kun den dag"), revision)
    later = start("[calendar]\nclosed_weeks = [29, 30, 31, 50, 51]\n", LATER)
    assert told_since(later, "meeting_on_closed_day") == [("meeting_on_closed_day", OFFICE)]


def test_a_closed_day_of_the_settings_moves_the_deadlines_that_count_past_it(before, start):
    driven = start('[calendar]\nextra_closed_dates = ["2026-11-20"]\n', LATER)
    assert due_at(driven)[0] == local("2026-11-18", "12:00")


def test_a_day_the_office_closed_itself_is_not_warned_of_again(before, start):
    before.do(close_day, ClosedDate(local("2026-11-24").date(), "Flytning"))
    before.play_until(NOVEMBER + timedelta(hours=1, minutes=10))
    assert told_since(start(at=LATER), "meeting_on_closed_day") == []


def test_each_office_is_told_of_its_own(start):
    driven = start()
    set_everybody(driven)
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.tick()
    later = '[bodies.medborgerforum.lead_times]\nagenda_due = { working_days = -9, at = "12:00" }\n'
    assert told_since(start(later, LATER), "meeting_changed") == [
        ("meeting_changed", "forum@moedeklar.invalid")
    ]


def test_a_case_that_cannot_be_read_keeps_neither_the_service_nor_other_meetings_back(before, start):
    with before.service.engine.begin() as connection:
        connection.execute(text("UPDATE lookup SET state = 'strange'"))
    driven = start(LEAD_TIMES, LATER)
    assert due_at(driven)[1:] == [local("2026-12-02", "10:00"), local("2026-12-16", "10:00")]


def test_a_deadline_that_would_now_have_passed_is_missed_and_told_as_such(before, start):
    driven = start(
        '[bodies.koordineringsenheden.lead_times]\ncut_off = { working_days = -12, at = "09:00" }\n', LATER
    )
    assert "cut_off" in {one.name for one in driven.meetings(KE)[0].missed}
