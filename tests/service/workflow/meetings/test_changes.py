from datetime import date, timedelta

import pytest
from driven_service import local
from sample_people import (
    KE,
    OFFICE,
    citizen,
    concern,
    confirmed,
    contact_of,
    member,
    member_of,
    party,
    set_everybody,
)

from agenda.cases.case import CaseState
from agenda.cases.concern import Urgency
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.errors import ChangedMeanwhile
from agenda.meetings.day_off import AlreadyClosed, ClosedDayPassed, NoSuchClosedDay
from agenda.meetings.meeting import (
    CUT_OFF,
    EndsBeforeItStarts,
    MeetingInThePast,
    MeetingIsOver,
    MeetingState,
    ReasonMissing,
    TwoMeetingsAtOnce,
)
from agenda.meetings.plan import ClosedDate
from notifications.leaks import PersonalDataFound
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.rescheduling import (
    cancel_meeting,
    close_day,
    confirm_meeting,
    move_meeting,
    open_day,
)

NOVEMBER = local("2026-11-09")


@pytest.fixture
def driven(start_on):
    """Meetings on 24 Nov, 8 and 22 Dec; SSP and SOF are members; everybody has been invited."""
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    return driven


def milestones(meeting):
    return {m.name: m.due_at.astimezone(NOVEMBER.tzinfo).strftime("%m-%d %H:%M") for m in meeting.milestones}


def test_every_deadline_follows_a_moved_meeting_and_each_agency_is_told_once(driven):
    ssp = confirmed(parties=("ssp",))
    other = confirmed(concern(citizen("Anden Prøvesen", "020290-5002")), parties=("ssp",))
    references = [driven.do(take_concern, each).reference for each in (ssp, other)]
    driven.tick()
    first, before = driven.meetings(KE)[0], driven.now
    driven.do(move_meeting, first.id, Times(local("2026-11-26", "10:00")), first.revision)
    driven.play_until(local("2026-11-09", "09:05"))
    assert milestones(driven.meeting(first.id)) == {
        "cut_off": "11-18 16:00",
        "answers_due": "11-23 12:00",
        "agenda_due": "11-24 12:00",
        "minutes_due": "12-01 16:00",
    }
    assert {driven.lookup(r, "ssp").due_at for r in references} == {local("2026-11-23", "12:00")}
    assert [(t.occasion, t.to) for t in driven.told("lookup_changed", since=before)] == [
        ("lookup_changed", contact_of("ssp"))
    ]


def test_several_edits_make_one_update_and_the_newest_stands_in_it(driven):
    first, before = driven.meetings(KE)[0], driven.now
    driven.do(move_meeting, first.id, Times(local("2026-11-26", "10:00")), first.revision)
    driven.play_until(local("2026-11-09", "09:04"))
    now_first = driven.meeting(first.id)
    driven.do(move_meeting, first.id, Times(local("2026-11-27", "13:00")), now_first.revision)
    driven.play_until(local("2026-11-09", "10:00"))
    assert [(t.at, t.to) for t in driven.told(since=before)] == [
        ("2026-11-09 09:09", member_of("sof")),
        ("2026-11-09 09:09", member_of("ssp")),
    ]
    update = driven.messages("invitation_update")[0].content.decode()
    assert "Subject: =?utf-8?" in update
    assert driven.meeting(first.id).sequence == 2


def test_what_changed_is_recorded(driven):
    first = driven.meetings(KE)[0]
    driven.do(move_meeting, first.id, Times(local("2026-11-26"), reason="Lokalet er optaget"), first.revision)
    (moved,) = driven.entries("move_meeting")
    assert (moved.actor, moved.about, moved.facts["reason"]) == (
        "secretariat",
        first.id,
        "Lokalet er optaget",
    )
    (shifted,) = driven.entries("move_deadlines")
    assert sorted(shifted.facts["shifts"]) == ["agenda_due", "answers_due", "cut_off", "minutes_due"]


def test_a_moved_meeting_keeps_its_length_and_its_calendar_identity(driven):
    first = driven.meetings(KE)[0]
    driven.do(move_meeting, first.id, Times(local("2026-11-26", "13:00")), first.revision)
    moved = driven.meeting(first.id)
    assert (moved.ends_at - moved.starts_at, moved.uid, moved.moved_from) == (
        timedelta(hours=2),
        first.uid,
        date(2026, 11, 24),
    )


@pytest.mark.parametrize(
    ("times", "refusal", "field"),
    [
        (Times(local("2026-11-06")), MeetingInThePast, "starts_at"),
        (Times(local("2026-11-09", "09:00")), MeetingInThePast, "starts_at"),
        (Times(local("2026-12-24")), ReasonMissing, "reason"),
        (Times(local("2026-11-28")), ReasonMissing, "reason"),
        (Times(local("2027-07-20")), ReasonMissing, "reason"),
        (Times(local("2026-12-08")), TwoMeetingsAtOnce, "starts_at"),
        (Times(local("2026-11-26", "10:00"), local("2026-11-26", "10:00")), EndsBeforeItStarts, "ends_at"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_the_meeting_stays(driven, times, refusal, field):
    first = driven.meetings(KE)[0]
    with pytest.raises(refusal) as refused:
        driven.do(move_meeting, first.id, times, first.revision)
    assert refused.value.field == field
    now_first = driven.meeting(first.id)
    assert (now_first.starts_at, now_first.sequence) == (first.starts_at, first.sequence)
    assert driven.entries("move_meeting") == []


def test_a_meeting_may_lie_on_a_closed_day_for_a_reason(driven):
    first = driven.meetings(KE)[0]
    driven.do(move_meeting, first.id, Times(local("2026-12-24"), reason="Det kan ikke vente"), first.revision)
    assert driven.meeting(first.id).starts_at == local("2026-12-24")


def test_a_reason_that_names_a_citizen_or_a_number_is_refused(driven):
    driven.do(take_concern, confirmed())
    first = driven.meetings(KE)[0]
    for reason, kind in (("For testa PRØVESENS skyld", "name"), ("Om 010190-5001", "cpr")):
        with pytest.raises(PersonalDataFound) as refused:
            driven.do(cancel_meeting, first.id, reason, driven.meeting(first.id).revision)
        assert (refused.value.field, refused.value.kind) == ("reason", kind)
    assert driven.meeting(first.id).state is MeetingState.CONFIRMED


def test_two_people_deciding_at_once_are_not_both_right(driven):
    first = driven.meetings(KE)[0]
    driven.do(move_meeting, first.id, Times(local("2026-11-26")), first.revision)
    with pytest.raises(ChangedMeanwhile) as refused:
        driven.do(cancel_meeting, first.id, "Ingen sager", first.revision)
    assert refused.value.current["starts_at"] == local("2026-11-26")
    assert driven.meeting(first.id).state is MeetingState.CONFIRMED


def test_a_cancelled_meeting_is_taken_back_from_those_told_and_its_cases_go_to_the_next(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.tick()
    first, before = driven.meetings(KE)[0], driven.now
    driven.clock.now += timedelta(seconds=1)
    driven.do(cancel_meeting, first.id, "Ingen sager", first.revision)
    driven.play_until(local("2026-11-09", "10:00"))
    assert [(t.occasion, t.to) for t in driven.told(since=before)] == [
        ("invitation_cancellation", member_of("sof")),
        ("invitation_cancellation", member_of("ssp")),
        ("lookup_changed", contact_of("ssp")),
    ]
    case = driven.case(reference)
    assert case.meeting_id == driven.meetings(KE)[1].id
    assert case.lookups[0].due_at == local("2026-12-03", "12:00")


def test_a_cancelled_meeting_is_final_and_a_confirmed_one_takes_a_reason_to_cancel(driven):
    first = driven.meetings(KE)[0]
    with pytest.raises(ReasonMissing):
        driven.do(cancel_meeting, first.id, " ", first.revision)
    driven.do(cancel_meeting, first.id, "Ingen sager", first.revision)
    revision = driven.meeting(first.id).revision
    for verb, given in ((cancel_meeting, "Igen"), (move_meeting, Times(local("2026-11-26")))):
        with pytest.raises(MeetingIsOver):
            driven.do(verb, first.id, given, revision)


def test_a_case_whose_only_meeting_is_cancelled_waits_and_holds_up_nobody_elses_reminders(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    (only,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.do(cancel_meeting, only.id, "Ingen sager", only.revision)
    driven.play_until(local("2026-11-18", "10:00"))
    assert driven.told("reminder") == []
    assert driven.lookup(reference, "ssp").next_reminder_at is None
    driven.plan(KE, "2026-11-25", "2026-12-08")
    assert driven.lookup(reference, "ssp").due_at == local("2026-12-03", "12:00")
    driven.play_until(local("2026-12-01", "09:00"))
    assert [(t.at, t.to) for t in driven.told("reminder")] == [("2026-12-01 09:00", contact_of("ssp"))]


def test_a_released_case_of_a_cancelled_meeting_is_prepared_for_one_whose_agenda_is_still_to_come(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    given = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, given, as_="agency:ssp")
    first, second, third = driven.meetings(KE)
    driven.do(move_meeting, second.id, Times(local("2026-11-25")), second.revision)
    driven.play_until(local("2026-11-23", "13:00"))
    driven.do(cancel_meeting, driven.meeting(first.id).id, "Sygdom", driven.meeting(first.id).revision)
    case = driven.case(reference)
    assert (case.state, case.meeting_id) == (CaseState.ASKING, third.id)


def test_a_closed_day_moves_every_open_deadline_and_the_secretariat_hears_once(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.tick()
    before = driven.now
    driven.clock.now += timedelta(seconds=1)
    for on in (date(2026, 11, 20), date(2026, 11, 23)):
        driven.do(close_day, ClosedDate(on, "Lukkedag"))
    driven.play_until(local("2026-11-09", "10:00"))
    first = driven.meetings(KE)[0]
    assert milestones(first) == {
        "cut_off": "11-12 16:00",
        "answers_due": "11-17 12:00",
        "agenda_due": "11-18 12:00",
        "minutes_due": "11-27 16:00",
    }
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-17", "12:00")
    assert [(t.occasion, t.to) for t in driven.told(since=before)] == [
        ("day_put_before", "forum@moedeklar.invalid"),
        ("day_put_before", "forum@moedeklar.invalid"),
        ("lookup_changed", contact_of("ssp")),
        ("meeting_changed", OFFICE),
    ]
    skipped = first.milestone(CUT_OFF).derivation["skipped"]
    assert [s["name"] for s in skipped if s["kind"] == "extra"] == ["Lukkedag", "Lukkedag"]


def test_an_opened_day_lets_the_deadlines_go_back(driven):
    usual = milestones(driven.meetings(KE)[0])
    driven.do(close_day, ClosedDate(date(2026, 11, 20), "Lukkedag"))
    driven.do(open_day, date(2026, 11, 20))
    driven.play_until(local("2026-11-09", "10:00"))
    assert milestones(driven.meetings(KE)[0]) == usual
    assert driven.told("meeting_changed") == []


def test_a_meeting_on_a_day_that_is_closed_stays_and_the_secretariat_is_told(driven):
    on_the_day = driven.do(close_day, ClosedDate(date(2026, 12, 8), "Lukkedag"))
    driven.tick()
    assert [m.id for m in on_the_day] == [driven.meetings(KE)[1].id]
    assert driven.meetings(KE)[1].starts_at == local("2026-12-08")
    assert [(t.occasion, t.to) for t in driven.told("meeting_on_closed_day")] == [
        ("meeting_on_closed_day", OFFICE)
    ]


@pytest.mark.parametrize(
    ("on", "refusal"), [(date(2026, 11, 9), ClosedDayPassed), (date(2026, 12, 24), AlreadyClosed)]
)
def test_a_day_that_has_come_or_is_closed_already_is_not_closed(driven, on, refusal):
    with pytest.raises(refusal):
        driven.do(close_day, ClosedDate(on, "Lukkedag"))
    with pytest.raises(NoSuchClosedDay):
        driven.do(open_day, date(2026, 12, 24))


def test_an_extraordinary_meeting_is_proposed_and_sends_nothing_until_it_is_confirmed(driven):
    before = driven.now
    meeting = driven.do(add_extraordinary, KE, Times(local("2026-11-17"), reason="En sag haster"))
    driven.play_until(local("2026-11-09", "10:00"))
    assert driven.told(since=before) == []
    driven.do(confirm_meeting, meeting.id)
    driven.tick()
    assert [(t.occasion, t.to) for t in driven.told(since=before)] == [
        ("invitation", member_of("sof")),
        ("invitation", member_of("ssp")),
    ]


def test_an_urgent_case_comes_onto_the_extraordinary_meeting_it_was_called_for(driven):
    urgent = confirmed(concern(urgency=Urgency.URGENT), parties=("ssp",))
    normal = confirmed(concern(citizen("Anden Prøvesen", "020290-5002")), parties=("ssp",))
    haste, usual = (driven.do(take_concern, each).reference for each in (urgent, normal))
    meeting = driven.do(add_extraordinary, KE, Times(local("2026-11-12"), reason="En sag haster"))
    driven.do(confirm_meeting, meeting.id)
    assert driven.case(haste).meeting_id == meeting.id
    assert driven.lookup(haste, "ssp").due_at == local("2026-11-10", "09:00")
    assert driven.case(usual).meeting_id == driven.meetings(KE)[1].id


def test_no_urgent_case_comes_onto_a_meeting_that_leaves_no_time_to_ask(driven):
    haste = driven.do(take_concern, confirmed(concern(urgency=Urgency.URGENT), parties=("ssp",))).reference
    meeting = driven.do(add_extraordinary, KE, Times(local("2026-11-10", "09:00")))
    driven.do(confirm_meeting, meeting.id)
    assert driven.case(haste).meeting_id != meeting.id


def test_a_party_with_only_a_mailbox_is_told_there(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(
        driven, parties=(party("ssp", mailbox="ssp@moedeklar.invalid", has_contact=False, has_deputy=False),)
    )
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.tick()
    assert [(t.occasion, t.to) for t in driven.told()] == [("lookup_request", "ssp@moedeklar.invalid")]
