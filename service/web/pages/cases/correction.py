"""Correct an outcome that was recorded wrongly, on a page of its own."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.correction import NothingToCorrect
from service.documents.outcomes import OutcomeCorrectionDocument
from service.web.authentication import allows
from service.web.current import work
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.outcome_form import as_filled_in, outcome_choices, outcome_typed
from service.web.pages.cases.purpose import purpose_of
from service.workflow.cases.correcting import correct_outcome
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.cases.said_at_meetings import OutcomeShown
from service.workflow.cases.showing import CaseShown, show_case

pages = Blueprint("correction", __name__)


@pages.get("/cases/<reference>/outcomes/<meeting_id>/correction")
@allows(Action.DECIDE_CASE)
def show(reference: str, meeting_id: str) -> str:
    return _page(reference, meeting_id, {})


@pages.post("/cases/<reference>/outcomes/<meeting_id>/correction")
@allows(Action.DECIDE_CASE)
def correct(reference: str, meeting_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: correct_outcome(
            unit,
            reference,
            outcome_typed(unit, OutcomeCorrectionDocument, now, meeting=meeting_id).correction(),
            now,
        ),
        Done("Udfaldet er rettet.", url_for("pages.at_meetings.show", reference=reference)),
        lambda faults: _page(reference, meeting_id, faults),
    )


def _page(reference: str, meeting_id: str, faults: Faults) -> str:
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults)
    with work() as (unit, now):
        shown = show_case(unit, reference, purpose, now)
        standing = _standing(shown, meeting_id)
        authorities = authorities_in(unit, shown.case, now)
    return render_template(
        "cases/correction.html",
        case=shown.case,
        meeting=standing.meeting,
        purpose=purpose,
        errors=faults,
        form=request.form or as_filled_in(shown, standing),
        **outcome_choices(authorities),
    )


def _standing(shown: CaseShown, meeting_id: str) -> OutcomeShown:
    for one in shown.at_meetings.outcomes:
        if one.meeting.id == meeting_id and one.outcome.corrected_at is None:
            return one
    raise NothingToCorrect("record the outcome; the case has none at this meeting", "meeting")
