from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from agenda_scene import OTHER, RELEASE, answer, nth, planned, read, take
from counted import statements_of
from driven_service import Told, local
from icalendar import Calendar
from sample_people import KE, PARTIES, member_of

from agenda.access import CLOCK
from agenda.errors import NotAllowed
from agenda.meetings.agenda import Placed
from agenda.meetings.attendance import Answered
from agenda.meetings.deputising import InvitedAlready
from agenda.meetings.guest import AuthorityMissing, Guest, GuestBasis, NothingToInviteTo
from agenda.meetings.meeting import MeetingIsOver
from agenda.meetings.party import Recipient
from agenda.meetings.presence import KeptFromItem, Presence
from notifications.leaks import PersonalDataFound
from service.database.meetings.agendas import newest_agenda
from service.database.meetings.attending import NoSuchAttendee, places_of
from service.workflow.agendas import compose_agenda
from service.workflow.meetings.approving import send_for_comments
from service.workflow.meetings.arranging import Arrangement, arrange
from service.workflow.meetings.changing import Times
from service.workflow.meetings.excluding import exclude
from service.workflow.meetings.guests import GuestGiven, invite_guest, withdraw_guest
from service.workflow.meetings.kept_out import kept_from
from service.workflow.meetings.minutes import items_of, minutes_read
from service.workflow.meetings.minuting import MarkGiven, mark_presence
from service.workflow.rescheduling import cancel_meeting, move_meeting

GUEST = "gaest@moedeklar.invalid"
GIVEN = GuestGiven(Recipient("Gæst Gæstesen", GUEST, "da"), "Psykiatrien", GuestBasis.PSP)
TOLD = ("invitation", "invitation_update", "invitation_cancellation")


@pytest.fixture
def driven(start_on):
    return planned(start_on)


@pytest.fixture
def case(driven):
    return take(driven)


@pytest.fixture
def guest(driven, case):
    """Invited to the case's item, 9.05 to 9.20, and told."""
    guest = driven.do(invite_guest, nth(driven, 0), item_of(driven, case), GIVEN)
    driven.tick()
    return guest


def item_of(driven, reference):
    agenda = driven.do(compose_agenda, nth(driven, 0))
    return next(item.id for item in agenda.items if item.about == reference)


def questions_asked(driven, meeting_id, invited):
    """How many statements it takes to say who may not be at which item."""
    with driven.service.unit(CLOCK) as unit:
        items = newest_agenda(unit.session, meeting_id).items
        with statements_of(driven.service.engine) as asked:
            kept_from(unit, meeting_id, invited, items)
    return len(asked)


def test_who_may_be_where_is_asked_once_however_many_are_invited_to_however_many_items(driven, case, guest):
    meeting_id = nth(driven, 0)
    invited = driven.attendees(meeting_id)
    assert questions_asked(driven, meeting_id, invited) == questions_asked(driven, meeting_id, []) == 2


def told(driven, to=GUEST):
    return [(one.at, one.occasion) for one in driven.told(*TOLD) if one.to == to]


def part_of(driven, kind):
    """A part of the newest mail to the guest."""
    mail = [m for m in driven.messages(*TOLD) if m.recipient_email == GUEST][-1]
    parts = message_from_bytes(mail.content, policy=default).walk()
    return next(part for part in parts if part.get_content_type() == kind).get_content()


def event_of(driven):
    return next(iter(Calendar.from_ical(part_of(driven, "text/calendar")).walk("VEVENT")))


def words_of(driven):
    return part_of(driven, "text/plain")


def test_a_guest_is_invited_to_the_items_time_alone(driven, guest):
    assert told(driven) == [("2026-11-09 09:00", "invitation")]
    event = event_of(driven)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        local("2026-11-24", "09:05"),
        local("2026-11-24", "09:20"),
    )
    assert "ét punkt" in words_of(driven)
    assert "http" not in words_of(driven)


def test_a_guest_sees_nobody_and_nobody_sees_the_guest(driven, guest):
    attendees = event_of(driven)["ATTENDEE"]
    assert "GAEST" in str(attendees).upper()
    assert not isinstance(attendees, list)
    meeting = driven.meetings(KE)[0]
    driven.do(move_meeting, meeting.id, Times(local("2026-11-25")), meeting.revision)
    driven.play_until(local("2026-11-09", "09:10"))
    updates = [m for m in driven.messages("invitation_update") if m.recipient_email == member_of("ssp")]
    assert b"gaest@" not in updates[-1].content


def test_a_guest_hears_of_another_time_when_the_agenda_gives_the_item_one_and_nobody_else_does(
    driven, guest, case
):
    agenda = read(driven, nth(driven, 0))
    placed = tuple(Placed(item.id, 20 if item.position == 1 else item.minutes) for item in agenda.items)
    driven.do(arrange, nth(driven, 0), Arrangement(placed, agenda.revision))
    driven.play_until(local("2026-11-09", "09:10"))
    assert told(driven)[1:] == [("2026-11-09 09:05", "invitation_update")]
    assert event_of(driven)["DTSTART"].dt == local("2026-11-24", "09:20")
    assert [t for t in driven.told("invitation_update") if t.to != GUEST] == []


def test_a_guest_is_not_told_again_when_the_time_stays(driven, guest):
    take(driven, OTHER)
    driven.do(compose_agenda, nth(driven, 0))
    driven.play_until(local("2026-11-09", "10:00"))
    assert told(driven) == [("2026-11-09 09:00", "invitation")]


def test_a_guest_moves_with_the_meeting_and_is_told_once(driven, guest):
    meeting = driven.meetings(KE)[0]
    driven.do(move_meeting, meeting.id, Times(local("2026-11-25", "10:00")), meeting.revision)
    driven.play_until(local("2026-11-09", "10:00"))
    assert told(driven)[1:] == [("2026-11-09 09:05", "invitation_update")]
    assert event_of(driven)["DTSTART"].dt == local("2026-11-25", "10:05")


def test_a_guest_is_cancelled_with_the_meeting(driven, guest):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Sygdom", meeting.revision)
    driven.tick()
    assert told(driven)[1:] == [("2026-11-09 09:00", "invitation_cancellation")]


def test_when_the_case_is_carried_over_its_guest_is_no_longer_invited(driven, guest, case):
    driven.play_until(RELEASE + timedelta(minutes=5))
    assert told(driven)[1:] == [("2026-11-20 12:05", "invitation_cancellation")]
    assert driven.told("agenda_released") == [
        Told("2026-11-20 12:00", "agenda_released", to) for to in sorted(map(member_of, PARTIES))
    ]


def test_a_guest_was_there_at_the_item_they_came_for_and_at_no_other(driven, guest, case):
    answer(driven, case)
    driven.play_until(local("2026-11-24", "11:00"))
    own = next(item for item in held_items(driven) if item.about == case)
    other = next(item for item in held_items(driven) if item.about != case)
    marks = [MarkGiven(guest.attendee_id, Presence.PRESENT, own.id)]
    minutes = driven.do(mark_presence, nth(driven, 0), marks, 0)
    assert [mark.item_id for mark in minutes.marks] == [own.id]
    for elsewhere in (other.id, ""):
        wrong = [MarkGiven(guest.attendee_id, Presence.PRESENT, elsewhere)]
        with pytest.raises(KeptFromItem):
            driven.do(mark_presence, nth(driven, 0), wrong, minutes.revision)


def test_whoever_is_kept_out_of_an_item_was_not_there_at_it(driven, case):
    ssp = next(a for a in driven.attendees(nth(driven, 0)) if a.email == member_of("ssp"))
    sof = next(a for a in driven.attendees(nth(driven, 0)) if a.email == member_of("sof"))
    driven.do(exclude, nth(driven, 0), item_of(driven, case), ssp.id)
    answer(driven, case)
    driven.play_until(local("2026-11-24", "11:00"))
    own = next(item for item in held_items(driven) if item.about == case)
    with pytest.raises(KeptFromItem):
        driven.do(mark_presence, nth(driven, 0), [MarkGiven(ssp.id, Presence.PRESENT, own.id)], 0)
    marks = [MarkGiven(ssp.id, Presence.PRESENT), MarkGiven(sof.id, Presence.PRESENT, own.id)]
    assert len(driven.do(mark_presence, nth(driven, 0), marks, 0).marks) == 2


def test_minutes_are_sent_to_those_of_the_whole_meeting_and_to_no_guest(driven, guest, case):
    answer(driven, case)
    driven.play_until(local("2026-11-24", "11:00"))
    ssp = next(a for a in driven.attendees(nth(driven, 0)) if a.email == member_of("ssp"))
    minutes = driven.do(mark_presence, nth(driven, 0), [MarkGiven(ssp.id, Presence.PRESENT)], 0)
    driven.do(send_for_comments, nth(driven, 0), minutes.revision)
    driven.play_until(local("2026-11-24", "11:05"))
    assert {t.to for t in driven.told("minutes_for_comment")} == set(map(member_of, PARTIES))


def held_items(driven):
    with driven.service.unit(CLOCK) as unit:
        return items_of(unit, minutes_read(unit, nth(driven, 0)))


def test_a_guest_of_a_released_item_stays_invited_and_hears_of_no_agenda(driven, guest, case):
    answer(driven, case)
    driven.play_until(RELEASE)
    assert told(driven) == [("2026-11-09 09:00", "invitation")]
    assert GUEST not in {one.to for one in driven.told("agenda_released")}


def test_a_guests_answer_is_matched_by_the_uid_of_their_own_event(driven, guest):
    with driven.service.unit(CLOCK) as unit:
        meeting, (attendee,) = places_of(unit.session, guest.uid, GUEST)
    assert (meeting.id, attendee.id, attendee.answered) == (
        nth(driven, 0),
        guest.attendee_id,
        Answered.NEEDS_ACTION,
    )


def test_an_invitation_is_taken_back_and_given_again_to_another_item(driven, guest):
    driven.do(withdraw_guest, nth(driven, 0), guest.attendee_id)
    driven.tick()
    with pytest.raises(NoSuchAttendee):
        driven.do(withdraw_guest, nth(driven, 0), guest.attendee_id)
    other = take(driven, OTHER)
    again = driven.do(invite_guest, nth(driven, 0), item_of(driven, other), GIVEN)
    driven.tick()
    assert (again.attendee_id, again.about) == (guest.attendee_id, other)
    assert [occasion for _, occasion in told(driven)] == [
        "invitation",
        "invitation",
        "invitation_cancellation",
    ]
    assert event_of(driven)["DTSTART"].dt == local("2026-11-24", "09:20")


def test_who_is_invited_already_comes_for_no_item_again(driven, guest, case):
    with pytest.raises(InvitedAlready):
        driven.do(invite_guest, nth(driven, 0), item_of(driven, case), GIVEN)
    member = GuestGiven(Recipient("Medlem", member_of("ssp"), "da"), "SSP", GuestBasis.SSP)
    with pytest.raises(InvitedAlready):
        driven.do(invite_guest, nth(driven, 0), item_of(driven, case), member)


def test_a_guest_comes_for_somebody_to_a_case_ahead_asked_by_the_secretariat(driven, case):
    agenda = driven.do(compose_agenda, nth(driven, 0))
    of_case = item_of(driven, case)
    with pytest.raises(NothingToInviteTo):
        driven.do(invite_guest, nth(driven, 0), agenda.items[0].id, GIVEN)
    with pytest.raises(AuthorityMissing):
        driven.do(invite_guest, nth(driven, 0), of_case, GuestGiven(GIVEN.to, " ", GuestBasis.PSP))
    named = GuestGiven(GIVEN.to, "Testa Prøvesen", GuestBasis.PSP)
    with pytest.raises(PersonalDataFound):
        driven.do(invite_guest, nth(driven, 0), of_case, named)
    with pytest.raises(NotAllowed):
        driven.do(invite_guest, nth(driven, 0), of_case, GIVEN, as_="agency:ssp")
    driven.clock.now = local("2026-11-24", "09:00")
    with pytest.raises(MeetingIsOver):
        driven.do(invite_guest, nth(driven, 0), of_case, GIVEN)


def test_the_basis_of_each_guest_is_kept_and_recorded(driven, guest, case):
    with driven.service.unit(CLOCK) as unit:
        kept = unit.session.get_one(Guest, guest.attendee_id)
    assert (kept.authority, kept.basis) == ("Psykiatrien", GuestBasis.PSP)
    (entry,) = driven.entries("invite_guest")
    assert (entry.about, entry.facts["basis"]) == (case, "psp")
    assert GUEST not in str(entry.facts)
