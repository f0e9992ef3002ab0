"""Who is asking: the development login by signed tokens, and the rule that every route says who may pass.

Real login (OIDC for staff, signed assertions for agencies) takes the place of `token_for` and `log_in`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Flask, abort, current_app, g, redirect, request, session
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeSerializer

from agenda.access import Action, Actor, actor_named, check, is_open, is_open_to
from agenda.errors import Refusal
from service.app import Service
from service.database.meetings.party_names import has_ended
from service.web.current import current_moment, current_service
from service.web.errors import UNKNOWN_CALLER, is_for_programs, render_problem

LIFETIME = timedelta(hours=12)
ROUTE_RULE = "route_rule"
SESSION_TOKEN = "token"  # noqa: S105 - the name of a field
Route = TypeVar("Route", bound=Callable[..., Any])


class Public(Enum):
    """The rule of a route anybody may ask."""

    PUBLIC = "public"


class RouteWithoutRule(RuntimeError):
    """A route that does not say who may pass is not served."""


def token_for(service: Service, actor: Actor, lifetime: timedelta = LIFETIME) -> str:
    """A token that says who its bearer is, until its lifetime has passed by the service's own clock."""
    until = service.clock() + lifetime
    return _signer(service).dumps({"as": str(actor), "until": until.isoformat()})


def actor_of(service: Service, token: str, now: datetime) -> Actor | None:
    """Who bears the token; None where it is not ours, its time is over, or there is nothing here for the role."""
    try:
        said = _signer(service).loads(token)
        actor = actor_named(said["as"]) if now < datetime.fromisoformat(said["until"]) else None
    except (BadData, Refusal, KeyError, TypeError, ValueError):
        return None
    return actor if actor and is_open_to(actor.role, service.settings.rooms) else None


def has_left(service: Service, actor: Actor, now: datetime) -> bool:
    """Whether it is of an agency that has ended: what was given to it before lets nobody in."""
    if actor.party_id is None:
        return False
    on = service.settings.calendar.as_calendar().local(now).date()
    with service.snapshots() as session:
        return has_ended(session, actor.party_id, on)


def log_in(actor: Actor) -> None:
    session.clear()
    session[SESSION_TOKEN] = token_for(current_service(), actor)


def log_out() -> None:
    session.clear()


def allows(action: Action) -> Callable[[Route], Route]:
    """Who may pass a route: those whom `agenda/access.py` allows the action. Stands below the route's decorator."""
    return _ruled(action)


def public(route: Route) -> Route:
    """Anybody may pass: health, login, the API's description, static files, and nothing else."""
    return _ruled(Public.PUBLIC)(route)


def rule_of(app: Flask, endpoint: str) -> Action | Public:
    rule = getattr(app.view_functions[endpoint], ROUTE_RULE, None)
    if not isinstance(rule, Action | Public):
        raise RouteWithoutRule(f"{endpoint}: decorate it with @allows(Action...) or @public")
    return rule


def guard(app: Flask) -> None:
    """Ask of every request who it is from, before anything of it is read."""
    app.before_request(_let_pass)


def check_rules(app: Flask) -> None:
    """At start-up: a route that forgot its rule keeps the service from starting."""
    for route in app.url_map.iter_rules():
        rule_of(app, route.endpoint)


def _let_pass() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such address: told as such
    rule = rule_of(current_app, request.endpoint)
    if not is_served(rule):
        abort(404)
    actor = _asking()
    g.actor = actor
    if isinstance(rule, Public):
        return None
    if actor is None or has_left(current_service(), actor, current_moment()):
        return _ask_to_log_in()
    check(actor, rule)
    return None


def is_served(rule: Action | Public) -> bool:
    """Whether a route of that rule is there at all, whoever asks."""
    return isinstance(rule, Public) or is_open(rule, current_service().settings.rooms)


def _asking() -> Actor | None:
    """A program shows its token; only pages take the session, so that no foreign page can act through the API."""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    if is_for_programs(request.path):
        token = shown.strip() if scheme.lower() == "bearer" else ""
    else:
        token = str(session.get(SESSION_TOKEN, ""))
    return actor_of(current_service(), token, current_moment()) if token else None


def _ask_to_log_in() -> ResponseReturnValue:
    if is_for_programs(request.path):
        response = render_problem(UNKNOWN_CALLER)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(f"/login?{urlencode({'next': wanted})}")


def _ruled(rule: Action | Public) -> Callable[[Route], Route]:
    def mark(route: Route) -> Route:
        setattr(route, ROUTE_RULE, rule)
        return route

    return mark


def _signer(service: Service) -> URLSafeSerializer:
    return URLSafeSerializer(service.master.derive("tokens"), salt="bearer")
