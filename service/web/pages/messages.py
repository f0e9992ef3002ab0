"""The outbox: what was sent, what waits, and what could not be sent."""

from flask import Blueprint, render_template, request

from agenda.access import Action
from notifications.message import State
from service.web.authentication import allows
from service.web.current import work
from service.workflow.outbox import messages_of

MOST_SHOWN = 200
pages = Blueprint("messages", __name__)


@pages.get("/messages")
@allows(Action.READ_MESSAGES)
def show_all() -> str:
    state = _state(request.args.get("state", ""))
    with work() as (unit, _):
        messages = messages_of(unit, state, MOST_SHOWN)
    return render_template(
        "messages.html", messages=messages, state=state, states=list(State), most=MOST_SHOWN
    )


def _state(given: str) -> State | None:
    return State(given) if given in list(State) else None
