"""What the minutes of a meeting say of one case: read with the case, for a purpose."""

from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from agenda.meetings.minutes import LONGEST_COMMENT, LONGEST_NOTE
from service.documents.cases import Purpose
from service.documents.kinds import Document, Key, Printable, Reference
from service.documents.minutes import MinutesDocument
from service.shown.case_minutes import CaseMinutesShape, case_minutes_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, work
from service.workflow.cases.case_minutes import (
    TextGiven,
    comment_on_case,
    show_case_minutes,
    write_case_minutes,
)

api = room("case minutes", "What minutes say of a case; it lies sealed with the case and in no file")


class CaseMinutesPath(Document):
    reference: Reference
    meeting: Key


class CaseMinutesQuery(Document):
    purpose: Purpose


class CaseTextDocument(MinutesDocument):
    """`revision` is that of the reading: 0 where nobody has kept the draft."""

    text: Annotated[str, Field(max_length=LONGEST_NOTE), Printable]


class CaseCommentDocument(Document):
    text: Annotated[str, Field(max_length=LONGEST_COMMENT), Printable]


@api.get(
    "/cases/<reference>/minutes/<meeting>",
    summary="Read what the minutes say of a case, for a purpose, which is recorded",
    responses={200: CaseMinutesShape},
)
@allows(Action.READ_CASE)
def read_case_minutes(path: CaseMinutesPath, query: CaseMinutesQuery) -> Response:
    with work() as (unit, now):
        shown = show_case_minutes(unit, path.reference, path.meeting, query.purpose, now)
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
        shown = show_case_minutes(unit, path.reference, path.meeting, "write the minutes", now)
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
        shown = show_case_minutes(unit, path.reference, path.meeting, "comment on the minutes", now)
        return answer(case_minutes_shape(unit, shown))
