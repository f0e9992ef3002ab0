"""The two phases of an invitation hold on the EWS double, whatever goes wrong, and a client without them does not."""

import pytest
from exchangelib.errors import EWSError
from exchangelib.items import SEND_TO_ALL_AND_SAVE_COPY, SEND_TO_CHANGED_AND_SAVE_COPY, SEND_TO_NONE
from exchangelib.protocol import BaseProtocol
from requests import RequestException

from tests.doubles.ews_clients import connected, find, new_meeting, people
from tests.doubles.running import ews_double

PEOPLE = [f"{name}@example.dk" for name in ("anna", "bo", "carl")]


@pytest.fixture
def double(tmp_path, monkeypatch):
    monkeypatch.setattr(BaseProtocol, "TIMEOUT", 5)
    with ews_double(tmp_path) as running:
        yield running


def until_it_works(deed):
    """How often it was tried."""
    for attempt in range(1, 200):
        try:
            deed()
        except (EWSError, RequestException):
            continue
        return attempt
    raise AssertionError("never worked")


def in_two_phases(account, meeting):
    def deed():
        found = find(account, meeting.operation_id)
        if not found:
            again = new_meeting(account, uid=meeting.uid, operation_id=meeting.operation_id)
            again.save(send_meeting_invitations=SEND_TO_NONE)
            found = [again]
        found[0].required_attendees = people(*PEOPLE)
        found[0].save(
            update_fields=["required_attendees"], send_meeting_invitations=SEND_TO_CHANGED_AND_SAVE_COPY
        )

    return deed


def at_once(account, meeting):
    def deed():
        again = new_meeting(account, uid=meeting.uid, required_attendees=people(*PEOPLE))
        again.save(send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)

    return deed


def told(double):
    return sorted((mail["uid"], mail["to"]) for mail in double.wire())


def test_looked_up_and_done_in_two_phases_each_is_told_once(double):
    with connected(double) as account:
        meetings = [new_meeting(account) for _ in range(12)]
        double.faults(seed=3, rate=0.4, hang_seconds=0.05, retry_after=0.01)
        attempts = sum(until_it_works(in_two_phases(account, meeting)) for meeting in meetings)
    assert attempts > len(meetings)
    assert {fault["when"] for fault in double.injected()} == {"before", "after"}
    assert told(double) == sorted((meeting.uid, address) for meeting in meetings for address in PEOPLE)


def test_done_at_once_and_again_somebody_is_told_twice(double):
    with connected(double) as account:
        meetings = [new_meeting(account) for _ in range(10)]
        double.faults(seed=3, rate=0.4, hang_seconds=0.05, retry_after=0.01)
        for meeting in meetings:
            until_it_works(at_once(account, meeting))
    assert len(told(double)) > len(meetings) * len(PEOPLE)
