"""Each office plans its own bodies alone; of the forum's meetings the secretariat sees the dates, and nothing else."""

import pytest
from api_samples import FORUM as CHARTER_LIST
from driven_service import local

CASES, FORUM = "koordineringsenheden", "medborgerforum"
REASON = "Salen bliver malet"
PERSON = {"name": "Bo Fiktiv", "email": "bo@forening.invalid"}


@pytest.fixture
def meetings(planned):
    """One of each body; the forum's was moved, and its member is invited."""
    place = {"place": "Prøvesalen"}
    planned.call("PUT", "/api/v1/people", {"bodies": {FORUM: place}}, "forum")
    period = {"body": FORUM, "from": "2027-01-01", "to": "2027-12-31"}
    plan = planned.post("/api/v1/plans", period, "forum").get_json()
    planned.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    first = planned.get(f"/api/v1/meetings?body={FORUM}", "forum").get_json()["meetings"][0]
    moved = {"starts_at": "2027-02-18T17:00:00+01:00", "reason": REASON, "revision": first["revision"]}
    planned.post(f"/api/v1/meetings/{first['id']}/move", moved, "forum")
    ke = planned.get(f"/api/v1/meetings?body={CASES}").get_json()["meetings"][0]
    return {FORUM: first["id"], CASES: ke["id"], "plan": {FORUM: plan["id"], CASES: plan_of(planned)}}


def plan_of(planned):
    return planned.get(f"/api/v1/plans?body={CASES}").get_json()["plans"][0]["id"]


def doors(body, meeting, plan):
    """Every way of planning, each with a document that it takes."""
    revision, path = {"revision": 1}, f"/api/v1/meetings/{meeting}"
    times = {"starts_at": "2027-03-04T17:00:00+01:00", "reason": "x"}
    return [
        ("GET", f"/api/v1/plans?body={body}", None),
        ("POST", "/api/v1/plans", {"body": body, "from": "2029-01-01", "to": "2029-12-31"}),
        ("GET", f"/api/v1/plans/{plan}", None),
        ("POST", f"/api/v1/plans/{plan}/confirm", revision),
        ("POST", f"/api/v1/plans/{plan}/withdraw", revision),
        ("POST", "/api/v1/meetings", {"body": body, **times}),
        ("POST", f"{path}/confirm", revision),
        ("POST", f"{path}/move", {**times, **revision}),
        ("POST", f"{path}/move/preview", {**times, **revision}),
        ("POST", f"{path}/cancel", {"reason": "x", **revision}),
        ("POST", f"{path}/cancel/preview", {"reason": "x", **revision}),
        ("GET", f"{path}/attendance", None),
        ("POST", f"{path}/attendees/nobody/deputy", {"person": PERSON}),
        ("GET", f"/api/v1/bodies/{body}/free-times", None),
        ("PUT", "/api/v1/people", {"bodies": {body: {"place": "x"}}}),
        ("PUT", "/api/v1/people", {"members": [{"body": body, **PERSON}]}),
    ]


def tried(planned, role, body, meetings):
    asked = doors(body, meetings[body], meetings["plan"][body])
    return [(method, path, planned.call(method, path, given, role)) for method, path, given in asked]


def test_the_secretariat_changes_and_reads_nothing_of_the_forums_planning(planned, meetings):
    found = tried(planned, "secretariat", FORUM, meetings)
    refused = {(answer.status_code, answer.get_json()["type"].rpartition(":")[2]) for *_, answer in found}
    assert refused == {(403, "of-another-office"), (404, "absent")}
    assert [path for _, path, answer in found if answer.status_code == 404] == [
        f"/api/v1/meetings/{meetings[FORUM]}/attendance"
    ]


def test_the_planning_of_the_cases_looks_absent_to_the_forums_office(planned, meetings):
    found = tried(planned, "forum", CASES, meetings)
    assert [(m, p, a.status_code) for m, p, a in found if a.status_code != 404] == []


@pytest.mark.parametrize(("role", "body"), [("secretariat", CASES), ("forum", FORUM)])
def test_its_own_office_is_let_in_everywhere(planned, meetings, role, body):
    """But for what is not there for anybody: an attendee called nobody."""
    found = [(path, answer.status_code) for _, path, answer in tried(planned, role, body, meetings)]
    refused = [path for path, status in found if status in {403, 404}]
    assert refused == [f"/api/v1/meetings/{meetings[body]}/attendees/nobody/deputy"]


def test_of_the_forums_meetings_the_secretariat_is_told_when_they_are(planned, meetings):
    (listed, *_) = planned.get(f"/api/v1/meetings?body={FORUM}").get_json()["meetings"]
    read = planned.get(f"/api/v1/meetings/{meetings[FORUM]}").get_json()
    assert listed == {**read, "minutes": None}
    told = {name: value for name, value in listed.items() if value not in ("", None, [], False)}
    assert told.keys() == {
        *("id", "body", "starts_at", "iso_week", "state", "ends_at"),
        *("original_on", "moved_from", "revision"),
    }
    assert (listed["is_own"], listed["starts_at"]) == (False, "2027-02-18T17:00:00+01:00")
    own = planned.get(f"/api/v1/meetings/{meetings[FORUM]}", "forum").get_json()
    assert (own["is_own"], own["reason"], own["place"]) == (True, REASON, "Prøvesalen")


def test_who_is_who_is_each_offices_own(planned, meetings):
    seen = {role: planned.get("/api/v1/people", role).get_json() for role in ("secretariat", "forum")}
    bodies = {role: [one["id"] for one in found["bodies"]] for role, found in seen.items()}
    assert bodies == {"secretariat": [CASES], "forum": [FORUM]}
    assert (seen["forum"]["parties"], seen["forum"]["members"]) == ([], [])
    parties = {"parties": [{"id": "ssp", "name": "Andet navn"}]}
    for document in (parties, {"secretariat": {"name": "X", "email": "x@moedeklar.invalid"}}):
        refused = planned.call("PUT", "/api/v1/people", document, "forum")
        assert (refused.status_code, refused.get_json()["type"]) == (403, "urn:moedeklar:problem:not-allowed")
    for path, body in (
        ("contacts", {"role": "contact", "person": PERSON}),
        ("absences", {"first_on": "2027-01-04"}),
    ):
        assert planned.post(f"/api/v1/parties/ssp/{path}", body, "forum").status_code == 403


def forum_attendance(planned, meeting):
    return planned.get(f"/api/v1/meetings/{meeting}/attendance", "forum").get_json()["attendees"]


def test_a_member_of_the_forum_is_neither_renamed_ended_nor_stood_in_for_by_the_secretariat(
    planned, meetings, clock
):
    planned.call("PUT", "/api/v1/forum/charter-list", CHARTER_LIST, "forum")
    clock.moment = local("2027-01-10")
    planned.service.tick()
    before = forum_attendance(planned, meetings[FORUM])
    member = next(one for one in before if one["kind"] == "member")
    renamed = {"body": FORUM, "name": "Et Andet Navn", "email": member["email"], "valid_until": "2027-01-11"}
    stranger = f"/api/v1/meetings/{meetings[FORUM]}/attendees/{member['id']}/deputy"
    tried = [
        planned.call("PUT", "/api/v1/people", {"members": [renamed]}),
        planned.post(stranger, {"person": PERSON}),
    ]
    assert [one.status_code for one in tried] == [403, 403]
    read = [
        planned.get(f"/api/v1/meetings/{meetings[FORUM]}/attendance"),
        planned.get("/api/v1/people"),
        planned.get("/api/v1/upcoming?days=60"),
        planned.get("/api/v1/messages"),
        planned.get(f"/api/v1/meetings/{meetings[FORUM]}"),
    ]
    assert [one.status_code for one in read if member["email"] in one.text or one.status_code == 500] == []
    planned.service.tick()
    assert forum_attendance(planned, meetings[FORUM]) == before
    assert planned.post(stranger, {"person": PERSON}, "forum").status_code == 201


def test_a_member_of_the_forum_speaks_for_no_agency(planned, meetings):
    """Parties are the cases': ending one would end the member."""
    given = {"members": [{"body": FORUM, **PERSON, "party": "ssp"}]}
    refused = planned.call("PUT", "/api/v1/people", given, "forum")
    assert (refused.status_code, refused.get_json()["type"]) == (403, "urn:moedeklar:problem:not-allowed")


def test_a_day_closed_by_one_office_gives_it_its_own_meetings_alone(planned, meetings):
    on = "2026-11-24"
    closed = planned.post("/api/v1/closed-days", {"on": on, "name": "Lukket"}, "forum")
    assert (closed.status_code, closed.get_json()["meetings"]) == (201, [])
    waits = planned.get("/api/v1/closed-days").get_json()["closed_days"]
    assert [(one["on"], one["is_closed"], one["closed_by"], one["put_before"]) for one in waits] == [
        (on, False, "forum", "closed")
    ]
    taken = planned.post(f"/api/v1/closed-days/{on}/take-over", {"revision": waits[0]["revision"]})
    assert [one["id"] for one in taken.get_json()["meetings"]] == [meetings[CASES]]
    assert taken.get_json()["day"]["is_closed"] is True


def test_a_day_nobody_closed_is_not_found_and_neither_is_one_the_calendar_closes(planned):
    for on in ("2026-11-25", "2026-12-24", "2026-11-28"):
        refused = planned.call("DELETE", f"/api/v1/closed-days/{on}")
        assert (refused.status_code, refused.get_json()["type"].rpartition(":")[2]) == (
            404,
            "no-such-closed-day",
        )


def test_a_day_that_the_other_office_alone_has_closed_is_not_found_for_opening(planned):
    planned.post("/api/v1/closed-days", {"on": "2026-11-25", "name": ""}, "forum")
    assert planned.call("DELETE", "/api/v1/closed-days/2026-11-25").status_code == 404
    assert planned.call("DELETE", "/api/v1/closed-days/2026-11-25", role="forum").status_code == 200
