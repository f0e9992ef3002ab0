"""A body's plan of meetings: proposed, reviewed with what was left out, confirmed or taken back."""

from datetime import date, datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.documents.meetings import DecisionDocument, PeriodDocument
from service.web.authentication import allows
from service.web.current import work
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
from service.workflow import rescheduling
from service.workflow.meetings import planning
from service.workflow.meetings.kept_planned import shortages
from service.workflow.meetings.reading import bodies_of, own_bodies_of, plan_read, plans_of, warnings_of
from service.workflow.unit import Unit

pages = Blueprint("plans", __name__)


@pages.get("/plans")
@allows(Action.CHANGE_MEETINGS)
def show_all() -> str:
    return _list({})


@pages.get("/plans/<plan_id>")
@allows(Action.CHANGE_MEETINGS)
def show(plan_id: str) -> str:
    return _page(plan_id, {})


@pages.post("/plans")
@allows(Action.CHANGE_MEETINGS)
def propose() -> ResponseReturnValue:
    return perform(
        _propose,
        Done("Mødekalenderen er foreslået. Gennemgå den, og bekræft den.", url_for("pages.plans.show_all")),
        _list,
    )


@pages.post("/plans/<plan_id>/confirm")
@allows(Action.CHANGE_MEETINGS)
def confirm(plan_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: rescheduling.confirm_plan(unit, _as_shown(unit, plan_id), now),
        Done("Mødekalenderen er bekræftet. Der indkaldes til møderne, når tiden kommer.", _address(plan_id)),
        lambda faults: _page(plan_id, faults),
    )


@pages.post("/plans/<plan_id>/withdraw")
@allows(Action.CHANGE_MEETINGS)
def withdraw(plan_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: planning.withdraw(unit, _as_shown(unit, plan_id), now),
        Done("Mødekalenderen er trukket tilbage. Ingen har fået besked om den.", _address(plan_id)),
        lambda faults: _page(plan_id, faults),
    )


def _as_shown(unit: Unit, plan_id: str) -> str:
    """The plan decided on is the one that was shown."""
    plan_read(unit, plan_id).plan.expect(typed(DecisionDocument).revision)
    return plan_id


def _propose(unit: Unit, now: datetime) -> None:
    document = typed(PeriodDocument, {"body": "body_id"})
    planning.propose(unit, document.body, document.given(), now)


def _address(plan_id: str) -> str:
    return url_for("pages.plans.show", plan_id=plan_id)


def _list(faults: Faults) -> str:
    with work() as (unit, now):
        listed = [
            (body, plans_of(unit, body.id), shortages(unit, body.id, now)) for body in own_bodies_of(unit)
        ]
    return render_template("meetings/plans.html", listed=listed, errors=faults, form=request.form)


def _page(plan_id: str, faults: Faults) -> str:
    with work() as (unit, _):
        shown = plan_read(unit, plan_id)
        body = next(b for b in bodies_of(unit) if b.id == shown.plan.body_id)
        warned = {meeting.id: warnings_of(unit, meeting) for meeting in shown.meetings}
    left_out = [(date.fromisoformat(out["on"]), out["reason"]) for out in shown.plan.left_out]
    return render_template(
        "meetings/plan.html", shown=shown, body=body, warned=warned, left_out=left_out, errors=faults
    )
