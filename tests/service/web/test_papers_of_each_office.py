"""The papers of a meeting (agenda and minutes, guests, who is kept out) are its own office's, on every route."""

import pytest
from api_samples import FORUM as CHARTER_LIST
from driven_service import local

from service.web.application import create_app

CASES, FORUM = "koordineringsenheden", "medborgerforum"
PERSON = {"name": "Gitte Gæst", "email": "gitte@gaest.invalid"}


@pytest.fixture
def meetings(planned):
    """Of each body one, with an agenda; the forum's with a topic on it."""
    planned.call("PUT", "/api/v1/forum/charter-list", CHARTER_LIST, "forum")
    plan = planned.post("/api/v1/plans", {"body": FORUM, "from": "2027-01-01", "to": "2027-12-31"}, "forum")
    plan = plan.get_json()
    planned.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    first = {CASES: first_of(planned, CASES, "secretariat"), FORUM: first_of(planned, FORUM, "forum")}
    topic = planned.post(
        f"/api/v1/forum/meetings/{first[FORUM]}/topics", {"title": "Unge"}, "forum"
    ).get_json()
    accepted = {"decision": "accepted", "revision": topic["revision"]}
    planned.post(f"/api/v1/forum/topics/{topic['id']}/decision", accepted, "forum")
    for body, role in ((CASES, "secretariat"), (FORUM, "forum")):
        planned.post(f"/api/v1/meetings/{first[body]}/agenda", {}, role)
    return first


def first_of(planned, body, role):
    return planned.get(f"/api/v1/meetings?body={body}", role).get_json()["meetings"][0]["id"]


def items_of(planned, meeting, role="forum"):
    return planned.get(f"/api/v1/meetings/{meeting}/agenda", role).get_json()["items"]


def routes(meeting, item):
    """Each with a body that it takes."""
    agenda, minutes = f"/api/v1/meetings/{meeting}/agenda", f"/api/v1/meetings/{meeting}/minutes"
    revision = {"revision": 1}
    return [
        ("GET", agenda, None),
        ("GET", f"{agenda}/comments", None),
        ("GET", f"{agenda}/file?format=json", None),
        ("POST", agenda, {}),
        ("PUT", f"{agenda}/order", {"items": [{"item": item, "minutes": 5}], **revision}),
        ("POST", f"{agenda}/items", {"heading": "Nyt", "minutes": 5, **revision}),
        ("POST", f"{agenda}/items/{item}/remove", revision),
        ("POST", f"{agenda}/review", revision),
        ("POST", f"{agenda}/draft", revision),
        ("POST", f"{agenda}/release", revision),
        ("POST", f"{agenda}/versions", {"reason": "Nyt", **revision}),
        ("POST", f"{agenda}/versions/withdraw", revision),
        ("POST", f"{agenda}/items/{item}/exclusions", {"attendee": "nobody"}),
        ("POST", f"{agenda}/exclusions/nobody/lift", None),
        (
            "POST",
            f"{agenda}/items/{item}/guests",
            {"person": PERSON, "authority": "Biblioteket", "basis": "consent"},
        ),
        ("POST", f"{agenda}/guests/nobody/withdraw", None),
        ("GET", minutes, None),
        ("GET", f"{minutes}/file?format=json", None),
        ("PUT", f"{minutes}/presence", {"marks": [], "revision": 0}),
        ("PUT", f"{minutes}/notes", {"item": "", "text": "Nyt", "revision": 0}),
        ("POST", f"{minutes}/review", {"revision": 0}),
        ("POST", f"{minutes}/comments", {"text": "Nyt"}),
        ("POST", f"{minutes}/approve", {"attendee": "nobody", **revision}),
        ("POST", f"{minutes}/reopen", {"reason": "Nyt", **revision}),
    ]


def tried(planned, role, meeting, item):
    return [
        (method, path, planned.call(method, path, body, role)) for method, path, body in routes(meeting, item)
    ]


@pytest.mark.parametrize(("role", "body"), [("secretariat", FORUM), ("forum", CASES)])
def test_the_papers_of_the_other_offices_meeting_look_absent(planned, meetings, role, body):
    own = {CASES: "secretariat", FORUM: "forum"}[body]
    item = items_of(planned, meetings[body], own)[0]["id"]
    found = tried(planned, role, meetings[body], item)
    assert [
        (method, path, answer.status_code) for method, path, answer in found if answer.status_code != 404
    ] == []
    details = {answer.get_json()["detail"] for _, _, answer in found}
    assert len(details) == 1


def test_and_nothing_of_them_is_changed(planned, meetings):
    before = items_of(planned, meetings[FORUM])
    tried(planned, "secretariat", meetings[FORUM], before[0]["id"])
    assert items_of(planned, meetings[FORUM]) == before


@pytest.mark.parametrize(("role", "body"), [("secretariat", CASES), ("forum", FORUM)])
def test_its_own_office_has_them_all(planned, meetings, role, body):
    item = items_of(planned, meetings[body], role)[0]["id"]
    reached = {answer.status_code for _, _, answer in tried(planned, role, meetings[body], item)}
    assert 200 in reached
    details = [
        a.get_json().get("detail") for _, _, a in tried(planned, role, meetings[body], item) if a.is_json
    ]
    assert "the meeting has no such papers for you" not in details


def test_a_guest_of_the_forum_is_shown_to_its_own_office_alone(planned, meetings, clock):
    clock.moment = local("2027-01-10")
    meeting = meetings[FORUM]
    planned.service.tick()
    topic = next(one["id"] for one in items_of(planned, meeting) if one["kind"] == "topic")
    guest = {"person": PERSON, "authority": "Biblioteket", "basis": "consent"}
    asked = planned.post(f"/api/v1/meetings/{meeting}/agenda/items/{topic}/guests", guest, "forum")
    assert asked.status_code == 201
    seen = {
        role: PERSON["email"] in planned.get(f"/api/v1/meetings/{meeting}/attendance", role).text
        for role in ("forum", "secretariat")
    }
    assert seen == {"forum": True, "secretariat": False}


@pytest.mark.parametrize(("role", "expected"), [("secretariat", (False, 404)), ("forum", (True, 200))])
def test_the_meetings_page_leads_to_the_agenda_where_it_may_be_read(planned, meetings, role, expected):
    client = logged_in(planned, role)
    page = client.get(f"/meetings/{meetings[FORUM]}")
    agenda = f"/meetings/{meetings[FORUM]}/agenda"
    assert page.status_code == 200
    assert (f'href="{agenda}"' in page.text, client.get(agenda).status_code) == expected


@pytest.mark.parametrize(("role", "expected"), [("secretariat", (False, 404)), ("forum", (True, 200))])
def test_and_to_the_minutes(planned, meetings, clock, role, expected):
    clock.moment = local("2027-02-12")
    client = logged_in(planned, role)
    page = client.get(f"/meetings/{meetings[FORUM]}")
    minutes = f"/meetings/{meetings[FORUM]}/minutes"
    assert page.status_code == 200
    assert (f'href="{minutes}"' in page.text, client.get(minutes).status_code) == expected


def logged_in(planned, role):
    client = create_app(planned.service).test_client()
    token = client.get("/login").text.partition('name="csrf_token" value="')[2].partition('"')[0]
    client.post("/login", data={"csrf_token": token, "role": role})
    return client
