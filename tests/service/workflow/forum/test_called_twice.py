"""Whoever is called on for topics twice while the server is down is told once, when it is up again."""

from datetime import timedelta

import pytest
from forum_scene import ALMA, BO, called, first_meeting

from notifications.carrier import InDoubt, NotSent
from notifications.message import State
from service.workflow.forum.calling import call_by_hand

MINUTE = timedelta(minutes=1)


class Down:
    """A server that takes nothing, and may not say so."""

    def __init__(self, fault):
        self.fault = fault

    def find(self, _key):
        return False

    def send(self, _parcel):
        raise self.fault()


@pytest.mark.parametrize("fault", [NotSent, InDoubt], ids=["not sent", "in doubt"])
def test_each_is_told_once(start_on, fault):
    driven = called(start_on)
    driven.play_until(driven.now + 10 * MINUTE)
    began, up = driven.now, driven.carrier
    driven.send_by(Down(fault))
    for _ in range(2):
        meeting = first_meeting(driven)
        driven.do(call_by_hand, meeting.id, meeting.revision, as_="forum")
        driven.play_until(driven.now + MINUTE)
    driven.send_by(up)
    driven.play_until(driven.now + 60 * MINUTE)
    told = [one for one in driven.messages("topics_called") if one.created_at >= began]
    assert sorted(one.recipient_email for one in told if one.state is State.SENT) == [ALMA, BO]
    dropped = sorted((one.recipient_email, one.fault) for one in told if one.state is State.DROPPED)
    assert dropped == [(each, "a later message says the same") for each in (ALMA, BO)]
