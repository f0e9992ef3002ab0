"""Nothing of the forum's story can be reached from the cases' secretariat, but what both plan by.

The forum's story is told first, up to the minutes of its first meeting and a new Charter; then whoever works for the
cases tries every door there is, with the real keys. Meetings, members and who is invited are theirs to see.
"""

import re
from email import message_from_bytes
from email.policy import default
from functools import partial
from itertools import product

import pytest
from doors import LINK, MOST_KEYS, TABLE_OF, WRITES, addresses, logged_in, rules_of
from over_http import Http
from sample_people import FORUM, OFFICE
from sqlalchemy import or_, select
from test_forum_year import (
    AUTUMN,
    Year,
    a_new_charter_is_sent_round,
    members_propose_topics_and_say_what_they_need,
    the_first_meeting_is_held,
    the_year_is_planned_and_only_those_who_acceded_are_invited,
    whoever_accedes_late_is_invited_alone,
)

from agenda.access import Action
from notifications.message import State
from service.database.mapped import mapped
from service.web.application import create_app
from service.web.authentication import rule_of

NOTE, HEADING, TOPIC = "Vi talte om bænke i parken.", "Nyt om lokaler", "Grønne gårde"
SAID_IN_THE_FORUM = (
    *("Unge og ensomhed", "Ny havn", "oplaeg.pdf", NOTE, HEADING, TOPIC, "Gitte Gæst", "gitte@gaest.invalid"),
    *("Aaforeningen", "Baadklubben", "Cirklen", "Aaformand", "Baadformand", "Cirkelformand", "formand@"),
    *("charter_sent", "charter_reminder", "Charteret", "forum_period_ends"),
)
PAPERS = {
    *(Action.READ_AGENDA, Action.CHANGE_AGENDA, Action.COMMENT_AGENDA),
    *(Action.READ_MINUTES, Action.CHANGE_MINUTES, Action.COMMENT_MINUTES, Action.APPROVE_MINUTES),
    *(Action.READ_TOPICS, Action.CHANGE_TOPICS, Action.READ_CHARTER_LIST, Action.CHANGE_CHARTER_LIST),
    *(Action.SETTLE_MESSAGE, Action.TAKE_REPLY),
}


@pytest.fixture
def story(new_service):
    driven = new_service(AUTUMN)
    story = Year(driven, Http(driven.service, create_app(driven.service).test_client()))
    the_year_is_planned_and_only_those_who_acceded_are_invited(story)
    whoever_accedes_late_is_invited_alone(story)
    members_propose_topics_and_say_what_they_need(story)
    the_first_meeting_is_held(story)
    its_minutes_say_something(story)
    a_new_charter_is_sent_round(story)
    a_guest_comes_and_somebody_is_kept_out(story)
    return story


def a_guest_comes_and_somebody_is_kept_out(story):
    second = story.meetings[1]
    topic = story.post(f"/forum/meetings/{second}/topics", {"title": TOPIC})
    story.post(
        f"/forum/topics/{topic['id']}/decision", {"decision": "accepted", "revision": topic["revision"]}
    )
    agenda = story.post(f"/meetings/{second}/agenda", {})
    added = {"heading": HEADING, "minutes": 5, "revision": agenda["revision"]}
    agenda = story.post(f"/meetings/{second}/agenda/items", added)
    item = next(one["id"] for one in agenda["items"] if one["kind"] == "topic")
    person = {"name": "Gitte Gæst", "email": "gitte@gaest.invalid"}
    guest = {"person": person, "authority": "Biblioteket", "basis": "consent"}
    story.post(f"/meetings/{second}/agenda/items/{item}/guests", guest)
    listed = story.get(f"/meetings/{second}/attendance")["attendees"]
    bo = next(one["id"] for one in listed if one["name"].startswith("Bo "))
    story.post(f"/meetings/{second}/agenda/items/{item}/exclusions", {"attendee": bo})
    story.until("2027-04-13")


def its_minutes_say_something(story):
    path = f"/meetings/{story.meetings[0]}/minutes"
    revision = story.get(path)["revision"]
    opened = story.post(f"{path}/reopen", {"reason": "Et punkt mangler", "revision": revision})
    story.put(f"{path}/notes", {"item": "", "text": NOTE, "revision": opened["revision"]})


def test_no_route_of_the_api_lets_the_cases_secretariat_at_anything_of_the_forum(story):
    rules = rules_of(story, lambda rule: rule.rule.startswith("/api/"))
    tried = [
        (rule, method, address, story.http.open(method, address, {} if method in WRITES else None))
        for rule in rules
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        for address in addresses(rule, partial(keys_of, story))
    ]
    assert_nothing_was_reached(story, tried)


def test_no_page_lets_the_cases_secretariat_at_anything_of_the_forum(story):
    client, token = logged_in(story, "secretariat")
    tried = []
    for rule in rules_of(story, lambda rule: not rule.rule.startswith("/api/")):
        for method, address in product(
            sorted(rule.methods & {"GET", "POST"}), addresses(rule, partial(keys_of, story))
        ):
            form = {"csrf_token": token} if method == "POST" else None
            tried.append((rule, method, address, client.open(address, method=method, data=form)))
    assert_nothing_was_reached(story, tried)


def test_no_link_leads_the_cases_secretariat_to_anything_of_the_forum(story):
    client, _ = logged_in(story, "secretariat")
    seen, new = {}, {"/"}
    while new:
        seen |= {address: client.get(address) for address in new}
        new = {link for answer in seen.values() for link in LINK.findall(answer.text)} - seen.keys()
    assert {f"/meetings/{key}" for key in story.meetings[1:]} <= seen.keys()
    assert [address for address, answer in seen.items() if answer.status_code >= 400] == []
    assert [(address, found) for address, answer in seen.items() if (found := said(answer.text))] == []


def test_no_mail_to_the_cases_secretariat_is_about_the_forum(story):
    to_them = [one for one in story.driven.messages() if one.recipient_email == OFFICE]
    assert [(one.occasion, one.body_id) for one in to_them if one.body_id == FORUM] == []


def test_no_mail_of_the_forum_says_who_else_acceded(story):
    sent = [one for one in story.driven.messages() if one.body_id == FORUM and one.state is State.SENT]
    assert len(sent) > 20
    for one in sent:
        mail = message_from_bytes(story.driven.mail_of(one), policy=default)
        text = f"{mail['Subject']} {mail.get_body(('plain',)).get_content()}"
        others = {"Aaforeningen", "Baadklubben", "Cirklen"} - set(re.findall(r"\w+", one.recipient_name))
        own = one.recipient_email.partition("@")[2].partition(".")[0].capitalize()
        assert [name for name in others - {own} if name in text] == []


def test_the_forums_office_sees_by_the_same_doors_what_the_cases_secretariat_does_not(story):
    """So that the doors above are known to be the right ones."""
    first, second = story.meetings[:2]
    doors = ("agenda", "minutes", "attendance")
    seen = [story.http.open("GET", f"/api/v1/meetings/{first}/{door}", None, "forum").text for door in doors]
    seen.append(story.http.open("GET", f"/api/v1/meetings/{second}/attendance", None, "forum").text)
    seen.append(story.http.open("GET", "/api/v1/messages?size=200", None, "forum").text)
    seen.append(story.http.open("GET", "/api/v1/forum/charter-list", None, "forum").text)
    assert [
        words
        for words in ("Unge og ensomhed", NOTE, "gitte@", "formand@", "Cirklen")
        if words not in "".join(seen)
    ] == []


def said(text):
    return [words for words in SAID_IN_THE_FORUM if words in text]


def assert_nothing_was_reached(story, tried):
    assert len(tried) > len({rule.rule for rule, *_ in tried})
    leaking = [
        (method, address, found) for _, method, address, answer in tried if (found := said(answer.text))
    ]
    assert leaking == []
    app = story.http.client.application
    let_in = [
        (method, address)
        for rule, method, address, answer in tried
        if rule_of(app, rule.endpoint) in PAPERS and rule.arguments and answer.status_code < 400
    ]
    assert let_in == []
    assert [(method, address) for _, method, address, answer in tried if answer.status_code >= 500] == []


def keys_of(story, name):
    standing_in = {
        "reference": "KE-2026-0001",
        "body": FORUM,
        "on": "2027-12-08",
    }
    if name in standing_in:
        return [standing_in[name]]
    noun = name.removesuffix("_id")
    if noun == "meeting":
        return story.meetings[:2]
    table = mapped().tables[TABLE_OF.get(noun, noun)]
    ids = select(table.c.id).order_by(table.c.id).limit(MOST_KEYS)
    if noun == "message":
        ids = ids.where(or_(table.c.occasion == "charter_sent", table.c.occasion == "topics_called"))
    with story.driven.service.sessions() as session:
        return [str(key) for key in session.scalars(ids)] or ["nothing-of-this-kind-in-the-story"]
