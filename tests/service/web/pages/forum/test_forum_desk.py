"""The desk of the forum's office: what waits for it and what comes, and nothing of the cases."""

import pytest
from api_samples import FORUM as CHARTER_LIST
from driven_service import local

FORUM = "medborgerforum"


@pytest.fixture
def meeting(planned):
    planned.call("PUT", "/api/v1/forum/charter-list", CHARTER_LIST, "forum")
    plan = planned.post("/api/v1/plans", {"body": FORUM, "from": "2027-01-01", "to": "2027-12-31"}, "forum")
    plan = plan.get_json()
    planned.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    return plan["meetings"][0]["id"]


def test_it_shows_the_next_meeting_and_what_the_service_does_by_itself(visit, meeting, clock):
    clock.moment = local("2026-12-14")
    desk = visit("forum").read("/forum/desk")
    shown = ("tor. 11. feb. 2027", "Intet venter.", "malene@proeveforeningen.invalid", "Mødeindkaldelse")
    assert [words for words in shown if words not in desk] == []
    assert ("medlem.ssp@" in desk, "KE-" in desk) == (False, False)


def test_topics_and_unanswered_charters_wait_on_it_in_numbers(visit, planned, meeting, clock):
    planned.post(f"/api/v1/forum/meetings/{meeting}/topics", {"title": "Unge"}, "forum")
    listed = planned.get("/api/v1/forum/charter-list", "forum").get_json()
    accession = next(o for o in listed["organisations"] if o["id"] == "eksempelklubben")["accessions"][0]
    sent = {"reply_by": "2026-11-20", "revision": accession["revision"]}
    planned.post(f"/api/v1/forum/accessions/{accession['id']}/send", sent, "forum")
    clock.moment = local("2026-11-24")
    desk = visit("forum").read("/forum/desk")
    waits = ("Foreslåede emner venter på svar", "Charteret er ikke besvaret inden fristen")
    assert [words for words in waits if words not in desk] == []
    assert "Eksempelklubben" not in desk


def test_an_empty_house_says_so_and_shows_the_way(visit_empty_house):
    desk = visit_empty_house("forum").read("/forum/desk")
    assert ("Der er intet bekræftet møde forude." in desk, "Intet venter." in desk) == (True, True)


def test_nothing_of_it_waits_on_the_secretariats_desk(visit, planned, meeting):
    planned.post("/api/v1/plans", {"body": FORUM, "from": "2028-01-01", "to": "2028-12-31"}, "forum")
    words = "Gennemgå og bekræft mødekalenderen"
    seen = {
        role: words in visit(role).read(page)
        for role, page in (("secretariat", "/"), ("forum", "/forum/desk"))
    }
    assert seen == {"secretariat": False, "forum": True}


def test_the_outbox_and_the_calendar_answers_have_a_page_for_the_forum_too(visit, meeting):
    forum = visit("forum")
    assert [forum.see(page).status_code for page in ("/messages", "/replies")] == [200, 200]
