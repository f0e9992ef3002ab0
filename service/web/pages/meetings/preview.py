"""What moving or cancelling a meeting does to its deadlines and cases, shown before anybody confirms it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.web.authentication import allows
from service.web.pages.meetings.meeting import cancel_as_typed, move_as_typed
from service.web.pages.meetings.step import Step, shown

pages = Blueprint("previews", __name__)

MOVE = Step("Flyt mødet?", "Flyt mødet", "pages.meetings.move")
CANCEL = Step("Aflys mødet?", "Aflys mødet", "pages.meetings.cancel")


@pages.post("/meetings/<meeting_id>/move/preview")
@allows(Action.CHANGE_MEETINGS)
def move(meeting_id: str) -> ResponseReturnValue:
    return shown(
        meeting_id,
        MOVE,
        lambda unit, now: move_as_typed(unit, meeting_id, now, is_tried=True),
    )


@pages.post("/meetings/<meeting_id>/cancel/preview")
@allows(Action.CHANGE_MEETINGS)
def cancel(meeting_id: str) -> ResponseReturnValue:
    return shown(
        meeting_id,
        CANCEL,
        lambda unit, now: cancel_as_typed(unit, meeting_id, now),
    )
