"""What a request works with: the service, the actor, the moment, and one transaction in the actor's name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from flask import current_app, g

from agenda.access import Actor
from service.app import Service
from service.workflow.unit import Unit

SERVICE = "moedeklar.service"
WAKE = "moedeklar.wake"
TIMEKEEPER = "moedeklar.timekeeper"  # there in the process that runs the timer
FORESEER = "moedeklar.foreseer"  # likewise: it plays ahead, so that no request does
STUCK = "moedeklar.stuck"  # likewise: whether a request goes on that can't be ended


def current_service() -> Service:
    return cast("Service", current_app.extensions[SERVICE])


def current_actor() -> Actor:
    """Who asks; on a public route nobody does."""
    return cast("Actor", g.actor)


def current_moment() -> datetime:
    """The moment of the request: read once, the same for all it does."""
    if "moment" not in g:
        g.moment = current_service().clock()
    return cast("datetime", g.moment)


@contextmanager
def reading() -> Iterator[tuple[Unit, datetime]]:
    """A snapshot to read in. What was read is recorded before this ends, and can't it be, nothing is answered."""
    with current_service().reading(current_actor()) as unit:
        yield unit, current_moment()


@contextmanager
def work() -> Iterator[tuple[Unit, datetime]]:
    """A transaction that reads what it locks, or writes nothing that could be due at once."""
    with current_service().unit(current_actor()) as unit:
        yield unit, current_moment()


@contextmanager
def change() -> Iterator[tuple[Unit, datetime]]:
    """A transaction to write in; once it is committed the timer looks for what has become due."""
    with work() as at_work:
        yield at_work
    cast("Callable[[], object]", current_app.extensions[WAKE])()
