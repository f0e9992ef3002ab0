"""Routes and pages keep the wall: each room's are for its own roles, and no page of one links to the other."""

import re
from pathlib import Path

import grimp
import pytest

from agenda.access import MAY, Role
from service.web.authentication import Public, rule_of

TEMPLATES = Path("service/web/templates")
LINKED = re.compile(r"""url_for\(\s*['"]([a-z_.]+)['"]""")
FRONT_DOOR = "pages.desk.show"  # leads each role to its own first page


@pytest.fixture(scope="module")
def imports():
    return grimp.build_graph("service")


def views(app):
    return [
        (rule, app.view_functions[rule.endpoint].__module__)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    ]


def is_of_the_forum(module):
    return "forum" in module.split(".")


def is_of_the_cases(imports, module):
    known = imports.find_modules_directly_imported_by(module) if module in imports.modules else ()
    return any("cases" in one.split(".") for one in (module, *known))


def test_what_is_the_forums_is_for_its_secretariat_alone_or_for_whoever_bears_a_private_link(app):
    rules = {rule.rule: rule_of(app, rule.endpoint) for rule, module in views(app) if is_of_the_forum(module)}
    assert "/api/v1/forum/charter-list" in rules
    assert "/forum" in rules
    for_them = ({Role.FORUM}, {Role.MEMBER})
    assert [r for r, said in rules.items() if said is not Public.PUBLIC and MAY[said] not in for_them] == []


def test_nothing_of_the_cases_is_for_the_forums_secretariat(app, imports):
    rules = {
        rule.rule: rule_of(app, rule.endpoint)
        for rule, module in views(app)
        if is_of_the_cases(imports, module) and rule.endpoint != FRONT_DOOR
    }
    assert "/api/v1/cases" in rules
    assert "/cases/<reference>" in rules
    assert [r for r, said in rules.items() if said is Public.PUBLIC or Role.FORUM in MAY[said]] == []


@pytest.mark.parametrize(("room", "other"), [("forum", "cases"), ("cases", "forum")])
def test_no_page_of_one_room_links_to_the_other(app, room, other):
    sources = {path: path.read_text(encoding="utf-8") for path in (TEMPLATES / room).glob("*.html")}
    assert sources
    linked = [
        (path.name, endpoint)
        for path, source in sources.items()
        for endpoint in LINKED.findall(source)
        if endpoint in app.view_functions and other in app.view_functions[endpoint].__module__.split(".")
    ]
    assert linked == []
    assert [path.name for path, source in sources.items() if f'"{other}/' in source] == []


def test_the_names_of_members_and_organisations_are_not_shown_to_the_cases_secretariat(planned):
    seen = planned.call("GET", "/api/v1/forum/charter-list", role="secretariat")
    assert (seen.status_code, "Prøveforeningen" in seen.text) == (403, False)
