"""The Graph double's changes since the last time, and who is free when."""

import pytest

from tests.doubles.graph_office import ORGANISER, at, attendees, code

ANNA, BENT = "anna@example.dk", "bent@example.dk"
DECEMBER = {"startDateTime": "2026-12-01T00:00:00Z", "endDateTime": "2027-01-01T00:00:00Z"}


def round_of(office, link="/calendarView/delta", params=None, headers=None):
    """(all entries of the round, its delta link, pages)."""
    entries, pages = [], 0
    while True:
        answer = office.get(link, params=params, headers=headers)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        entries += page["value"]
        pages += 1
        if "@odata.deltaLink" in page:
            return entries, page["@odata.deltaLink"], pages
        link, params = page["@odata.nextLink"], None


def test_the_first_round_shows_what_is_there_and_the_next_nothing(office):
    ids = [office.invite(transactionId=str(n))["id"] for n in range(5)]
    entries, link, pages = round_of(office, params=DECEMBER, headers={"Prefer": "odata.maxpagesize=2"})
    assert ([e["id"] for e in entries], pages) == (ids, 3)
    assert round_of(office, link)[0] == []


def test_an_answer_shows_the_event_whole_and_the_others_not(office):
    event, _ = office.invite(ANNA, BENT), office.invite(transactionId="another")
    _, link, _ = round_of(office, params=DECEMBER)
    office.double.answer(ORGANISER, event["iCalUId"], ANNA, "Tentative")
    entries, later, _ = round_of(office, link)
    assert [(e["id"], e["subject"]) for e in entries] == [(event["id"], "Koordineringsmøde")]
    assert [a["status"]["response"] for a in entries[0]["attendees"]] == ["tentativelyAccepted", "none"]
    assert entries[0]["attendees"][0]["status"]["time"] > "2026"
    assert round_of(office, later)[0] == []


@pytest.mark.parametrize("change", [{"delete": True}, {"starts_at": "2027-02-01T08:00:00+00:00"}])
def test_an_event_deleted_or_moved_out_of_the_window_is_removed(office, change):
    event = office.invite()
    _, link, _ = round_of(office, params=DECEMBER)
    office.double.edit(ORGANISER, event["iCalUId"], **change)
    removed = {"@odata.type": "#microsoft.graph.event", "id": event["id"], "@removed": {"reason": "deleted"}}
    assert round_of(office, link)[0] == [removed]


def test_what_changes_between_two_pages_comes_in_the_next_round(office):
    events = [office.invite(transactionId=str(n)) for n in range(3)]
    small = {"Prefer": "odata.maxpagesize=1"}
    first = office.get("/calendarView/delta", params=DECEMBER, headers=small).json()
    office.delete(f"/events/{events[0]['id']}")
    office.change(events[2], subject="Rettet")
    rest, link, _ = round_of(office, first["@odata.nextLink"], headers=small)
    assert [e["id"] for e in rest] == [events[1]["id"]]
    later, _, _ = round_of(office, link)
    assert [(e["id"], e.get("subject")) for e in later] == [
        (events[0]["id"], None),
        (events[2]["id"], "Rettet"),
    ]


def test_an_expired_token_is_gone_and_a_fresh_round_is_not(office):
    event = office.invite()
    _, link, _ = round_of(office, params=DECEMBER)
    office.double.expire(deltas=True)
    assert code(office.get(link)) == (410, "SyncStateNotFound")
    assert [e["id"] for e in round_of(office, params=DECEMBER)[0]] == [event["id"]]


@pytest.mark.parametrize("option", ["$select", "$filter", "$expand", "$orderby"])
def test_a_delta_takes_no_options(office, option):
    answer = office.get("/calendarView/delta", params=DECEMBER | {option: "subject"})
    assert code(answer) == (400, "ErrorInvalidUrlQuery")


def test_moments_come_in_the_zone_that_is_preferred(office):
    event = office.invite()
    answer = office.get(
        f"/events/{event['id']}", headers={"Prefer": 'outlook.timezone="Romance Standard Time"'}
    )
    local = {"dateTime": "2026-12-01T09:00:00.0000000", "timeZone": "Romance Standard Time"}
    assert answer.json()["start"] == local


def test_a_schedule_shows_what_is_taken_and_an_error_for_whom_nobody_knows(office):
    office.invite(ANNA)
    office.double.busy(BENT, "2026-12-01T11:00:00+00:00", "2026-12-01T12:00:00+00:00")
    office.double.unknown("ukendt@example.dk")
    wish = {"schedules": [ORGANISER, ANNA, BENT, "ukendt@example.dk"], "startTime": at(7), "endTime": at(12)}
    answer = office.post("/calendar/getSchedule", json=wish | {"availabilityViewInterval": 60})
    found = answer.json()["value"]
    assert [entry.get("availabilityView") for entry in found] == ["02200", "01100", "00002", None]
    assert found[2]["scheduleItems"] == [{"status": "busy", "start": _long(11), "end": _long(12)}]
    assert found[3]["error"]["responseCode"] == "ErrorMailRecipientNotFound"


def test_a_schedule_of_an_impossible_window_is_refused(office):
    wish = {"schedules": [ANNA], "startTime": at(12), "endTime": at(7)}
    assert code(office.post("/calendar/getSchedule", json=wish)) == (400, "ErrorInvalidTimeInterval")


def test_who_declines_is_free(office):
    event = office.invite(attendees=attendees(ANNA))
    office.double.answer(ORGANISER, event["iCalUId"], ANNA, "Decline")
    wish = {"schedules": [ANNA], "startTime": at(7), "endTime": at(12), "availabilityViewInterval": 60}
    assert office.post("/calendar/getSchedule", json=wish).json()["value"][0]["availabilityView"] == "00000"


def _long(hour):
    return {"dateTime": f"2026-12-01T{hour:02}:00:00.0000000", "timeZone": "UTC"}
