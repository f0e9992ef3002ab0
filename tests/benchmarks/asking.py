"""What a page asks of the store, counted in this process: every statement, and the beginnings of transactions."""

import re
from dataclasses import dataclass
from time import process_time

from counted import statements_of
from sqlalchemy import Engine
from whole_house import CSRF

from service.web.application import create_app

PAGES = {
    "the desk": "/",
    "readiness, 40 cases": "/readiness",
    "the list of open cases": "/cases",
    "the list of lookups": "/lookups",
    "the list of meetings": "/meetings",
    "the list of actions": "/actions",
    "the list of messages": "/messages",
    "the record": "/record",
}
ROLES = {"/lookups": "agency:ssp", "/record": "auditor"}
TIMES = 5
WORDS = re.compile(r"\s+")


@dataclass(frozen=True)
class Asked:
    """`cpu` is the smallest of some views, in milliseconds; `size` is how many bytes the page has."""

    statements: int
    cpu: float
    size: int


def pages_asked(driven):
    """By the name of the page; each is shown before it is counted, as the first view fills what is kept."""
    app = create_app(driven.service)
    return {name: _asked(driven, app, address) for name, address in PAGES.items()}


def idle_tick_asked(driven):
    driven.tick()
    with statements_of(Engine) as statements:
        driven.tick()
    return Asked(len(statements), min(_cpu_of(driven.tick)[1] for _ in range(TIMES)), 0)


def _asked(driven, app, address):
    client = logged_in(app, ROLES.get(address, "secretariat"))
    view = lambda: client.get(address)  # noqa: E731 - asked again and again
    shown = view()
    assert shown.status_code == 200, (address, shown.status_code)
    with statements_of(Engine) as statements:
        view()
    return Asked(len(statements), min(_cpu_of(view)[1] for _ in range(TIMES)), len(shown.data))


def logged_in(app, role):
    client = app.test_client()
    token = CSRF.search(client.get("/login").text).group(1)
    client.post("/login", data={"csrf_token": token, "role": role})
    return client


def _cpu_of(work):
    began = process_time()
    return work(), (process_time() - began) * 1000
