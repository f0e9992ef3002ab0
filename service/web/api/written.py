"""Written procedure: a meeting held in writing, outcomes proposed, and what each party says to them."""

from datetime import datetime
from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.cases import PurposeDocument
from service.documents.written import AnswerToProposalDocument, ProposalDocument, WrittenDocument
from service.shown.meetings import MeetingShape, meeting_shape
from service.shown.preview import PreviewShape, preview_shape
from service.shown.written import WrittenShape, written_shape
from service.web.api.cases import CasePath
from service.web.api.meetings import MeetingPath
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, current_actor, current_service, reading
from service.workflow.cases.consenting import state_consent
from service.workflow.cases.in_writing import hold_in_writing, propose_outcome
from service.workflow.cases.showing_written import show_written
from service.workflow.unit import Unit

api = room("written", "Meetings held in writing: by consent of all who were asked; silence is no consent")


@api.post(
    "/meetings/<meeting>/written",
    summary="Cancel a meeting and treat its cases in writing until a closing date",
    responses={201: MeetingShape},
)
@allows(Action.DECIDE_CASE)
def hold(path: MeetingPath, body: WrittenDocument) -> Response:
    with change() as (unit, now):
        written = hold_in_writing(unit, path.meeting, body.given(), now)
        return answer(meeting_shape(unit, written), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/written/preview",
    summary="See what holding a meeting in writing would do to deadlines and cases; nothing is done",
    responses={200: PreviewShape},
)
@allows(Action.DECIDE_CASE)
def preview(path: MeetingPath, body: WrittenDocument) -> Response:
    shown = current_service().preview(
        path.meeting,
        lambda unit, now: hold_in_writing(unit, path.meeting, body.given(), now),
        current_actor(),
    )
    return answer(preview_shape(shown))


@api.get(
    "/cases/<reference>/proposal",
    summary="Read the outcome proposed in writing, for a purpose, which is recorded",
    responses={200: WrittenShape},
)
@allows(Action.READ_CASE)
def read_proposal(path: CasePath, query: PurposeDocument) -> Response:
    with reading() as (unit, now):
        return _shown(unit, path.reference, query.purpose, now)


@api.post(
    "/cases/<reference>/proposal",
    summary="Propose an outcome in writing; a new version takes nobody's consent along",
    responses={200: WrittenShape},
)
@allows(Action.DECIDE_CASE)
def propose(path: CasePath, body: ProposalDocument) -> Response:
    with change() as (unit, now):
        propose_outcome(unit, path.reference, body.given(), body.revision, now)
        return _shown(unit, path.reference, "what was proposed", now)


@api.post(
    "/cases/<reference>/consent",
    summary="Consent or object to the outcome proposed in writing, until the closing date",
    responses={200: WrittenShape},
)
@allows(Action.STATE_CONSENT)
def consent(path: CasePath, body: AnswerToProposalDocument) -> Response:
    with change() as (unit, now):
        state_consent(unit, path.reference, body.given(), now)
        return _shown(unit, path.reference, "what was consented to", now)


def _shown(unit: Unit, reference: str, purpose: str, now: datetime) -> Response:
    unit.session.flush()
    return answer(written_shape(show_written(unit, reference, purpose, now), unit.actor.party_id))
