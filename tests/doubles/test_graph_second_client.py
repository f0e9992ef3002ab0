"""The Graph double driven by a client that we did not write: O365."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import requests
from O365 import Account, MSGraphProtocol
from O365.calendar import Calendar, Event, EventResponse
from O365.utils.token import MemoryTokenBackend

ORGANISER, ANNA, BENT = "sekretariat@example.dk", "anna@example.dk", "bent@example.dk"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class _Event(Event):
    def to_api_data(self, restrict_keys=None):
        """It writes one flag as a word, "false", which Microsoft's schema does not have."""
        data = super().to_api_data(restrict_keys)
        return {name: value == "true" if name == "isOnlineMeeting" else value for name, value in data.items()}


@pytest.fixture
def account(graph, monkeypatch):
    monkeypatch.setattr(Calendar, "event_constructor", _Event)

    class Protocol(MSGraphProtocol):
        _protocol_url = graph.url.removesuffix("v1.0")

    account = Account(
        ("application", "secret"),
        auth_flow_type="credentials",
        tenant_id="tenant",
        protocol=Protocol(timezone=COPENHAGEN, default_resource=ORGANISER),
        main_resource=ORGANISER,
        token_backend=MemoryTokenBackend(),
        requests_delay=0,
        request_retries=0,
    )
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer a-token"
        account.con.session = session
        yield account


def saved(account):
    event = account.schedule().get_default_calendar().new_event("Koordineringsmøde")
    event.start, event.end = (
        datetime(2026, 12, 1, 9, tzinfo=COPENHAGEN),
        datetime(2026, 12, 1, 11, tzinfo=COPENHAGEN),
    )
    event.attendees.add([ANNA, BENT])
    assert event.save()
    return event


def december(account):
    calendar = account.schedule().get_default_calendar()
    return list(
        calendar.get_events(start_recurring="2026-12-01T00:00:00Z", end_recurring="2027-01-01T00:00:00Z")
    )


def test_it_invites_and_reads_back_what_it_wrote(account, graph):
    saved(account)
    (found,) = december(account)
    assert (found.subject, found.start) == ("Koordineringsmøde", datetime(2026, 12, 1, 9, tzinfo=COPENHAGEN))
    assert [(m["kind"], m["to"]) for m in graph.wire()] == [("request", ANNA), ("request", BENT)]


def test_it_sees_who_has_answered_and_who_has_not(account, graph):
    event = saved(account)
    graph.answer(ORGANISER, event.ical_uid, ANNA, "Accept")
    (found,) = december(account)
    answers = {a.address: a.response_status.status for a in found.attendees}
    assert answers == {ANNA: EventResponse.Accepted, BENT: None}


def test_it_moves_a_meeting_and_everybody_hears(account, graph):
    event = saved(account)
    event.end = datetime(2026, 12, 1, 12, tzinfo=COPENHAGEN)
    assert event.save()
    assert [(m["kind"], m["to"], m["ends_at"]) for m in graph.wire()[2:]] == [
        ("update", ANNA, "2026-12-01T11:00:00Z"),
        ("update", BENT, "2026-12-01T11:00:00Z"),
    ]


def test_it_cancels_a_meeting_and_it_is_gone(account, graph):
    assert saved(account).cancel_event("Aflyst")
    assert december(account) == []
    assert [m["kind"] for m in graph.wire()[2:]] == ["cancel", "cancel"]


def test_it_saves_a_draft_that_nobody_receives_and_sends_it_once(account, graph):
    message = account.new_message()
    message.to.add(ANNA)
    message.subject, message.body = "Anmodning KE-2026-0042", "Der er en anmodning til jer."
    assert message.save_draft()
    assert graph.wire() == []
    assert message.send()
    assert [(m["kind"], m["to"], m["subject"]) for m in graph.wire()] == [
        ("mail", ANNA, "Anmodning KE-2026-0042")
    ]
    (found,) = account.mailbox().sent_folder().get_messages()
    assert (found.subject, found.is_draft) == ("Anmodning KE-2026-0042", False)


def test_it_sees_when_somebody_is_taken(account, graph):
    saved(account)
    graph.busy(BENT, "2026-12-01T12:00:00+00:00", "2026-12-01T13:00:00+00:00")
    window = datetime(2026, 12, 1, 8, tzinfo=COPENHAGEN), datetime(2026, 12, 1, 14, tzinfo=COPENHAGEN)
    found = account.schedule().get_availability([ANNA, BENT], *window, interval=60)
    assert [entry["availabilityView"] for entry in found] == [
        ["free", "tentative", "tentative", "free", "free", "free"],
        ["free", "tentative", "tentative", "free", "free", "busy"],
    ]
