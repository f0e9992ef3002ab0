"""A notification of concern for a child (underretning) that was left open at intake is settled."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseNotThere
from agenda.cases.concern import Notification
from agenda.errors import Invalid
from service.database.cases.efforts import mark_changed
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.consents import follow_courses
from service.workflow.unit import Unit

SETTLED = frozenset({Notification.MADE, Notification.NOT_NEEDED})


class NotificationUnsettled(Invalid):
    """To settle it takes one of the two ways it can end."""


@dataclass(frozen=True)
class Settled:
    """Made, or found not to be needed."""

    concern_id: str
    notification: Notification
    revision: int


def settle_notification(unit: Unit, reference: str, settled: Settled, now: datetime) -> Case:
    unit.allow(Action.DECIDE_CASE)
    if settled.notification not in SETTLED:
        raise NotificationUnsettled("say `made` or `not_needed`", "notification")
    case = case_named(Reading(unit.session, str(unit.actor), "settle the notification", now), reference)
    case.expect(settled.revision)
    concern = next((c for c in case.concerns if c.id == settled.concern_id), None)
    if concern is None or concern.notification is not Notification.PENDING:
        raise CaseNotThere("the notification is settled already; read the case again", "concern")
    concern.notification = settled.notification
    mark_changed(case)
    unit.record("settle_notification", case.reference, now, notification=str(settled.notification))
    follow_courses(unit, case, now)
    return case
