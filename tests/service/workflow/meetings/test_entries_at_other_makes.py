"""The service against an EWS server of another make: everybody is told, whoever is unknown ends alone."""

from datetime import timedelta

import pytest
from driven_service import local
from sample_people import KE, member, member_of, set_everybody

from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer
from notifications.message import State
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import cancel_meeting, move_meeting
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double

INVITES = ("invitation", "invitation_update", "invitation_cancellation")
MINUTES = timedelta(minutes=40)


@pytest.fixture
def double(tmp_path):
    with ews_double(tmp_path, "--make", "other") as running:
        yield running
        assert running.refused() == []


@pytest.fixture
def driven(start_on, double):
    driven = start_on(local("2026-11-09"))
    carrier = ExchangeCarrier(
        EwsServer(double.url, USER, PASSWORD, "basic", allows_plain_http=True), "vink@example.dk"
    )
    driven.send_by(carrier, "exchange")
    set_everybody(driven, *(member(party) for party in ("ssp", "sof", "dks")))
    yield driven
    carrier.close()


def told(double):
    return sorted((mail["kind"], mail["to"]) for mail in double.wire() if mail["kind"] != "mail")


def all_of(kind, *parties):
    return [(kind, member_of(party)) for party in sorted(parties)]


def later(driven):
    driven.play_until(driven.now + MINUTES)


def test_a_meeting_is_told_of_once_to_each_through_its_whole_life(driven, double):
    (meeting,) = driven.plan(KE, "2026-11-24", "2026-11-24")
    later(driven)
    assert told(double) == all_of("request", "ssp", "sof", "dks")
    now = driven.meeting(meeting.id)
    to = now.starts_at + timedelta(hours=1)
    driven.do(move_meeting, meeting.id, Times(to, None, "lokalet er optaget"), now.revision)
    later(driven)
    driven.do(cancel_meeting, meeting.id, "for få sager", driven.meeting(meeting.id).revision)
    later(driven)
    assert told(double) == sorted(
        each for kind in ("request", "update", "cancel") for each in all_of(kind, "ssp", "sof", "dks")
    )
    assert {m.state for m in driven.messages(*INVITES)} == {State.SENT}


def test_whoever_is_unknown_there_is_dead_alone_and_the_others_are_invited(driven, double):
    double.unknown(member_of("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    later(driven)
    states = {m.recipient_email: m.state for m in driven.messages(*INVITES)}
    assert states == {
        member_of("ssp"): State.SENT,
        member_of("dks"): State.SENT,
        member_of("sof"): State.DEAD,
    }
    assert told(double) == all_of("request", "ssp", "dks")
