"""Whoever is invited and has not heard of it stands so at the meeting, and is not one who does not answer."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import KE, delegate, deputy_of, member_of, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.meetings.attendance import Undelivered
from agenda.meetings.quorum import PartyState
from notifications.carrier import Carrier, Refused
from notifications.message import Message
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.reading import not_reached_of, party_attendance_of
from service.workflow.meetings.replying import take_reply
from service.workflow.outbox import retry

OFFICE = actor_named("secretariat")


@dataclass
class Strict:
    """A carrier whose server will not have some addresses."""

    carrier: Carrier
    refused: set[str]

    def find(self, key):
        return self.carrier.find(key)

    def send(self, parcel):
        if parcel.recipient.email in self.refused:
            raise Refused("550 5.1.1: the server refuses the recipient")
        self.carrier.send(parcel)


@pytest.fixture
def strict(start_on):
    """The address of SSP's member is refused, and SOF's member has heard of the meeting."""
    driven = start_on(local("2026-10-01", "12:00"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.send_by(Strict(driven.carrier, {member_of("ssp")}))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    return driven


def lost(driven):
    """By address."""
    (meeting,) = driven.meetings(KE)
    with driven.service.unit(OFFICE) as unit:
        found = not_reached_of(unit, meeting.id)
    return {a.email: found[a.id] for a in driven.attendees(meeting.id) if a.id in found}


def party_states(driven):
    (meeting,) = driven.meetings(KE)
    with driven.service.unit(OFFICE) as unit:
        found = party_attendance_of(unit, meeting.id)
    return {party.party_id: party.state for party in found.parties if party.party_id in {"ssp", "sof"}}


def message_to(driven, email):
    return next(m for m in driven.messages("invitation") if m.recipient_email == email)


def test_a_member_whom_the_server_refused_is_not_reached_and_the_others_have_not_answered(strict):
    assert lost(strict) == {member_of("ssp"): Undelivered.REFUSED}
    assert party_states(strict) == {"ssp": PartyState.NOT_REACHED, "sof": PartyState.NO_ANSWER}


def test_neither_is_one_whose_invitation_came_back(strict):
    with strict.service.unit(CLOCK) as unit:
        unit.session.get_one(Message, message_to(strict, member_of("sof")).id).bounce("5.1.1")
    assert lost(strict)[member_of("sof")] is Undelivered.RETURNED


def test_whoever_answers_all_the_same_was_reached(strict):
    (meeting,) = strict.meetings(KE)
    strict.do(take_reply, reply(meeting.uid, member_of("ssp"), "DECLINED", stamp="20261001T090000Z"))
    assert party_states(strict)["ssp"] is PartyState.DECLINED


def test_a_deputy_who_is_refused_represents_nobody_and_is_reached_once_the_address_is_taken(strict):
    (meeting,) = strict.meetings(KE)
    strict.service.channels.carrier.refused.add(deputy_of("ssp"))
    (absent,) = (a for a in strict.attendees(meeting.id) if a.email == member_of("ssp"))
    strict.do(invite_deputy, meeting.id, absent.id, None)
    strict.tick()
    assert lost(strict)[deputy_of("ssp")] is Undelivered.REFUSED
    assert party_states(strict)["ssp"] is PartyState.NOT_REACHED
    strict.service.channels.carrier.refused.clear()
    strict.do(retry, message_to(strict, deputy_of("ssp")).id, "dead-1")
    strict.clock.now += timedelta(minutes=1)
    strict.tick()
    assert lost(strict) == {member_of("ssp"): Undelivered.REFUSED}
    assert party_states(strict)["ssp"] is PartyState.NO_ANSWER
