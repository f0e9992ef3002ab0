"""What the Graph double refuses before anything is stored or mailed."""

import pytest

from tests.doubles.graph_office import ORGANISER, at, code, meeting
from tests.doubles.schemas import GRAPH, schema_or_skip

ANNA = "anna@example.dk"


@pytest.mark.parametrize(
    "wrong",
    [
        {"subjct": "Møde"},
        {"sensitivity": "secret"},
        {"hideAttendees": "yes"},
        {"attendees": [{"address": ANNA}]},
    ],
)
def test_what_microsofts_schema_does_not_know_is_refused_and_noted(office, wrong):
    schema_or_skip(GRAPH)
    assert code(office.post("/events", json=meeting(**wrong))) == (400, "RequestBodyRead")
    assert [entry["operation"] for entry in office.double.refused()] == ["POST events"]
    assert office.double.items() == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"iCalUId": "vores-egen"}, "ErrorInvalidPropertySet"),
        ({"start": {"dateTime": "2026-12-01T09:00:00", "timeZone": "Mars"}}, "TimeZoneNotSupportedException"),
        ({"end": at(1)}, "ErrorCalendarEndDateIsEarlierThanStartDate"),
        ({"subject": "x" * 256}, "ErrorPropertyValidationFailure"),
        (
            {"singleValueExtendedProperties": [{"id": "OperationId", "value": "1"}]},
            "ErrorInvalidExtendedProperty",
        ),
    ],
)
def test_what_exchange_cannot_store_is_refused(office, wrong, said):
    assert code(office.post("/events", json=meeting(**wrong))) == (400, said)
    assert office.double.items() == []


def test_a_zone_that_nobody_knows_is_refused_before_anything_is_stored(office):
    refused = office.post(
        "/events", json=meeting(ANNA), headers={"Prefer": 'outlook.timezone="Mars Standard Time"'}
    )
    assert code(refused) == (400, "TimeZoneNotSupportedException")
    assert (office.double.items(), office.told()) == ([], [])


def test_null_brings_the_default_back(office):
    event = office.invite(location={"displayName": "Rådhuset"}, sensitivity="private", subject=None)
    changed = office.change(event, location=None, sensitivity=None).json()
    assert (changed["location"]["displayName"], changed["sensitivity"], changed["subject"]) == (
        "",
        "normal",
        "",
    )


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"{", "application/json", (400, "RequestBodyRead")),
        (b"[]", "application/json", (400, "RequestBodyRead")),
        (b"{}", "text/calendar", (415, "UnsupportedMediaType")),
    ],
)
def test_what_is_no_json_object_is_refused(office, content, kind, said):
    assert code(office.post("/events", data=content, headers={"Content-Type": kind})) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/events/nonsense", (400, "ErrorInvalidIdMalformed")),
        ("/events/AAMkADk0RXZlbnQtOTktMA==", (404, "ErrorItemNotFound")),
        ("/events?$select=nonsense", (400, "RequestBroker--ParseUri")),
        ("/events?$top=many", (400, "RequestBroker--ParseUri")),
        ("/events?$top=1&$top=2", (400, "RequestBroker--ParseUri")),
        ("/mailFolders/nonsense/messages", (400, "ErrorInvalidIdMalformed")),
        ("/contacts", (400, "BadRequest")),
        ("/sendMail", (405, "Request_BadRequest")),
        ("/calendarView", (400, "RequestBroker--ParseUri")),
        ("/messages?$orderby=receivedDateTime&$filter=isRead%20eq%20true", (400, "InefficientFilter")),
    ],
)
def test_a_path_or_query_that_graph_does_not_have_is_refused(office, path, said):
    office.invite()
    assert code(office.get(path)) == said


def test_one_mailbox_does_not_show_the_items_of_another(office):
    event = office.invite()
    another = f"{office.double.url}/users/anden@example.dk/events"
    assert code(office.get(f"{another}/{event['id']}")) == (404, "ErrorItemNotFound")
    assert office.get(another).json()["value"] == []


def test_the_same_mailbox_is_found_in_any_case(office):
    event = office.invite()
    found = office.get(f"{office.double.url}/users/{ORGANISER.upper()}/events").json()["value"]
    assert [e["id"] for e in found] == [event["id"]]
