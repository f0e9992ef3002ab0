"""A conversation or a course outlives the party that had it: it is put before the secretariat, to be handed over."""

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from course_steps import PLAN, PLANNED_AT, held, opened, planned, to_conversation, with_plan
from driven_service import Told, local
from sample_people import OFFICE

from agenda.cases.course import CourseEnd, EndReason
from service.workflow.cases.conversing import Which, move_conversation
from service.workflow.cases.courses import end_course
from service.workflow.people import Days, PartyGiven, PeopleGiven, set_people

TOLD = [Told("2026-12-03 00:05", "party_ended", OFFICE)]


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    return to_conversation(driven)


def end(driven, party_id="sof", last_on=date(2026, 12, 2)):
    driven.do(set_people, PeopleGiven(parties=(PartyGiven(party_id, days=Days(last_on=last_on)),)))


def text_of(driven):
    """On one line."""
    (told,) = driven.messages("party_ended")
    mail = message_from_bytes(driven.mail_of(told), policy=default)
    return " ".join(mail.get_body(("plain",)).get_content().split())


def test_a_conversation_that_it_was_to_hold_is_put_before_the_secretariat_once(driven, reference):
    later = replace(PLAN, planned_at=local("2026-12-10", "14:00"))
    planned(driven, reference, later)
    end(driven)
    driven.play_until(local("2026-12-14"))
    assert driven.told("party_ended") == TOLD
    text = text_of(driven)
    assert [part in text for part in (reference, "samtaler", "10. dec.", "aftalte handlinger")] == [
        True,
        True,
        True,
        False,
    ]
    assert PLAN.holder not in text


def test_one_that_another_party_has_been_given_before_is_not(driven, reference):
    one = planned(driven, reference, replace(PLAN, planned_at=local("2026-12-10", "14:00")))
    given = replace(PLAN, party_id="ssp", planned_at=local("2026-12-10", "14:00"))
    driven.do(move_conversation, Which(reference, one.id, one.revision), given)
    end(driven)
    driven.play_until(local("2026-12-14"))
    assert driven.told("party_ended") == []


def test_nor_one_that_was_reported(driven, reference):
    held(driven, reference)
    end(driven)
    driven.play_until(local("2026-12-14"))
    assert driven.told("party_ended") == []


def test_a_course_that_it_was_responsible_for_is_put_before_the_secretariat_once(driven, reference):
    held(driven, reference)
    opened(driven, reference)
    end(driven)
    driven.play_until(local("2026-12-14"))
    assert driven.told("party_ended") == TOLD
    assert [part in text_of(driven) for part in (reference, "forløb", "samtaler")] == [True, True, False]


def test_a_course_that_has_ended_is_not(driven, reference):
    held(driven, reference)
    course = opened(driven, reference)
    given = CourseEnd(EndReason.NO_CONSENT, PLANNED_AT.date())
    driven.do(end_course, Which(reference, course.id, course.revision), given)
    end(driven)
    driven.play_until(local("2026-12-14"))
    assert driven.told("party_ended") == []


def test_what_is_settled_within_the_pause_is_told_to_nobody(driven, reference):
    one = planned(driven, reference, replace(PLAN, planned_at=local("2026-12-10", "14:00")))
    end(driven)
    driven.play_until(local("2026-12-03", "00:01"))
    with driven.service.sessions() as session:
        revision = session.get_one(type(one), one.id).revision
    given = replace(PLAN, party_id="ssp", planned_at=one.planned_at + timedelta(days=1))
    driven.do(move_conversation, Which(reference, one.id, revision), given)
    driven.play_until(local("2026-12-14"))
    assert driven.told("party_ended") == []


def test_what_a_party_that_goes_on_for_a_while_has_is_told_when_it_does_end(driven, reference):
    planned(driven, reference, replace(PLAN, planned_at=local("2026-12-20", "14:00")))
    end(driven)
    driven.play_until(local("2026-12-04"))
    end(driven, last_on=date(2026, 12, 8))
    driven.play_until(local("2026-12-14"))
    assert [one.at for one in driven.told("party_ended")] == ["2026-12-03 00:05", "2026-12-09 00:05"]
