"""A concern is taken in two steps: what is known, then whom to ask; nothing is kept before the second."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.concern import Basis, ConcernGiven, Notification, SourceKind, Taken, Urgency, received
from agenda.cases.recognition import IN_DOUBT
from agenda.errors import Refusal
from agenda.municipality import recognised
from service.documents.concern import CitizenDocument, ConcernDocument
from service.web.authentication import allows
from service.web.current import change, current_service, work
from service.web.in_doubt import questions_recorded
from service.web.pages.attempt import REFUSALS, Faults, faults_of, status_of
from service.web.pages.cases import words
from service.web.pages.cases.same_person import Asked, ask_of_concern, said_of_others, same_person_typed
from service.web.pages.form import text
from service.web.pages.names import names
from service.web.pages.typed import typed
from service.workflow.cases.intake import Gate, Intake, Received, proposed_parties, take_concern
from service.workflow.cases.recognising import recognised_case
from service.workflow.unit import Unit

pages = Blueprint("concerns", __name__)
CALLED = {"confirmed_necessary": "is_confirmed", "ask_again": "asks_again"}
NOT_KEPT = frozenset({"csrf_token", "step", "parties", "is_confirmed", "asks_again", "needs_clearance"})
TOLD = {
    Gate.TAKEN: "Bekymringen er taget ind som {}.",
    Gate.ATTACHED: "Borgeren har en åben sag. Bekymringen er lagt på {}.",
}


@pages.get("/concerns/new")
@allows(Action.TAKE_CONCERN)
def show() -> str:
    return _form({})


@pages.post("/concerns/new")
@allows(Action.TAKE_CONCERN)
def take() -> ResponseReturnValue:
    """`step` is `propose` (check and show whom to ask), `take`, or `edit` (back to the form)."""
    if text("step") == "edit":
        return _form({})
    try:
        with questions_recorded():
            return _take() if text("step") == "take" else _propose()
    except IN_DOUBT as question:
        return _ask(question), status_of(question)
    except REFUSALS as problem:
        faults = faults_of(problem)
        page = _proposal(faults) if text("step") == "take" and _is_about_parties(faults) else _form(faults)
        return page, status_of(problem)


def _propose() -> ResponseReturnValue:
    """An acute concern, or one that belongs elsewhere, ends here; of any other nothing is kept yet."""
    given = _concern()
    with work() as (unit, now):
        passed = _passed(unit, given, now)
        if isinstance(passed, Taken):
            recognised_case(unit, passed.citizen, said_of_others(), now)
    if isinstance(passed, Taken):
        return _proposal({})
    with change() as (unit, now):
        ended = take_concern(unit, Intake(given), now)
    return _end(ended)


def _take() -> ResponseReturnValue:
    with change() as (unit, now):
        ended = take_concern(unit, _document().given(), now)
    return _end(ended)


def _document() -> ConcernDocument:
    return typed(ConcernDocument, CALLED, citizen=typed(CitizenDocument), same_person=same_person_typed())


def _concern() -> ConcernGiven:
    return _document().given().concern


def _passed(unit: Unit, given: ConcernGiven, now: datetime) -> object:
    rules = unit.settings.cases
    return received(given, rules.municipality, frozenset(rules.themes), unit.calendar.local(now).date())


def _form(faults: Faults) -> str:
    rules = current_service().settings.cases
    form = request.form or {"municipality": rules.municipality, "notification": Notification.PENDING}
    return render_template("cases/concern.html", form=form, errors=faults, themes=rules.themes, **_options())


def _proposal(faults: Faults) -> str:
    with work() as (unit, now):
        passed = _passed(unit, _concern(), now)
        citizen = passed.citizen if isinstance(passed, Taken) else None
        proposed = proposed_parties(unit, citizen, now)
        known = proposed_parties(unit, None, now)
        is_child = citizen is not None and citizen.is_child(unit.calendar.local(now).date())
    ticked = request.form.getlist("parties") if text("step") == "take" else proposed
    return render_template(
        "cases/proposal.html",
        form=request.form,
        errors=faults,
        kept=_kept(),
        parties=known,
        ticked=ticked,
        left_out=[names().by_id[p] for p in known if p not in proposed],
        citizen=citizen,
        is_child=is_child,
        themes=current_service().settings.cases.themes,
    )


def _ask(question: Refusal) -> str:
    """Nothing typed is lost: it goes along to wherever the answer leads."""
    with work() as (unit, now):
        passed = _passed(unit, _concern(), now)
    assert isinstance(passed, Taken)
    return ask_of_concern(question, Asked(url_for("pages.concerns.take"), _kept(), passed.citizen))


def _kept() -> list[tuple[str, str]]:
    return [(k, v) for k, v in request.form.items(multi=True) if k not in NOT_KEPT]


def _end(ended: Received) -> ResponseReturnValue:
    """What was kept is found under its reference; what was not kept is given back."""
    if ended.case is None:
        there = recognised(ended.municipality)
        return render_template(
            "cases/not_taken.html",
            ended=ended,
            is_acute=ended.gate is Gate.ACUTE,
            official_name=there.official_name if there else "",
        )
    flash(TOLD[ended.gate].format(ended.reference))
    if ended.case.meeting_id:
        return redirect(url_for("pages.readiness.show", meeting_id=ended.case.meeting_id), 303)
    return redirect(url_for("pages.case.show", reference=ended.reference), 303)


def _options() -> dict[str, object]:
    return {
        "sources": words.options(SourceKind),
        "urgencies": words.options(Urgency),
        "bases": words.options(Basis),
        "municipalities": words.MUNICIPALITY_NAMES,
        "notifications": words.options(Notification, without=frozenset({Notification.NOT_A_CHILD})),
    }


def _is_about_parties(faults: Faults) -> bool:
    return set(faults) <= {"parties", "is_confirmed"}
