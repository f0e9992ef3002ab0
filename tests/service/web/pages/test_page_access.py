"""Every page for every role: who sees it, who is refused, and what the pages never let out."""

import re

import pytest

from agenda.access import MAY, Role, actor_named
from service.web.authentication import Public, rule_of

ROLES = ("secretariat", "agency:ssp", "agency:dks", "forum", "auditor")
PUBLIC_PAGES = {"/login", "/logout"}
BY_PRIVATE_LINK = {
    "/m/<token>",
    "/m/<token>/topics",
    "/m/<token>/topics/<topic_id>",
    "/m/<token>/answer",
    "/m/<token>/needs",
    "/m/<token>/materials/<material_id>",
}


def page_rules(app, method):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in {"pages", "login"} and method in rule.methods
    ]


def address(rule):
    with_values = rule.rule
    for name in rule.arguments:
        standing_in = {"reference": "KE-2026-9999", "on": "2026-12-01"}.get(name, "nobody")
        with_values = with_values.replace(f"<{name}>", standing_in)
    return with_values


def test_only_logging_in_and_out_is_public(app):
    rules = page_rules(app, "GET") + page_rules(app, "POST")
    assert {r.rule for r in rules if rule_of(app, r.endpoint) is Public.PUBLIC} == PUBLIC_PAGES


def test_beside_them_only_what_a_private_link_opens(app):
    ours = {r.rule for r in app.url_map.iter_rules() if r.endpoint.partition(".")[0] == "private"}
    assert ours == BY_PRIVATE_LINK


def test_nobody_sees_a_page_without_logging_in(app):
    client = app.test_client()
    behind = [r for r in page_rules(app, "GET") if r.rule not in PUBLIC_PAGES]
    answers = {(r.rule, client.get(address(r)).status_code) for r in behind}
    assert answers == {(r.rule, 302) for r in behind}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_is_refused_where_the_table_refuses_it_and_nowhere_else(app, visit, role):
    visitor = visit(role)
    pages = [r for r in page_rules(app, "GET") if r.rule not in PUBLIC_PAGES]
    refused = {r.rule for r in pages if visitor.see(address(r)).status_code == 403}
    assert refused == {r.rule for r in pages if actor_named(role).role not in MAY[rule_of(app, r.endpoint)]}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_fails_for_anybody(app, visit, asked, role):
    visitor = visit(role)
    failed = [r.rule for r in page_rules(app, "GET") if visitor.see(address(r)).status_code >= 500]
    assert failed == []


def test_a_form_without_its_token_changes_nothing(app, visit):
    visitor = visit("secretariat")
    allowed = [
        r
        for r in page_rules(app, "POST")
        if r.rule in PUBLIC_PAGES or Role.SECRETARIAT in MAY[rule_of(app, r.endpoint)]
    ]
    assert {visitor.client.post(address(r)).status_code for r in allowed} == {400}


def test_what_does_not_exist_and_what_is_foreign_look_alike(visit, asked):
    visitor = visit("agency:bif")
    visitor.state_purpose("KE-2026-9999")
    forum = visit("forum")
    meeting = re.search(r"/meetings/([0-9a-f-]{6,})", visit("agency:ssp").see("/meetings").text).group(1)
    foreign, absent = forum.read(f"/meetings/{meeting}"), forum.read("/meetings/nobody")
    assert (foreign, visitor.see("/cases/KE-2026-9999").status_code) == (absent, 404)


def test_no_page_bears_a_script_a_style_or_a_foreign_address(app, visit, asked):
    visitor = visit("secretariat")
    found = {
        part
        for rule in page_rules(app, "GET")
        for part in ("<script", "<style", " style=", " onclick=", "https://", "http://", "//cdn")
        if part in visitor.see(address(rule)).text
    }
    assert found == set()
