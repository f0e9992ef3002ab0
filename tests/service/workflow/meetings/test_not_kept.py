"""A server that doesn't keep what was written: everybody hears once, and a person is shown what stands there."""

from datetime import timedelta

import pytest
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import KE, member, member_of, set_everybody

from agenda.access import CLOCK
from notifications.message import State
from notifications.occasion import Occasion
from service.database.meetings.entries import entries_of
from service.workflow.deciding_differences import put_back
from service.workflow.meetings.calendar_reading import KeptCalendar, read_calendar
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import move_meeting
from service.workflow.setting_aside import Shelf

PARTIES = ("ssp", "sof", "dks")
HOURS = ("starts_at", "ends_at")
REVERTS = [HOURS, (*HOURS, "written")]


@pytest.fixture
def carrier():
    return PaperCarrier()


@pytest.fixture
def driven(start_on, carrier):
    driven = start_on(local("2026-11-09"))
    driven.send_by(carrier, "exchange")
    set_everybody(driven, *(member(party) for party in PARTIES))
    return driven


@pytest.fixture
def meeting(driven):
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    later(driven)
    return meeting


def later(driven):
    driven.play_until(driven.now + timedelta(minutes=50))


def move(driven, meeting):
    now = driven.meeting(meeting.id)
    driven.do(
        move_meeting,
        meeting.id,
        Times(now.starts_at + timedelta(hours=1), None, "lokalet er optaget"),
        now.revision,
    )
    later(driven)


def updates(driven):
    return {m.state for m in driven.messages(Occasion.INVITATION_UPDATE)}


def told(carrier):
    return sorted(each for each in carrier.calendar.told if each[0] == "update")


def entry(driven, meeting):
    with driven.service.unit(CLOCK) as unit:
        (found,) = entries_of(unit.session, meeting.id)
        return found


ONE_EACH = [("update", member_of(party)) for party in sorted(PARTIES)]


@pytest.mark.parametrize("reverts", REVERTS)
def test_a_start_that_reverts_is_a_difference_and_told_once_to_each(driven, carrier, meeting, reverts):
    carrier.calendar.reverts = reverts
    move(driven, meeting)
    later(driven)
    difference = entry(driven, meeting).difference
    assert (told(carrier), updates(driven)) == (sorted(ONE_EACH), {State.PENDING})
    assert difference.starts_at == driven.meeting(meeting.id).starts_at - timedelta(hours=1)
    assert len(driven.messages(Occasion.MEETING_CHANGED_BY_HAND)) == 1


@pytest.mark.parametrize("reverts", REVERTS)
def test_a_reading_of_the_calendar_leaves_it_so(driven, carrier, meeting, reverts):
    carrier.calendar.reverts = reverts
    move(driven, meeting)
    shelf = Shelf(lambda: driven.service.unit(CLOCK), (timedelta(minutes=1),))
    read_calendar(carrier, KeptCalendar("vink@example.dk", "exchange"), shelf, driven.now)
    later(driven)
    assert (entry(driven, meeting).difference is None, told(carrier)) == (False, sorted(ONE_EACH))


def test_what_a_person_has_put_back_is_written_once_more_and_no_oftener(driven, carrier, meeting):
    carrier.calendar.reverts = HOURS
    move(driven, meeting)
    held = entry(driven, meeting)
    driven.do(put_back, held.id, held.revision)
    later(driven)
    assert told(carrier) == sorted(ONE_EACH * 2)
    assert entry(driven, meeting).difference is not None


def test_once_the_server_keeps_it_what_is_put_back_is_sent(driven, carrier, meeting):
    carrier.calendar.reverts = HOURS
    move(driven, meeting)
    carrier.calendar.reverts = ()
    held = entry(driven, meeting)
    driven.do(put_back, held.id, held.revision)
    later(driven)
    assert (updates(driven), entry(driven, meeting).difference) == ({State.SENT}, None)


def test_whom_the_server_drops_in_silence_is_missed_and_not_written_again(driven, carrier):
    carrier.calendar.drops = member_of("sof")
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    later(driven)
    asked = [email for kind, email in carrier.calendar.told if kind == "request"]
    assert sorted(asked) == sorted(map(member_of, PARTIES))
    assert entry(driven, meeting).difference.missing == (member_of("sof"),)
