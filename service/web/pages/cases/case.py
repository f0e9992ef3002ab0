"""A case: first for what it is read, and only then what it holds."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.case import CloseReason
from agenda.cases.concern import Notification
from agenda.errors import passes
from service.documents.cases import PurposeDocument
from service.web.authentication import allows
from service.web.current import change, current_actor, current_moment, current_service, reading
from service.web.pages.attempt import REFUSALS, Faults, faults_of, status_of
from service.web.pages.cases import words
from service.web.pages.cases.purpose import keep_purpose, purpose_of
from service.web.pages.form import text
from service.web.pages.names import names
from service.web.pages.typed import typed
from service.workflow.cases.closing import check_may_end
from service.workflow.cases.showing import CaseShown, check_purpose, reveal_cpr, show_case
from service.workflow.meetings.reading import meetings_of

CHOSEN = {"purpose": "purpose_chosen"}
pages = Blueprint("case", __name__)


@pages.get("/cases/<reference>")
@allows(Action.READ_CASE)
def show(reference: str) -> str:
    return case_page(reference, {})


@pages.post("/cases/<reference>/purpose")
@allows(Action.READ_CASE)
def state_purpose(reference: str) -> ResponseReturnValue:
    try:
        purpose = typed(PurposeDocument, {} if text("purpose") else CHOSEN).purpose
        with reading() as (unit, _):
            check_purpose(unit, purpose)
    except REFUSALS as problem:
        return ask_purpose(reference, faults_of(problem), text("then")), status_of(problem)
    keep_purpose(reference, purpose)
    case = url_for("pages.case.show", reference=reference)
    return redirect(text("then") if text("then").startswith(f"{case}/") else case, 303)


@pages.post("/cases/<reference>/cpr")
@allows(Action.READ_CASE)
def reveal(reference: str) -> str:
    """The whole number is in the answer to this request alone, and in no address."""
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, {})
    with change() as (unit, now):
        shown = show_case(unit, reference, purpose, now)
        cpr = reveal_cpr(unit, shown.case, purpose, now)
    return _page(shown, {}, cpr)


def case_page(reference: str, faults: Faults) -> str:
    """What the case holds, if it was said for what it is read; each reading is recorded."""
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults)
    with reading() as (unit, now):
        shown = show_case(unit, reference, purpose, now)
    return _page(shown, faults)


def ask_purpose(reference: str, faults: Faults, then: str = "") -> str:
    """`then` is the page of the same case that was asked for; without one it is the case's own."""
    return render_template(
        "cases/purpose.html", reference=reference, errors=faults, form=request.form, then=then
    )


def _page(shown: CaseShown, faults: Faults, cpr: str = "") -> str:
    rules = current_service().settings.cases
    actor = current_actor()
    with reading() as (unit, _):
        may_close = passes(lambda: check_may_end(unit, shown.case))
    asked = {k.lookup.party_id for k in shown.lookups if k.lookup.round == shown.case.round}
    return render_template(
        "cases/case.html",
        shown=shown,
        errors=faults,
        form=request.form,
        cpr=cpr,
        purpose=purpose_of(shown.case.reference),
        themes=rules.themes,
        may_decide=actor.role is Role.SECRETARIAT,
        may_close=may_close,
        may_clear=actor.role is Role.SECRETARIAT or actor.party_id == rules.police_party,
        unasked=[one for one in names().choices() if one[0] not in asked],
        meetings=_meetings(shown) if actor.role is Role.SECRETARIAT else [],
        close_reasons=words.options(CloseReason),
        municipalities=words.MUNICIPALITY_NAMES,
        settled=[(n, words.CHOICES[n]) for n in (Notification.MADE, Notification.NOT_NEEDED)],
    )


def _meetings(shown: CaseShown) -> list[tuple[str, object]]:
    """The confirmed meetings ahead onto which the case could be moved."""
    with reading() as (unit, now):
        ahead = meetings_of(unit, unit.settings.cases.body, now)
    own = shown.case.meeting_id
    return [
        (m.id, m) for m in ahead if m.state == "confirmed" and m.starts_at > current_moment() and m.id != own
    ]
