from datetime import timedelta
from email import message_from_bytes

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import FORUM, KE, confirmed, member, member_of, set_everybody

from agenda.meetings.attendance import Answered, AttendeeKind
from service.database.meetings.attending import NoSuchAttendee
from service.documents.people import PeopleDocument
from service.workflow.agendas import compose_agenda
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.excluding import exclude
from service.workflow.meetings.replying import take_reply
from service.workflow.people import BodyGiven, PeopleGiven, RoomGiven, set_people
from service.workflow.rescheduling import cancel_meeting

AUTUMN = local("2026-09-01", "12:00")
FIRST = RoomGiven("Lokale 1", "lokale1@moedeklar.invalid")
SECOND = RoomGiven("Lokale 2", "lokale2@moedeklar.invalid")


def has_room(room, body_id=KE):
    return PeopleGiven(bodies=((body_id, BodyGiven(room=room)),))


def rooms(driven, meeting):
    return [
        (a.email, a.is_invited, a.answered)
        for a in driven.attendees(meeting.id)
        if a.kind is AttendeeKind.ROOM
    ]


def later(driven, room):
    """Another room a minute later, and what that tells to whom."""
    before = driven.now
    driven.clock.now += timedelta(minutes=1)
    driven.do(set_people, has_room(room))
    driven.play_until(driven.now + timedelta(minutes=6))
    return [(t.occasion, t.to) for t in driven.told(since=before)]


@pytest.fixture
def invited(start_on):
    """One meeting on 24 Nov to which SSP and the first room are invited."""
    driven = start_on(AUTUMN)
    set_everybody(driven, member("ssp"))
    driven.do(set_people, has_room(FIRST))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.play_until(local("2026-10-01"))
    return driven


def test_a_room_is_invited_like_a_member(invited):
    assert [(t.at, t.occasion, t.to) for t in invited.told()] == [
        ("2026-09-29 09:00", "invitation", FIRST.email),
        ("2026-09-29 09:00", "invitation", member_of("ssp")),
    ]


def test_a_body_without_a_room_invites_none(start_on):
    driven = start_on(AUTUMN)
    set_everybody(driven, member("ssp"))
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.play_until(local("2026-10-01"))
    assert rooms(driven, meeting) == []


def test_its_answer_is_kept(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(take_reply, reply(meeting.uid, FIRST.email, "DECLINED"))
    assert rooms(invited, meeting) == [(FIRST.email, True, Answered.DECLINED)]


def test_another_room_is_invited_and_the_first_one_cancelled_and_nobody_else_is_told(invited):
    (meeting,) = invited.meetings(KE)
    assert sorted(later(invited, SECOND)) == [
        ("invitation", SECOND.email),
        ("invitation_cancellation", FIRST.email),
    ]
    assert sorted(rooms(invited, meeting)) == [
        (FIRST.email, False, Answered.NEEDS_ACTION),
        (SECOND.email, True, Answered.NEEDS_ACTION),
    ]


def test_a_room_may_come_back_and_is_asked_again(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(take_reply, reply(meeting.uid, FIRST.email, "DECLINED"))
    later(invited, SECOND)
    assert ("invitation", FIRST.email) in later(invited, FIRST)
    assert (FIRST.email, True, Answered.NEEDS_ACTION) in rooms(invited, meeting)


def test_the_same_room_again_or_only_renamed_tells_nobody(invited):
    assert later(invited, RoomGiven("Prøvelokalet", FIRST.email.upper())) == []


def test_no_room_any_more_cancels_the_one_there_was(invited):
    assert later(invited, RoomGiven()) == [("invitation_cancellation", FIRST.email)]


def test_what_a_document_does_not_say_of_the_room_stays():
    bodies = {
        "a": {"place": "Salen"},
        "b": {"room": {}},
        "c": {"room": {"name": "R", "email": "r@x.invalid"}},
    }
    given = PeopleDocument.model_validate({"bodies": bodies}).given()
    assert [body.room for _, body in given.bodies] == [None, RoomGiven(), RoomGiven("R", "r@x.invalid")]


def test_half_a_room_is_refused():
    with pytest.raises(ValueError, match="both name and email"):
        PeopleDocument.model_validate({"bodies": {"a": {"room": {"name": "R"}}}})


def test_a_cancelled_meeting_is_cancelled_at_the_room_too(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(cancel_meeting, meeting.id, "Ingen sager", meeting.revision)
    invited.tick()
    assert sorted(t.to for t in invited.told("invitation_cancellation")) == [FIRST.email, member_of("ssp")]


def test_a_room_is_sent_no_agenda(invited):
    invited.play_until(local("2026-11-24", "08:00"))
    assert [t.to for t in invited.told("agenda_released")] == [member_of("ssp")]


def test_a_member_of_the_forum_sees_himself_and_the_room_alone(start_on):
    driven = start_on(local("2027-01-04"))
    set_everybody(driven, member("ssp", FORUM), member("sof", FORUM))
    driven.do(set_people, has_room(FIRST, FORUM), as_="forum")
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.tick()
    shown = {m.recipient_email: guests(driven.mail_of(m)) for m in driven.messages("invitation")}
    assert shown == {
        member_of("ssp"): {(member_of("ssp"), False), (FIRST.email, True)},
        member_of("sof"): {(member_of("sof"), False), (FIRST.email, True)},
        FIRST.email: {(FIRST.email, True)},
    }


def guests(content):
    (part,) = [p for p in message_from_bytes(content).walk() if p.get_content_type() == "text/calendar"]
    unfolded = part.get_payload(decode=True).decode().replace("\r\n ", "")
    attending = [line for line in unfolded.split("\r\n") if line.startswith("ATTENDEE")]
    return {(line.rpartition("mailto:")[2], "CUTYPE=ROOM" in line) for line in attending}


def test_in_a_trial_no_room_is_booked_and_its_mail_goes_to_the_one_address(new_service):
    driven = new_service(local("2026-10-01"), config='[mail]\nredirect_to = "proeve@moedeklar.invalid"\n')
    set_everybody(driven, parties=())
    driven.do(set_people, has_room(FIRST))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    assert [guests(driven.mail_of(m)) for m in driven.messages("invitation")] == [
        {("proeve@moedeklar.invalid", False)}
    ]


def test_a_room_is_kept_out_of_nothing(invited):
    (meeting,) = invited.meetings(KE)
    invited.do(take_concern, confirmed(parties=("ssp",)))
    agenda = invited.do(compose_agenda, meeting.id)
    item = next(one for one in agenda.items if one.about)
    room = next(a for a in invited.attendees(meeting.id) if a.kind is AttendeeKind.ROOM)
    with pytest.raises(NoSuchAttendee):
        invited.do(exclude, meeting.id, item.id, room.id)
