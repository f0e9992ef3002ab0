"""What can be decided about a case; each form comes back on the case's own page if it is refused."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.citizen import citizen_given
from agenda.cases.recognition import IN_DOUBT
from agenda.errors import Refusal
from service.documents.cases import (
    CaseMoveDocument,
    ClearanceDocument,
    ClosingDocument,
    ConfirmationDocument,
    CorrectionDocument,
    NotificationDocument,
    ProtectionDocument,
)
from service.documents.concern import CitizenDocument
from service.web.authentication import allows
from service.web.current import change, work
from service.web.in_doubt import questions_recorded
from service.web.pages.attempt import REFUSALS, Done, Verb, faults_of, perform, status_of
from service.web.pages.cases.case import case_page
from service.web.pages.cases.same_person import Asked, ask_of_correction
from service.web.pages.form import ChoiceMissing, text
from service.web.pages.typed import typed
from service.workflow.cases.asking import confirm_parties
from service.workflow.cases.child_notification import settle_notification
from service.workflow.cases.closing import clear_case, close_case
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.placing import move_case
from service.workflow.cases.protecting import mark_protection
from service.workflow.cases.taking_back import see_redaction

CALLED = {"meeting": "meeting_id", "confirmed_necessary": "is_confirmed"}
pages = Blueprint("case_actions", __name__)


@pages.post("/cases/<reference>/parties")
@allows(Action.DECIDE_CASE)
def confirm(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: confirm_parties(unit, reference, typed(ConfirmationDocument, CALLED).given(), now),
        "De valgte myndigheder spørges.",
    )


@pages.post("/cases/<reference>/clearance")
@allows(Action.CLEAR_CASE)
def clear(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: clear_case(
            unit, reference, typed(ClearanceDocument, is_cleared=_is_cleared()).given(), now
        ),
        "Afklaringen er registreret.",
    )


@pages.post("/cases/<reference>/citizen")
@allows(Action.DECIDE_CASE)
def correct_citizen(reference: str) -> ResponseReturnValue:
    """`step` is `edit` where whoever was asked about it goes back to the form."""
    if text("step") == "edit":
        return case_page(reference, {})
    try:
        with questions_recorded(), change() as (unit, now):
            correct(unit, reference, _correction(), now)
    except IN_DOUBT as question:
        return _ask(question, reference), status_of(question)
    except REFUSALS as problem:
        return case_page(reference, faults_of(problem)), status_of(problem)
    flash("Borgeren er rettet. De myndigheder, det angår, spørges igen.")
    return redirect(url_for("pages.case.show", reference=reference), 303)


@pages.post("/cases/<reference>/protection")
@allows(Action.DECIDE_CASE)
def protect(reference: str) -> ResponseReturnValue:
    is_protected = text("is_protected") == "yes"
    return _decide(
        reference,
        lambda unit, now: mark_protection(
            unit, reference, typed(ProtectionDocument, is_protected=is_protected).given(), now
        ),
        "Navne- og adressebeskyttelsen er markeret." if is_protected else "Beskyttelsen er ophævet.",
    )


@pages.post("/cases/<reference>/meeting")
@allows(Action.DECIDE_CASE)
def move(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: move_case(unit, reference, typed(CaseMoveDocument, CALLED).given(), now),
        "Sagen er flyttet. Svarfristerne følger det nye møde.",
    )


@pages.post("/cases/<reference>/notification")
@allows(Action.DECIDE_CASE)
def settle(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: settle_notification(unit, reference, typed(NotificationDocument).given(), now),
        "Underretningen er afklaret.",
    )


@pages.post("/cases/<reference>/redactions/<redaction_id>/seen")
@allows(Action.DECIDE_CASE)
def take_note_of_redaction(reference: str, redaction_id: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: see_redaction(unit, reference, redaction_id, now),
        "Noteret. Det står ikke længere på skrivebordet.",
    )


@pages.post("/cases/<reference>/close")
@allows(Action.DECIDE_CASE)
def close(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: close_case(
            unit, reference, typed(ClosingDocument, {"reason": "close_reason"}).given(), now
        ),
        "Sagen er afsluttet.",
    )


def _decide(reference: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, url_for("pages.case.show", reference=reference))
    return perform(verb, done, lambda faults: case_page(reference, faults))


def _is_cleared() -> bool:
    if text("cleared") not in {"yes", "no"}:
        raise ChoiceMissing("say whether the case may be treated here", "cleared")
    return text("cleared") == "yes"


def _correction() -> Correction:
    is_same = {"yes": True, "no": False}.get(text("is_same"))
    return typed(CorrectionDocument, citizen=_citizen(), same_person=is_same).given()


def _ask(question: Refusal, reference: str) -> str:
    with work() as (unit, now):
        given = citizen_given(_citizen().given(), unit.calendar.local(now).date())
    kept = [(k, v) for k, v in request.form.items(multi=True) if k not in {"csrf_token", "step"}]
    address = url_for("pages.case_actions.correct_citizen", reference=reference)
    return ask_of_correction(question, Asked(address, kept, given), reference)


def _citizen() -> CitizenDocument:
    """Whether they are protected is marked by a form of its own."""
    return typed(CitizenDocument, is_protected=None)
