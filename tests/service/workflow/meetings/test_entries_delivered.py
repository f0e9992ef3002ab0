"""Meetings on a calendar channel: one entry, each attendee told once, and whatever goes wrong ends clearly."""

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes

import pytest
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import FORUM, KE, confirmed, everybody, member, member_of, set_everybody

from agenda.access import CLOCK
from agenda.meetings.calendar_entry import Decision
from notifications.carrier import InDoubt, NotSent
from notifications.message import State
from service.database.meetings.entries import entries_of
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.changing import Times
from service.workflow.meetings.entries import HELD_FAULT, OVER_FAULT
from service.workflow.people import Days, set_people
from service.workflow.rescheduling import cancel_meeting, move_meeting

NOVEMBER = local("2026-11-09")
MINUTE = timedelta(minutes=1)
INVITES = ("invitation", "invitation_update", "invitation_cancellation")


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    driven.paper = PaperCarrier()
    driven.send_by(driven.paper, "exchange")
    return driven


@pytest.fixture
def meeting(driven):
    """The meeting of 24 November, with three members."""
    set_everybody(driven, *(member(party) for party in ("ssp", "sof", "dks")))
    (one,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    return one


def told(driven):
    """What the calendar told since the last question."""
    heard = sorted(driven.paper.calendar.told)
    driven.paper.calendar.told.clear()
    return heard


def all_of(what, *parties):
    return [(what, member_of(party)) for party in sorted(parties)]


def states(driven):
    return sorted({str(m.state) for m in driven.messages(*INVITES)})


def later(driven, minutes):
    driven.play_until(driven.now + minutes * MINUTE)


def move(driven, meeting, hours):
    now = driven.meeting(meeting.id)
    to = now.starts_at + timedelta(hours=hours)
    driven.do(move_meeting, meeting.id, Times(to, None, "lokalet er optaget"), now.revision)


def test_a_meeting_is_one_entry_and_each_member_is_invited_once(driven, meeting):
    driven.tick()
    assert told(driven) == all_of("request", "ssp", "sof", "dks")
    assert (len(driven.paper.calendar.items), states(driven)) == (1, ["sent"])


def test_nothing_of_the_entry_is_told_again_when_the_worker_died_after_it_was_kept(driven, meeting):
    driven.paper.faults.append(InDoubt())
    driven.tick()
    assert (states(driven), told(driven)) == (["in_doubt"], [])
    later(driven, 5)
    assert (states(driven), told(driven)) == (["sent"], all_of("request", "ssp", "sof", "dks"))


def test_who_joins_while_the_first_attempt_is_in_doubt_gets_no_entry_of_their_own(driven, meeting):
    driven.paper.loses.append(InDoubt())
    driven.tick()
    driven.do(set_people, everybody(member("kf")))
    driven.tick()
    assert len(driven.paper.calendar.items) == 1
    later(driven, 5)
    assert told(driven) == all_of("request", "ssp", "sof", "dks", "kf")


def test_a_move_is_one_update_to_all_and_several_moves_within_the_pause_are_one(driven, meeting):
    driven.tick()
    told(driven)
    move(driven, meeting, 1)
    move(driven, meeting, 1)
    later(driven, 10)
    assert told(driven) == all_of("update", "ssp", "sof", "dks")


def test_who_joins_is_told_alone_and_who_leaves_too(driven, meeting):
    driven.tick()
    told(driven)
    driven.do(set_people, everybody(member("kf")))
    driven.tick()
    assert told(driven) == all_of("request", "kf")
    driven.do(set_people, everybody(member("kf", days=_until("2026-11-20"))))
    later(driven, 5)
    assert told(driven) == all_of("cancel", "kf")


def _until(day):
    return Days(None, date.fromisoformat(day))


def test_a_cancelled_meeting_is_cancelled_at_each(driven, meeting):
    driven.tick()
    told(driven)
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    driven.tick()
    assert (told(driven), driven.paper.calendar.items) == (all_of("cancel", "ssp", "sof", "dks"), {})


def test_cancelling_what_somebody_has_removed_already_is_told_to_each_by_mail(driven, meeting):
    driven.tick()
    told(driven)
    driven.paper.remove()
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    driven.tick()
    cancelled = driven.messages("invitation_cancellation")
    assert (told(driven), states(driven)) == ([], ["sent"])
    assert sorted(driven.paper.sent) == sorted(message.key for message in cancelled)
    assert [message.recipient_email for message in cancelled] == [member_of(p) for p in ("dks", "sof", "ssp")]
    with driven.service.unit(CLOCK) as unit:
        (entry,) = entries_of(unit.session, meeting.id)
    assert all(f"UID:{entry.uid}" in calendar_of(message) for message in cancelled)


def test_a_cancellation_whose_answer_was_lost_is_told_by_no_mail_beside(driven, meeting):
    driven.tick()
    told(driven)
    driven.paper.loses.append(InDoubt())
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    driven.tick()
    later(driven, 5)
    assert (told(driven), driven.paper.sent, states(driven)) == (
        all_of("cancel", "ssp", "sof", "dks"),
        [],
        ["sent"],
    )


def calendar_of(message):
    (part,) = (
        p for p in message_from_bytes(message.content).walk() if p.get_content_type() == "text/calendar"
    )
    return part.get_payload(decode=True).decode()


def test_one_address_that_the_server_refuses_is_dead_and_the_others_are_invited(driven, meeting):
    driven.paper.calendar.refuses = member_of("sof")
    driven.tick()
    later(driven, 5)
    assert told(driven) == all_of("request", "ssp", "dks")
    dead = [m.recipient_email for m in driven.messages(*INVITES) if m.state is State.DEAD]
    assert dead == [member_of("sof")]


def test_a_refused_address_stays_off_the_entry_when_the_meeting_moves(driven, meeting):
    driven.paper.calendar.refuses = member_of("sof")
    driven.tick()
    later(driven, 5)
    told(driven)
    move(driven, meeting, 1)
    later(driven, 10)
    assert [each for each in told(driven) if each[0] == "update"] == all_of("update", "ssp", "dks")


def test_what_somebody_moved_by_hand_is_held_and_not_overwritten(driven, meeting):
    driven.tick()
    told(driven)
    driven.paper.edit(starts_at=meeting.starts_at + timedelta(hours=3))
    move(driven, meeting, 1)
    later(driven, 10)
    assert (told(driven), states(driven)) == ([], ["pending", "sent"])
    with driven.service.unit(CLOCK) as unit:
        (entry,) = entries_of(unit.session, meeting.id)
        assert (str(entry.difference.kind), entry.decision) == ("edited", None)


def test_what_failed_before_and_now_waits_for_a_person_says_so(driven, meeting):
    """Its mailbox has long been well again."""
    driven.tick()
    move(driven, meeting, 1)
    driven.paper.faults += [NotSent(reason="busy")] * 2  # it is asked what changed, and to write
    driven.at(driven.now + 6 * MINUTE)
    assert {m.fault for m in driven.messages("invitation_update")} == {"busy"}
    driven.paper.edit(starts_at=meeting.starts_at + timedelta(hours=3))
    later(driven, 60)
    assert {(m.state, m.fault) for m in driven.messages("invitation_update")} == {(State.PENDING, HELD_FAULT)}


def test_once_the_meeting_has_begun_nobody_is_told_what_waited_for_a_decision(driven, meeting):
    """Nobody can adopt or put back any more: it would be tried every quarter of an hour for ever."""
    driven.tick()
    told(driven)
    driven.paper.edit(starts_at=meeting.starts_at + timedelta(hours=3))
    driven.do(set_people, everybody(member("dks", days=_until("2026-11-20"))))
    later(driven, 60)
    (waiting,) = driven.messages("invitation_cancellation")
    assert (waiting.state, waiting.fault) == (State.PENDING, HELD_FAULT)
    driven.at(meeting.starts_at)
    (dropped,) = driven.messages("invitation_cancellation")
    assert (dropped.state, dropped.fault, told(driven)) == (State.DROPPED, OVER_FAULT, [])


def test_what_is_put_back_is_told_to_all(driven, meeting):
    driven.tick()
    driven.paper.edit(starts_at=meeting.starts_at + timedelta(hours=3))
    move(driven, meeting, 1)
    later(driven, 10)
    told(driven)
    with driven.service.unit(CLOCK) as unit:
        (entry,) = entries_of(unit.session, meeting.id)
        entry.decision = Decision.PUT_BACK
    later(driven, 40)
    assert (told(driven), states(driven)) == (all_of("update", "ssp", "sof", "dks"), ["sent"])


def test_members_of_the_forum_have_an_entry_each(driven):
    set_everybody(driven, *(member(party, FORUM) for party in ("ssp", "sof")))
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.at(local("2027-01-05"))
    guests = [[t.email for t in item.tracked] for _, item in driven.paper.calendar.items.values()]
    assert sorted(guests) == [[member_of("sof")], [member_of("ssp")]]
    assert len({item.uid for _, item in driven.paper.calendar.items.values()}) == 2


def test_a_mail_goes_as_a_mail_beside_the_entries(driven, meeting):
    driven.tick()
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.tick()
    requests = driven.messages("lookup_request")
    assert [(m.state, m.key in driven.paper.sent) for m in requests] == [(State.SENT, True)]


def test_a_mailbox_that_fails_several_times_rests_and_goes_on_by_itself(driven, meeting):
    driven.paper.faults.extend([NotSent()] * 5)
    for _ in range(5):
        driven.at(driven.now + timedelta(minutes=10))
    began = driven.now
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.at(began + timedelta(seconds=30))
    assert driven.paper.sent == []
    later(driven, 10)
    assert (len(driven.paper.sent), told(driven)) == (1, all_of("request", "ssp", "sof", "dks"))


def test_no_more_mails_a_minute_than_the_settings_allow(driven, meeting):
    slow = driven.service.settings.mail.model_copy(update={"mails_a_minute": 2})
    driven.service = replace(
        driven.service, settings=driven.service.settings.model_copy(update={"mail": slow})
    )
    driven.do(take_concern, confirmed(parties=("ssp", "sof", "dks", "kf", "bif")))
    sent_by_minute = []
    began = driven.now
    for minute in range(4):
        driven.at(began + minute * MINUTE)
        sent_by_minute.append(len(driven.paper.sent))
    assert max(b - a for a, b in zip([0, *sent_by_minute], sent_by_minute, strict=False)) <= 3
    assert sent_by_minute[0] <= 2


def test_a_meeting_begun_over_mails_stays_there_when_its_mailbox_changes_channel(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    folder = driven.service.channels
    paper = PaperCarrier()
    driven.service = replace(driven.service, channels=_Moved(folder, paper))
    move(driven, meeting, 1)
    driven.play_until(driven.now + 10 * MINUTE)
    assert (paper.calendar.told, {m.channel for m in driven.messages(*INVITES)}) == ([], {"folder"})


class _Moved:
    """The mailbox has another channel now; the old one is still there."""

    def __init__(self, before, carrier):
        self.before, self.after = before, carrier

    def name_of(self, _mailbox):
        return "exchange"

    def mails(self, channel, mailbox):
        return self.before.mails(channel, mailbox) if channel == "folder" else self.after

    def calendar(self, channel, _mailbox):
        return self.after if channel == "exchange" else None

    def availability(self, mailbox):
        return self.calendar(self.name_of(mailbox), mailbox)

    def inbox(self, _mailbox):
        return None

    def shared_inbox(self):
        return None

    def is_paced(self, channel):
        return channel != "folder"


def test_in_a_trial_everything_goes_to_one_address(driven):
    trial = driven.service.settings.mail.model_copy(update={"redirect_to": "proeve@example.dk"})
    driven.service = replace(
        driven.service, settings=driven.service.settings.model_copy(update={"mail": trial})
    )
    set_everybody(driven, *(member(party) for party in ("ssp", "sof")))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    assert told(driven) == [("request", "proeve@example.dk")]


def test_a_trial_begun_on_a_store_in_use_tells_none_of_the_real_members(driven, meeting):
    driven.tick()
    told(driven)
    trial = driven.service.settings.mail.model_copy(update={"redirect_to": "proeve@example.dk"})
    driven.service = replace(
        driven.service, settings=driven.service.settings.model_copy(update={"mail": trial})
    )
    move(driven, meeting, 1)
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    later(driven, 10)
    assert (told(driven), states(driven)) == ([], ["dead", "sent"])
