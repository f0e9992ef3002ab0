"""What a move or a cancellation would do is shown by the verb itself, and nothing of it is left."""

from functools import partial

import pytest
from driven_service import local
from sample_people import KE, OFFICE, confirmed, contact_of, member, member_of, set_everybody

from agenda.access import actor_named
from agenda.cases.case import CaseState
from agenda.cases.follow_up import FollowUpGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.errors import Absent, ChangedMeanwhile, NotAllowed
from agenda.meetings.meeting import MeetingState, ReasonMissing
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, move_meeting

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
LATER = Times(local("2026-11-26", "10:00"))


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    return driven


@pytest.fixture
def reference(driven):
    return driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference


@pytest.fixture
def first(driven, reference):
    return driven.meetings(KE)[0]


def preview(driven, meeting, change, as_="secretariat"):
    return driven.service.preview(meeting.id, change, actor_named(as_))


def moving(meeting, times=LATER, revision=None):
    return partial(_move, meeting.id, times, revision or meeting.revision)


def _move(meeting_id, times, revision, unit, now):
    return move_meeting(unit, meeting_id, times, revision, now)


def cancelling(meeting, reason="For få sager"):
    return lambda unit, now: cancel_meeting(unit, meeting.id, reason, meeting.revision, now)


def test_a_move_shows_each_deadline_and_each_case_as_they_would_be(driven, reference, first):
    driven.tick()
    shown = preview(driven, first, moving(first))
    assert (shown.before.starts_at, shown.after.starts_at) == (first.starts_at, LATER.starts_at)
    assert (shown.before.deadlines["answers_due"], shown.after.deadlines["answers_due"]) == (
        local("2026-11-19", "12:00"),
        local("2026-11-23", "12:00"),
    )
    assert shown.after.cases[reference].due_at == {
        "sof": local("2026-11-23", "12:00"),
        "ssp": local("2026-11-23", "12:00"),
    }
    assert shown.after.cases[reference].meeting_at == LATER.starts_at
    assert shown.told == [
        ("invitation_update", member_of("ssp")),
        ("lookup_changed", contact_of("sof")),
        ("lookup_changed", contact_of("ssp")),
    ]


def test_a_case_that_comes_back_to_the_meeting_is_shown_with_where_it_would_come_back(driven, reference):
    for party_id in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(reference, party_id).id, NOTHING, as_=f"agency:{party_id}")
    driven.play_until(local("2026-11-24", "11:00"))
    given = FollowUpGiven(local("2026-12-07").date(), "Status")
    driven.do(set_follow_up, reference, Following(given, driven.case(reference).revision))
    second = driven.meetings(KE)[1]
    shown = preview(driven, second, cancelling(second))
    assert (shown.before.cases[reference].meeting_at, shown.after.cases[reference].meeting_at) == (
        local("2026-12-08"),
        local("2026-12-22"),
    )
    assert preview(driven, driven.meetings(KE)[2], cancelling(driven.meetings(KE)[2])).before.cases == {}


def test_what_was_shown_is_what_happens(driven, reference, first):
    shown = preview(driven, first, moving(first))
    driven.do(move_meeting, first.id, LATER, first.revision)
    case, meeting = driven.case(reference), driven.meeting(first.id)
    assert {one.name: one.due_at for one in meeting.milestones} == shown.after.deadlines
    assert {k.party_id: k.due_at for k in case.standing} == shown.after.cases[reference].due_at


def test_nothing_is_done_and_nobody_is_told(driven, reference, first):
    before = [m.id for m in driven.messages()]
    preview(driven, first, moving(first))
    preview(driven, first, cancelling(first))
    meeting = driven.meeting(first.id)
    assert (meeting.starts_at, meeting.state, meeting.revision) == (
        first.starts_at,
        MeetingState.CONFIRMED,
        first.revision,
    )
    assert [m.id for m in driven.messages()] == before
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-19", "12:00")


def test_a_cancellation_shows_to_which_meeting_each_case_would_go(driven, reference, first):
    shown = preview(driven, first, cancelling(first))
    assert (shown.is_cancelled, shown.after.deadlines) == (True, {})
    assert shown.after.cases[reference].meeting_at == local("2026-12-08")
    assert shown.after.cases[reference].due_at["ssp"] == local("2026-12-03", "12:00")


def test_a_released_case_would_be_prepared_anew(driven, reference, first):
    for party in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(reference, party).id, NOTHING, as_=f"agency:{party}")
    driven.play_until(local("2026-11-20", "12:30"))
    meeting = driven.meeting(first.id)
    shown = preview(driven, meeting, cancelling(meeting))
    states = (shown.before.cases[reference].state, shown.after.cases[reference].state)
    assert states == (CaseState.RELEASED, CaseState.ASKING)


def test_where_no_meeting_follows_a_case_would_wait_for_one(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    (only,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    shown = preview(driven, only, cancelling(only))
    assert (shown.after.cases[reference].meeting_at, shown.after.cases[reference].due_at) == (None, {})


def test_looking_at_the_cases_is_recorded_and_what_was_tried_is_not(driven, reference, first):
    preview(driven, first, cancelling(first))
    (entry,) = driven.entries("list_case")
    assert (entry.about, entry.purpose) == (reference, "see what a change of the meeting does to its cases")
    assert driven.entries("cancel_meeting") == []


def test_what_would_be_refused_is_refused_in_the_preview_too(driven, first):
    with pytest.raises(ChangedMeanwhile):
        preview(driven, first, moving(first, revision=99))
    with pytest.raises(ReasonMissing):
        preview(driven, first, moving(first, Times(local("2026-11-28"))))
    with pytest.raises(ReasonMissing):
        preview(driven, first, cancelling(first, " "))


def test_an_agency_is_shown_no_preview_and_the_forum_none_of_the_cases(driven, first):
    with pytest.raises(NotAllowed):
        preview(driven, first, moving(first), "agency:ssp")
    with pytest.raises(Absent):
        preview(driven, first, moving(first), "forum")


def test_a_meeting_of_the_forum_has_deadlines_and_no_cases(driven, reference):
    (meeting,) = driven.plan("medborgerforum", "2027-02-01", "2027-02-28")
    shown = preview(driven, meeting, moving(meeting, Times(local("2027-02-18", "17:00"))), "forum")
    assert shown.before.cases == {}
    assert set(shown.after.deadlines) == set(shown.before.deadlines) >= {"agenda_due", "minutes_due"}
    assert shown.after.deadlines != shown.before.deadlines
    assert [address for _, address in shown.told if address == OFFICE] == []
