"""What moving or cancelling a meeting does to its deadlines and cases, shown before anybody confirms it."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.shown.preview import deadlines
from service.web.authentication import allows
from service.web.current import current_actor, current_service, work
from service.web.pages.attempt import REFUSALS, Done, Faults, faults_of, perform, status_of
from service.web.pages.form import moment, revision, text
from service.web.pages.meetings.meeting import meeting_page, times
from service.workflow.cases.in_writing import WrittenCall
from service.workflow.cases.in_writing import hold_in_writing as held_in_writing
from service.workflow.meetings.reading import meeting_read
from service.workflow.previewing import Change
from service.workflow.rescheduling import cancel_meeting, move_meeting
from service.workflow.unit import Unit

pages = Blueprint("previews", __name__)


@dataclass(frozen=True)
class Step:
    """What is to be confirmed: the words above and on the button, and where the form goes."""

    title: str
    button: str
    endpoint: str


MOVE = Step("Flyt mødet?", "Flyt mødet", "pages.meetings.move")
IN_WRITING = Step(
    "Aflys mødet, og behandl sagerne skriftligt?", "Behandl skriftligt", "pages.previews.confirm_in_writing"
)
CANCEL = Step("Aflys mødet?", "Aflys mødet", "pages.meetings.cancel")


@pages.post("/meetings/<meeting_id>/move/preview")
@allows(Action.CHANGE_MEETINGS)
def move(meeting_id: str) -> ResponseReturnValue:
    return _shown(
        meeting_id,
        MOVE,
        lambda unit, now: move_meeting(unit, meeting_id, times(unit), revision(), now),
    )


@pages.post("/meetings/<meeting_id>/cancel/preview")
@allows(Action.CHANGE_MEETINGS)
def cancel(meeting_id: str) -> ResponseReturnValue:
    return _shown(
        meeting_id,
        CANCEL,
        lambda unit, now: cancel_meeting(unit, meeting_id, text("cancel_reason"), revision(), now),
    )


@pages.post("/meetings/<meeting_id>/written/preview")
@allows(Action.DECIDE_CASE)
def hold_in_writing(meeting_id: str) -> ResponseReturnValue:
    return _shown(
        meeting_id, IN_WRITING, lambda unit, now: held_in_writing(unit, meeting_id, _call(unit), now)
    )


@pages.post("/meetings/<meeting_id>/written")
@allows(Action.DECIDE_CASE)
def confirm_in_writing(meeting_id: str) -> ResponseReturnValue:
    done = Done(
        "Mødet er aflyst, og sagerne behandles skriftligt. Foreslå et udfald i hver sag.",
        url_for("pages.meetings.show_all"),
    )
    return perform(
        lambda unit, now: held_in_writing(unit, meeting_id, _call(unit), now),
        done,
        lambda faults: meeting_page(meeting_id, _renamed(faults)),
    )


def _call(unit: Unit) -> WrittenCall:
    return WrittenCall(moment("closes_on", "closes_at", unit), text("written_reason"), revision())


def _renamed(faults: Faults) -> Faults:
    """Where a field of the verbs is called otherwise on the form."""
    names = {"closes_at": "closes_on", "reason": "written_reason"}
    return {names.get(name, name): words for name, words in faults.items()}


def _shown(meeting_id: str, step: Step, change: Change) -> ResponseReturnValue:
    """What was typed goes along to the form that does it; what can't be is told on the meeting's own page."""
    try:
        preview = current_service().preview(meeting_id, change, current_actor())
    except REFUSALS as problem:
        faults = _renamed(faults_of(problem)) if step is IN_WRITING else faults_of(problem)
        return meeting_page(meeting_id, faults), status_of(problem)
    with work() as (unit, _):
        meeting = meeting_read(unit, meeting_id)
        is_case_body = meeting.body_id == unit.settings.cases.body
    return render_template(
        "meetings/preview.html",
        meeting=meeting,
        step=step,
        preview=preview,
        deadlines=deadlines(preview.before.deadlines, preview.after.deadlines),
        kept=[(name, given) for name, given in request.form.items() if name != "csrf_token"],
        is_case_body=is_case_body,
    )
