"""What can be decided about a case; each form comes back on the case's own page if it is refused."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.case import CloseReason
from agenda.cases.citizen import CitizenGiven, citizen_given
from agenda.cases.concern import Notification
from agenda.cases.recognition import IN_DOUBT
from agenda.errors import Refusal
from service.web.authentication import allows
from service.web.current import change, work
from service.web.in_doubt import questions_recorded
from service.web.pages.attempt import REFUSALS, Done, Verb, faults_of, perform, status_of
from service.web.pages.cases.case import case_page
from service.web.pages.cases.same_person import Asked, ask_of_correction
from service.web.pages.form import ChoiceMissing, chosen, day, is_ticked, revision, text
from service.workflow.cases.asking import Confirmation, Correction, confirm_parties, correct
from service.workflow.cases.child_notification import Settled, settle_notification
from service.workflow.cases.closing import Clearance, Closing, clear_case, close_case
from service.workflow.cases.placing import OntoMeeting, move_case
from service.workflow.cases.protecting import Protection, mark_protection

pages = Blueprint("case_actions", __name__)


@pages.post("/cases/<reference>/parties")
@allows(Action.DECIDE_CASE)
def confirm(reference: str) -> ResponseReturnValue:
    parties = tuple(request.form.getlist("parties"))
    confirmation = Confirmation(parties, is_ticked("is_confirmed"), revision())
    return _decide(
        reference,
        lambda unit, now: confirm_parties(unit, reference, confirmation, now),
        "De valgte myndigheder spørges.",
    )


@pages.post("/cases/<reference>/clearance")
@allows(Action.CLEAR_CASE)
def clear(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: clear_case(unit, reference, Clearance(_is_cleared(), revision()), now),
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
    mark = Protection(text("is_protected") == "yes", revision())
    return _decide(
        reference,
        lambda unit, now: mark_protection(unit, reference, mark, now),
        "Navne- og adressebeskyttelsen er markeret." if mark.is_protected else "Beskyttelsen er ophævet.",
    )


@pages.post("/cases/<reference>/meeting")
@allows(Action.DECIDE_CASE)
def move(reference: str) -> ResponseReturnValue:
    onto = OntoMeeting(text("meeting_id"), text("reason"), revision())
    return _decide(
        reference,
        lambda unit, now: move_case(unit, reference, onto, now),
        "Sagen er flyttet. Svarfristerne følger det nye møde.",
    )


@pages.post("/cases/<reference>/notification")
@allows(Action.DECIDE_CASE)
def settle(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: settle_notification(
            unit, reference, Settled(text("concern"), chosen("notification", Notification), revision()), now
        ),
        "Underretningen er afklaret.",
    )


@pages.post("/cases/<reference>/close")
@allows(Action.DECIDE_CASE)
def close(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: close_case(
            unit, reference, Closing(chosen("close_reason", CloseReason), revision()), now
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
    return Correction(_citizen(), revision(), is_same, tuple(request.form.getlist("another_person")))


def _ask(question: Refusal, reference: str) -> str:
    with work() as (unit, now):
        given = citizen_given(_citizen(), unit.calendar.local(now).date())
    kept = [(k, v) for k, v in request.form.items(multi=True) if k not in {"csrf_token", "step"}]
    address = url_for("pages.case_actions.correct_citizen", reference=reference)
    return ask_of_correction(question, Asked(address, kept, given), reference)


def _citizen() -> CitizenGiven:
    return CitizenGiven(text("name"), text("cpr"), day("born_on"), text("municipality"))
