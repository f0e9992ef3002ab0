"""Several at the same moment, over HTTP and on each kind of database: one wins, and the others are told what stands."""

from collections import Counter
from threading import Barrier, Thread

import pytest
from driven_service import local
from over_http import Http
from test_forum_year import CHARTER_LIST
from test_forum_year import PEOPLE as FORUM_HOUSE
from test_one_concern import CONCERN, PEOPLE

from service.web.application import create_app

AT_ONCE = 4
KE = "koordineringsenheden"
EXTRAORDINARY = {"body": KE, "starts_at": "2026-12-01T09:00:00+01:00"}


@pytest.fixture
def house(start_on):
    service = start_on(local("2026-11-09")).service
    http = Http(service, create_app(service).test_client())
    http.put("/people", PEOPLE)
    http.put("/people", FORUM_HOUSE, "forum")
    http.put("/forum/charter-list", CHARTER_LIST, "forum")
    return http


@pytest.fixture
def planned(house):
    plan = house.post("/plans", {"body": KE, "from": "2026-11-24", "to": "2027-01-31"})
    house.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    return house


def at_once(house, path, body, role="secretariat"):
    """What each of them was answered."""
    start, answers = Barrier(AT_ONCE), []

    def ask(client):
        own = Http(house.service, client)
        start.wait()
        answers.append(own.call("POST", path, body, role))

    asking = [Thread(target=ask, args=(house.client.application.test_client(),)) for _ in range(AT_ONCE)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    return answers


def told(answers):
    """How often each status and code was told, and whether whoever lost was told what now stands."""
    codes = (answer.get("type", "").rpartition(":")[2] for _, answer in answers)
    return Counter(zip((status for status, _ in answers), codes, strict=True))


def test_four_concerns_about_one_citizen_make_one_case(planned):
    answers = at_once(planned, "/concerns", CONCERN)
    assert {answer["reference"] for _, answer in answers} == {"KE-2026-0001"}
    assert len(planned.get("/cases")["cases"]) == 1
    assert len(planned.get("/lookups", "agency:ssp")["lookups"]) == 1


def test_of_four_plans_for_the_same_days_one_is_made(house):
    answers = at_once(house, "/plans", {"body": KE, "from": "2026-11-24", "to": "2027-01-31"})
    assert told(answers) == {(201, ""): 1, (409, "period-overlaps"): 3}


def test_of_four_meetings_at_the_same_hour_one_is_laid(planned):
    assert told(at_once(planned, "/meetings", EXTRAORDINARY)) == {
        (201, ""): 1,
        (409, "two-meetings-at-once"): 3,
    }


def test_of_four_who_move_a_meeting_one_wins_and_the_others_are_told_what_stands(planned):
    meeting = planned.get(f"/meetings?body={KE}")["meetings"][1]
    to = {"starts_at": "2026-12-10T09:00:00+01:00", "revision": meeting["revision"]}
    answers = at_once(planned, f"/meetings/{meeting['id']}/move", to)
    assert told(answers) == {(200, ""): 1, (409, "changed-meanwhile"): 3}
    revisions = [answer["current"]["revision"] for status, answer in answers if status == 409]
    assert revisions == [meeting["revision"] + 1] * 3


def test_of_four_who_decide_a_topic_one_wins_and_its_reply_is_the_one_that_stands(house):
    plan = house.post("/plans", {"body": "medborgerforum", "from": "2027-01-01", "to": "2027-12-31"}, "forum")
    house.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    first = house.get("/meetings?body=medborgerforum", "forum")["meetings"][0]["id"]
    topic = house.post(
        f"/forum/meetings/{first}/topics", {"title": "Unge", "about": "", "minutes": 30}, "forum"
    )
    decision = {"decision": "declined", "reply": "Ikke denne gang.", "revision": topic["revision"]}
    answers = at_once(house, f"/forum/topics/{topic['id']}/decision", decision, "forum")
    assert told(answers) == {(200, ""): 1, (409, "changed-meanwhile"): 3}
    assert all(answer["current"]["state"] == "declined" for status, answer in answers if status == 409)


def test_of_four_who_ask_the_same_guest_in_one_does(planned):
    planned.post("/concerns", CONCERN)
    first = planned.get(f"/meetings?body={KE}")["meetings"][0]["id"]
    agenda = planned.post(f"/meetings/{first}/agenda", None)
    item = next(each["id"] for each in agenda["items"] if each["about"])
    person = {"name": "Gæst Gæstesen", "email": "gaest@moedeklar.invalid"}
    guest = {"person": person, "authority": "Psykiatrien", "basis": "psp"}
    answers = at_once(planned, f"/meetings/{first}/agenda/items/{item}/guests", guest)
    assert told(answers) == {(201, ""): 1, (409, "invited-already"): 3}


def test_of_four_who_keep_the_same_person_out_one_does(planned):
    planned.post("/concerns", CONCERN)
    planned.service.tick()
    first = planned.get(f"/meetings?body={KE}")["meetings"][0]["id"]
    agenda = planned.post(f"/meetings/{first}/agenda", None)
    item = next(each["id"] for each in agenda["items"] if each["about"])
    who = planned.get(f"/meetings/{first}/attendance")["attendees"][0]["id"]
    answers = at_once(planned, f"/meetings/{first}/agenda/items/{item}/exclusions", {"attendee": who})
    assert told(answers) == {(201, ""): 1, (409, "kept-out-already"): 3}


def test_four_who_appoint_the_same_member_make_one_appointment(house):
    person = {"name": "Maja Opdigtet", "email": "maja@cirklen.invalid", "organisation": "cirklen"}
    days = {"first_on": "2027-01-01", "last_on": "2028-12-31"}
    answers = at_once(house, "/forum/appointments", {**person, "role": "member", **days}, "forum")
    assert len({answer["id"] for _, answer in answers}) == 1


def test_an_organisation_that_is_asked_anew_four_times_at_once_is_asked_once(house):
    path = "/forum/organisations/cirklen"
    asked = house.get(path, "forum")["accessions"][-1]
    sent = house.post(f"/forum/accessions/{asked['id']}/send", {"revision": asked["revision"]}, "forum")
    declined = {"reason": "De ønsker det ikke", "revision": sent["revision"]}
    house.post(f"/forum/accessions/{asked['id']}/decline", declined, "forum")
    answers = at_once(house, f"{path}/accessions", None, "forum")
    assert told(answers) == {(201, ""): 1, (409, "asked-already"): 3}
