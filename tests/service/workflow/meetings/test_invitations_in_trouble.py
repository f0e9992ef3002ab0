"""Invitations as mails, when the first attempt fails and the meeting changes meanwhile."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from driven_service import local
from sample_people import KE, member, set_everybody

from notifications.carrier import InDoubt, NotSent
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import move_meeting

NOVEMBER = local("2026-11-09")


@dataclass
class Stumbling:
    """A mail server that takes everything but stumbles first, as often as the test says."""

    faults: list = field(default_factory=list)
    taken: list = field(default_factory=list)

    def find(self, _key):
        return False

    def send(self, parcel):
        if self.faults:
            raise self.faults.pop(0)
        self.taken.append(parcel.key.partition(":")[0])


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    driven.server = Stumbling()
    driven.send_by(driven.server, "smtp")
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    return driven


def move(driven):
    (meeting,) = driven.meetings(KE)
    to = meeting.starts_at + timedelta(hours=1)
    driven.do(move_meeting, meeting.id, Times(to, None, "lokalet er optaget"), meeting.revision)


def test_an_invitation_that_was_held_up_tells_of_the_move_and_no_update_repeats_it(driven):
    driven.server.faults.append(NotSent())
    driven.tick()
    move(driven)
    driven.play_until(driven.now + timedelta(minutes=10))
    assert driven.server.taken == ["invitation"]


def test_an_invitation_that_may_have_arrived_keeps_its_bytes_and_the_update_follows(driven):
    driven.server.faults.append(InDoubt())
    driven.tick()
    move(driven)
    driven.play_until(driven.now + timedelta(minutes=10))
    assert driven.server.taken == ["invitation", "invitation_update"]
