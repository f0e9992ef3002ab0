"""What comes back from an organiser's calendar: answers, strangers, changes made by hand, and nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import KE, everybody, member, member_of, set_everybody

from agenda.access import CLOCK
from agenda.meetings.attendance import Answered
from agenda.meetings.calendar_entry import DifferenceKind
from notifications.carrier import NotSent
from notifications.entry import Tracked
from notifications.occasion import Occasion
from service.database.meetings.attending import unmatched_replies
from service.database.meetings.entries import entries_of
from service.database.outbox import mailbox_named
from service.workflow.deciding_differences import adopt, put_back
from service.workflow.meetings.calendar_reading import read_calendars
from service.workflow.meetings.changing import Times
from service.workflow.meetings.words import changed_by_hand_words
from service.workflow.office import own_bodies
from service.workflow.people import set_people
from service.workflow.rescheduling import move_meeting

NOVEMBER = local("2026-11-09")
MAILBOX = "ke@moedeklar.invalid"
SSP, SOF = member_of("ssp"), member_of("sof")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
TEN = local("2026-11-24", "10:00")


@pytest.fixture
def carrier():
    return PaperCarrier()


@pytest.fixture
def driven(start_on, carrier):
    """One meeting on 24 Nov, kept in the organiser's calendar with SSP and SOF on it."""
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.send_by(carrier, "exchange")
    driven.tick()
    return driven


def read(driven, after=timedelta()):
    driven.clock.now += after
    read_calendars(driven.service.channels, MAILBOX, driven.service.clockwork.shelf, driven.now)


def meeting(driven):
    return driven.meetings(KE)[0]


def answers(driven):
    return {a.email: str(a.answered) for a in driven.attendees(meeting(driven).id)}


def entry(driven):
    with driven.service.unit(CLOCK) as unit:
        return entries_of(unit.session, meeting(driven).id)[0]


def mailbox(driven):
    with driven.service.unit(CLOCK) as unit:
        return mailbox_named(unit.session, MAILBOX)


def unmatched(driven):
    with driven.service.unit(CLOCK) as unit:
        return [
            (r.reason, r.meeting_id, r.sender, r.answered)
            for r in unmatched_replies(unit.session, 10, own_bodies(unit))
        ]


def told(carrier):
    said, carrier.calendar.told = carrier.calendar.told, []
    return said


def test_an_answer_in_the_calendar_is_the_attendees_answer_and_recorded_once(driven, carrier):
    carrier.answer(SSP, "accepted", LONG_AGO)
    read(driven)
    read(driven, timedelta(minutes=5))
    assert answers(driven) == {SOF: "needs_action", SSP: "accepted"}
    assert [e.facts["answered"] for e in driven.entries("take_reply")] == ["accepted"]


def test_whoever_changes_their_mind_is_heard_whatever_the_servers_clock_says(driven, carrier):
    carrier.answer(SSP, "accepted", LONG_AGO)
    read(driven)
    carrier.answer(SSP, "declined", LONG_AGO - timedelta(days=1))
    read(driven)
    assert answers(driven)[SSP] == "declined"


def test_an_answer_that_a_mail_told_already_is_no_news(driven, carrier):
    with driven.service.unit(CLOCK) as unit:
        ssp = next(a for a in driven.attendees(meeting(driven).id) if a.email == SSP)
        unit.session.merge(ssp).take(Answered.ACCEPTED, 0, NOVEMBER, driven.now)
    carrier.answer(SSP, "accepted", LONG_AGO)
    read(driven, timedelta(minutes=5))
    taken = next(a for a in driven.attendees(meeting(driven).id) if a.email == SSP)
    assert (taken.answered_at, driven.entries("take_reply")) == (NOVEMBER, [])


def test_after_a_move_the_old_answer_that_still_stands_there_is_none_to_the_new_time(driven, carrier):
    carrier.answer(SSP, "accepted", LONG_AGO)
    read(driven)
    kept = meeting(driven)
    driven.do(move_meeting, kept.id, Times(TEN), kept.revision)
    driven.at(NOVEMBER + timedelta(minutes=10))
    read(driven)
    assert (answers(driven)[SSP], entry(driven).difference) == ("needs_action", None)


def test_an_answer_given_before_the_new_time_was_told_is_to_the_old_one(driven, carrier):
    kept = meeting(driven)
    driven.do(move_meeting, kept.id, Times(TEN), kept.revision)
    carrier.answer(SSP, "accepted", LONG_AGO)
    read(driven)
    assert answers(driven)[SSP] == "accepted"
    driven.play_until(driven.now + timedelta(minutes=10))
    read(driven)
    assert answers(driven)[SSP] == "needs_action"


def test_an_answer_of_somebody_added_by_hand_is_laid_aside_once_and_invites_nobody(driven, carrier):
    carrier.answer("delegeret@example.dk", "accepted", LONG_AGO)
    read(driven)
    read(driven)
    laid_aside = ("not_invited", meeting(driven).id, "delegeret@example.dk", Answered.ACCEPTED)
    assert (unmatched(driven), entry(driven).strangers) == ([laid_aside], ["delegeret@example.dk"])
    assert sorted(answers(driven)) == [SOF, SSP]


def test_somebody_added_by_hand_who_has_not_answered_is_named_and_nothing_more(driven, carrier):
    carrier.answer("delegeret@example.dk", "none", None)
    read(driven)
    assert (unmatched(driven), entry(driven).strangers) == ([], ["delegeret@example.dk"])


@pytest.mark.parametrize(
    ("by_hand", "kind"),
    [
        (lambda c: c.edit(place="Kantinen"), DifferenceKind.EDITED),
        (lambda c: c.edit(tracked=(Tracked(SSP),)), DifferenceKind.GUESTS),
        (lambda c: c.remove(), DifferenceKind.REMOVED),
    ],
    ids=["edited", "guests", "removed"],
)
def test_what_somebody_changed_by_hand_is_found_and_put_back_when_decided(driven, carrier, by_hand, kind):
    before = carrier.calendar.items
    by_hand(carrier)
    read(driven)
    assert entry(driven).difference.kind is kind
    driven.do(put_back, entry(driven).id, entry(driven).revision)
    driven.at(NOVEMBER + timedelta(minutes=1))
    read(driven)
    ((_, item),) = carrier.calendar.items.values()
    assert (item.place, sorted(t.email for t in item.tracked)) == ("Prøvegade 1", [SOF, SSP])
    assert (entry(driven).difference, entry(driven).decision, len(before)) == (None, None, 1)


def test_the_mail_about_it_says_how_many_are_off_the_meeting_and_names_nobody(driven, carrier):
    carrier.edit(tracked=(Tracked(SSP),))
    read(driven)
    (told,) = driven.messages("meeting_changed_by_hand")
    with driven.service.unit(CLOCK) as unit:
        (item,) = changed_by_hand_words(unit, told, driven.now).facts["items"]
    assert (item["missing"], item["is_of_one"]) == (1, False)
    assert "Medlem" not in repr(item)


def test_a_move_by_hand_that_was_adopted_is_not_found_again_not_even_once_we_move_it_on(driven, carrier):
    later = TEN + timedelta(hours=2)
    carrier.edit(starts_at=TEN, ends_at=later)
    read(driven)
    driven.do(adopt, entry(driven).id, entry(driven).revision)
    told(carrier)
    driven.at(NOVEMBER + timedelta(minutes=10))
    read(driven)
    assert (meeting(driven).starts_at, entry(driven).difference, told(carrier)) == (TEN, None, [])
    driven.do(move_meeting, meeting(driven).id, Times(later), meeting(driven).revision)
    read(driven)
    driven.at(NOVEMBER + timedelta(minutes=20))
    assert (entry(driven).difference, sorted(told(carrier))) == (None, [("update", SOF), ("update", SSP)])


def test_whom_somebody_took_off_is_not_invited_again_when_the_members_are_given_anew(driven, carrier):
    carrier.edit(tracked=(Tracked(SSP),))
    read(driven)
    driven.do(adopt, entry(driven).id, entry(driven).revision)
    told(carrier)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.at(NOVEMBER + timedelta(minutes=10))
    assert (told(carrier), entry(driven).difference) == ([], None)


def test_a_calendar_that_is_down_is_counted_and_leaves_everything_as_it_was(driven, carrier):
    carrier.answer(SSP, "accepted", LONG_AGO)
    carrier.faults = [NotSent(timedelta(minutes=3), "the server is busy"), ValueError("broken")]
    read(driven)
    down = mailbox(driven)
    assert (down.failures, down.fault, down.rests_until, down.cursor) == (
        1,
        "the server is busy",
        NOVEMBER + timedelta(minutes=3),
        None,
    )
    read(driven)
    assert (mailbox(driven).failures, answers(driven)[SSP]) == (2, "needs_action")


def test_the_next_reading_of_a_calendar_that_is_up_again_goes_on_where_the_last_one_ended(driven, carrier):
    carrier.faults = [NotSent()]
    for _ in range(3):
        read(driven)
    assert ([cursor for _, cursor in carrier.reads], mailbox(driven).failures) == ([None, None, "2"], 0)


def test_the_clock_reads_each_calendar_every_five_minutes_and_no_oftener(driven, carrier):
    for minutes in (0, 4, 5, 9, 10):
        driven.at(NOVEMBER + timedelta(minutes=minutes, seconds=1))
    assert len(carrier.reads) == 3


def test_a_calendar_that_rests_is_not_read(driven, carrier):
    carrier.faults = [NotSent(timedelta(minutes=12))]
    for minutes in (0, 5, 10, 15):
        driven.at(NOVEMBER + timedelta(minutes=minutes, seconds=1))
    assert len(carrier.reads) == 2


def test_a_meeting_is_watched_until_a_day_after_its_end_and_no_longer(driven, carrier):
    ended_at = local("2026-11-24", "11:00")
    driven.play_until(ended_at)
    carrier.reads.clear()
    read(driven, timedelta(hours=23))
    read(driven, timedelta(hours=1))
    assert [len(watched) for watched, _ in carrier.reads] == [1]


def test_what_is_removed_after_the_meeting_began_is_no_difference(driven, carrier):
    driven.play_until(local("2026-11-24", "09:00"))
    carrier.remove()
    read(driven)
    assert (entry(driven).difference, driven.messages(Occasion.MEETING_CHANGED_BY_HAND)) == (None, [])


def test_an_answer_that_came_before_somebody_joined_is_not_lost(driven, carrier):
    carrier.answer(SSP, "accepted", LONG_AGO)
    driven.do(set_people, everybody(member("dks")))
    driven.tick()
    read(driven, timedelta(minutes=5))
    assert answers(driven)[SSP] == "accepted"
