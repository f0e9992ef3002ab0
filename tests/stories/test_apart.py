"""Nothing of the concern's story can be reached from the forum: by role, by route, by page, by API or by mail.

The concern's story is told first; then whoever works for the forum tries every door there is, with the real keys.
"""

import importlib
import pkgutil
from email import message_from_bytes
from email.policy import default
from functools import partial
from itertools import product

import pytest
from doors import LINK, MOST_KEYS, TABLE_OF, WRITES, addresses, logged_in, rules_of
from over_http import Http
from sample_people import FORUM, KE
from sqlalchemy import Table, select
from test_forum_year import CHARTER_LIST
from test_forum_year import PEOPLE as FORUM_HOUSE
from test_one_concern import (
    MONDAY,
    SAID_OF_THE_CITIZEN,
    Concern,
    a_concern_comes_and_every_party_is_asked,
    its_minutes_are_approved_and_locked,
    the_citizen_comes_and_wants_a_mentor,
    the_first_meeting_wants_to_know_more,
    the_second_meeting_recommends_a_conversation,
)

import service.database.cases
import service.database.forum
import service.database.meetings
from agenda.access import MAY, Action, Role
from service.database.mapped import mapped
from service.web.application import create_app

OF_THE_FORUM = {"topic", "material"}
FOR_CASES = {
    Action.TAKE_CONCERN,
    Action.READ_CASE,
    Action.DECIDE_CASE,
    Action.CLEAR_CASE,
    Action.READ_READINESS,
    Action.READ_LOOKUP,
    Action.ANSWER_LOOKUP,
    Action.READ_ACTION,
    Action.SETTLE_ACTION,
    Action.STATE_CONSENT,
}
FOR_THE_FORUM = {
    Action.READ_TOPICS,
    Action.CHANGE_TOPICS,
    Action.RENEW_LINK,
    Action.READ_CHARTER_LIST,
    Action.CHANGE_CHARTER_LIST,
}


@pytest.fixture
def story(new_service):
    """In a house that has a forum too, with members and meetings."""
    driven = new_service(MONDAY)
    story = Concern(driven, Http(driven.service, create_app(driven.service).test_client()))
    story.http.put("/people", FORUM_HOUSE, "forum")
    story.http.put("/forum/charter-list", CHARTER_LIST, "forum")
    plan = story.http.post("/plans", {"body": FORUM, "from": "2027-01-01", "to": "2027-12-31"}, "forum")
    story.http.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    a_concern_comes_and_every_party_is_asked(story)
    the_first_meeting_wants_to_know_more(story)
    its_minutes_are_approved_and_locked(story)
    the_second_meeting_recommends_a_conversation(story)
    the_citizen_comes_and_wants_a_mentor(story)
    return story


def test_the_role_of_the_forum_may_do_nothing_that_is_done_with_cases():
    assert [action for action in FOR_CASES if Role.FORUM in MAY[action]] == []


def test_what_is_done_for_the_forum_is_done_by_its_role_alone():
    assert {role for action in FOR_THE_FORUM for role in MAY[action]} == {Role.FORUM}


def test_no_route_of_the_api_lets_the_forum_at_anything_of_the_story(story):
    rules = rules_of(story, lambda rule: rule.rule.startswith("/api/"))
    tried = [
        (method, address, story.http.open(method, address, {} if method in WRITES else None, "forum"))
        for rule in rules
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        for address in addresses(rule, partial(keys_of, story))
    ]
    assert_nothing_was_reached(story, tried)
    assert len(tried) > len(rules)


def test_no_page_lets_the_forum_at_anything_of_the_story(story):
    client, token = logged_in(story, "forum")
    rules = rules_of(story, lambda rule: not rule.rule.startswith("/api/"))
    tried = []
    for rule in rules:
        for method, address in product(
            sorted(rule.methods & {"GET", "POST"}), addresses(rule, partial(keys_of, story))
        ):
            form = {"csrf_token": token} if method == "POST" else None
            response = client.open(address, method=method, data=form)
            tried.append((method, address, response))
    assert_nothing_was_reached(story, tried)


def test_no_link_leads_the_forum_to_anything_of_the_story(story):
    client, _ = logged_in(story, "forum")
    seen, new = {}, {"/"}
    while new:
        seen |= {address: client.get(address).text for address in new}
        new = {link for text in seen.values() for link in LINK.findall(text)} - seen.keys()
    assert [address for address, text in seen.items() if whatever_is_of_the_story(story, text)] == []
    assert {"/", "/meetings"} <= seen.keys()
    assert "Medborgerforum" in seen["/meetings"]


def test_the_secretariat_sees_by_the_same_doors_what_the_forum_does_not(story):
    """So that the doors above are known to be the right ones."""
    response = story.http.open("GET", f"/api/v1/cases/{story.reference}?purpose=x")
    assert {"Vigga", story.reference} <= set(whatever_is_of_the_story(story, response.text))


def test_no_mail_says_more_of_the_story_than_its_reference(story):
    mails = [message_from_bytes(m.content, policy=default) for m in story.driven.messages() if m.content]
    texts = [f"{mail['Subject']} {part.get_content()}" for mail in mails for part in mail.iter_parts()]
    assert [word for word in SAID_OF_THE_CITIZEN for text in texts if word in str(text)] == []


def test_no_table_of_one_room_points_at_a_table_of_the_other():
    rooms = rooms_of_tables()
    assert set(rooms.values()) == {"cases", "forum"}
    pointing = {
        (rooms.get(name), rooms.get(key.column.table.name))
        for name, table in mapped().tables.items()
        for key in table.foreign_keys
    }
    assert pointing & {("cases", "forum"), ("forum", "cases")} == set()


def keys_of(story, name):
    """What the rule's argument is called in the story: ids of a table's, of the story's meetings where it has any."""
    standing_in = {
        "reference": story.reference,
        "body": KE,
        "on": "2026-12-08",
    }
    if name in standing_in:
        return [standing_in[name]]
    noun = name.removesuffix("_id")
    if noun == "meeting":
        return story.meetings[:MOST_KEYS]
    table = mapped().tables[TABLE_OF.get(noun, noun)]
    ids = select(table.c.id).limit(MOST_KEYS)
    if "meeting_id" in table.c and noun not in OF_THE_FORUM:
        ids = ids.where(table.c.meeting_id.in_(story.meetings))
    with story.driven.service.sessions() as session:
        return [str(key) for key in session.scalars(ids)] or ["nothing-of-this-kind-in-the-story"]


def whatever_is_of_the_story(story, text):
    words = [*SAID_OF_THE_CITIZEN, story.reference, *story.meetings]
    return [word for word in words if word in text]


def assert_nothing_was_reached(story, tried):
    leaking = [
        (method, address, found)
        for method, address, response in tried
        if (found := whatever_is_of_the_story(story, without(address, response.text)))
    ]
    assert leaking == []
    let_in = [
        (method, address)
        for method, address, response in tried
        if any(key in address for key in (story.reference, *story.meetings)) and response.status_code < 300
    ]
    assert let_in == []
    assert [(method, address) for method, address, response in tried if response.status_code >= 500] == []


def without(address, text):
    """An answer may repeat the address it was asked under, which is all that whoever asked knew already."""
    return text.replace(address, "")


def rooms_of_tables():
    """By the package that defines each; what both rooms share is in neither."""
    shared = tables_in(service.database.meetings)
    packages = {"cases": service.database.cases, "forum": service.database.forum}
    return {name: room for room, package in packages.items() for name in tables_in(package) - shared}


def tables_in(package):
    modules = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    found = (value for module in modules for value in vars(importlib.import_module(module.name)).values())
    return {value.name for value in found if isinstance(value, Table)}
