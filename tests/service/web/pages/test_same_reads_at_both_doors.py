"""Whatever a role may read by the API it may read by page, and the other way round: for every route, with real ids."""

from itertools import product

import pytest
from page_visitor import Visitor
from sqlalchemy import text

from agenda.access import MAY
from service.web.authentication import rule_of

A = "/api/v1"
ROLES = ("secretariat", "agency:ssp", "agency:kf", "forum", "auditor")
MOST_IDS = 3
KE = "koordineringsenheden"
# A page, and a route by which the same is read; what the address asks for beside it.
READS = (
    ("/actions", "/actions"),
    ("/actions/<action>", "/actions/<action>"),
    ("/cases", "/cases"),
    ("/cases/<reference>", "/cases/<reference>?purpose=se"),
    ("/cases/<reference>/meetings", "/cases/<reference>?purpose=se"),
    ("/cases/<reference>/notes", "/cases/<reference>?purpose=se"),
    ("/cases/<reference>/effort", "/cases/<reference>/effort?purpose=se"),
    ("/cases/<reference>/written", "/cases/<reference>/proposal?purpose=se"),
    ("/cases/<reference>/minutes/<meeting>", "/cases/<reference>/minutes/<meeting>?purpose=se"),
    ("/cases/<reference>/orientations/letter", "/cases/<reference>/orientations/letter"),
    ("/cases/<reference>/orientations/letter.pdf", "/cases/<reference>/orientations/letter/file?format=pdf"),
    (
        "/cases/<reference>/conversations/<conversation>/letter",
        "/cases/<reference>/conversations/<conversation>/letter",
    ),
    (
        "/cases/<reference>/conversations/<conversation>/letter.pdf",
        "/cases/<reference>/conversations/<conversation>/letter/file?format=pdf",
    ),
    ("/closed-days", "/closed-days"),
    ("/forum", "/forum/charter-list"),
    ("/forum/organisations/<organisation>", "/forum/organisations/<organisation>"),
    ("/forum/meetings/<meeting>", "/forum/meetings/<meeting>/topics"),
    ("/forum/meetings/<meeting>", "/forum/meetings/<meeting>/materials"),
    ("/forum/meetings/<meeting>", "/forum/meetings/<meeting>/needs"),
    ("/forum/materials/<material>", "/forum/materials/<material>/file"),
    (f"/free-times?for_body={KE}", f"/bodies/{KE}/free-times?length_minutes=120&days=10"),
    ("/lookups", "/lookups"),
    ("/lookups/<lookup>", "/lookups/<lookup>"),
    ("/meetings", "/meetings?body=<body>"),
    ("/meetings/<meeting>", "/meetings/<meeting>"),
    ("/meetings/<meeting>/agenda.json", "/meetings/<meeting>/agenda/file?format=json"),
    ("/meetings/<meeting>/held", "/meetings/<meeting>/held"),
    ("/meetings/<meeting>/minutes", "/meetings/<meeting>/minutes"),
    ("/meetings/<meeting>/minutes.json", "/meetings/<meeting>/minutes/file?format=json"),
    ("/messages", "/messages"),
    ("/messages", "/messages/causes"),
    ("/messages", "/mailboxes"),
    ("/plans", "/plans?body=<body>"),
    ("/plans/<plan>", "/plans/<plan>"),
    ("/readiness/<meeting>", "/readiness?meeting=<meeting>"),
    ("/record", "/record"),
    ("/replies", "/replies/unmatched"),
)
# By one door alone, and why; or where the page shows more than the route, or the route answers otherwise.
PAGES_ALONE = {
    "/": "leads each role to its own first page",
    "/cases/<reference>/courses/<course_id>": "a part of the effort",
    "/cases/<reference>/outcomes/<meeting_id>/correction": "a form",
    "/cases/<reference>/conversations/<conversation>/letter/addressee": "a form",
    "/cases/<reference>/orientations/letter/addressee": "a form",
    "/cases/closed": "the closed half of the list that the route gives whole",
    "/clock": "what three routes give: /set-aside, /outages and /sending",
    "/concerns/new": "a form",
    "/forum/accessions/<accession_id>": "a part of the Charter's list",
    "/forum/appointments": "a form",
    "/forum/appointments/<appointment_id>": "a part of the Charter's list",
    "/forum/desk": "the forum's own first page",
    "/forum/meetings": "the list of meetings with their topics counted",
    "/login": "a form",
    "/m/<token>": "by a private link",
    "/m/<token>/materials/<material_id>": "by a private link",
    "/parties": "a part of who is who, which the route gives whole",
    "/parties/<party>": "a part of who is who",
    "/parties/<party>/absences/<absence>": "a form",
    "/readiness": "says that no meeting lies ahead, where the route has nothing to give",
    "/meetings/over": "the half of the list that is over",
    "/meetings/<meeting_id>/agenda": "says that there is none yet, where the route has nothing to give",
}
ROUTES_ALONE = {
    "/forum/topics/<topic>": "stands on the page of its meeting",
    "/me": "stands at the head of each page",
    "/meetings/<meeting>/agenda": "see the page of the agenda",
    "/meetings/<meeting>/agenda/comments": "stand on the page of the agenda",
    "/meetings/<meeting>/attendance": "stands on the page of the meeting",
    "/outages": "stands on the page of the clock",
    "/people": "the pages show who answers for the agencies, and the members where they are invited",
    "/sending": "stands on the page of the clock",
    "/set-aside": "stands on the page of the clock",
    "/upcoming": "stands on the desk",
}
IDS = {
    "reference": 'SELECT reference FROM "case" ORDER BY reference',
    "meeting": "SELECT id FROM meeting WHERE body_id = 'koordineringsenheden' ORDER BY starts_at",
    "forum_meeting": "SELECT id FROM meeting WHERE body_id = 'medborgerforum' ORDER BY starts_at",
    "action": "SELECT id FROM action",
    "conversation": "SELECT id FROM conversation ORDER BY planned_at",
    "organisation": "SELECT id FROM organisation",
    "material": "SELECT id FROM material",
    "lookup": "SELECT id FROM lookup ORDER BY party_id, round",
    "plan": 'SELECT id FROM "plan"',
}


def ids(caller, argument):
    """Real ones, and one that nothing has; of meetings those of both bodies."""
    asked = [IDS[argument], IDS["forum_meeting"]] if argument == "meeting" else [IDS[argument]]
    with caller.service.engine.connect() as connection:
        listed = [connection.execute(text(one)).scalars().all()[:MOST_IDS] for one in asked]
    absent = "KE-2026-9999" if argument == "reference" else "nobody"
    return [*(one for each in listed for one in each), absent]


def addresses(caller, page, route, role):
    route = route.replace("<body>", "medborgerforum" if role == "forum" else KE)
    names = sorted({part.partition(">")[0] for part in page.split("<")[1:]})
    for values in product(*(ids(caller, name) for name in names)):
        both = page, A + route
        for name, value in zip(names, values, strict=True):
            both = tuple(one.replace(f"<{name}>", str(value)) for one in both)
        yield both


def rules(app, prefix):
    return {
        rule.rule.removeprefix(A)
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and rule.rule.startswith(A) is (prefix == A)
    } - {"/static/<path:filename>", "/openapi/openapi.json", "/healthz", "/readyz"}


def plain(address):
    return (
        address.partition("?")[0]
        .replace(f"/bodies/{KE}/", "/bodies/<body>/")
        .replace(".json", ".<extension>")
    )


def shortened(rule):
    return rule.replace("_id>", ">")


def test_every_page_is_read_by_a_route_too_or_says_why_not(app):
    known = {plain(page) for page, _ in READS} | {shortened(one) for one in PAGES_ALONE}
    assert {shortened(rule) for rule in rules(app, "/")} == known


def test_every_route_is_read_by_a_page_too_or_says_why_not(app):
    known = {plain(route) for _, route in READS} | {shortened(one) for one in ROUTES_ALONE}
    assert {shortened(rule) for rule in rules(app, A)} == known


def test_no_role_passes_at_one_door_that_is_turned_away_at_the_other(app):
    may = {}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            may[shortened(rule.rule)] = MAY.get(rule_of(app, rule.endpoint))
    unlike = [(page, route) for page, route in READS if may[plain(page)] != may[A + plain(route)]]
    assert unlike == []


@pytest.mark.parametrize("role", ROLES)
def test_what_is_read_is_refused_or_looks_absent_is_the_same_at_both_doors(toured_caller, role):
    visitor = Visitor(toured_caller.client.application.test_client())
    visitor.log_in(role)
    tried, unlike = 0, []
    for page, route in READS:
        for by_page, by_api in addresses(toured_caller, page, route, role):
            if by_page.startswith("/cases/KE-"):
                visitor.state_purpose(by_page.split("/")[2])
            answers = (
                visitor.see(by_page).status_code,
                toured_caller.send("GET", by_api, role=role).status_code,
            )
            tried += 1
            if answers[0] != answers[1]:
                unlike.append((by_page, by_api, answers))
    assert (unlike, tried > 100) == ([], True)
