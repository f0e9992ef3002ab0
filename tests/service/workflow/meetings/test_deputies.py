from datetime import date, timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import FORUM, KE, delegate, deputy_of, member, member_of, set_everybody

from agenda.errors import Absent
from agenda.meetings.attendance import Answered, AttendeeKind
from agenda.meetings.deputising import ComesInPerson, InvitedAlready, NoDeputyKnown, NoPlaceToFill
from agenda.meetings.meeting import MeetingIsOver
from agenda.meetings.party import Recipient
from notifications.leaks import PersonalDataFound
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.replying import take_reply
from service.workflow.people import Days, PeopleGiven, set_people
from service.workflow.rescheduling import cancel_meeting

SOMEBODY = Recipient("Vera Vikar", "vera@moedeklar.invalid", "da")


@pytest.fixture
def declined(start_on):
    """One meeting on 24 Nov: SSP has declined, SOF has not answered."""
    driven = start_on(local("2026-10-01", "12:00"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    driven.do(take_reply, reply(meeting.uid, member_of("ssp"), "DECLINED"))
    driven.clock.now += timedelta(minutes=1)
    return driven


def place(driven, email):
    (meeting,) = driven.meetings(KE)
    return next(a for a in driven.attendees(meeting.id) if a.email == email)


def stand_in(driven, for_whom, given=None, **named):
    attendee = place(driven, member_of(for_whom))
    return driven.do(invite_deputy, attendee.meeting_id, attendee.id, given, **named)


def test_the_deputy_of_the_party_is_invited_and_told_why(declined):
    before = declined.now - timedelta(seconds=1)
    deputy = stand_in(declined, "ssp")
    declined.tick()
    assert [(t.occasion, t.to) for t in declined.told(since=before)] == [("invitation", deputy_of("ssp"))]
    assert [m.why for m in declined.messages() if m.recipient_email == deputy_of("ssp")] == ["stands_in"]
    assert (deputy.kind, deputy.stands_in_for) == (
        AttendeeKind.DEPUTY,
        place(declined, member_of("ssp")).id,
    )


def test_somebody_else_can_be_named_and_whoever_has_not_answered_be_stood_in_for(declined):
    stand_in(declined, "sof", SOMEBODY)
    declined.tick()
    assert [t.to for t in declined.told("invitation")][-1:] == [SOMEBODY.email]


def test_a_deputy_invited_twice_is_one(declined):
    first, second = stand_in(declined, "ssp"), stand_in(declined, "ssp")
    declined.tick()
    assert first.id == second.id
    assert [t.to for t in declined.told()].count(deputy_of("ssp")) == 1
    assert len(declined.entries("invite_deputy")) == 1


def test_both_are_shown_when_the_attendee_comes_after_all(declined):
    (meeting,) = declined.meetings(KE)
    stand_in(declined, "ssp")
    declined.tick()
    declined.do(take_reply, reply(meeting.uid, deputy_of("ssp")))
    declined.do(take_reply, reply(meeting.uid, member_of("ssp"), stamp="20261102T100000Z"))
    answered = {a.email: (a.is_invited, a.answered) for a in declined.attendees(meeting.id)}
    assert answered == {
        deputy_of("ssp"): (True, Answered.ACCEPTED),
        member_of("ssp"): (True, Answered.ACCEPTED),
        member_of("sof"): (True, Answered.NEEDS_ACTION),
    }


def test_whoever_leaves_takes_the_deputy_along_who_may_come_back(declined):
    stand_in(declined, "ssp")
    declined.tick()
    before = declined.now
    for days in (Days(date(2026, 9, 1), date(2026, 11, 1)), Days(date(2026, 9, 1), goes_on=True)):
        declined.clock.now += timedelta(minutes=1)
        declined.do(set_people, PeopleGiven(members=(delegate("ssp", days=days),)))
        declined.play_until(declined.now + timedelta(minutes=6))
    declined.clock.now += timedelta(minutes=1)
    stand_in(declined, "ssp")
    declined.tick()
    assert [(t.occasion, t.to) for t in declined.told(since=before)] == [
        ("invitation_cancellation", member_of("ssp")),
        ("invitation_cancellation", deputy_of("ssp")),
        ("invitation", member_of("ssp")),
        ("invitation", deputy_of("ssp")),
    ]


def test_nobody_stands_in_for_whoever_comes(declined):
    (meeting,) = declined.meetings(KE)
    declined.do(take_reply, reply(meeting.uid, member_of("sof")))
    with pytest.raises(ComesInPerson):
        stand_in(declined, "sof")


def test_nor_for_a_deputy_nor_for_somebody_of_another_meeting(declined):
    deputy = stand_in(declined, "ssp")
    (other,) = declined.plan(KE, "2026-12-08", "2026-12-08")[1:]
    for refused, meeting_id in ((NoPlaceToFill, deputy.meeting_id), (Absent, other.id)):
        with pytest.raises(refused):
            declined.do(invite_deputy, meeting_id, deputy.id, SOMEBODY)


def test_nobody_who_has_a_place_already_and_nobody_called_by_a_number(declined):
    with pytest.raises(InvitedAlready):
        stand_in(declined, "ssp", Recipient("Medlem sof", member_of("sof").upper(), "da"))
    with pytest.raises(PersonalDataFound):
        stand_in(declined, "ssp", Recipient("010190-5001", SOMEBODY.email, "da"))
    assert len(declined.attendees(declined.meetings(KE)[0].id)) == 2


def test_a_cancelled_meeting_takes_no_deputy(declined):
    (meeting,) = declined.meetings(KE)
    declined.do(cancel_meeting, meeting.id, "Ingen sager", meeting.revision)
    with pytest.raises(MeetingIsOver):
        stand_in(declined, "ssp")


def test_a_member_of_no_party_needs_somebody_named(declined):
    declined.do(set_people, PeopleGiven(members=(member("kf"),)))
    with pytest.raises(NoDeputyKnown):
        stand_in(declined, "kf")


def test_the_forum_touches_no_meeting_of_the_cases(declined):
    with pytest.raises(Absent):
        stand_in(declined, "ssp", as_="forum")
    assert FORUM not in {m.body_id for m in declined.messages()}
