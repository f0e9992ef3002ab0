"""What was told of a case, at meetings and between them, and the forms by which it is noted and added to."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from service.documents.outcomes import NoteAdditionDocument
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.note_form import sources, told_between
from service.web.pages.cases.outcome_form import outcome_names
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.typed import typed
from service.workflow.cases.noting import Adding, add_to_note, take_note
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.cases.showing import show_case
from service.workflow.cases.taking_up import expected_at

pages = Blueprint("notes", __name__)


@pages.get("/cases/<reference>/notes")
@allows(Action.READ_CASE)
def show(reference: str) -> str:
    return _page(reference, {})


@pages.post("/cases/<reference>/notes")
@allows(Action.DECIDE_CASE)
def take(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: take_note(unit, reference, told_between(unit), now),
        "Notatet er gemt. Det følger sagen til det næste møde.",
    )


@pages.post("/cases/<reference>/notes/<note_id>/additions")
@allows(Action.DECIDE_CASE)
def add(reference: str, note_id: str) -> ResponseReturnValue:
    called = {"words": f"addition-{note_id}"}
    return _keep(
        reference,
        lambda unit, now: add_to_note(
            unit, reference, Adding(note_id, typed(NoteAdditionDocument, called).words), now
        ),
        "Tilføjelsen er gemt. Notatet står, som det blev skrevet.",
        called,
    )


def _keep(reference: str, verb: Verb, told: str, called: dict[str, str] | None = None) -> ResponseReturnValue:
    done = Done(told, url_for("pages.notes.show", reference=reference))
    names = called or {"words": "note_words"}
    return perform(verb, done, lambda faults: _page(reference, renamed(faults, names)))


def _page(reference: str, faults: Faults) -> str:
    """Read for a purpose like the case itself; each reading is recorded."""
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults, url_for("pages.notes.show", reference=reference))
    with reading() as (unit, now):
        shown = show_case(unit, reference, purpose, now)
        next_meeting = expected_at(unit, shown.case, now)
        parties = authorities_in(unit, shown.case, now).taking_part
    return render_template(
        "cases/notes.html",
        case=shown.case,
        notes=shown.at_meetings.notes,
        next_meeting=next_meeting,
        purpose=purpose,
        sources=sources(outcome_names(parties)),
        errors=faults,
        form=request.form,
        may_note=current_actor().role is Role.SECRETARIAT,
    )
