import base64
import os
import shutil
from datetime import date, timedelta
from email import message_from_bytes

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import FORUM, KE, member, member_of, set_everybody

from agenda.access import CLOCK
from agenda.meetings.attendance import Answered
from agenda.meetings.laid_aside import UnmatchedReply
from service.database.meetings.attending import unmatched_replies
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.meetings.inbox import MOST_AT_ONCE
from service.workflow.meetings.invitations import invite_one
from service.workflow.meetings.replying import ReplyNotForUs, take_reply
from service.workflow.office import own_bodies
from service.workflow.people import BodyGiven, Days, PeopleGiven, set_people
from service.workflow.rescheduling import cancel_meeting, confirm_meeting, move_meeting

AUTUMN = local("2026-09-01", "12:00")


def calendar_lines(content):
    parts = [p for p in message_from_bytes(content).walk() if p.get_content_type() == "text/calendar"]
    return base64.b64decode(parts[0].get_payload()).decode().split("\r\n")


def said(content, name):
    return [line.partition(":")[2] for line in calendar_lines(content) if line.startswith(f"{name}:")]


@pytest.fixture
def driven(start_on):
    """One confirmed meeting on 24 Nov, to which SSP is invited from 29 Sept on."""
    driven = start_on(AUTUMN)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    return driven


@pytest.fixture
def invited(driven):
    driven.play_until(local("2026-10-01"))
    return driven


def test_invitations_go_out_eight_weeks_ahead_to_the_hour(driven):
    driven.play_until(local("2026-10-01"))
    assert [(t.at, t.occasion, t.to) for t in driven.told()] == [
        ("2026-09-29 09:00", "invitation", member_of("ssp"))
    ]


def test_no_invitation_goes_out_a_second_before(driven):
    driven.play_until(local("2026-09-29") - timedelta(seconds=1))
    assert driven.told() == []


def test_a_meeting_confirmed_late_is_invited_to_at_once(start_on):
    driven = start_on(local("2026-11-20", "15:00"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    assert [t.at for t in driven.told("invitation")] == ["2026-11-20 15:00"]


def test_whoever_joins_later_is_invited_alone(invited):
    before = invited.now
    invited.clock.now += timedelta(minutes=1)
    invited.do(set_people, PeopleGiven(members=(member("sof"),)))
    invited.tick()
    assert [(t.occasion, t.to) for t in invited.told(since=before)] == [("invitation", member_of("sof"))]


def test_whoever_will_be_a_member_on_the_day_is_invited_and_whoever_will_not_is_not(invited):
    before = invited.now
    invited.clock.now += timedelta(minutes=1)
    later = member("sof", days=Days(date(2026, 11, 1)))
    gone = member("kf", days=Days(date(2026, 9, 1), date(2026, 11, 23)))
    invited.do(set_people, PeopleGiven(members=(later, gone)))
    invited.play_until(local("2026-11-02"))
    assert [(t.occasion, t.to) for t in invited.told(since=before)] == [("invitation", member_of("sof"))]


def test_whoever_leaves_gets_a_cancellation_and_may_come_back_with_a_higher_sequence(invited):
    (meeting,) = invited.meetings(KE)
    until = Days(date(2026, 9, 1), date(2026, 11, 1))
    for days in (until, Days(date(2026, 9, 1), goes_on=True)):
        invited.clock.now += timedelta(minutes=1)
        invited.do(set_people, PeopleGiven(members=(member("ssp", days=days),)))
        invited.play_until(invited.now + timedelta(minutes=6))
    sent = invited.messages()
    assert [m.occasion for m in sent] == ["invitation", "invitation_cancellation", "invitation"]
    assert [said(m.content, "SEQUENCE") for m in sent] == [["0"], ["1"], ["2"]]
    assert [said(m.content, "UID") for m in sent] == [[meeting.uid]] * 3
    assert [said(m.content, "METHOD") for m in sent] == [["REQUEST"], ["CANCEL"], ["REQUEST"]]


def test_whoever_was_never_told_gets_no_cancellation(driven):
    driven.play_until(local("2026-09-28"))
    driven.clock.now = local("2026-09-29")
    (meeting,) = driven.meetings(KE)
    with driven.service.unit(CLOCK) as unit:
        invite_one(unit, meeting.id, driven.now)
    driven.do(
        set_people, PeopleGiven(members=(member("ssp", days=Days(date(2026, 9, 1), date(2026, 11, 1))),))
    )
    driven.play_until(local("2026-10-01"))
    assert driven.told() == []


def test_the_sequence_rises_with_every_change_and_the_uid_stays(invited):
    (meeting,) = invited.meetings(KE)
    for hour in ("10:00", "11:00"):
        now_meeting = invited.meeting(meeting.id)
        invited.do(move_meeting, meeting.id, Times(local("2026-11-26", hour)), now_meeting.revision)
        invited.play_until(invited.now + timedelta(minutes=10))
    invited.do(cancel_meeting, meeting.id, "Ingen sager", invited.meeting(meeting.id).revision)
    invited.tick()
    sent = invited.messages()
    assert [(m.occasion, *said(m.content, "SEQUENCE")) for m in sent] == [
        ("invitation", "0"),
        ("invitation_update", "1"),
        ("invitation_update", "2"),
        ("invitation_cancellation", "3"),
    ]
    assert {uid for m in sent for uid in said(m.content, "UID")} == {meeting.uid}


def test_a_meeting_moved_before_anybody_was_told_sends_no_update(driven):
    (meeting,) = driven.meetings(KE)
    driven.do(move_meeting, meeting.id, Times(local("2026-11-26")), meeting.revision)
    driven.play_until(local("2026-10-02"))
    assert [(t.at, t.occasion) for t in driven.told()] == [("2026-10-01 09:00", "invitation")]


def test_a_cancellation_overtakes_an_update_that_still_waits(invited):
    (meeting,) = invited.meetings(KE)
    before = invited.now
    invited.clock.now += timedelta(minutes=1)
    invited.do(move_meeting, meeting.id, Times(local("2026-11-26")), meeting.revision)
    invited.do(cancel_meeting, meeting.id, "Ingen sager", invited.meeting(meeting.id).revision)
    invited.play_until(local("2026-10-02"))
    assert [t.occasion for t in invited.told(since=before)] == ["invitation_cancellation"]


def test_a_new_place_is_told_and_answers_still_stand(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(take_reply, reply(meeting.uid, member_of("ssp")))
    before = invited.now
    invited.clock.now += timedelta(minutes=1)
    invited.do(set_people, PeopleGiven(bodies=((KE, BodyGiven(place="Prøvegade 2")),)))
    invited.play_until(local("2026-10-02"))
    assert [t.occasion for t in invited.told(since=before)] == ["invitation_update"]
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.ACCEPTED]


def test_forum_members_are_not_shown_each_other_and_colleagues_are(start_on):
    driven = start_on(local("2027-01-04"))
    set_everybody(driven, *(member(p, body) for p in ("ssp", "sof") for body in (KE, FORUM)))
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.plan(KE, "2027-01-19", "2027-01-19")
    driven.tick()
    shown = {
        body_id: [
            sum(line.startswith("ATTENDEE") for line in calendar_lines(driven.mail_of(m)))
            for m in driven.messages()
            if m.body_id == body_id and m.occasion == "invitation"
        ]
        for body_id in (KE, FORUM)
    }
    assert shown == {KE: [2, 2], FORUM: [1, 1]}


def test_an_answer_is_kept_and_the_newer_one_wins(invited):
    (meeting,) = invited.meetings(KE)
    for answer, stamp in (("ACCEPTED", "20260930T080000Z"), ("DECLINED", "20260930T090000Z")):
        invited.do(take_reply, reply(meeting.uid, member_of("ssp").upper(), answer, stamp=stamp))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.DECLINED]


def test_an_older_or_repeated_answer_changes_nothing(invited):
    (meeting,) = invited.meetings(KE)
    for answer, stamp in (("DECLINED", "20260930T090000Z"), ("ACCEPTED", "20260930T080000Z")):
        invited.do(take_reply, reply(meeting.uid, member_of("ssp"), answer, stamp=stamp))
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), "DECLINED", stamp="20260930T090000Z"))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.DECLINED]
    assert len(invited.entries("take_reply")) == 1


@pytest.mark.parametrize("forged", [{"stamp": "20990101T000000Z"}, {"sequence": 9}])
def test_no_answer_out_of_the_future_keeps_out_a_later_one(invited, forged):
    (meeting,) = invited.meetings(KE)
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), "DECLINED", **forged))
    invited.clock.now += timedelta(hours=1)
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), stamp="20261001T103000Z"))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.ACCEPTED]


def test_an_answer_to_the_old_time_says_nothing_of_the_new_one_once_that_is_told(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(move_meeting, meeting.id, Times(local("2026-11-26")), meeting.revision)
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), sequence=0))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.ACCEPTED]
    invited.play_until(local("2026-10-02"))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.NEEDS_ACTION]
    invited.do(take_reply, reply(meeting.uid, member_of("ssp"), sequence=1, stamp="20260101T000000Z"))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.ACCEPTED]


@pytest.mark.parametrize("sender", ["fremmed@moedeklar.invalid", "medlem.sof@moedeklar.invalid"])
def test_an_answer_of_somebody_we_did_not_invite_is_not_kept(invited, sender):
    (meeting,) = invited.meetings(KE)
    with pytest.raises(ReplyNotForUs):
        invited.do(take_reply, reply(meeting.uid, sender))
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.NEEDS_ACTION]


def test_mails_in_the_inbox_are_read_and_strange_ones_laid_aside(invited):
    (meeting,) = invited.meetings(KE)
    inbox = invited.service.folder / "inbox"
    (inbox / "1.eml").write_bytes(reply(meeting.uid, member_of("ssp")))
    (inbox / "2.eml").write_bytes(reply("nobody@moedeklar.invalid", member_of("ssp")))
    (inbox / "3.eml").write_bytes(b"not a mail at all")
    invited.tick()
    assert [a.answered for a in invited.attendees(meeting.id)] == [Answered.ACCEPTED]
    with invited.service.unit(CLOCK) as unit:
        laid = [
            (u.file_name, isinstance(u, UnmatchedReply))
            for u in unmatched_replies(unit.session, 10, own_bodies(unit))
        ]
    assert sorted(laid) == [("2.eml", True), ("3.eml", True)]
    assert sorted(path.name for path in (inbox / "read").iterdir()) == ["1.eml", "2.eml", "3.eml"]


def aside(driven):
    with driven.service.unit(CLOCK) as unit:
        return sorted(one.file_name for one in unmatched_replies(unit.session, 1000, own_bodies(unit)))


def test_a_mail_that_cannot_be_moved_away_is_read_once_and_stops_nothing(invited):
    read = invited.service.folder / "inbox" / "read"
    read.rmdir()
    read.write_bytes(b"")  # no folder any more
    (invited.service.folder / "inbox" / "1.eml").write_bytes(b"not a mail at all")
    invited.do(set_people, PeopleGiven(members=(member("sof"),)))
    invited.tick()
    invited.tick()
    assert aside(invited) == ["1.eml"]
    assert member_of("sof") in {told.to for told in invited.told("invitation")}


def test_an_inbox_that_is_gone_stops_nothing(invited):
    shutil.rmtree(invited.service.folder / "inbox")
    invited.do(set_people, PeopleGiven(members=(member("sof"),)))
    invited.tick()
    assert member_of("sof") in {told.to for told in invited.told("invitation")}


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        (b"\xff.eml", "?.eml"),
        (b"a\nb.eml", "a b.eml"),
        (b"010190-5001.eml", "….eml"),
    ],
)
def test_a_mail_of_any_file_name_is_laid_aside_without_personal_data(invited, name, listed):
    path = os.fsencode(invited.service.folder / "inbox") + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - a name in no encoding is no Path
        file.write(b"not a mail at all")
    invited.tick()
    assert aside(invited) == [listed]
    assert [e.about for e in invited.entries("lay_aside_reply") if "eml" in e.about] == []


def test_a_full_inbox_is_read_a_part_at_a_time(invited):
    for number in range(MOST_AT_ONCE + 1):
        (invited.service.folder / "inbox" / f"{number}.eml").write_bytes(b"not a mail at all")
    assert invited.tick() == invited.now
    assert len(aside(invited)) == MOST_AT_ONCE
    assert invited.tick() != invited.now
    assert len(aside(invited)) == MOST_AT_ONCE + 1


def test_an_unconfirmed_meeting_among_confirmed_ones_is_left_out(invited):
    before = invited.now
    invited.clock.now += timedelta(minutes=1)
    proposed = invited.do(add_extraordinary, KE, Times(local("2026-11-17")))
    invited.do(set_people, PeopleGiven(members=(member("sof"),)))
    invited.tick()
    assert [t.to for t in invited.told(since=before)] == [member_of("sof")]
    invited.do(confirm_meeting, proposed.id)
    invited.tick()
    assert sorted(t.to for t in invited.told("invitation")) == [
        member_of("sof"),
        member_of("sof"),
        member_of("ssp"),
        member_of("ssp"),
    ]
