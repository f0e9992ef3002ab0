"""Every route has a rule, and the rule is kept: for every route and every role, generated from the app itself."""

import pytest
from api_samples import CONCERN

from agenda.access import MAY, Role, actor_named
from service.web.authentication import Public, rule_of, token_for

ROLES = ("secretariat", "agency:ssp", "agency:dks", "forum", "auditor")
PUBLIC_FOR_PROGRAMS = {"/healthz", "/readyz", "/openapi/openapi.json"}
STANDING_IN = {"reference": "KE-2026-9999", "on": "2026-12-01"}


def api_routes(app):
    return [
        (method, rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
    ]


def address(rule):
    with_values = rule.rule
    for name in rule.arguments:
        with_values = with_values.replace(f"<{name}>", STANDING_IN.get(name, "nobody"))
    return with_values


def test_every_route_has_a_rule(app):
    assert [r.rule for r in app.url_map.iter_rules() if rule_of(app, r.endpoint) is None] == []


def test_nothing_of_the_api_is_public(app):
    assert [r.rule for _, r in api_routes(app) if isinstance(rule_of(app, r.endpoint), Public)] == []


def test_nobody_passes_without_a_token(app):
    client = app.test_client()
    passed = [
        (method, rule.rule)
        for method, rule in api_routes(app)
        if client.open(address(rule), method=method, json={}).status_code != 401
    ]
    assert passed == []


@pytest.mark.parametrize("role", ROLES)
def test_a_role_passes_where_the_table_allows_it_and_nowhere_else(app, service, role):
    client = app.test_client()
    headers = {"Authorization": f"Bearer {token_for(service, actor_named(role))}"}
    wrong = [
        (method, rule.rule, response.status_code)
        for method, rule in api_routes(app)
        for response in [client.open(address(rule), method=method, json={}, headers=headers)]
        if (response.status_code != 403) != (actor_named(role).role in MAY[rule_of(app, rule.endpoint)])
    ]
    assert wrong == []


def test_what_is_public_to_programs_is_health_and_the_description(app):
    public = {
        r.rule
        for r in app.url_map.iter_rules()
        if rule_of(app, r.endpoint) is Public.PUBLIC and r.rule in PUBLIC_FOR_PROGRAMS
    }
    assert public == PUBLIC_FOR_PROGRAMS


def test_a_session_of_the_pages_does_not_open_the_api(app, service):
    client = app.test_client()
    with client.session_transaction() as session:
        session["token"] = token_for(service, actor_named("secretariat"))
    assert client.get("/api/v1/cases").status_code == 401


@pytest.mark.parametrize("role", ["agency:sof", "agency:nobody"])
def test_what_belongs_to_another_agency_looks_absent_down_to_the_byte(asked, planned, role):
    lookup = planned.get("/api/v1/lookups", "agency:ssp").get_json()["lookups"][0]["id"]
    foreign = planned.get(f"/api/v1/lookups/{lookup}", role)
    absent = planned.get("/api/v1/lookups/nobody", role)
    assert (foreign.status_code, foreign.data) == (404, absent.data)


def test_a_case_an_agency_was_not_asked_about_looks_absent(planned):
    concern = {**CONCERN, "parties": ["ssp"]}
    reference = planned.post("/api/v1/concerns", concern).get_json()["reference"]
    seen = [
        planned.get(f"/api/v1/cases/{ref}?purpose=svar", "agency:kf") for ref in (reference, "KE-2026-9999")
    ]
    assert (seen[0].status_code, seen[0].data) == (404, seen[1].data)


def test_a_case_the_police_do_not_clear_looks_absent_to_them_too(planned):
    reference = planned.post("/api/v1/concerns", {**CONCERN, "parties": ["ssp"]}).get_json()["reference"]
    clearance = {"is_cleared": True, "revision": 1}
    seen = [
        planned.post(f"/api/v1/cases/{ref}/clearance", clearance, "agency:dks")
        for ref in (reference, "KE-2026-9999")
    ]
    assert (seen[0].status_code, seen[0].data) == (404, seen[1].data)


def test_the_police_may_clear_a_case_that_waits_for_them(planned):
    concern = {**CONCERN, "parties": ["ssp"], "needs_clearance": True}
    case = planned.post("/api/v1/concerns", concern).get_json()["case"]
    clearance = {"is_cleared": True, "revision": case["revision"]}
    cleared = planned.post(f"/api/v1/cases/{case['reference']}/clearance", clearance, "agency:dks")
    assert (cleared.status_code, cleared.get_json()["state"]) == (200, "asking")


def test_before_release_an_agency_does_not_learn_whether_the_others_have_answered(planned):
    concern = {**CONCERN, "parties": ["ssp", "kf"]}
    reference = planned.post("/api/v1/concerns", concern).get_json()["reference"]
    lookup = planned.get("/api/v1/lookups", "agency:ssp").get_json()["lookups"][0]["id"]
    planned.post(f"/api/v1/lookups/{lookup}/answers", {"kind": "declines"}, "agency:ssp")
    seen = {
        role: planned.get(f"/api/v1/cases/{reference}?purpose=svar", role).get_json()["readiness"]
        for role in ("agency:ssp", "agency:kf", "secretariat")
    }
    assert seen == {"agency:ssp": "ready", "agency:kf": "waiting", "secretariat": "waiting"}


@pytest.mark.parametrize("role", ["agency:ssp", "agency:kf", "secretariat"])
def test_a_case_asked_about_again_says_of_whom_it_is_asked_as_the_list_does(planned, role):
    concern = {**CONCERN, "parties": ["ssp", "kf"]}
    reference = planned.post("/api/v1/concerns", concern).get_json()["reference"]
    lookup = planned.get("/api/v1/lookups", "agency:ssp").get_json()["lookups"][0]["id"]
    planned.post(f"/api/v1/lookups/{lookup}/answers", {"kind": "declines"}, "agency:ssp")
    planned.post("/api/v1/concerns", {**concern, "parties": ["kf"], "ask_again": True})
    (listed,) = planned.get("/api/v1/cases", role).get_json()["cases"]
    by_itself = planned.get(f"/api/v1/cases/{reference}?purpose=svar", role).get_json()
    assert by_itself["parties_asked"] == listed["parties_asked"]


def test_the_meetings_of_the_cases_look_absent_to_the_forum(planned):
    meeting = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][0]["id"]
    seen = [planned.get(f"/api/v1/meetings/{one}", "forum") for one in (meeting, "nobody")]
    assert (seen[0].status_code, seen[0].data) == (404, seen[1].data)


def test_the_forum_sees_no_agency(planned):
    people = planned.get("/api/v1/people", Role.FORUM).get_json()
    assert ([body["id"] for body in people["bodies"]], people["parties"], people["members"]) == (
        ["medborgerforum"],
        [],
        [],
    )
