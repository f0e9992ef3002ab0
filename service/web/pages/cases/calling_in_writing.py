"""Holding a meeting in writing: shown before it is confirmed, as a move or a cancellation is."""

from types import MappingProxyType

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.documents.written import WrittenDocument
from service.web.authentication import allows
from service.web.pages.attempt import Done, perform
from service.web.pages.form import moment
from service.web.pages.meetings.meeting_page import meeting_page
from service.web.pages.meetings.step import Step, shown
from service.web.pages.typed import typed
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing
from service.workflow.unit import Unit

pages = Blueprint("calling_in_writing", __name__)
STEP = Step(
    "Aflys mødet, og behandl sagerne skriftligt?",
    "Behandl skriftligt",
    "pages.calling_in_writing.confirm",
    MappingProxyType({"closes_at": "closes_on", "reason": "written_reason"}),
)


@pages.post("/meetings/<meeting_id>/written/preview")
@allows(Action.DECIDE_CASE)
def preview(meeting_id: str) -> ResponseReturnValue:
    return shown(meeting_id, STEP, lambda unit, now: hold_in_writing(unit, meeting_id, _call(unit), now))


@pages.post("/meetings/<meeting_id>/written")
@allows(Action.DECIDE_CASE)
def confirm(meeting_id: str) -> ResponseReturnValue:
    done = Done(
        "Mødet er aflyst, og sagerne behandles skriftligt. Foreslå et udfald i hver sag.",
        url_for("pages.meetings.show_all"),
    )
    return perform(
        lambda unit, now: hold_in_writing(unit, meeting_id, _call(unit), now),
        done,
        lambda faults: meeting_page(meeting_id, STEP.named(faults)),
    )


def _call(unit: Unit) -> WrittenCall:
    closes_at = moment("closes_on", "closes_at", unit)
    return typed(WrittenDocument, {"reason": "written_reason"}, closes_at=closes_at).given()
