"""Bad input gets a problem that names field and remedy; nothing given is repeated and nothing is half-written."""

from datetime import UTC, datetime

import pytest
from api_samples import CONCERN, PEOPLE

CANARY = "kanariefugl"
KE = "koordineringsenheden"


def told(response):
    problem = response.get_json(force=True)
    return (response.status_code, problem["type"].rpartition(":")[2], problem.get("field", ""))


def first_meeting(caller):
    return caller.get(f"/api/v1/meetings?body={KE}").get_json()["meetings"][1]


def move(caller, starts_at, **more):
    meeting = first_meeting(caller)
    body = {"starts_at": starts_at, "revision": meeting["revision"], **more}
    return caller.post(f"/api/v1/meetings/{meeting['id']}/move", body)


def own_lookup(caller):
    return caller.get("/api/v1/lookups", "agency:ssp").get_json()["lookups"][0]["id"]


def reply(caller, body):
    return caller.post(f"/api/v1/lookups/{own_lookup(caller)}/answers", body, "agency:ssp")


def close(caller, reference):
    revision = caller.get(f"/api/v1/cases/{reference}?purpose=lukning").get_json()["revision"]
    return caller.post(f"/api/v1/cases/{reference}/close", {"reason": "unfounded", "revision": revision})


def test_a_naive_time_is_told_to_bear_its_offset(planned):
    refused = move(planned, "2026-12-10T09:00:00")
    assert (told(refused), refused.get_json(force=True)["errors"]) == (
        (422, "document-invalid", "starts_at"),
        [{"field": "starts_at", "remedy": "add the offset, such as 2026-12-08T09:00:00+01:00"}],
    )


def test_a_meeting_does_not_move_into_the_past(planned):
    refused = move(planned, "2026-11-06T09:00:00+01:00")
    assert told(refused) == (422, "meeting-in-the-past", "starts_at")


def test_a_meeting_moves_onto_a_closed_day_only_for_a_reason(planned):
    refused = move(planned, "2026-12-12T09:00:00+01:00")
    taken = move(planned, "2026-12-12T09:00:00+01:00", reason="Alle kan den lørdag")
    assert (told(refused), taken.status_code) == ((422, "reason-missing", "reason"), 200)


def test_a_meeting_that_does_not_end_within_a_day_is_refused(planned):
    refused = move(planned, "2026-12-10T09:00:00+01:00", ends_at="2026-12-11T09:00:01+01:00")
    taken = move(planned, "2026-12-10T09:00:00+01:00", ends_at="2026-12-11T09:00:00+01:00")
    assert (told(refused), taken.status_code) == ((422, "meeting-too-long", "ends_at"), 200)


def test_a_reason_bears_no_cpr(planned):
    refused = move(planned, "2026-12-10T09:00:00+01:00", reason="på grund af 010190-5001")
    assert (told(refused), "010190" in refused.text) == ((422, "personal-data-found", "reason"), False)


def test_a_reason_bears_no_citizens_name(planned, asked):
    refused = move(planned, "2026-12-10T09:00:00+01:00", reason="sagen om Testa Prøvesen")
    assert (told(refused), "Testa" in refused.text) == ((422, "personal-data-found", "reason"), False)


@pytest.mark.parametrize(
    "people",
    [
        {"members": [{"body": "koordineringsenheden", "name": "Mia 010190-5001", "email": "mia@x.invalid"}]},
        {"parties": [{"id": "ssp", "name": "SSP 010190-5001"}]},
        {"parties": [{"id": "ssp", "name": "SSP Testa Prøvesen"}]},
        {"parties": [{"id": "ssp", "contact": {"name": "Kai 0101905001", "email": "kai@x.invalid"}}]},
        {"bodies": {"koordineringsenheden": {"organiser_name": "VINK 010190-5001"}}},
        {"bodies": {"koordineringsenheden": {"online": "https://x.invalid/0101905001"}}},
        {"secretariat": {"name": "VINK 010190-5001", "email": "vink@x.invalid"}},
    ],
)
def test_no_number_and_no_body_of_a_citizens_name_is_written_to(asked, planned, people):
    before = planned.get("/api/v1/people").get_json()
    refused = planned.call("PUT", "/api/v1/people", people)
    assert (refused.status_code, refused.get_json()["type"].rpartition(":")[2]) == (
        422,
        "personal-data-found",
    )
    assert planned.get("/api/v1/people").get_json() == before


def test_somebody_we_write_to_may_be_called_as_a_citizen_is(asked, planned):
    member = {"body": "koordineringsenheden", "name": "Testa Prøvesen", "email": "testa@x.invalid"}
    assert planned.call("PUT", "/api/v1/people", {"members": [member]}).status_code == 200


@pytest.mark.parametrize("name", ["010190-5001", "Testa Prøvesen"])
def test_a_closed_day_is_not_named_after_a_person(asked, planned, name):
    refused = planned.post("/api/v1/closed-days", {"on": "2026-12-08", "name": name})
    assert (refused.status_code, planned.get("/api/v1/closed-days").get_json()) == (422, {"closed_days": []})


@pytest.mark.parametrize("cpr", ["310290-5001", "0101905", "999999-9999", CANARY])
def test_an_impossible_cpr_is_refused_and_not_repeated(planned, cpr):
    refused = planned.post("/api/v1/concerns", {**CONCERN, "citizen": {**CONCERN["citizen"], "cpr": cpr}})
    assert (told(refused), cpr in refused.text) == ((422, "impossible-cpr", "citizen.cpr"), False)


def test_a_cpr_of_the_living_is_refused_and_not_repeated(planned):
    refused = planned.post(
        "/api/v1/concerns", {**CONCERN, "citizen": {**CONCERN["citizen"], "cpr": "020280-1001"}}
    )
    assert (told(refused), "020280" in refused.text) == ((422, "cpr-of-the-living", "citizen.cpr"), False)


def test_a_refused_concern_leaves_nothing_behind(planned):
    planned.post("/api/v1/concerns", {**CONCERN, "parties": ["ssp", CANARY]})
    assert planned.get("/api/v1/cases").get_json()["cases"] == []


def test_an_answer_after_the_release_is_a_conflict(clock, planned, asked):
    reply(planned, {"kind": "declines"})
    clock.moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for party in ("sof", "dks", "kf", "bif"):
        lookup = planned.get("/api/v1/lookups", f"agency:{party}").get_json()["lookups"][0]["id"]
        planned.post(f"/api/v1/lookups/{lookup}/answers", {"kind": "nothing_registered"}, f"agency:{party}")
    planned.service.tick()
    refused = reply(planned, {"kind": "oral_only", "amends": 1})
    assert (told(refused), refused.get_json(force=True)["current"]) == (
        (409, "answer-after-release", "lookup"),
        {"state": "answered", "version": 1},
    )


def test_an_answer_to_a_withdrawn_request_is_a_conflict(planned, asked):
    close(planned, asked)
    assert told(reply(planned, {"kind": "declines"})) == (409, "request-withdrawn", "lookup")


def test_a_second_answer_says_which_version_it_amends(planned, asked):
    reply(planned, {"kind": "declines"})
    refused = reply(planned, {"kind": "oral_only"})
    assert told(refused) == (409, "already-answered", "amends")


def test_of_two_people_deciding_at_once_one_wins_and_the_other_is_told_what_stands(planned):
    meeting = first_meeting(planned)
    path, seen = (
        f"/api/v1/meetings/{meeting['id']}/cancel",
        {"reason": "ingen sager", "revision": meeting["revision"]},
    )
    won, lost = planned.post(path, seen), planned.post(path, seen)
    assert (won.status_code, told(lost), lost.get_json(force=True)["current"]) == (
        200,
        (409, "changed-meanwhile", "revision"),
        {
            "revision": meeting["revision"] + 1,
            "state": "cancelled",
            "starts_at": "2026-12-08T09:00:00+01:00",
        },
    )


def test_a_plan_is_confirmed_once(planned):
    plan = planned.get(f"/api/v1/plans?body={KE}").get_json()["plans"][0]
    refused = planned.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    assert told(refused) == (409, "plan-is-settled", "state")


def test_a_plan_is_not_confirmed_by_an_older_reading(planned):
    plan = planned.get(f"/api/v1/plans?body={KE}").get_json()["plans"][0]
    refused = planned.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"] + 1})
    assert told(refused) == (409, "changed-meanwhile", "revision")


def test_a_calendar_reply_that_is_not_for_us_is_refused(planned):
    mail = f"From: {CANARY}@example.invalid\r\n\r\n{CANARY}".encode()
    refused = planned.call("POST", "/api/v1/replies", data=mail, content_type="message/rfc822")
    assert (told(refused), CANARY in refused.text) == ((422, "reply-not-for-us", "reply"), False)


def test_what_is_no_json_is_told_as_such(planned):
    refused = planned.call("POST", "/api/v1/concerns", data=f'{{"{CANARY}', content_type="application/json")
    assert (told(refused), CANARY in refused.text) == ((400, "bad-request", ""), False)


def test_json_nested_without_end_is_told_as_such(planned):
    refused = planned.call("POST", "/api/v1/concerns", data="[" * 200_000, content_type="application/json")
    assert told(refused) == (400, "bad-request", "")


def test_another_content_type_is_told_as_such(planned):
    refused = planned.call("POST", "/api/v1/concerns", data="a=b", content_type="text/plain")
    assert told(refused) == (415, "unsupported-media-type", "")


def test_more_than_a_megabyte_is_not_read(planned):
    refused = planned.call("POST", "/api/v1/concerns", {**CONCERN, "words": CANARY * 100_000})
    assert (refused.status_code, CANARY in refused.text) == (413, False)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/concerns", {**CONCERN, CANARY: CANARY}),
        ("/api/v1/concerns", {**CONCERN, "theme": CANARY}),
        ("/api/v1/concerns", {**CONCERN, "urgency": CANARY}),
        ("/api/v1/concerns", {**CONCERN, "source_kind": "anonymous", "source": CANARY}),
        ("/api/v1/concerns", {**CONCERN, "citizen": {"name": CANARY, "municipality": "København"}}),
        ("/api/v1/concerns", {**CONCERN, "parties": [CANARY]}),
        ("/api/v1/plans", {"body": CANARY}),
        ("/api/v1/plans", {"body": KE, "from": CANARY}),
        ("/api/v1/meetings", {"body": KE, "starts_at": CANARY}),
        ("/api/v1/closed-days", {"on": CANARY, "name": CANARY}),
        ("/api/v1/cases/search", {"cpr": CANARY, "purpose": CANARY}),
        (f"/api/v1/cases/{CANARY}/close", {"reason": CANARY, "revision": CANARY}),
        ("/api/v1/lookups/kanariefugl/answers", {"kind": CANARY}),
    ],
)
def test_no_problem_repeats_what_was_given(planned, path, body):
    refused = planned.post(path, body)
    assert (refused.status_code in {403, 404, 422}, CANARY in refused.text) == (True, False)


def test_people_are_taken_whole_or_not_at_all(planned):
    party = {**PEOPLE["parties"][0], "mailbox": "nyt@moedeklar.invalid"}
    refused = planned.call(
        "PUT", "/api/v1/people", {"parties": [party], "members": [{**PEOPLE["members"][0], "body": CANARY}]}
    )
    mailboxes = [one["mailbox"] for one in planned.get("/api/v1/people").get_json()["parties"]]
    assert (refused.status_code, "nyt@moedeklar.invalid" in mailboxes) == (404, False)


def test_a_page_keeps_forged_forms_out(app):
    assert app.test_client().post("/login", data={"as": "secretariat"}).status_code in {400, 404, 405}
