"""Cases: read for a purpose, and decided on by the revision that was read."""

from flask import Response

from agenda.access import Action
from service.documents.cases import (
    CaseMoveDocument,
    CasesQuery,
    ClearanceDocument,
    ClosingDocument,
    ConfirmationDocument,
    CorrectionDocument,
    NotificationDocument,
    ProtectionDocument,
    PurposeDocument,
    SearchDocument,
)
from service.documents.kinds import Document, Key, Reference
from service.shown.cases import (
    CaseInBrief,
    CasesFoundShape,
    CaseShape,
    CasesShape,
    case_in_brief,
    case_shape,
    cases_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.web.in_doubt import questions_recorded
from service.workflow.cases.asking import confirm_parties
from service.workflow.cases.child_notification import settle_notification
from service.workflow.cases.closing import clear_case, close_case
from service.workflow.cases.correcting_citizen import correct
from service.workflow.cases.finding import find_by_cpr
from service.workflow.cases.listing import list_cases
from service.workflow.cases.placing import move_case
from service.workflow.cases.protecting import mark_protection
from service.workflow.cases.showing import show_case
from service.workflow.cases.taking_back import see_redaction

api = room("cases", "Cases; the information may not be used for investigation (rpl. § 115, stk. 2)")


class CasePath(Document):
    reference: Reference


class RedactionPath(CasePath):
    redaction: Key


@api.get(
    "/cases",
    summary="List open or closed cases, with nothing of whom they are about; an agency's own. It is recorded",
    responses={200: CasesShape},
)
@allows(Action.READ_CASE)
def list_all(query: CasesQuery) -> Response:
    with reading() as (unit, now):
        wanted = query.given(unit.settings.calendar.as_calendar())
        return answer(cases_shape(unit, list_cases(unit, wanted, query.purpose, now)))


@api.get(
    "/cases/<reference>", summary="Read a case for a purpose, which is recorded", responses={200: CaseShape}
)
@allows(Action.READ_CASE)
def read_case(path: CasePath, query: PurposeDocument) -> Response:
    with reading() as (unit, now):
        return answer(case_shape(unit, show_case(unit, path.reference, query.purpose, now)))


@api.post(
    "/cases/search",
    summary="Find a citizen's cases by CPR, for a purpose, which is recorded",
    responses={200: CasesFoundShape},
)
@allows(Action.DECIDE_CASE)
def search(body: SearchDocument) -> Response:
    with reading() as (unit, now):
        found = find_by_cpr(unit, body.cpr, body.purpose, now)
        return answer(CasesFoundShape(cases=tuple(case_in_brief(unit, case) for case in found)))


@api.post(
    "/cases/<reference>/parties",
    summary="Ask parties, each confirmed as necessary; on a case that asks already they are added",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def confirm(path: CasePath, body: ConfirmationDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, confirm_parties(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/clearance",
    summary="Tell whether the police find that the case may be treated here",
    responses={200: CaseInBrief},
)
@allows(Action.CLEAR_CASE)
def clear(path: CasePath, body: ClearanceDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, clear_case(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/correction",
    summary="State the citizen rightly; whoever was asked about another person is asked again",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def put_right(path: CasePath, body: CorrectionDocument) -> Response:
    with questions_recorded(), change() as (unit, now):
        return answer(case_in_brief(unit, correct(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/protection",
    summary="Mark whether the citizen's name and address are protected: then nothing shows where they live",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def protect(path: CasePath, body: ProtectionDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, mark_protection(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/move",
    summary="Lay a case on another meeting, for a reason",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def move(path: CasePath, body: CaseMoveDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, move_case(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/notification",
    summary="Settle whether a notification of concern for a child was made",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def settle(path: CasePath, body: NotificationDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, settle_notification(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/redactions/<redaction>/seen",
    summary="Take note that a released answer was redacted, so that it no longer waits on the desk",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def take_note_of_redaction(path: RedactionPath) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, see_redaction(unit, path.reference, path.redaction, now)))


@api.post(
    "/cases/<reference>/close",
    summary="Close a case; what is still asked is withdrawn and the agencies are told",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def close(path: CasePath, body: ClosingDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, close_case(unit, path.reference, body.given(), now)))
