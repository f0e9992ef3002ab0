"""What is shown beforehand is what then happens, and however many timers there are, it happens once."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from driven_service import Clock, Driven, local
from sample_people import FORUM, KE, citizen, concern, confirmed, member, set_everybody
from sqlalchemy import text

from agenda.access import CLOCK, actor_named
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.errors import NotAllowed
from agenda.meetings.plan import ClosedDate
from service.app import Surroundings, open_service
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import Intake, take_concern
from service.workflow.rescheduling import close_day
from service.workflow.upcoming import deeds_between

NOVEMBER = local("2026-11-09", "10:17")
DAYS = 21


def busy(driven):
    """Two bodies, members, a ready case, a silent one, one without confirmed parties, and an edit that waits."""
    set_everybody(driven, member("ssp"), member("sof"), member("kf", FORUM))
    driven.plan(KE, "2026-11-24", "2027-01-31")
    driven.plan(FORUM, "2027-01-01", "2027-06-30")
    ready = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.do(
        answer_lookup,
        driven.lookup(ready, "ssp").id,
        AnswerGiven(AnswerKind.NOTHING_REGISTERED),
        as_="agency:ssp",
    )
    driven.do(take_concern, confirmed(concern(citizen("Anden Prøvesen", "020290-5002"))))
    driven.do(take_concern, Intake(concern(citizen("Tredje Prøvesen", "030390-5003"))))
    driven.do(close_day, ClosedDate(date(2026, 11, 20), "Lukkedag"))
    return driven


def snapshot(driven):
    tables = ("message", "record_entry", "lookup", "case", "meeting", "attendee", "milestone")
    with driven.service.engine.connect() as connection:
        return {t: connection.execute(text(f'SELECT * FROM "{t}"')).all() for t in tables}


NOT_SHOWN = {"move_deadline", "day_put_before"}  # told at once, and to the other office


def test_what_happens_in_three_weeks_is_what_was_shown(start_on):
    driven = busy(start_on(NOVEMBER))
    shown = driven.service.upcoming(DAYS, actor_named("secretariat"))
    until = NOVEMBER + timedelta(days=DAYS)
    driven.play_until(until)
    with driven.service.unit(CLOCK) as unit:
        happened = [
            deed for deed in deeds_between(unit.session, NOVEMBER, until) if deed.what not in NOT_SHOWN
        ]
    assert [(d.at, d.what, d.to, d.about) for d in shown] == [(d.at, d.what, d.to, d.about) for d in happened]
    assert len(shown) > 40


def test_looking_ahead_changes_nothing_and_sends_nothing(start_on):
    driven = busy(start_on(NOVEMBER))
    before = snapshot(driven)
    driven.service.upcoming(DAYS, actor_named("secretariat"))
    assert snapshot(driven) == before
    assert list((driven.service.folder / "outbox").iterdir()) == []


def test_only_the_secretariat_looks_ahead(start_on):
    driven = start_on(NOVEMBER)
    with pytest.raises(NotAllowed):
        driven.service.upcoming(DAYS, actor_named("agency:ssp"))


def told(driven):
    return Counter((m.occasion, m.recipient_email, m.state) for m in driven.messages())


def beside(driven):
    """Another process's service on the same store."""
    service = driven.service
    environ = {"MOEDEKLAR_DATABASE_URL": service.engine.url.render_as_string(hide_password=False)}
    return open_service(Surroundings(service.folder, None, environ, Clock(driven.now)))


def tick_together(services, moment):
    start, faults = threading.Barrier(len(services)), []

    def tick(service):
        start.wait()
        try:
            service.tick()
        except Exception as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)

    for service in services:
        service.clock.now = moment
    threads = [threading.Thread(target=tick, args=(service,)) for service in services]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_two_timers_at_once_are_harmless(start_on, new_service):
    """The same weeks, once with one timer and once with two that tick in the same moments."""
    alone = busy(new_service(NOVEMBER))
    driven = busy(start_on(NOVEMBER))
    pair = [driven.service, beside(driven)]
    moments = [
        NOVEMBER,
        *(local(f"2026-11-{day:02}", at) for day in range(16, 25) for at in ("09:00", "12:00")),
    ]
    for moment in moments:
        alone.at(moment)
        assert tick_together(pair, moment) == []
    driven.at(moments[-1] + timedelta(minutes=5))
    alone.at(moments[-1] + timedelta(minutes=5))
    pair[1].engine.dispose()
    assert told(driven) == told(alone)
    assert len(list((driven.service.folder / "outbox").glob("*.eml"))) == len(driven.told())


def test_after_a_year_without_a_timer_everything_due_is_done_and_nothing_is_left_over(start_on):
    driven = busy(start_on(NOVEMBER))
    driven.at(NOVEMBER + timedelta(days=365))
    driven.play_until(driven.now + timedelta(minutes=10))  # edits are told after a pause
    assert {m.state for m in driven.meetings(KE) if m.starts_at < local("2027-02-01")} == {"in_question"}
    assert [m for m in driven.messages() if m.state in {"pending", "claimed", "in_doubt"}] == []


def test_a_second_service_on_the_same_folder_reads_what_the_first_has_sealed(start_on):
    driven = busy(start_on(NOVEMBER))
    other = replace(driven, service=beside(driven))
    assert [m.id for m in other.messages()] == [m.id for m in driven.messages()]
    assert isinstance(other, Driven)
    other.service.engine.dispose()
