"""Agreed actions as their owner sees them, and the form by which they are settled."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from service.documents.outcomes import ActionEndDocument, ActionOwnerDocument
from service.shown.outcomes import why_moved
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.cases import words
from service.web.pages.cases.outcome_form import outcome_names
from service.web.pages.paging import page_asked
from service.web.pages.typed import typed
from service.workflow.cases.agreeing import hand_over_action, others_than, settle_action
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.cases.own_actions import actions_shown, show_action

pages = Blueprint("actions", __name__)
ENDS = [(str(state), said) for state, said in words.ACTION_ENDS.items()]


@pages.get("/actions")
@allows(Action.READ_ACTION)
def show_all() -> str:
    with reading() as (unit, now):
        page = actions_shown(unit, page_asked())
        today = unit.calendar.local(now).date()
    return render_template("cases/actions.html", page=page, today=today)


@pages.get("/actions/<action_id>")
@allows(Action.READ_ACTION)
def show(action_id: str) -> str:
    return _page(action_id, {})


@pages.post("/actions/<action_id>")
@allows(Action.SETTLE_ACTION)
def settle(action_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: settle_action(
            unit, action_id, typed(ActionEndDocument, {"state": "became"}).given(), now
        ),
        Done("Handlingen er afsluttet.", url_for("pages.actions.show", action_id=action_id)),
        lambda faults: _page(action_id, faults),
    )


@pages.post("/actions/<action_id>/owner")
@allows(Action.DECIDE_CASE)
def hand_over(action_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: hand_over_action(unit, action_id, typed(ActionOwnerDocument).given(), now),
        Done("Handlingen er overdraget.", url_for("pages.actions.show", action_id=action_id)),
        lambda faults: _page(action_id, faults),
    )


def _page(action_id: str, faults: Faults) -> str:
    """What is to be done is read for settling it, and each reading is recorded."""
    with reading() as (unit, now):
        own = show_action(unit, action_id, now)
        moved = why_moved(unit, own.action.wanted_on, own.action.due_on)
        others = others_than(own.action, authorities_in(unit, own.case, now)).taking_part
    return render_template(
        "cases/action.html",
        own=own,
        moved=moved,
        others=outcome_names(others) if current_actor().role is Role.SECRETARIAT else (),
        errors=faults,
        form=request.form,
        ends=ENDS,
    )
