"""A sixth party comes by `moedeklar people`: it is asked, answers, takes part everywhere, and is shown by its name."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from click.testing import CliRunner
from doors import logged_in
from driven_service import local
from over_http import Http
from sample_people import KE, PARTIES
from test_one_concern import CONCERN, PEOPLE, PURPOSE, Concern
from whole_house import House

from service.cli.main import main
from service.web.application import create_app

MONDAY = local("2026-11-09")
SIXTH, NAME = "zq_sjette", "Zenitkontoret"
AS_SIXTH = f"agency:{SIXTH}"
FILE = f"""
[[parties]]
id = "{SIXTH}"
name = "{NAME}"
mailbox = "opslag@zenit.invalid"
valid_from = 2026-01-01

[[members]]
body = "{KE}"
party = "{SIXTH}"
name = "Zita Opdigtet"
email = "zita@zenit.invalid"
valid_from = 2026-01-01
"""
HOLDERS = {  # whom the command sets holds the role from the day on which it is called
    "id": SIXTH,
    "contact": {"name": "Zita Opdigtet", "email": "zita@zenit.invalid"},
    "deputy": {"name": "Zoe Opfundet", "email": "zoe@zenit.invalid"},
}
ENDED = {"parties": [{"id": SIXTH, "valid_until": "2026-12-16"}]}
ANSWERED = {200, 302, 403, 404, 409}
OF_ANOTHER_MEETING = re.compile(r"/cases/[^/]+/(minutes|outcomes)/")


@pytest.fixture
def story(new_service):
    driven = new_service(MONDAY)
    told = Concern(driven, Http(driven.service, create_app(driven.service).test_client()))
    told.http.put("/people", PEOPLE)
    where = ["--dir", str(driven.service.folder)]
    result = CliRunner().invoke(main, ["people", "-", *where], input=FILE, env={"MOEDEKLAR_CONFIG": ""})
    assert (result.exit_code, result.output) == (0, "1 parter og 1 medlemmer er sat.\n")
    told.http.put("/people", {"parties": [HOLDERS]})
    plan = told.http.post("/plans", {"body": KE, "from": "2026-11-24", "to": "2026-12-22"})
    told.http.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    told.meetings = [meeting["id"] for meeting in plan["meetings"]]
    return told


@pytest.fixture
def took_part(story):
    """From concern to course with the sixth party in every part that a party can have."""
    it_is_asked_as_one_more_and_answers(story)
    it_takes_part_in_the_meeting(story)
    it_holds_the_conversation_and_the_course(story)
    return story


def it_is_asked_as_one_more_and_answers(story):
    http = story.http
    story.reference = http.post("/concerns", {**CONCERN, "parties": list(PARTIES)})["reference"]
    asked = {"parties": [SIXTH], "confirmed_necessary": True, "revision": story.case()["revision"]}
    http.post(f"/cases/{story.reference}/parties", asked)
    story.until("2026-11-10")
    assert {one.to for one in story.driven.told("lookup_request")} >= {
        "opslag@zenit.invalid",
        "zita@zenit.invalid",
    }
    for party in PARTIES:
        story.answer(party, {"kind": "nothing_registered"})
    assert http.get("/readiness")["readiness"] == "waiting"
    story.answer(SIXTH, {"kind": "relevant", "risk_factors": ["Er set i et opdigtet netværk"]})
    assert http.get("/readiness")["readiness"] == "ready"


def it_takes_part_in_the_meeting(story):
    http, first = story.http, story.meetings[0]
    agenda = http.post(f"/meetings/{first}/agenda", None)
    http.post(f"/meetings/{first}/agenda/review", {"revision": agenda["revision"]})
    http.post(f"/meetings/{first}/agenda/comments", {"text": "Vi kommer ti minutter senere"}, AS_SIXTH)
    story.until("2026-11-24", "10:00")
    said = {
        "meeting": first,
        "party": SIXTH,
        "words": "Sagt på mødet",
        "said_at": "2026-11-24T09:20:00+01:00",
    }
    http.post(f"/cases/{story.reference}/notes", said)
    outcome = {
        "meeting": first,
        "kind": "conversation",
        "responsible": SIXTH,
        "grounds": "Hun har selv søgt hjælp",
        "due_on": "2026-12-18",
        "dissents": [{"party": "ssp", "words": "Vi ville have ventet"}],
    }
    story.decide("outcomes", outcome)
    agreed = {"meeting": first, "owner": SIXTH, "what": "Finde en praktikplads", "due_on": "2026-12-18"}
    http.post(f"/cases/{story.reference}/actions", agreed)
    story.until("2026-11-25", "10:00")
    attendees = http.get(f"/meetings/{first}/attendance")["attendees"]
    marks = [{"attendee": one["id"], "presence": "present"} for one in attendees if one["kind"] != "room"]
    minutes = http.put(f"/meetings/{first}/minutes/presence", {"marks": marks, "revision": 0})
    http.post(f"/meetings/{first}/minutes/review", {"revision": minutes["revision"]})
    http.post(f"/meetings/{first}/minutes/comments", {"text": "Vi kom ti minutter over"}, AS_SIXTH)


def it_holds_the_conversation_and_the_course(story):
    http = story.http
    plan = {"party": SIXTH, "holder": "Holga Samtalesen", "place": "Prøvegade 2"}
    effort = story.decide("conversations", {**plan, "planned_at": "2026-12-15T13:00:00+01:00"})
    (conversation,) = effort["conversations"]
    path = f"/cases/{story.reference}/conversations/{conversation['id']}"
    assert NAME in str(http.get(f"{path}/letter")["blocks"])
    story.until("2026-12-15", "14:00")
    http.post(f"{path}/report", {"outcome": "wants_course", "revision": conversation["revision"]})
    story.decide("courses", {"kind": "mentor", "responsible": SIXTH, "aim": "Et år i skole"})
    story.until("2026-12-16", "10:00")


def everything(story, role):
    return list(House(story.driven.service).everything(role))


def seen(shown):
    """What people read of a page: neither what its fields send nor where its links lead."""
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", shown.text, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", text)


def pages_of(found):
    return [each for each in found if each.status == 200 and each.text.lstrip().startswith("<!doctype html>")]


def options(page, field):
    """What a field offers, in the words on it."""
    (select,) = re.findall(rf'<select[^>]*name="{field}".*?</select>', page, re.DOTALL)
    return re.findall(r"<option[^>]*>([^<]*)<", select)


@pytest.mark.parametrize("role", ["secretariat", AS_SIXTH, "agency:ssp", "auditor"])
def test_every_page_and_every_list_opens_and_no_page_shows_its_id(took_part, role):
    found = everything(took_part, role)
    assert {each.status for each in found if not OF_ANOTHER_MEETING.search(each.address)} <= ANSWERED
    pages = pages_of(found)
    assert len(pages) > 1
    assert [each.address for each in pages if SIXTH in seen(each)] == []


def test_its_name_stands_wherever_it_took_part(took_part):
    pages = {each.address: seen(each) for each in pages_of(everything(took_part, "secretariat"))}
    case, meeting = f"/cases/{took_part.reference}", f"/meetings/{took_part.meetings[0]}"
    of_case = {
        case,
        f"{case}/meetings",
        f"{case}/effort",
        f"{case}/outcomes/{took_part.meetings[0]}/correction",
    }
    of_meeting = {meeting, f"{meeting}/agenda", f"{meeting}/minutes", f"/readiness/{took_part.meetings[0]}"}
    wanted = {*of_case, *of_meeting, "/login", "/actions"}
    assert {address for address in wanted if NAME not in pages.get(address, "")} == set()
    own = {each.address: seen(each) for each in pages_of(everything(took_part, AS_SIXTH))}
    assert {address for address, text in own.items() if f"Logget ind som {NAME}" not in text} == set()


def test_no_mail_shows_its_id(took_part):
    outbox = took_part.driven.service.folder / "outbox"
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in outbox.glob("*.eml")]
    texts = [
        part.get_content() for mail in mails for part in mail.walk() if part.get_content_maintype() == "text"
    ]
    assert [text for text in texts if SIXTH in text] == []
    assert [text for text in texts if f"Kære {NAME}" in text] != []


def test_a_new_concern_offers_it_and_so_does_whom_else_to_ask(story):
    client, token = logged_in(story, "secretariat")
    form = {name: value for name, value in CONCERN.items() if isinstance(value, str)}
    typed = {
        **form,
        **CONCERN["citizen"],
        "csrf_token": token,
        "notification": "not_needed",
        "step": "propose",
    }
    assert NAME in client.post("/concerns/new", data=typed).text
    story.reference = story.http.post("/concerns", {**CONCERN, "parties": ["ssp"]})["reference"]
    client.post(
        f"/cases/{story.reference}/purpose", data={"csrf_token": token, "purpose_chosen": "Forberede mødet"}
    )
    assert f'value="{SIXTH}"' in client.get(f"/cases/{story.reference}").text


def test_a_token_is_made_for_it(story):
    where = ["--dir", str(story.driven.service.folder)]
    result = CliRunner().invoke(main, ["token", "--as", AS_SIXTH, *where], env={"MOEDEKLAR_CONFIG": ""})
    assert result.exit_code == 0


def test_a_party_that_has_ended_is_offered_no_more_but_named_where_it_took_part(took_part):
    took_part.http.put("/people", ENDED)
    took_part.until("2026-12-17")
    client, token = logged_in(took_part, "secretariat")
    assert NAME not in client.get("/login").text
    refused = client.post("/login", data={"csrf_token": token, "role": AS_SIXTH})
    assert refused.status_code == 422
    pages = {each.address: each for each in pages_of(everything(took_part, "secretariat"))}
    case = f"/cases/{took_part.reference}"
    for address in (case, f"{case}/meetings", f"{case}/effort", "/actions"):
        assert (address, NAME in seen(pages[address])) == (address, True)
    assert NAME not in options(pages[f"{case}/meetings"].text, "owner")
    assert NAME not in options(pages[f"{case}/effort"].text, "responsible")
    refused = took_part.http.refused(
        "POST",
        f"/cases/{took_part.reference}/actions",
        {"meeting": took_part.meetings[0], "owner": SIXTH, "what": "Mere", "due_on": "2026-12-21"},
    )
    assert refused[0] == 422


def test_a_new_party_needs_a_name(story):
    assert story.http.refused("PUT", "/people", {"parties": [{"id": "namnloes"}]}) == (422, "party-unnamed")
    assert story.http.refused("GET", f"/cases/KE-2026-0001{PURPOSE}", None)[0] == 404


def test_it_may_be_the_one_that_is_never_asked_about_young_children(story, new_service):
    config = f'[cases]\nnot_asked_for_children_under_15 = ["{SIXTH}", "kf", "bif"]\n'
    driven = new_service(story.driven.now, config=config, folder=story.driven.service.folder)
    assert driven.service.told_at_start() == []
    http = Http(driven.service, create_app(driven.service).test_client())
    child = {"name": "Barn Prøvesen", "born_on": "2015-05-06", "municipality": "København"}
    taken = http.post("/concerns", {**CONCERN, "citizen": child, "notification": "made"})
    assert sorted(taken["case"]["parties_asked"]) == ["dks", "sof", "ssp"]
