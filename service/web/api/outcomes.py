"""What is said, recommended and agreed about cases at meetings, and what comes back."""

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key, Reference
from service.documents.outcomes import (
    ActionDocument,
    ActionEndDocument,
    ActionOwnerDocument,
    FollowUpDocument,
    FollowUpEndDocument,
    NoteAdditionDocument,
    NotTreatedBackDocument,
    NotTreatedDocument,
    OralNoteDocument,
    OutcomeCorrectionDocument,
    OutcomeDocument,
)
from service.documents.paging import PageQuery
from service.shown.cases import CaseInBrief, case_in_brief
from service.shown.outcomes import (
    ActionInBrief,
    ActionsShape,
    FollowUpShape,
    OwnActionShape,
    action_in_brief,
    actions_shape,
    follow_up_shape,
    own_action_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.cases.agreeing import agree_action, hand_over_action, settle_action
from service.workflow.cases.correcting import correct_outcome
from service.workflow.cases.deciding import record_outcome
from service.workflow.cases.following_up import set_follow_up, settle_follow_up
from service.workflow.cases.not_treating import say_not_treated, take_back_not_treated
from service.workflow.cases.noting import Adding, add_to_note, take_note
from service.workflow.cases.own_actions import actions_shown, reference_of, show_action
from service.workflow.cases.said_at_meetings import laid_shown

api = room("outcomes", "What is said, recommended and agreed about cases at meetings, and what comes back")


class CasePath(Document):
    reference: Reference


class NotePath(CasePath):
    note: Key


class FollowUpPath(Document):
    follow_up_id: Key


class ActionPath(Document):
    action_id: Key


@api.post(
    "/cases/<reference>/outcomes",
    summary="Record the outcome of a case at a meeting on whose released agenda it lies",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def record(path: CasePath, body: OutcomeDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, record_outcome(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/outcomes/correction",
    summary="Correct an outcome that was recorded wrongly, until the minutes are approved; the wrong one is kept",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def correct(path: CasePath, body: OutcomeCorrectionDocument) -> Response:
    with change() as (unit, now):
        corrected = correct_outcome(unit, path.reference, body.correction(), now)
        return answer(case_in_brief(unit, corrected))


@api.post(
    "/cases/<reference>/not-treated",
    summary="Say that the meeting did not treat a case on its agenda, and why; it goes to the next one",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def leave_out(path: CasePath, body: NotTreatedDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, say_not_treated(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/not-treated/taken-back",
    summary="Take back that the meeting did not treat a case; it owes its outcome again",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def take_in(path: CasePath, body: NotTreatedBackDocument) -> Response:
    with change() as (unit, now):
        case = take_back_not_treated(unit, path.reference, body.meeting, body.revision, now)
        return answer(case_in_brief(unit, case))


@api.post(
    "/cases/<reference>/notes",
    summary="Keep what was told about a case, at a meeting or between two: by whom, and when it was said",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def note(path: CasePath, body: OralNoteDocument) -> Response:
    with change() as (unit, now):
        return answer(case_in_brief(unit, take_note(unit, path.reference, body.given(), now)))


@api.post(
    "/cases/<reference>/notes/<note>/additions",
    summary="Add to a note what it lacks or says wrongly; the note itself stays as it was",
    responses={200: CaseInBrief},
)
@allows(Action.DECIDE_CASE)
def add(path: NotePath, body: NoteAdditionDocument) -> Response:
    with change() as (unit, now):
        added = add_to_note(unit, path.reference, Adding(path.note, body.words), now)
        return answer(case_in_brief(unit, added))


@api.post(
    "/cases/<reference>/follow-ups",
    summary="Let a case come back, at most three months ahead; a closed day is moved, and said",
    responses={200: FollowUpShape},
)
@allows(Action.DECIDE_CASE)
def follow_up(path: CasePath, body: FollowUpDocument) -> Response:
    with change() as (unit, now):
        laid = set_follow_up(unit, path.reference, body.given(), now)
        return answer(follow_up_shape(unit, laid_shown(unit, laid)))


@api.post(
    "/follow-ups/<follow_up_id>/settle",
    summary="Say that a follow-up was discussed, or is no longer wanted",
    responses={200: FollowUpShape},
)
@allows(Action.DECIDE_CASE)
def end_follow_up(path: FollowUpPath, body: FollowUpEndDocument) -> Response:
    with change() as (unit, now):
        settled = settle_follow_up(unit, path.follow_up_id, body.given(), now)
        return answer(follow_up_shape(unit, laid_shown(unit, settled)))


@api.post(
    "/cases/<reference>/actions",
    summary="Keep an action agreed about a case at a meeting; its owner is reminded until it is settled",
    responses={200: ActionInBrief},
)
@allows(Action.DECIDE_CASE)
def agree(path: CasePath, body: ActionDocument) -> Response:
    with change() as (unit, now):
        agreed = agree_action(unit, path.reference, body.given(), now)
        return answer(action_in_brief(unit, agreed, path.reference))


@api.get(
    "/actions",
    summary="List agreed actions, to an agency its own, the open ones first, a page at a time",
    responses={200: ActionsShape},
)
@allows(Action.READ_ACTION)
def list_actions(query: PageQuery) -> Response:
    with reading() as (unit, _):
        return answer(actions_shape(unit, actions_shown(unit, query.wanted())))


@api.get(
    "/actions/<action_id>",
    summary="Read what is to be done, which is recorded",
    responses={200: OwnActionShape},
)
@allows(Action.READ_ACTION)
def read_action(path: ActionPath) -> Response:
    with reading() as (unit, now):
        return answer(own_action_shape(unit, show_action(unit, path.action_id, now)))


@api.post(
    "/actions/<action_id>/settle",
    summary="Say what became of an action: done, no longer possible, or not done, with the reason",
    responses={200: ActionInBrief},
)
@allows(Action.SETTLE_ACTION)
def end_action(path: ActionPath, body: ActionEndDocument) -> Response:
    with change() as (unit, now):
        settled = settle_action(unit, path.action_id, body.given(), now)
        return answer(action_in_brief(unit, settled, reference_of(unit, settled)))


@api.post(
    "/actions/<action_id>/owner",
    summary="Hand an agreed action over to another party, as where its owner is kept out of the case",
    responses={200: ActionInBrief},
)
@allows(Action.DECIDE_CASE)
def change_owner(path: ActionPath, body: ActionOwnerDocument) -> Response:
    with change() as (unit, now):
        handed = hand_over_action(unit, path.action_id, body.given(), now)
        return answer(action_in_brief(unit, handed, reference_of(unit, handed)))
