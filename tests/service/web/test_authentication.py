"""A token says who bears it, for a while; a route without a rule is not served."""

from datetime import timedelta

import pytest

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
