"""A body's plan of meetings: proposed, reviewed with what was left out, confirmed or taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.meetings.body import Body
from agenda.meetings.plan import Plan
from service.documents.meetings import DecisionDocument, PeriodDocument
from service.web.authentication import allows
from service.web.current import current_service, reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
from service.workflow import rescheduling
from service.workflow.meetings import planning
from service.workflow.meetings.kept_planned import Shortage, shortages
from service.workflow.meetings.reading import bodies_of, own_bodies_of, plan_read, plans_of, warnings_of
from service.workflow.unit import Unit

pages = Blueprint("plans", __name__)


@dataclass(frozen=True)
class PlansOfBody:
    """The plans of a body, the years that are short of a meeting, and the days that are to be planned next."""

    body: Body
    plans: Sequence[Plan]
    shortages: Sequence[Shortage]
    following: tuple[date, date]


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
        lambda plan: Done("Mødekalenderen er foreslået. Gennemgå den, og bekræft den.", _address(plan.id)),
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
        lambda unit, now: rescheduling.withdraw_plan(unit, _as_shown(unit, plan_id), now),
        Done("Mødekalenderen er trukket tilbage. Ingen har fået besked om den.", _address(plan_id)),
        lambda faults: _page(plan_id, faults),
    )


def _as_shown(unit: Unit, plan_id: str) -> str:
    """The plan decided on is the one that was shown."""
    plan_read(unit, plan_id).plan.expect(typed(DecisionDocument).revision)
    return plan_id


def _propose(unit: Unit, now: datetime) -> Plan:
    document = typed(PeriodDocument, {"body": "body_id"})
    return planning.propose(unit, document.body, document.given(), now)


def _address(plan_id: str) -> str:
    return url_for("pages.plans.show", plan_id=plan_id)


def _list(faults: Faults) -> str:
    with reading() as (unit, now):
        listed = [
            PlansOfBody(
                body,
                plans_of(unit, body.id),
                shortages(unit, body.id, now),
                planning.next_period(unit, body.id, now),
            )
            for body in own_bodies_of(unit)
        ]
    return render_template("meetings/plans.html", listed=listed, errors=faults, form=request.form)


def _page(plan_id: str, faults: Faults) -> str:
    with reading() as (unit, now):
        shown = plan_read(unit, plan_id)
        body = next(b for b in bodies_of(unit) if b.id == shown.plan.body_id)
        warned = {meeting.id: warnings_of(unit, meeting) for meeting in shown.meetings}
        left = {one.id: [m.name for m in one.left_by_hand(now)] for one in shown.meetings if one.is_ahead}
    left_out = [(date.fromisoformat(out["on"]), out["reason"]) for out in shown.plan.left_out]
    return render_template(
        "meetings/plan.html",
        shown=shown,
        body=body,
        warned=warned,
        left=left,
        left_out=left_out,
        errors=faults,
        is_case_body=body.id == current_service().settings.cases.body,
    )
