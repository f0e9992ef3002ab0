"""The outbox: what a person must look at, what was sent, what waits, and the mailboxes it goes from."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from notifications.message import State
from service.database.listing import Wanted
from service.documents.outbox import DropDocument, RetryAllDocument, RetryDocument, SettleDocument
from service.web.authentication import allows
from service.web.current import reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.paging import page_asked
from service.web.pages.typed import typed
from service.workflow.outbox import (
    causes_of,
    drop,
    mailboxes_of,
    messages_of,
    messages_to_see,
    retry,
    retry_all,
    settle,
)
from service.workflow.unit import Unit

TO_SEE = "see"  # the list of those, among the two on the page
ORDER = [State.DEAD, State.IN_DOUBT, State.BOUNCED]
pages = Blueprint("messages", __name__)


@pages.get("/messages")
@allows(Action.READ_MESSAGES)
def show_all() -> str:
    return _page({})


@pages.post("/messages/<message_id>/retry")
@allows(Action.SETTLE_MESSAGE)
def try_again(message_id: str) -> ResponseReturnValue:
    return _decide(
        message_id,
        lambda unit, now: retry(unit, message_id, typed(RetryDocument).revision, now),
        "Beskeden sendes igen.",
    )


@pages.post("/messages/retry-all")
@allows(Action.SETTLE_MESSAGE)
def try_all_again() -> ResponseReturnValue:
    done = Done("Beskederne sendes igen.", url_for("pages.messages.show_all"))
    return perform(lambda unit, now: retry_all(unit, typed(RetryAllDocument).cause, now), done, _page)


@pages.post("/messages/<message_id>/settle")
@allows(Action.SETTLE_MESSAGE)
def settle_doubt(message_id: str) -> ResponseReturnValue:
    return _decide(
        message_id,
        lambda unit, now: _settle(unit, message_id, now),
        "Det er noteret.",
    )


@pages.post("/messages/<message_id>/drop")
@allows(Action.SETTLE_MESSAGE)
def drop_unwanted(message_id: str) -> ResponseReturnValue:
    return _decide(
        message_id,
        lambda unit, now: _drop(unit, message_id, now),
        "Beskeden sendes ikke.",
    )


def _settle(unit: Unit, message_id: str, now: datetime) -> None:
    document = typed(SettleDocument)
    settle(unit, message_id, document.found, document.revision, now)


def _drop(unit: Unit, message_id: str, now: datetime) -> None:
    document = typed(DropDocument)
    drop(unit, message_id, document.reason, document.revision, now)


def _decide(message_id: str, verb: Verb, told: str) -> ResponseReturnValue:
    """Where a form is refused, its fault stands at that message's own form."""

    def again(faults: Faults) -> str:
        return _page(renamed(faults, {name: _own(name, message_id) for name in faults}))

    return perform(verb, Done(told, url_for("pages.messages.show_all")), again)


def _own(name: str, message_id: str) -> str:
    return f"{name}-{message_id}" if name else ""


def _page(faults: Faults) -> str:
    state = _state(request.args.get("state", ""))
    with reading() as (unit, now):
        to_see = messages_to_see(unit, page_asked(TO_SEE))
        causes, mailboxes = causes_of(unit), mailboxes_of(unit, now)
        page = messages_of(unit, Wanted(frozenset({state} if state else State), page=page_asked()))
    return render_template(
        "messages.html",
        to_see=sorted(to_see.rows, key=lambda one: (ORDER.index(one.state), one.due_at)),
        page_to_see=to_see,
        causes=causes,
        mailboxes=mailboxes,
        page=page,
        state=state,
        states=list(State),
        errors=faults,
        form=request.form,
        now=now,
    )


def _state(given: str) -> State | None:
    return State(given) if given in list(State) else None
