"""Lists of cases, open and closed: by reference, period and outcome; for what closed ones are listed is said first."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.case import CloseReason
from agenda.cases.outcome import OutcomeKind
from agenda.errors import Refusal
from service.database.cases.listing import CasesWanted
from service.database.meetings.questions import meeting_named
from service.documents.cases import days_as_moments
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import REFUSALS, Faults, NotRepeated, faults_of, status_of
from service.web.pages.cases import words
from service.web.pages.cases.purpose import keep_purpose, purpose_of
from service.web.pages.form import text
from service.web.pages.paging import page_asked
from service.web.pages.typed import day_typed
from service.workflow.cases.listing import check_beginning, list_cases
from service.workflow.cases.showing import check_purpose
from service.workflow.unit import Unit

OF_CLOSED = "closed"  # what the purpose is kept under in the session
LONGEST_REFERENCE = 24
FILTERS = ("reference", "first_on", "last_on", "reason", "outcome")
pages = Blueprint("cases", __name__)


@pages.get("/cases")
@allows(Action.READ_CASE)
def show_open() -> ResponseReturnValue:
    return _listed(_in_address(), is_open=True, purpose="")


@pages.get("/cases/closed")
@allows(Action.READ_CASE)
def show_closed() -> ResponseReturnValue:
    purpose = purpose_of(OF_CLOSED)
    return _listed(_in_address(), is_open=False, purpose=purpose) if purpose else _ask_purpose({})


@pages.post("/cases/closed/purpose")
@allows(Action.READ_CASE)
def state_purpose() -> ResponseReturnValue:
    purpose = text("purpose") or text("purpose_chosen")
    try:
        with reading() as (unit, _):
            check_purpose(unit, purpose)
    except REFUSALS as problem:
        return _ask_purpose(faults_of(problem)), status_of(problem)
    keep_purpose(OF_CLOSED, purpose)
    return redirect(url_for("pages.cases.show_closed"), 303)


@pages.post("/cases")
@allows(Action.READ_CASE)
def narrow_open() -> ResponseReturnValue:
    return _narrowed("pages.cases.show_open", is_open=True, purpose="")


@pages.post("/cases/closed")
@allows(Action.READ_CASE)
def narrow_closed() -> ResponseReturnValue:
    purpose = purpose_of(OF_CLOSED)
    return (
        _narrowed("pages.cases.show_closed", is_open=False, purpose=purpose) if purpose else _ask_purpose({})
    )


def _narrowed(endpoint: str, *, is_open: bool, purpose: str) -> ResponseReturnValue:
    """What was typed gets into an address only once it is known to be no person."""
    asked = {name: text(name) for name in FILTERS}
    with reading() as (unit, _):
        try:
            _wanted(unit, asked, is_open=is_open)
        except Refusal:
            return _listed(asked, is_open=is_open, purpose=purpose)
    named: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return redirect(url_for(endpoint, **named), 303)


def _listed(asked: dict[str, str], *, is_open: bool, purpose: str) -> ResponseReturnValue:
    faults: Faults = {}
    with reading() as (unit, now):
        try:
            wanted = _wanted(unit, asked, is_open=is_open)
        except Refusal as problem:
            faults, wanted = NotRepeated(faults_of(problem)), CasesWanted(is_open)
        page = list_cases(unit, wanted, purpose, now)
        meetings = {
            one.case.meeting_id: meeting_named(unit.session, one.case.meeting_id)
            for one in page.rows
            if one.case.meeting_id
        }
    shown = {name: "" if name == "reference" and faults.get(name) else asked[name] for name in FILTERS}
    return render_template(
        "cases/cases.html",
        page=page,
        meetings=meetings,
        is_open=is_open,
        arguments={} if faults else {name: value for name, value in asked.items() if value},
        errors=faults,
        form=shown,
        purpose=purpose,
        reasons=[("", "Alle"), *words.options(CloseReason)],
        outcomes=[("", "Alle"), *((str(kind), words.OUTCOMES[kind]) for kind in OutcomeKind)],
        is_office=current_actor().role is Role.SECRETARIAT,
    ), 422 if faults else 200


def _in_address() -> dict[str, str]:
    return {name: request.args.get(name, "").strip() for name in FILTERS}


def _wanted(unit: Unit, asked: dict[str, str], *, is_open: bool) -> CasesWanted:
    begins = asked["reference"].upper()[:LONGEST_REFERENCE]
    check_beginning(unit, begins)
    first_on, last_on = (day_typed(asked[name], name) for name in ("first_on", "last_on"))
    since, before = days_as_moments(first_on, last_on, unit.calendar)
    reason = asked["reason"] if asked["reason"] in list(CloseReason) and not is_open else ""
    outcome = asked["outcome"] if asked["outcome"] in list(OutcomeKind) else ""
    return CasesWanted(
        is_open,
        begins,
        since,
        before,
        CloseReason(reason) if reason else None,
        OutcomeKind(outcome) if outcome else None,
        page_asked(),
    )


def _ask_purpose(faults: Faults) -> str:
    return render_template("cases/purpose_of_list.html", errors=faults, form=request.form)
