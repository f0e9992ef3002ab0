"""One rule for every way of answering: while the meeting stands and is to come."""

from datetime import timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from paper_calendar import PaperCarrier
from sample_people import KE, member, member_of, set_everybody

from agenda.access import actor_named
from agenda.meetings.attendance import Answered, AnsweredTooLate
from service.database.meetings.attending import unmatched_replies
from service.workflow.meetings.calendar_reading import read_calendars
from service.workflow.meetings.reading import candidates_for
from service.workflow.meetings.replying import file_reply, take_reply
from service.workflow.meetings.settling import assign_reply
from service.workflow.office import own_bodies
from service.workflow.rescheduling import cancel_meeting

NOVEMBER = local("2026-11-09")
NINE = local("2026-11-24")
SSP = member_of("ssp")
STRANGER = "delegeret@example.dk"


def invite(driven):
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    return driven


@pytest.fixture
def driven(start_on):
    return invite(start_on(NOVEMBER))


def the_meeting(driven):
    return driven.meetings(KE)[0]


def be_begun(driven):
    driven.at(NINE)


def be_over(driven):
    driven.play_until(NINE + timedelta(hours=3))


def be_called_off(driven):
    driven.do(cancel_meeting, the_meeting(driven).id, "Ingen sager", the_meeting(driven).revision)
    driven.tick()


OVER = pytest.mark.parametrize("bring", [be_begun, be_over, be_called_off])


def mail(driven, sender=SSP):
    sequence = the_meeting(driven).sequence
    return reply(the_meeting(driven).uid, sender, "DECLINED", sequence=sequence, stamp="20261109T090000Z")


def answered(driven):
    return [a.answered for a in driven.attendees(the_meeting(driven).id)]


def unmatched(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        return list(unmatched_replies(unit.session, 10, own_bodies(unit)))


def test_until_the_second_before_an_answer_is_taken(driven):
    driven.at(NINE - timedelta(seconds=1))
    driven.do(take_reply, mail(driven))
    assert answered(driven) == [Answered.DECLINED]


@OVER
def test_a_mail_to_a_meeting_that_is_over_or_off_is_refused_in_words(driven, bring):
    bring(driven)
    with pytest.raises(AnsweredTooLate):
        driven.do(take_reply, mail(driven))
    assert answered(driven) == [Answered.NEEDS_ACTION]


@OVER
def test_out_of_the_inbox_it_changes_nothing_and_waits_for_nobody(driven, bring):
    bring(driven)
    driven.do(file_reply, "svar.eml", mail(driven))
    assert (answered(driven), unmatched(driven)) == ([Answered.NEEDS_ACTION], [])
    assert [entry.about for entry in driven.entries("leave_late_reply")] == [the_meeting(driven).id]


@OVER
def test_one_that_was_laid_aside_can_then_only_be_put_away(driven, bring):
    driven.do(file_reply, "svar.eml", mail(driven, STRANGER))
    (aside,) = unmatched(driven)
    (attendee,) = driven.attendees(the_meeting(driven).id)
    bring(driven)
    with driven.service.unit(actor_named("secretariat")) as unit:
        assert candidates_for(unit, aside, driven.now) == []
    with pytest.raises(AnsweredTooLate):
        driven.do(assign_reply, aside.id, attendee.id)
    assert [one.id for one in unmatched(driven)] == [aside.id]


@pytest.mark.parametrize("bring", [be_begun, be_over])
def test_in_the_calendar_too_it_says_nothing_any_more(start_on, bring):
    driven = start_on(NOVEMBER)
    paper = PaperCarrier()
    driven.send_by(paper, "exchange")
    invite(driven)
    bring(driven)
    paper.answer(SSP, "declined", driven.now)
    paper.answer(STRANGER, "accepted", driven.now)
    read_calendars(
        driven.service.channels, "ke@moedeklar.invalid", driven.service.clockwork.shelf, driven.now
    )
    assert (answered(driven), unmatched(driven)) == ([Answered.NEEDS_ACTION], [])
