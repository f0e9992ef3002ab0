"""What is recommended about cases at meetings."""

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Reference
from service.documents.outcomes import OutcomeDocument
from service.shown.cases import CaseInBrief, case_in_brief
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change
from service.workflow.cases.deciding import record_outcome

api = room("outcomes", "What the unit recommends about cases at meetings, and what follows")


class CasePath(Document):
    reference: Reference


@api.post(
    "/cases/<reference>/outcomes",
    summary="Record the outcome of a case at a meeting on whose released agenda it lies",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def record(path: CasePath, body: OutcomeDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, record_outcome(unit, path.reference, body.given(), now)))
