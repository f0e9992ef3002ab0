"""What the minutes of a meeting say of one case: read with the case, for a purpose."""

from flask import Response

from agenda.access import Action
from service.documents.cases import Purpose
from service.documents.kinds import Document, Key, Reference
from service.documents.minutes import AdditionDocument, CaseCommentDocument, CaseTextDocument, Version
from service.shown.case_minutes import CaseMinutesShape, case_minutes_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.cases.adding import add_to_minutes
from service.workflow.cases.case_minutes import TextGiven, write_case_minutes
from service.workflow.cases.reading_minutes import CaseAt, comment_on_case, show_case_minutes

api = room("case minutes", "What minutes say of a case; it lies sealed with the case and in no file")


class CaseMinutesPath(Document):
    reference: Reference
    meeting: Key


class CaseMinutesQuery(Document):
    """`version` is one of those that were approved; left out, the minutes as they stand or were last approved."""

    purpose: Purpose
    version: Version | None = None


@api.get(
    "/cases/<reference>/minutes/<meeting>",
    summary="Read what the minutes say of a case, for a purpose, which is recorded",
    responses={200: CaseMinutesShape},
)
@allows(Action.READ_CASE)
def read_case_minutes(path: CaseMinutesPath, query: CaseMinutesQuery) -> Response:
    with reading() as (unit, now):
        shown = show_case_minutes(
            unit, CaseAt(path.reference, path.meeting, query.version), query.purpose, now
        )
        return answer(case_minutes_shape(unit, shown))


@api.put(
    "/cases/<reference>/minutes/<meeting>",
    summary="Write what the minutes say of a case",
    responses={200: CaseMinutesShape},
)
@allows(Action.DECIDE_CASE)
def put_case_minutes(path: CaseMinutesPath, body: CaseTextDocument) -> Response:
    with change() as (unit, now):
        given = TextGiven(path.meeting, body.text, body.revision)
        write_case_minutes(unit, path.reference, given, now)
        shown = show_case_minutes(unit, CaseAt(path.reference, path.meeting), "write the minutes", now)
        return answer(case_minutes_shape(unit, shown))


@api.post(
    "/cases/<reference>/minutes/<meeting>/comments",
    summary="Say what should be otherwise in what the minutes say of a case",
    responses={200: CaseMinutesShape},
)
@allows(Action.READ_CASE)
def comment_case_minutes(path: CaseMinutesPath, body: CaseCommentDocument) -> Response:
    with change() as (unit, now):
        comment_on_case(unit, path.reference, path.meeting, body.text, now)
        unit.session.flush()
        shown = show_case_minutes(unit, CaseAt(path.reference, path.meeting), "comment on the minutes", now)
        return answer(case_minutes_shape(unit, shown))


@api.post(
    "/cases/<reference>/minutes/<meeting>/additions",
    summary="Add a citizen's correction to what was approved of a case, which stays as it is",
    responses={200: CaseMinutesShape},
)
@allows(Action.DECIDE_CASE)
def add_to_case_minutes(path: CaseMinutesPath, body: AdditionDocument) -> Response:
    with change() as (unit, now):
        add_to_minutes(unit, path.reference, body.given(path.meeting), now)
        purpose = "add a citizen's correction"
        shown = show_case_minutes(unit, CaseAt(path.reference, path.meeting), purpose, now)
        return answer(case_minutes_shape(unit, shown))
