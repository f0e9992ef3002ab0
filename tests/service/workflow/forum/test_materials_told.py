"""What comes after the agenda is out is told of; what lay there before, the agenda's mail told of."""

from datetime import timedelta

import pytest
from forum_scene import ALMA, BO, called, first_meeting

from agenda.meetings.meeting import AGENDA_DUE
from notifications.message import State
from notifications.occasion import Occasion
from service.workflow.forum.materials import FileGiven, add_material, remove_material
from service.workflow.rescheduling import cancel_meeting

PDF = b"%PDF-1.7\n"
PAUSE = timedelta(minutes=5)


@pytest.fixture
def forum(start_on):
    forum = called(start_on)
    forum.play_until(first_meeting(forum).due_at(AGENDA_DUE))
    return forum


def added(forum, title, name="oplaeg.pdf"):
    return forum.do(add_material, first_meeting(forum).id, FileGiven(name, PDF, title), as_="forum")


def mails(forum):
    return {m.recipient_email: forum.mail_of(m).decode() for m in sent(forum)}


def sent(forum):
    return [m for m in forum.messages(Occasion.MATERIALS_ADDED) if m.state is State.SENT]


def test_several_files_are_told_of_in_one_mail_a_pause_after_the_last(forum):
    added(forum, "Oplaeg")
    forum.clock.now += PAUSE / 2
    added(forum, "Tal for 2026")
    forum.play_until(forum.now + PAUSE - timedelta(seconds=1))
    assert mails(forum) == {}
    forum.play_until(forum.now + timedelta(seconds=1))
    told = mails(forum)
    assert sorted(told) == [ALMA, BO]
    assert all("- Oplaeg" in text and "- Tal for 2026" in text for text in told.values())


def test_later_files_are_told_of_by_themselves(forum):
    added(forum, "Oplaeg")
    forum.play_until(forum.now + PAUSE)
    added(forum, "Tal for 2026")
    forum.play_until(forum.now + PAUSE)
    last = forum.mail_of(sent(forum)[-1]).decode()
    assert ("- Oplaeg" in last, "- Tal for 2026" in last) == (False, True)


def test_a_file_that_is_taken_away_again_is_told_to_nobody(forum):
    forum.do(remove_material, added(forum, "Oplaeg").id, as_="forum")
    forum.play_until(forum.now + PAUSE)
    assert mails(forum) == {}


def test_before_the_agenda_is_out_nobody_is_told(start_on):
    forum = called(start_on)
    added(forum, "Oplaeg")
    forum.play_until(forum.now + PAUSE)
    assert forum.messages(Occasion.MATERIALS_ADDED) == []


def test_nor_once_the_meeting_is_cancelled(forum):
    added(forum, "Oplaeg")
    meeting = first_meeting(forum)
    forum.do(cancel_meeting, meeting.id, "Salen er optaget", meeting.revision, as_="forum")
    forum.play_until(forum.now + PAUSE)
    assert mails(forum) == {}
