"""Plans of meetings, with what was left out and why."""

from datetime import date, datetime

from agenda.meetings.plan import Plan, PlanState
from service.shown.meetings import MeetingShape, meeting_shape
from service.shown.shape import Local, Shape
from service.workflow.meetings.planning import next_period
from service.workflow.meetings.reading import PlanShown, plans_of
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


class PeriodShape(Shape):
    """Both days included."""

    first_on: date
    last_on: date


class PlansShape(Shape):
    """`next_period` is what is proposed where no days are given: the first that nobody has planned yet."""

    plans: tuple[PlanInBrief, ...]
    next_period: PeriodShape


class PlanShape(PlanInBrief):
    """`meetings` are all that came of the plan, as they now stand; of one that was withdrawn there are none."""

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


def plans_shape(unit: Unit, body_id: str, now: datetime) -> PlansShape:
    plans = tuple(plan_in_brief(unit, plan) for plan in plans_of(unit, body_id))
    first_on, last_on = next_period(unit, body_id, now)
    return PlansShape(plans=plans, next_period=PeriodShape(first_on=first_on, last_on=last_on))


def plan_shape(unit: Unit, shown: PlanShown) -> PlanShape:
    meetings = tuple(meeting_shape(unit, meeting) for meeting in shown.meetings)
    return PlanShape(**dict(plan_in_brief(unit, shown.plan)), meetings=meetings)
