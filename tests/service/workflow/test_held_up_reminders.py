"""A reminder that was held up on its way out keeps to the hours, and does not outlive what it is about."""

import pytest
from driven_service import local
from sample_people import KE, confirmed, contact_of, deputy_of, set_everybody

from agenda.access import CLOCK
from agenda.cases.lookup import AnswerGiven, AnswerKind
from notifications.carrier import NotSent
from notifications.message import State
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern

FIRST = local("2026-11-17")
REMINDER, ESCALATION = "reminder", "escalation"


class Down:
    """A carrier that hands over nothing."""

    def find(self, key):  # noqa: ARG002 - the port's own signature
        return False

    def send(self, parcel):  # noqa: ARG002 - the port's own signature
        raise NotSent


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    return driven


def go_down(driven):
    """Until the carrier that is given back is put in again, nothing goes out."""
    up = driven.carrier
    driven.send_by(Down())
    return up


def come_up(driven, carrier):
    driven.send_by(carrier)


def claim_and_die(driven, moment):
    """The clock's work is done, the reminder claimed and put into words, and the worker gone."""
    driven.clock.now = moment
    up = go_down(driven)
    with driven.service.unit(CLOCK) as unit:
        reminding = next(work for work in driven.service.clockwork.works if work.name == "reminders")
        reminding.do_next(unit, moment)
    _, claimed = driven.claim()
    come_up(driven, up)
    return claimed


def answer(driven):
    given = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup("KE-2026-0001", "ssp").id, given, as_="agency:ssp")


def told(driven):
    return [(t.at, t.occasion, t.to) for t in driven.told(REMINDER, ESCALATION)]


def test_a_reminder_held_up_past_its_hours_waits_and_the_next_one_takes_its_place(driven):
    up = go_down(driven)
    driven.play_until(local("2026-11-17", "17:00"))
    come_up(driven, up)
    driven.play_until(local("2026-11-18", "08:59"))
    assert told(driven) == []
    driven.play_until(local("2026-11-18", "15:59"))
    assert told(driven) == [("2026-11-18 09:00", REMINDER, contact_of("ssp"))]


def test_a_reminder_held_up_within_its_hours_goes_out_that_day(driven):
    up = go_down(driven)
    driven.play_until(local("2026-11-17", "11:00"))
    come_up(driven, up)
    driven.play_until(local("2026-11-17", "16:00"))
    assert [(at[:10], what, to) for at, what, to in told(driven)] == [
        ("2026-11-17", REMINDER, contact_of("ssp"))
    ]


def test_an_escalation_held_up_past_its_hours_is_not_lost(driven):
    driven.play_until(local("2026-11-19", "11:59"))
    up = go_down(driven)
    driven.play_until(local("2026-11-19", "17:00"))
    come_up(driven, up)
    driven.play_until(local("2026-11-20", "12:00"))
    assert ("2026-11-20 09:00", ESCALATION, deputy_of("ssp")) in told(driven)
    assert [t for t in told(driven) if t[0] > "2026-11-19 12:00" and t[0] < "2026-11-20 09:00"] == []


def test_no_reminder_goes_out_once_the_meeting_has_begun(driven):
    driven.play_until(local("2026-11-23", "08:59"))
    before = told(driven)
    up = go_down(driven)
    driven.play_until(local("2026-11-24", "08:59"))
    come_up(driven, up)
    driven.play_until(local("2026-11-24", "10:30"))
    assert told(driven) == before


def test_a_reminder_in_doubt_does_not_outlive_the_answer(driven):
    driven.play_until(local("2026-11-17", "08:59"))
    claim_and_die(driven, FIRST)
    answer(driven)
    driven.play_until(local("2026-11-17", "15:00"))
    assert ([m.state for m in driven.messages(REMINDER)], told(driven)) == ([State.DROPPED], [])


def test_a_reminder_in_doubt_that_still_holds_goes_out_once(driven):
    driven.play_until(local("2026-11-17", "08:59"))
    claim_and_die(driven, FIRST)
    driven.play_until(local("2026-11-17", "15:00"))
    assert [(what, to) for _, what, to in told(driven)] == [(REMINDER, contact_of("ssp"))]


def test_a_reminder_that_went_out_before_the_answer_counts_as_sent(driven):
    driven.play_until(local("2026-11-17", "08:59"))
    claimed = claim_and_die(driven, FIRST)
    driven.carrier.send(claimed.parcel)
    answer(driven)
    driven.play_until(local("2026-11-17", "15:00"))
    assert [m.state for m in driven.messages(REMINDER)] == [State.SENT]


def test_a_reminder_in_doubt_waits_for_the_morning(driven):
    driven.play_until(local("2026-11-17", "08:59"))
    claim_and_die(driven, FIRST)
    driven.at(local("2026-11-18", "03:00"))
    driven.tick()
    assert told(driven) == []
    driven.play_until(local("2026-11-18", "15:00"))
    assert told(driven) == [("2026-11-18 09:00", REMINDER, contact_of("ssp"))]
