"""What the clock could not do and tries again, and what it swallowed while it stood still."""

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.documents.meetings import DecisionDocument
from service.documents.sending import TurnOnDocument
from service.shown.clock import (
    OutageShape,
    OutagesShape,
    SetAsideListShape,
    SetAsideShape,
    outage_shape,
    set_aside_shape,
)
from service.shown.sending import SendingShape, TurnedOnShape, sending_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.outages import outages_seen, settle_outage
from service.workflow.sending import sending_seen, turn_on
from service.workflow.setting_aside import pieces_set_aside, try_again

api = room("clock", "What the clock has set aside, and what an outage swallowed")


@api.get(
    "/sending", summary="Say whether messages go out: not after a restore", responses={200: SendingShape}
)
@allows(Action.READ_UPCOMING)
def get_sending() -> Response:
    with reading() as (unit, now):
        return answer(sending_shape(sending_seen(unit, now)))


@api.post(
    "/sending/on",
    summary="Turn sending on after a restore, less what had been told already",
    responses={200: TurnedOnShape},
)
@allows(Action.SETTLE_CLOCK)
def post_sending_on(body: TurnOnDocument) -> Response:
    with change() as (unit, now):
        return answer(TurnedOnShape(left=turn_on(unit, body.revision, body.told_until, now)))


class PiecePath(Document):
    piece: Key


class OutagePath(Document):
    outage: Key


@api.get(
    "/set-aside",
    summary="List what could not be done and is tried again, the longest broken first",
    responses={200: SetAsideListShape},
)
@allows(Action.READ_UPCOMING)
def list_set_aside() -> Response:
    with reading() as (unit, _):
        rows = tuple(set_aside_shape(unit, row) for row in pieces_set_aside(unit))
        return answer(SetAsideListShape(set_aside=rows))


@api.post(
    "/set-aside/<piece>/retry",
    summary="Try at once what was set aside; read the list to see what became of it",
    responses={200: SetAsideShape},
)
@allows(Action.SETTLE_CLOCK)
def post_retry(path: PiecePath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(set_aside_shape(unit, try_again(unit, path.piece, body.revision, now)))


@api.get(
    "/outages",
    summary="List the outages in which something was missed, the newest first",
    responses={200: OutagesShape},
)
@allows(Action.READ_UPCOMING)
def list_outages() -> Response:
    with reading() as (unit, _):
        return answer(OutagesShape(outages=tuple(outage_shape(unit, seen) for seen in outages_seen(unit))))


@api.post(
    "/outages/<outage>/settle",
    summary="Say that what an outage swallowed has been seen",
    responses={200: OutageShape},
)
@allows(Action.SETTLE_CLOCK)
def post_settle_outage(path: OutagePath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(outage_shape(unit, settle_outage(unit, path.outage, body.revision, now)))
