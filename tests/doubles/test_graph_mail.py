"""The Graph double's mail: drafts, sending, looking up, and what lies in the inbox."""

import email
import email.policy

import pytest

from tests.doubles.graph_office import ORGANISER, bears, by_operation, code, draft

ANNA, BENT = "anna@example.dk", "bent@example.dk"
IMMUTABLE = {"Prefer": 'IdType="ImmutableId"'}


def folder(office, name):
    return office.get(f"/mailFolders/{name}").json()["id"]


def test_a_draft_is_mailed_to_nobody_and_found_by_its_operation(office):
    made = office.post("/messages", json=draft(ANNA, singleValueExtendedProperties=bears("m-1")))
    assert made.status_code == 201
    found = office.get("/messages", params=by_operation("m-1")).json()["value"]
    assert [(m["id"], m["isDraft"], m["parentFolderId"]) for m in found] == [
        (made.json()["id"], True, folder(office, "drafts"))
    ]
    assert office.told() == []


def test_a_draft_sent_is_one_mail_and_lies_in_sent_items(office):
    fields = {"internetMessageId": "<m-1@example.dk>", "singleValueExtendedProperties": bears("m-1", "1")}
    made = office.post("/messages", json=draft(ANNA, **fields)).json()
    assert office.post(f"/messages/{made['id']}/send").status_code == 202
    found = office.get("/messages", params=by_operation("m-1")).json()["value"]
    assert [(m["isDraft"], m["parentFolderId"], m["internetMessageId"]) for m in found] == [
        (False, folder(office, "sentitems"), "<m-1@example.dk>")
    ]
    mail = office.double.wire()[0]
    assert (mail["kind"], mail["to"], mail["operation_id"], mail["revision"]) == ("mail", ANNA, "m-1", "1")
    assert (mail["uid"], mail["body_type"]) == (None, "text")


@pytest.mark.parametrize("headers", [{}, IMMUTABLE])
def test_a_mail_cannot_be_sent_twice(office, headers):
    made = office.post("/messages", json=draft(ANNA), headers=headers).json()
    office.post(f"/messages/{made['id']}/send", headers=headers)
    assert code(office.post(f"/messages/{made['id']}/send", headers=headers)) == (404, "ErrorItemNotFound")
    assert office.told() == [("mail", ANNA)]


def test_an_id_changes_with_the_folder_unless_it_is_immutable(office):
    usual = office.post("/messages", json=draft(ANNA)).json()["id"]
    lasting = office.post("/messages", json=draft(BENT), headers=IMMUTABLE).json()["id"]
    for name in (usual, lasting):
        office.post(f"/messages/{name}/send")
    assert code(office.get(f"/messages/{usual}")) == (404, "ErrorItemNotFound")
    assert office.get(f"/messages/{lasting}", headers=IMMUTABLE).json()["id"] == lasting


def test_an_answer_lost_after_sending_leaves_one_mail_that_can_be_looked_up(office):
    made = office.post("/messages", json=draft(ANNA, singleValueExtendedProperties=bears("m-1"))).json()
    office.double.faults(script=[{"operation": "POST send", "kind": "503", "when": "after"}])
    assert office.post(f"/messages/{made['id']}/send").status_code == 503
    assert [m["isDraft"] for m in office.get("/messages", params=by_operation("m-1")).json()["value"]] == [
        False
    ]
    assert office.told() == [("mail", ANNA)]


def test_a_fault_before_sending_leaves_the_draft(office):
    made = office.post("/messages", json=draft(ANNA)).json()
    office.double.faults(script=[{"operation": "POST send", "kind": "busy", "when": "before"}])
    refused = office.post(f"/messages/{made['id']}/send")
    assert (code(refused), refused.headers["Retry-After"]) == ((429, "ApplicationThrottled"), "1")
    assert office.get(f"/messages/{made['id']}").json()["isDraft"] is True
    assert office.told() == []


def test_a_mail_to_an_unknown_recipient_stays_a_draft(office):
    office.double.unknown(ANNA)
    made = office.post("/messages", json=draft(ANNA)).json()
    assert code(office.post(f"/messages/{made['id']}/send")) == (400, "ErrorInvalidRecipients")
    assert (office.told(), office.double.items()[0]["folder"]) == ([], "drafts")


@pytest.mark.parametrize(
    "wrong", [{"bodyy": "x"}, {"internetMessageId": "without brackets"}, {"toRecipients": ANNA}]
)
def test_a_mail_of_the_wrong_shape_is_refused(office, wrong):
    assert code(office.post("/messages", json=draft(ANNA, **wrong))) == (400, "RequestBodyRead")


def test_a_bounce_lies_unread_in_the_inbox_and_names_what_did_not_arrive(office):
    made = office.post("/messages", json=draft(ANNA, internetMessageId="<m-1@example.dk>")).json()
    office.post(f"/messages/{made['id']}/send")
    office.double.bounce(ORGANISER, ANNA)
    unread = {"$filter": "isRead eq false and receivedDateTime ge 2026-01-01T00:00:00Z"}
    (report,) = office.get("/mailFolders/inbox/messages", params=unread).json()["value"]
    raw = office.get(f"/messages/{report['id']}/$value").content
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    words, status, original = mail.iter_parts()
    assert mail.get_content_type() == "multipart/report"
    assert ANNA in words.get_content()
    assert status.get_payload()[1]["Final-Recipient"] == f"rfc822;{ANNA}"
    assert "<m-1@example.dk>" in original.as_string()


def test_a_message_that_is_read_or_moved_is_listed_no_more(office):
    for address in (ANNA, BENT):
        office.double.bounce(ORGANISER, address)
    unread, listing = {"$filter": "isRead eq false"}, "/mailFolders/inbox/messages"
    newest, oldest = office.get(listing, params=unread).json()["value"]
    assert office.patch(f"/messages/{newest['id']}", json={"isRead": True}).status_code == 200
    assert [m["id"] for m in office.get(listing, params=unread).json()["value"]] == [oldest["id"]]
    moved = office.post(f"/messages/{oldest['id']}/move", json={"destinationId": "deleteditems"})
    assert moved.json()["parentFolderId"] == folder(office, "deleteditems")
    assert [m["id"] for m in office.get(listing).json()["value"]] == [newest["id"]]


def test_an_answer_to_a_meeting_lies_in_the_inbox_too(office):
    event = office.invite(ANNA)
    office.double.answer(ORGANISER, event["iCalUId"], ANNA, "Accept")
    (answer,) = office.get("/mailFolders/inbox/messages").json()["value"]
    assert (answer["@odata.type"], answer["from"]["emailAddress"]["address"]) == (
        "#microsoft.graph.eventMessageResponse",
        ANNA,
    )


def test_a_sent_mail_can_no_longer_be_rewritten(office):
    made = office.post("/messages", json=draft(ANNA), headers=IMMUTABLE).json()
    office.post(f"/messages/{made['id']}/send")
    changed = office.patch(f"/messages/{made['id']}", json={"subject": "Noget andet"})
    assert code(changed) == (400, "ErrorInvalidPropertySet")


def test_a_mailbox_says_whose_it_is(office):
    assert office.get("").json()["mail"] == ORGANISER


@pytest.mark.parametrize(
    "wrong",
    [
        "isRead eq",
        "bodyPreview eq 'x'",
        "isRead eq false)",
        "singleValueExtendedProperties/Any(ep: id eq 'x')",
    ],
)
def test_a_filter_that_exchange_does_not_understand_is_refused(office, wrong):
    assert office.get("/messages", params={"$filter": wrong}).status_code == 400
