"""A day that an office closes is closed to its own bodies, and put before the other, which decides for its own."""

from datetime import date

import pytest
from driven_service import Told, local
from sample_people import FORUM, KE, OFFICE, concern, confirmed, member, set_everybody

from agenda.access import actor_named
from agenda.cases.concern import Urgency
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.day_off import (
    AlreadyClosed,
    ClosedDayPassed,
    NoSuchClosedDay,
    NothingPutBefore,
    PutBefore,
)
from agenda.meetings.meeting import AGENDA_DUE
from agenda.meetings.plan import ClosedDate
from service.workflow.cases.intake import take_concern
from service.workflow.desk import waiting_for_a_person
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.meetings.days_off import days_off_of
from service.workflow.rescheduling import close_day, leave_day, open_day, take_over_day

FORUM_OFFICE = "forum@moedeklar.invalid"
NOVEMBER = local("2026-11-09")
ON = date(2026, 11, 20)  # a Friday between the cut-off of 24 November and the meeting, and of no meeting
OF_BOTH = date(2027, 2, 11)


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"), member("alma", FORUM))
    driven.plan(KE, "2026-11-24", "2027-02-28")
    driven.plan(FORUM, "2026-11-24", "2027-12-31")
    driven.tick()
    return driven


def close(driven, on=ON, as_="secretariat", name="Flytning"):
    return driven.do(close_day, ClosedDate(on, name), as_=as_)


def listed(driven, role="secretariat"):
    """Day, whether it is closed there, by whom, and what waits."""
    with driven.service.unit(actor_named(role)) as unit:
        return [(d.on, d.is_closed, str(d.closed_by), d.put_before) for d in days_off_of(unit)]


def seen(driven, role, on=ON):
    with driven.service.unit(actor_named(role)) as unit:
        return next(day.revision for day in days_off_of(unit) if day.on == on)


def decide(driven, verb, role, on=ON):
    return driven.do(verb, on, seen(driven, role, on), as_=role)


def due(driven, body_id, at=0):
    return driven.meetings(body_id)[at].due_at(AGENDA_DUE)


def waiting(driven, role):
    verb = waiting_for_a_person if role == "secretariat" else waiting_for_the_forum
    with driven.service.unit(actor_named(role)) as unit:
        return [one.about for one in verb(unit, driven.now) if one.what == "day_put_before"]


def put_before(driven):
    return driven.told("day_put_before")


@pytest.mark.parametrize(("by", "own", "other"), [("secretariat", KE, FORUM), ("forum", FORUM, KE)])
def test_a_closed_day_moves_the_deadlines_of_the_offices_own_bodies_alone(driven, by, own, other):
    on = {KE: ON, FORUM: date(2027, 1, 29)}[own]
    before = due(driven, own), due(driven, other)
    close(driven, on, by)
    assert due(driven, own) < before[0]
    assert due(driven, other) == before[1]


def test_an_office_is_given_its_own_meetings_on_the_day_and_not_the_others(driven):
    assert close(driven, date(2026, 12, 8), "forum") == []
    assert [m.body_id for m in close(driven, OF_BOTH, "forum")] == [FORUM]
    assert [m.body_id for m in close(driven, date(2026, 12, 8))] == [KE]


@pytest.mark.parametrize(("by", "told"), [("forum", OFFICE), ("secretariat", FORUM_OFFICE)])
def test_the_other_office_is_told_by_mail_and_on_its_desk_and_the_closing_one_is_not(driven, by, told):
    close(driven, as_=by)
    driven.tick()
    assert put_before(driven) == [Told("2026-11-09 09:00", "day_put_before", told)]
    desks = {role: waiting(driven, role) for role in ("secretariat", "forum")}
    other = {"secretariat": "forum", "forum": "secretariat"}[by]
    assert desks == {other: [ON.isoformat()], by: []}


def test_both_offices_see_who_closed_it(driven):
    close(driven, as_="forum")
    assert listed(driven, "forum") == [(ON, True, "forum", None)]
    assert listed(driven) == [(ON, False, "forum", PutBefore.CLOSED)]


def test_taken_over_it_moves_the_other_offices_deadlines_too_and_waits_no_more(driven):
    before = due(driven, KE)
    close(driven, as_="forum")
    decide(driven, take_over_day, "secretariat")
    assert due(driven, KE) < before
    assert (listed(driven), waiting(driven, "secretariat")) == ([(ON, True, "forum", None)], [])


def test_taking_over_gives_the_meetings_of_the_office_that_takes_over(driven):
    close(driven, date(2026, 12, 8), "forum")
    found = decide(driven, take_over_day, "secretariat", date(2026, 12, 8))
    assert [m.starts_at for m in found] == [local("2026-12-08")]


def test_left_it_stays_open_there_and_is_still_listed(driven):
    before = due(driven, KE)
    close(driven, as_="forum")
    decide(driven, leave_day, "secretariat")
    assert (due(driven, KE), listed(driven)) == (before, [(ON, False, "forum", None)])
    assert waiting(driven, "secretariat") == []


def test_a_day_that_was_left_can_be_closed_later_by_the_office_itself(driven):
    close(driven, as_="forum")
    decide(driven, leave_day, "secretariat")
    close(driven)
    assert listed(driven) == [(ON, True, "forum", None)]
    driven.do(open_day, ON)
    assert (listed(driven), listed(driven, "forum")) == (
        [(ON, False, "forum", None)],
        [(ON, True, "forum", None)],
    )


def test_opened_before_the_other_decided_there_is_nothing_to_decide_and_no_mail(driven):
    close(driven, as_="forum")
    driven.do(open_day, ON, as_="forum")
    driven.tick()
    assert (listed(driven), listed(driven, "forum"), put_before(driven)) == ([], [], [])


def test_opened_by_whoever_closed_it_it_stays_closed_where_it_was_taken_over_until_that_office_decides(
    driven,
):
    usual = due(driven, KE)
    close(driven, as_="forum")
    decide(driven, take_over_day, "secretariat")
    closed = due(driven, KE)
    driven.do(open_day, ON, as_="forum")
    assert (due(driven, KE), listed(driven)) == (closed, [(ON, True, "forum", PutBefore.OPENED)])
    assert waiting(driven, "secretariat") == [ON.isoformat()]
    decide(driven, take_over_day, "secretariat")
    assert (due(driven, KE), listed(driven), listed(driven, "forum")) == (usual, [], [])


def test_an_opening_that_is_left_keeps_the_day_closed_there(driven):
    close(driven, as_="forum")
    decide(driven, take_over_day, "secretariat")
    driven.do(open_day, ON, as_="forum")
    decide(driven, leave_day, "secretariat")
    assert listed(driven) == [(ON, True, "forum", None)]
    driven.do(open_day, ON)
    assert (listed(driven), listed(driven, "forum")) == ([], [])


def test_an_office_that_took_a_day_over_opens_it_again_without_troubling_who_closed_it(driven):
    close(driven, as_="forum")
    decide(driven, take_over_day, "secretariat")
    driven.do(open_day, ON)
    assert (listed(driven), listed(driven, "forum")) == (
        [(ON, False, "forum", None)],
        [(ON, True, "forum", None)],
    )
    assert (waiting(driven, "forum"), waiting(driven, "secretariat")) == ([], [])


def test_no_office_opens_what_the_other_alone_has_closed(driven):
    close(driven, as_="forum")
    with pytest.raises(NoSuchClosedDay):
        driven.do(open_day, ON)
    with pytest.raises(NoSuchClosedDay):
        driven.do(open_day, date(2026, 11, 27), as_="forum")


def test_what_nobody_put_before_an_office_is_not_decided(driven):
    close(driven)
    for verb in (take_over_day, leave_day):
        with pytest.raises(NothingPutBefore):
            decide(driven, verb, "secretariat")
        with pytest.raises(NoSuchClosedDay):
            driven.do(verb, date(2026, 11, 27), 1)


def test_of_two_at_one_office_who_decide_on_one_reading_the_second_is_told(driven):
    close(driven, as_="forum")
    revision = seen(driven, "secretariat")
    driven.do(leave_day, ON, revision)
    with pytest.raises(ChangedMeanwhile):
        driven.do(take_over_day, ON, revision)


def test_a_day_that_has_come_waits_for_nobody(driven):
    close(driven, as_="forum")
    driven.at(local("2026-11-20", "08:00"))
    assert waiting(driven, "secretariat") == []
    with pytest.raises(ClosedDayPassed):
        decide(driven, take_over_day, "secretariat")


def test_an_agency_sees_the_secretariats_closed_days_and_nothing_that_waits(driven):
    close(driven, as_="forum")
    assert listed(driven, "agency:ssp") == []
    decide(driven, take_over_day, "secretariat")
    assert listed(driven, "agency:ssp") == [(ON, True, "forum", None)]
    with pytest.raises(NotAllowed):
        close(driven, date(2026, 11, 27), "agency:ssp")


def test_each_office_may_close_the_same_day_by_itself(driven):
    close(driven, as_="forum")
    close(driven)
    with pytest.raises(AlreadyClosed):
        close(driven)
    driven.tick()
    assert put_before(driven) == []


def test_the_working_day_an_agency_has_to_answer_is_none_of_the_forums_closed_days(driven):
    """Asked on Thursday the 19th, after the meeting's deadline."""
    driven.play_until(local("2026-11-18", "13:00"))
    close(driven, as_="forum")
    driven.play_until(local("2026-11-19", "13:00"))
    urgent = confirmed(concern(urgency=Urgency.URGENT), parties=("ssp",))
    reference = driven.do(take_concern, urgent).reference
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-20", "13:00")
    decide(driven, take_over_day, "secretariat")
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-23", "13:00")


def test_a_new_plan_of_a_body_goes_by_the_days_of_its_own_office(driven):
    """Its second Thursdays of February and May 2028; the first is closed by its own office, the second by the other."""
    close(driven, date(2028, 2, 10), "forum")
    close(driven, date(2028, 5, 11))
    planned = driven.plan(FORUM, "2028-01-01", "2028-06-30")[-2:]
    assert [driven.calendar.local(m.starts_at).date() for m in planned] == [
        date(2028, 2, 11),
        date(2028, 5, 11),
    ]


def test_what_was_done_is_recorded_with_the_office(driven):
    close(driven, as_="forum")
    decide(driven, leave_day, "secretariat")
    driven.do(open_day, ON, as_="forum")
    facts = [(e.actor, e.action, e.facts) for e in driven.entries("leave_day")]
    assert facts == [("secretariat", "leave_day", {"office": "secretariat", "left": "closed"})]
    assert [e.facts["office"] for e in driven.entries("close_day")] == ["forum"]
