"""Plans of meetings: proposed for a period, reviewed, confirmed or withdrawn."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key, Word
from service.documents.meetings import DecisionDocument, PeriodDocument
from service.shown.plans import PlanShape, PlansShape, plan_shape, plans_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.meetings.planning import propose
from service.workflow.meetings.reading import plan_read
from service.workflow.rescheduling import confirm_plan, withdraw_plan

api = room("plans", "The meetings of a body in a period, with why some were moved or left out")


class PlanPath(Document):
    plan: Key


class BodyQuery(Document):
    body: Word


@api.get("/plans", summary="List a body's plans, and what is to be planned next", responses={200: PlansShape})
@allows(Action.CHANGE_MEETINGS)
def list_plans(query: BodyQuery) -> Response:
    with reading() as (unit, now):
        return answer(plans_shape(unit, query.body, now))


@api.post(
    "/plans",
    summary="Propose the meetings of a period for review; left out, the first that nobody has planned yet",
    responses={201: PlanShape},
)
@allows(Action.CHANGE_MEETINGS)
def propose_plan(body: PeriodDocument) -> Response:
    with change() as (unit, now):
        plan = propose(unit, body.body, body.given(), now)
        return answer(plan_shape(unit, plan_read(unit, plan.id)), HTTPStatus.CREATED)


@api.get("/plans/<plan>", summary="Read a plan", responses={200: PlanShape})
@allows(Action.CHANGE_MEETINGS)
def read_plan(path: PlanPath) -> Response:
    with reading() as (unit, _):
        return answer(plan_shape(unit, plan_read(unit, path.plan)))


@api.post(
    "/plans/<plan>/confirm",
    summary="Confirm a plan and its meetings; from here on they are invited to",
    responses={200: PlanShape},
)
@allows(Action.CHANGE_MEETINGS)
def confirm(path: PlanPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        plan_read(unit, path.plan).plan.expect(body.revision)
        confirm_plan(unit, path.plan, now)
        return answer(plan_shape(unit, plan_read(unit, path.plan)))


@api.post(
    "/plans/<plan>/withdraw",
    summary="Take back a proposed plan; its meetings are gone",
    responses={200: PlanShape},
)
@allows(Action.CHANGE_MEETINGS)
def take_back(path: PlanPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        plan_read(unit, path.plan).plan.expect(body.revision)
        withdraw_plan(unit, path.plan, now)
        return answer(plan_shape(unit, plan_read(unit, path.plan)))
