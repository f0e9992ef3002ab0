"""Somebody who is a member and another's deputy has two places and one calendar: they hear of each revision once."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import FORUM, KE, member, member_of, set_everybody, the_forum

from agenda.meetings.attendance import Answered
from agenda.meetings.party import Recipient
from notifications.carrier import Carrier, NotSent
from service.workflow.forum.people import set_forum
from service.workflow.meetings.changing import Times
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.replying import take_reply
from service.workflow.people import Days, MemberGiven, PeopleGiven, PersonGiven, set_people
from service.workflow.rescheduling import cancel_meeting, move_meeting

VERA = "vera@moedeklar.invalid"
CHANGES = ("invitation_update", "invitation_cancellation")


@dataclass
class Busy:
    """A carrier whose server takes nothing at the first attempt."""

    carrier: Carrier

    def __post_init__(self):
        self.tried = set()

    def find(self, key):
        return self.carrier.find(key)

    def send(self, parcel):
        if parcel.key not in self.tried:
            self.tried.add(parcel.key)
            raise NotSent
        self.carrier.send(parcel)


def the_meeting(driven, body_id=KE):
    return driven.meetings(body_id)[0]


def stand_in(driven, body_id=KE):
    """Vera comes in the stead of SSP's member, and is told so."""
    meeting = the_meeting(driven, body_id)
    (absent,) = (a for a in driven.attendees(meeting.id) if a.email == member_of("ssp"))
    driven.do(
        invite_deputy, meeting.id, absent.id, Recipient("Vera Vikar", VERA, "da"), as_=office_of(body_id)
    )
    driven.tick()


def join(driven, body_id=KE):
    """Vera becomes a member herself."""
    vera = MemberGiven(body_id, PersonGiven("Vera Vikar", VERA))
    if body_id == FORUM:
        driven.do(set_forum, the_forum(vera), as_="forum")
    else:
        driven.do(set_people, PeopleGiven(members=(vera,)))
    driven.tick()


def office_of(body_id):
    return "forum" if body_id == FORUM else "secretariat"


def leave(driven, email, body_id=KE):
    name = "Vera Vikar" if email == VERA else "Medlem"
    left = MemberGiven(body_id, PersonGiven(name, email), days=Days(date(2026, 1, 1), date(2026, 10, 2)))
    driven.do(set_people, PeopleGiven(members=(left,)), as_=office_of(body_id))
    driven.play_until(driven.now + timedelta(minutes=6))


def move(driven, body_id=KE):
    meeting = the_meeting(driven, body_id)
    driven.do(
        move_meeting,
        meeting.id,
        Times(meeting.starts_at + timedelta(hours=1)),
        meeting.revision,
        as_=office_of(body_id),
    )
    driven.play_until(driven.now + timedelta(minutes=30))


def cancel(driven):
    driven.do(cancel_meeting, the_meeting(driven).id, "For få sager", the_meeting(driven).revision)
    driven.tick()


def told_vera(driven, *occasions):
    return [t.occasion for t in driven.told(*occasions) if t.to == VERA]


@pytest.fixture
def both(start_on):
    """By mail, Vera is both."""
    driven = start_on(local("2026-10-01", "12:00"))
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    stand_in(driven)
    driven.clock.now += timedelta(minutes=1)
    join(driven)
    return driven


def test_a_second_place_is_no_second_invitation(both):
    assert told_vera(both) == ["invitation"]
    assert [a.email for a in both.attendees(the_meeting(both).id) if a.is_invited].count(VERA) == 2


def test_a_move_is_told_once(both):
    move(both)
    assert told_vera(both, *CHANGES) == ["invitation_update"]


def test_a_move_that_the_server_would_not_take_at_first_is_told_all_the_same(both):
    both.send_by(Busy(both.carrier))
    move(both)
    assert told_vera(both, *CHANGES) == ["invitation_update"]


def test_a_cancelled_meeting_is_told_once(both):
    cancel(both)
    assert told_vera(both, *CHANGES) == ["invitation_cancellation"]


def test_whoever_loses_one_place_keeps_the_meeting_and_hears_of_the_next_move(both):
    leave(both, member_of("ssp"))
    assert told_vera(both, *CHANGES) == []
    assert [t.to for t in both.told("invitation_cancellation")] == [member_of("ssp")]
    move(both)
    assert told_vera(both, *CHANGES) == ["invitation_update"]


def test_whoever_loses_both_is_told_once(both):
    leave(both, VERA)
    assert told_vera(both, *CHANGES) == []
    leave(both, member_of("ssp"))
    assert told_vera(both, *CHANGES) == ["invitation_cancellation"]


def test_an_answer_holds_for_both(both):
    meeting = the_meeting(both)
    both.do(take_reply, reply(meeting.uid, VERA, "ACCEPTED", stamp="20261001T090000Z"))
    assert [a.answered for a in both.attendees(meeting.id) if a.email == VERA] == [Answered.ACCEPTED] * 2


def test_where_each_place_has_an_entry_of_its_own_each_is_kept_and_cancelled(start_on):
    """The forum's members on a calendar channel: leaving one of the entries there would be an untruth."""
    driven = start_on(local("2026-10-01", "12:00"), config="[invitations]\nweeks_ahead = 52\n")
    paper = PaperCarrier()
    driven.send_by(paper, "exchange")
    set_everybody(driven, member("ssp", FORUM), member("sof", FORUM))
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.tick()
    stand_in(driven, FORUM)
    join(driven, FORUM)
    assert sorted(paper.calendar.told).count(("request", VERA)) == 2
    move(driven, FORUM)
    assert sorted(paper.calendar.told).count(("update", VERA)) == 2
    leave(driven, member_of("ssp"), FORUM)
    assert sorted(paper.calendar.told).count(("cancel", VERA)) == 1
