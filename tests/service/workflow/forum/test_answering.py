import pytest
from driven_service import local
from forum_scene import ALMA, BO, as_guest, attendee, called, first_meeting

from agenda.meetings.attendance import Answered, AnsweredTooLate
from service.workflow.forum.answering import answer


@pytest.fixture
def forum(start_on):
    return called(start_on)


def test_a_member_says_over_the_link_whether_they_come(forum):
    as_guest(forum, answer, Answered.ACCEPTED)
    assert (attendee(forum).answered, attendee(forum).answered_at) == (Answered.ACCEPTED, forum.now)


def test_for_themselves_alone(forum):
    as_guest(forum, answer, Answered.DECLINED)
    assert attendee(forum, BO).answered is Answered.NEEDS_ACTION


def test_and_may_say_otherwise_until_the_meeting_begins(forum):
    as_guest(forum, answer, Answered.DECLINED)
    forum.clock.now = local("2027-02-11", "16:59")
    as_guest(forum, answer, Answered.TENTATIVE)
    assert attendee(forum).answered is Answered.TENTATIVE


def test_but_not_once_it_has_begun(forum):
    forum.clock.now = first_meeting(forum).starts_at
    with pytest.raises(AnsweredTooLate):
        as_guest(forum, answer, Answered.ACCEPTED)


def test_the_record_says_who_answered_and_bears_no_address(forum):
    as_guest(forum, answer, Answered.ACCEPTED)
    (entry,) = forum.entries("take_reply")
    assert entry.facts == {"answered": "accepted", "member": attendee(forum).member_id}
    assert ALMA not in f"{entry.actor}{entry.about}{entry.facts}"
