"""Lookup requests: what an agency is asked, and its answer."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.answer import AnswerDocument, AnswerWithdrawalDocument, RedactionDocument
from service.documents.kinds import Document, Key
from service.documents.paging import PageQuery
from service.shown.lookups import AskedShape, LookupsShape, asked_shape, lookups_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.showing import lookups_of, show_lookup
from service.workflow.cases.taking_back import redact_answer, withdraw_answer

api = room("lookups", "Requests to the agencies; declining (rpl. § 115, stk. 4) is an answer like the others")


class LookupPath(Document):
    lookup: Key


@api.get(
    "/lookups",
    summary="List the agency's own requests, the open ones first, a page at a time",
    responses={200: LookupsShape},
)
@allows(Action.ANSWER_LOOKUP)
def list_lookups(query: PageQuery) -> Response:
    with reading() as (unit, _):
        return answer(lookups_shape(lookups_of(unit, query.wanted())))


@api.get(
    "/lookups/<lookup>",
    summary="Read what is asked, and the agency's own answer",
    responses={200: AskedShape},
)
@allows(Action.READ_LOOKUP)
def read_lookup(path: LookupPath) -> Response:
    with reading() as (unit, now):
        return answer(asked_shape(unit, show_lookup(unit, path.lookup, now)))


@api.post(
    "/lookups/<lookup>/answers",
    summary="Answer, or amend the version that stands until the answers are released",
    responses={201: AskedShape},
)
@allows(Action.ANSWER_LOOKUP)
def give_answer(path: LookupPath, body: AnswerDocument) -> Response:
    with change() as (unit, now):
        answer_lookup(unit, path.lookup, body.given(), now)
        unit.session.flush()
        return answer(asked_shape(unit, show_lookup(unit, path.lookup, now)), HTTPStatus.CREATED)


@api.post(
    "/lookups/<lookup>/withdrawal",
    summary="Withdraw the answer before its release; what it said is destroyed, and the request is open again",
    responses={200: AskedShape},
)
@allows(Action.ANSWER_LOOKUP)
def withdraw(path: LookupPath, body: AnswerWithdrawalDocument) -> Response:
    with change() as (unit, now):
        withdraw_answer(unit, path.lookup, body.given(), now)
        return answer(asked_shape(unit, show_lookup(unit, path.lookup, now)))


@api.post(
    "/lookups/<lookup>/redactions",
    summary="Take statements, or all, out of a released answer, with a reason; what they said is destroyed",
    responses={201: AskedShape},
)
@allows(Action.ANSWER_LOOKUP)
def redact(path: LookupPath, body: RedactionDocument) -> Response:
    with change() as (unit, now):
        redact_answer(unit, path.lookup, body.given(), now)
        return answer(asked_shape(unit, show_lookup(unit, path.lookup, now)), HTTPStatus.CREATED)
