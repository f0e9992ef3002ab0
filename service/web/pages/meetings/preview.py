"""What moving or cancelling a meeting does to its deadlines and cases, shown before anybody confirms it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.shown.preview import deadlines
from service.web.authentication import allows
from service.web.current import current_actor, current_service, work
from service.web.pages.attempt import REFUSALS, Faults, faults_of, status_of
from service.web.pages.meetings.meeting import cancel_as_typed, meeting_page, move_as_typed
from service.workflow.meetings.reading import meeting_read
from service.workflow.previewing import Change

pages = Blueprint("previews", __name__)


@dataclass(frozen=True)
class Step:
    """What is to be confirmed: the words above and on the button, and where the form goes.

    `fields` are those that the verb calls otherwise than the form, `arguments` those of the address beside the meeting.
    """

    title: str
    button: str
    endpoint: str
    fields: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)

    def renamed(self, faults: Faults) -> Faults:
        return {self.fields.get(name, name): words for name, words in faults.items()}


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


def shown(meeting_id: str, step: Step, change: Change) -> ResponseReturnValue:
    """What was typed goes along to the form that does it; what can't be is told on the meeting's own page."""
    try:
        preview = current_service().preview(meeting_id, change, current_actor())
    except REFUSALS as problem:
        return meeting_page(meeting_id, step.renamed(faults_of(problem))), status_of(problem)
    with work() as (unit, _):
        meeting = meeting_read(unit, meeting_id)
        is_case_body = meeting.body_id == unit.settings.cases.body
    return render_template(
        "meetings/preview.html",
        meeting=meeting,
        step=step,
        preview=preview,
        deadlines=deadlines(preview.before.deadlines, preview.after.deadlines),
        kept=[
            (name, given) for name, given in request.form.items() if name not in {"csrf_token", "with_gaps"}
        ],
        is_case_body=is_case_body,
    )
