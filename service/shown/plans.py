"""Plans of meetings, with what was left out and why."""

from datetime import date

from agenda.meetings.plan import Plan, PlanState
from service.shown.meetings import MeetingShape, meeting_shape
from service.shown.shape import Local, Shape
from service.workflow.meetings.reading import PlanShown
from service.workflow.unit import Unit


class LeftOutShape(Shape):
    on: date
    reason: str


class PlanInBrief(Shape):
    id: str
    body: str
    first_on: date
    last_on: date
    state: PlanState
    proposed_at: Local
    settled_at: Local | None
    left_out: tuple[LeftOutShape, ...]
    revision: int


class PlansShape(Shape):
    plans: tuple[PlanInBrief, ...]


class PlanShape(PlanInBrief):
    """`meetings` are those that wait for the plan's confirmation."""

    meetings: tuple[MeetingShape, ...]


def plan_in_brief(unit: Unit, plan: Plan) -> PlanInBrief:
    unit.session.flush()
    return PlanInBrief(
        id=plan.id,
        body=plan.body_id,
        first_on=plan.first_on,
        last_on=plan.last_on,
        state=plan.state,
        proposed_at=plan.proposed_at,
        settled_at=plan.settled_at,
        left_out=tuple(LeftOutShape.model_validate(one) for one in plan.left_out),
        revision=plan.revision,
    )


def plan_shape(unit: Unit, shown: PlanShown) -> PlanShape:
    meetings = tuple(meeting_shape(unit, meeting) for meeting in shown.meetings)
    return PlanShape(**dict(plan_in_brief(unit, shown.plan)), meetings=meetings)
