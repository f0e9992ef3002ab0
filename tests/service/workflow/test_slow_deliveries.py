"""Handing over takes time, and what is counted from a moment is counted from the moment it happens."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from driven_service import Driven, local
from sample_people import KE, confirmed, set_everybody

from notifications.carrier import Carrier
from notifications.message import State
from service.workflow.cases.intake import take_concern

LEASE = timedelta(seconds=120)


@dataclass
class Slow:
    """A carrier that takes its time over each mail, and looks how long the lease of it runs yet."""

    carrier: Carrier
    driven: Driven
    takes: timedelta

    def __post_init__(self):
        self.leases = []

    def find(self, key):
        return self.carrier.find(key)

    def send(self, parcel):
        claimed = [m for m in self.driven.messages() if m.state is State.CLAIMED]
        self.leases += [m.lease_until - self.driven.now for m in claimed]
        self.driven.clock.now += self.takes
        self.carrier.send(parcel)


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    return driven


def slowed(driven, takes):
    slow = Slow(driven.carrier, driven, takes)
    driven.send_by(slow, "smtp")
    driven.do(take_concern, confirmed(parties=("ssp", "sof", "dks")))
    return slow


def test_the_lease_of_each_mail_runs_from_its_own_claim(driven):
    slow = slowed(driven, timedelta(seconds=8))
    driven.tick()
    assert slow.leases == [LEASE] * 3


def test_no_more_mails_go_in_one_run_than_in_a_minute(driven):
    few = driven.service.settings.mail.model_copy(update={"mails_a_minute": 2})
    driven.service = replace(
        driven.service, settings=driven.service.settings.model_copy(update={"mail": few})
    )
    slow = slowed(driven, timedelta(seconds=1))
    driven.tick()
    assert len(slow.leases) == 2
    driven.clock.now += timedelta(minutes=1)
    driven.tick()
    assert len(slow.leases) == 3
