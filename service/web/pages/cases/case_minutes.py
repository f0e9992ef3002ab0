"""What the minutes of a meeting say of one case: read for a purpose, written, and commented on."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role, actor_named
from service.documents.minutes import AdditionDocument, CaseCommentDocument, CaseTextDocument
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.names import actor_in_words
from service.web.pages.typed import typed
from service.workflow.cases.adding import add_to_minutes
from service.workflow.cases.case_minutes import TextGiven, write_case_minutes
from service.workflow.cases.reading_minutes import CaseAt, comment_on_case, show_case_minutes
from service.workflow.meetings.minutes import minutes_read
from service.workflow.unit import Unit

pages = Blueprint("case_minutes", __name__)


@pages.get("/cases/<reference>/minutes/<meeting_id>")
@allows(Action.READ_CASE)
def show(reference: str, meeting_id: str) -> str:
    return _page(reference, meeting_id, {})


@pages.post("/cases/<reference>/minutes/<meeting_id>")
@allows(Action.DECIDE_CASE)
def write(reference: str, meeting_id: str) -> ResponseReturnValue:
    return _change(
        reference,
        meeting_id,
        lambda unit, now: _write(unit, reference, meeting_id, now),
        "Referatet af sagen er gemt.",
    )


@pages.post("/cases/<reference>/minutes/<meeting_id>/comments")
@allows(Action.READ_CASE)
def add_comment(reference: str, meeting_id: str) -> ResponseReturnValue:
    return _change(
        reference,
        meeting_id,
        lambda unit, now: comment_on_case(
            unit, reference, meeting_id, typed(CaseCommentDocument, {"text": "comment"}).text, now
        ),
        "Kommentaren er gemt.",
    )


@pages.post("/cases/<reference>/minutes/<meeting_id>/additions")
@allows(Action.DECIDE_CASE)
def add(reference: str, meeting_id: str) -> ResponseReturnValue:
    return _change(
        reference,
        meeting_id,
        lambda unit, now: add_to_minutes(unit, reference, typed(AdditionDocument).given(meeting_id), now),
        "Tilføjelsen er gemt ved siden af det godkendte.",
    )


def _write(unit: Unit, reference: str, meeting_id: str, now: datetime) -> None:
    document = typed(CaseTextDocument)
    write_case_minutes(unit, reference, TextGiven(meeting_id, document.text, document.revision), now)


def _change(reference: str, meeting_id: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, url_for("pages.case_minutes.show", reference=reference, meeting_id=meeting_id))
    is_comment = "comment" in request.form
    return perform(verb, done, lambda faults: _page(reference, meeting_id, _named(faults, is_comment)))


def _named(faults: Faults, is_comment: bool) -> Faults:  # noqa: FBT001 - which of the page's two forms was sent
    return renamed(faults, {"text": "comment"} if is_comment else {})


def _page(reference: str, meeting_id: str, faults: Faults) -> str:
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults)
    with reading() as (unit, now):
        shown = show_case_minutes(unit, CaseAt(reference, meeting_id), purpose, now)
        today = unit.calendar.local(now).date()
        state = minutes_read(unit, meeting_id).state
    return render_template(
        "cases/case_minutes.html",
        shown=shown,
        state=state,
        purpose=purpose,
        errors=faults,
        form={"text": shown.text or "", "on": today.isoformat(), **request.form},
        by={c.comment.id: actor_in_words(actor_named(c.comment.commented_by)) for c in shown.comments},
        is_office=current_actor().role is Role.SECRETARIAT,
        may_write=current_actor().role is Role.SECRETARIAT and not shown.is_locked,
    )
