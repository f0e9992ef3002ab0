"""Blev mødet holdt? What was recorded there is shown, and a person says whether it was held."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.documents.holding import HeldDocument
from service.web.authentication import allows
from service.web.current import reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.form import text
from service.web.pages.typed import LEFT_OUT, typed
from service.workflow.holding import recorded_there, say_whether_held
from service.workflow.meetings.reading import bodies_of

pages = Blueprint("held", __name__)
SAID = {"yes": True, "no": False}


@pages.get("/meetings/<meeting_id>/held")
@allows(Action.CHANGE_MINUTES)
def show(meeting_id: str) -> str:
    return _page(meeting_id, {})


@pages.post("/meetings/<meeting_id>/held")
@allows(Action.CHANGE_MINUTES)
def say(meeting_id: str) -> ResponseReturnValue:
    is_held = SAID.get(text("held"), LEFT_OUT)
    said = "Mødet er noteret som holdt." if is_held is True else "Mødet er noteret som ikke holdt."
    return perform(
        lambda unit, now: say_whether_held(
            unit, meeting_id, typed(HeldDocument, is_held=is_held).given(), now
        ),
        Done(said, url_for("pages.meetings.show", meeting_id=meeting_id)),
        lambda faults: _page(meeting_id, faults),
    )


def _page(meeting_id: str, faults: Faults) -> str:
    with reading() as (unit, now):
        recorded = recorded_there(unit, meeting_id, now)
        body = next(b for b in bodies_of(unit) if b.id == recorded.meeting.body_id)
    return render_template(
        "meetings/held.html",
        recorded=recorded,
        meeting=recorded.meeting,
        body=body,
        errors=faults,
        form=request.form,
        chosen=request.form.getlist("treated"),
    )
