"""A token says who bears it, for a while; a route without a rule is not served."""

import re
from datetime import timedelta

import pytest
from driven_service import local

from agenda.access import Action, Actor, Role, actor_named
from service.web.authentication import RouteWithoutRule, actor_of, allows, check_rules, token_for

AGENCY = Actor(Role.AGENCY, "ssp")


def test_a_token_says_who_bears_it(service, clock):
    assert actor_of(service, token_for(service, AGENCY), clock.moment) == AGENCY


@pytest.mark.parametrize(("seconds", "known"), [(-1, AGENCY), (0, None), (1, None)])
def test_a_token_is_good_until_its_time_is_over(service, clock, seconds, known):
    token = token_for(service, AGENCY, timedelta(hours=1))
    assert actor_of(service, token, clock.moment + timedelta(hours=1, seconds=seconds)) == known


@pytest.mark.parametrize("token", ["", "x", "ø.ø", "eyJhcyI6ImNsb2NrIn0.x"])
def test_what_we_did_not_sign_names_nobody(service, clock, token):
    assert actor_of(service, token, clock.moment) is None


def test_a_token_cut_short_names_nobody(service, clock):
    assert actor_of(service, token_for(service, AGENCY)[:-2], clock.moment) is None


def test_the_clock_cannot_be_named():
    with pytest.raises(Exception, match="write secretariat"):
        actor_named("clock")


def test_a_route_without_a_rule_keeps_the_service_from_starting(app):
    app.add_url_rule("/forgotten", "forgotten", lambda: "")
    with pytest.raises(RouteWithoutRule):
        check_rules(app)


def test_a_route_with_a_rule_is_served(app):
    app.add_url_rule("/remembered", "remembered", allows(Action.READ_CASE)(lambda: ""))
    check_rules(app)


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 401)])
def test_what_lets_an_agency_in_does_so_until_its_last_day_is_over(planned, clock, seconds, status):
    ended = {"parties": [{"id": "ssp", "valid_until": "2026-11-16"}]}
    planned.call("PUT", "/api/v1/people", ended)
    clock.moment = local("2026-11-17", "00:00") + timedelta(seconds=seconds)
    assert planned.get("/api/v1/lookups", "agency:ssp").status_code == status
    assert planned.get("/api/v1/lookups", "agency:sof").status_code == 200


def test_an_agency_that_ends_while_somebody_of_it_is_logged_in_shows_the_login(planned, clock):
    page = planned.client.get("/login").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    planned.client.post("/login", data={"csrf_token": token, "role": "agency:ssp"})
    assert planned.client.get("/lookups").status_code == 200
    planned.call("PUT", "/api/v1/people", {"parties": [{"id": "ssp", "valid_until": "2026-11-09"}]})
    clock.moment += timedelta(hours=15)
    shown = planned.client.get("/lookups")
    assert (shown.status_code, shown.headers["Location"]) == (302, "/login?next=%2Flookups")
    assert planned.client.get("/login").status_code == 200
