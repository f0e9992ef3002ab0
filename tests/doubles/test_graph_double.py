"""The Graph double's calendar: who is mailed about what, and what is refused."""

import threading

import pytest
import requests

from tests.doubles.graph_office import OPERATION, Office, at, attendees, bears, by_operation, code, meeting

ANNA, BENT, CARL, ROOM = "anna@example.dk", "bent@example.dk", "carl@example.dk", "lokale@example.dk"


def test_an_event_without_attendees_is_told_to_nobody(office):
    event = office.invite(singleValueExtendedProperties=bears("op-1"))
    assert event["start"] == {"dateTime": "2026-12-01T08:00:00.0000000", "timeZone": "UTC"}
    assert office.told() == []


def test_an_event_with_attendees_invites_them_at_once(office):
    event = office.invite(ANNA, BENT, singleValueExtendedProperties=bears("op-1", "3:abc"))
    assert office.told() == [("request", ANNA), ("request", BENT)]
    mail = {k: v for k, v in office.double.wire()[0].items() if k not in {"n", "request"}}
    assert mail == {
        "kind": "request",
        "organiser": "sekretariat@example.dk",
        "to": ANNA,
        "subject": "Koordineringsmøde",
        "uid": event["iCalUId"],
        "operation_id": "op-1",
        "revision": "3:abc",
        "starts_at": "2026-12-01T08:00:00Z",
        "ends_at": "2026-12-01T10:00:00Z",
        "body_type": "html",
        "others_seen": [BENT],
    }


def test_words_are_read_in_any_case_and_written_in_one(office):
    event = office.invite(sensitivity="Private", body={"contentType": "HTML", "content": "<p>Hej</p>"})
    assert (event["sensitivity"], event["body"]["contentType"]) == ("private", "html")


def test_a_change_of_attendees_is_told_to_those_added_or_removed_alone(office):
    event = office.invite(ANNA, BENT)
    assert office.change(event, attendees=attendees(BENT, CARL)).status_code == 200
    assert office.told(2) == [("cancel", ANNA), ("request", CARL)]


def test_the_same_attendees_again_are_told_nothing(office):
    event = office.invite(ANNA, BENT)
    office.change(event, attendees=attendees(ANNA.upper(), BENT))
    assert office.told(2) == []


def test_another_time_is_told_to_everybody_and_asks_them_anew(office):
    event = office.invite(ANNA, BENT)
    office.double.answer("sekretariat@example.dk", event["iCalUId"], ANNA, "Accept")
    office.change(event, start=at(12), end=at(14))
    assert office.told(2) == [("update", ANNA), ("update", BENT)]
    assert office.responses(event) == {ANNA: "none", BENT: "none"}


def test_a_new_time_with_a_new_list_tells_each_what_concerns_them(office):
    event = office.invite(ANNA, BENT)
    office.change(event, subject="Flyttet", start=at(12), end=at(14), attendees=attendees(BENT, CARL))
    assert office.told(2) == [("cancel", ANNA), ("request", CARL), ("update", BENT)]


def test_what_is_the_organisers_own_affair_is_told_to_nobody(office):
    event = office.invite(ANNA)
    office.change(event, categories=["VINK"], isReminderOn=False, singleValueExtendedProperties=bears("op-1"))
    assert office.told(1) == []


def test_a_list_with_status_keeps_the_answers_and_one_without_resets_them(office):
    event = office.invite(ANNA)
    office.double.answer("sekretariat@example.dk", event["iCalUId"], ANNA, "Decline")
    office.change(event, attendees=office.event(event)["attendees"] + attendees(BENT))
    assert office.responses(event) == {ANNA: "declined", BENT: "none"}
    office.change(event, attendees=attendees(ANNA, BENT))
    assert office.responses(event) == {ANNA: "none", BENT: "none"}
    assert office.told(1) == [("request", BENT)]


def test_hidden_attendees_see_nobody_else(office):
    event = office.invite(ANNA, BENT, hideAttendees=True)
    office.change(event, location={"displayName": "Rådhuset"})
    assert [(m["kind"], m["to"], m["others_seen"]) for m in office.double.wire()] == [
        ("request", ANNA, []),
        ("request", BENT, []),
        ("update", ANNA, []),
        ("update", BENT, []),
    ]


def test_a_transaction_repeated_gives_the_same_event_and_no_mail(office):
    first, again = office.invite(ANNA, transactionId="t-1"), office.invite(ANNA, transactionId="t-1")
    assert again["id"] == first["id"]
    assert office.told() == [("request", ANNA)]


def test_another_transaction_is_another_event(office):
    first, other = office.invite(transactionId="t-1"), office.invite(transactionId="t-2")
    assert first["id"] != other["id"]
    assert first["iCalUId"] != other["iCalUId"]


def test_a_transaction_of_an_event_that_is_gone_makes_no_new_one(office):
    event = office.invite(transactionId="t-1")
    office.delete(f"/events/{event['id']}")
    assert code(office.post("/events", json=meeting(transactionId="t-1"))) == (
        409,
        "ErrorDuplicateTransactionId",
    )


def test_a_cancelled_meeting_is_cancelled_at_everybody_once(office):
    event = office.invite(ANNA, BENT)
    assert office.post(f"/events/{event['id']}/cancel", json={"comment": "Aflyst"}).status_code == 202
    again = office.post(f"/events/{event['id']}/cancel", json={"comment": "Aflyst"})
    assert code(again) == (404, "ErrorItemNotFound")
    assert office.told(2) == [("cancel", ANNA), ("cancel", BENT)]
    assert office.get("/events").json()["value"] == []
    assert [item["folder"] for item in office.double.items()] == ["deleteditems"]


def test_a_stale_etag_is_refused_and_a_fresh_one_is_not(office):
    event = office.invite(ANNA)
    office.double.edit("sekretariat@example.dk", event["iCalUId"], subject="Rettet i Outlook")
    stale = office.change(event, {"If-Match": event["@odata.etag"]}, subject="Vores")
    assert code(stale) == (412, "ErrorIrresolvableConflict")
    fresh = office.change(event, {"If-Match": office.event(event)["@odata.etag"]}, subject="Vores")
    assert fresh.json()["subject"] == "Vores"
    assert office.told(1) == [("update", ANNA), ("update", ANNA)]
    assert [mail.get("by") for mail in office.double.wire()] == [None, "hand", None]


def test_an_event_is_found_by_our_property_and_by_no_other(office):
    event = office.invite(singleValueExtendedProperties=bears("Op-1"))
    office.invite(singleValueExtendedProperties=bears("op-2"))
    found = office.get("/events", params=by_operation("op-1") | {"$select": "id,attendees"}).json()["value"]
    expected = [{"id": OPERATION, "value": "Op-1"}]
    assert [(e["id"], e["singleValueExtendedProperties"]) for e in found] == [(event["id"], expected)]
    assert sorted(found[0]) == ["@odata.etag", "attendees", "id", "singleValueExtendedProperties"]
    assert office.get("/events", params=by_operation("op-3")).json()["value"] == []


def test_properties_are_not_shown_unasked(office):
    event = office.invite(singleValueExtendedProperties=bears("op-1"))
    assert "singleValueExtendedProperties" not in office.event(event)


def test_a_list_comes_ten_at_a_time(office):
    for _ in range(12):
        office.invite()
    first = office.get("/events").json()
    rest = office.get(first["@odata.nextLink"]).json()
    assert (len(first["value"]), len(rest["value"]), "@odata.nextLink" in rest) == (10, 2, False)


def test_a_room_answers_by_itself_when_free_and_when_taken(office):
    office.double.room(ROOM)
    first = office.invite(transactionId="1", attendees=attendees(ROOM, type="resource"))
    second = office.invite(transactionId="2", attendees=attendees(ROOM, type="resource"))
    assert first["attendees"][0]["status"]["response"] == "none"
    assert (office.responses(first), office.responses(second)) == ({ROOM: "accepted"}, {ROOM: "declined"})


def test_an_unknown_recipient_is_refused_and_nothing_is_stored(office):
    office.double.unknown(CARL)
    assert code(office.post("/events", json=meeting(ANNA, CARL))) == (400, "ErrorInvalidRecipients")
    assert (office.double.items(), office.told()) == ([], [])


def test_an_unknown_recipient_can_fail_what_is_stored_all_the_same(office):
    office.double.unknown(CARL, "stored_500")
    assert code(office.post("/events", json=meeting(ANNA, CARL))) == (500, "ErrorInternalServerError")
    (stored,) = office.get("/events").json()["value"]
    assert [a["emailAddress"]["address"] for a in stored["attendees"]] == [ANNA, CARL]
    assert office.told() == []


def test_who_was_told_nothing_is_invited_by_the_next_update_and_missed_by_no_cancel(office):
    office.double.unknown(CARL, "stored_500")
    office.post("/events", json=meeting(ANNA, CARL))
    (stored,) = office.get("/events").json()["value"]
    office.change(stored, attendees=attendees(ANNA))
    assert office.told() == []
    office.change(stored, subject="Nyt emne")
    assert office.told() == [("request", ANNA)]


def test_an_unknown_recipient_can_bounce_and_the_others_do_not(office):
    office.double.unknown(CARL, "bounce")
    office.invite(ANNA, CARL)
    assert office.told() == [("request", ANNA), ("request", CARL)]
    inbox = office.get("/mailFolders/inbox/messages").json()["value"]
    assert [m["bodyPreview"] for m in inbox] == [f"Your message to {CARL} couldn't be delivered."]


@pytest.mark.parametrize("kind", ["reset", "truncated", "503", "500_html"])
def test_a_fault_before_leaves_nothing_and_one_after_leaves_the_event(office, kind):
    script = [{"operation": "POST events", "kind": kind, "when": when} for when in ("before", "after")]
    office.double.faults(script=script)
    counts = []
    for _ in script:
        try:
            answer = office.post("/events", json=meeting(ANNA))
            assert answer.status_code in {500, 503}
        except requests.RequestException:
            assert kind in {"reset", "truncated"}
        counts.append(len(office.double.items()))
    assert counts == [0, 1]
    assert office.told() == [("request", ANNA)]


def test_who_brings_no_token_or_an_expired_one_is_turned_away(office):
    office.double.expire(token="a-token")
    assert code(office.get("/events")) == (401, "InvalidAuthenticationToken")
    assert code(office.get("/events", headers={"Authorization": ""})) == (401, "InvalidAuthenticationToken")
    assert office.get("/events", headers={"Authorization": "Bearer another"}).status_code == 200


def test_a_mailbox_out_of_bounds_is_denied_and_others_are_not(office):
    office.double.deny("anden@example.dk")
    assert code(office.get(f"{office.double.url}/users/anden@example.dk/events")) == (
        403,
        "ErrorAccessDenied",
    )
    assert office.get("/events").status_code == 200


def test_the_fifth_request_at_once_is_throttled_and_the_fourth_is_not(office):
    office.double.limit(hold=True)
    statuses, refused = [], threading.Event()

    def ask():
        with Office(office.double) as another:
            answer = another.get("/events")
            statuses.append((answer.status_code, answer.headers.get("Retry-After")))
            refused.set()

    askers = [threading.Thread(target=ask) for _ in range(5)]
    for asker in askers:
        asker.start()
    assert refused.wait(10)
    assert statuses == [(429, "1")]
    office.double.limit()
    for asker in askers:
        asker.join(10)
    assert statuses[1:] == [(200, None)] * 4


def test_more_mails_a_minute_than_allowed_are_throttled_and_not_stored(office):
    office.double.limit(mails_per_minute=1)
    office.invite(ANNA)
    refused = office.post("/events", json=meeting(BENT))
    assert code(refused) == (429, "ApplicationThrottled")
    assert 55 <= int(refused.headers["Retry-After"]) <= 60
    assert (len(office.double.items()), office.told()) == (1, [("request", ANNA)])
