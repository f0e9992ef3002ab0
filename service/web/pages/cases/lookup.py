"""An agency's requests, and the forms by which it answers, and takes an answer back."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.taking_back import RedactionGiven
from service.documents.answer import AnswerDocument, AnswerWithdrawalDocument, RedactionDocument
from service.web.authentication import allows
from service.web.current import change, current_actor, current_moment, current_service, reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.cases import words
from service.web.pages.form import lines, whole_number
from service.web.pages.paging import page_asked
from service.web.pages.typed import typed
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.showing import Asked, lookups_of, read_for, reveal_cpr, show_lookup
from service.workflow.cases.taking_back import redact_answer, withdraw_answer

NUMBERED = {"risk_factors": "risk_number", "protective_factors": "protective_number"}
pages = Blueprint("lookups", __name__)
KINDS = [(str(kind), words.CHOICES[kind], words.ANSWER_HINTS[kind]) for kind in AnswerKind]


@pages.get("/lookups")
@allows(Action.ANSWER_LOOKUP)
def show_all() -> str:
    with reading() as (unit, now):
        page = lookups_of(unit, page_asked())
    return render_template("cases/lookups.html", page=page, now=now)


@pages.get("/lookups/<lookup_id>")
@allows(Action.READ_LOOKUP)
def show(lookup_id: str) -> str:
    return _page(lookup_id, {})


@pages.post("/lookups/<lookup_id>")
@allows(Action.ANSWER_LOOKUP)
def answer(lookup_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: answer_lookup(unit, lookup_id, _given(), now),
        Done("Svaret er modtaget.", url_for("pages.lookups.show", lookup_id=lookup_id)),
        lambda faults: _page(lookup_id, faults),
    )


@pages.post("/lookups/<lookup_id>/withdrawal")
@allows(Action.ANSWER_LOOKUP)
def withdraw(lookup_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: withdraw_answer(unit, lookup_id, typed(AnswerWithdrawalDocument).given(), now),
        Done(
            "Svaret er trukket tilbage, og det, der stod i det, er slettet. I kan svare igen.",
            url_for("pages.lookups.show", lookup_id=lookup_id),
        ),
        lambda faults: _page(lookup_id, faults),
    )


@pages.post("/lookups/<lookup_id>/redactions")
@allows(Action.ANSWER_LOOKUP)
def redact(lookup_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: redact_answer(unit, lookup_id, _redaction(), now),
        Done(
            "Det er fjernet og slettet. De, der kan se svaret, ser, at noget er fjernet, men ikke hvad.",
            url_for("pages.lookups.show", lookup_id=lookup_id),
        ),
        lambda faults: _page(lookup_id, faults),
    )


@pages.post("/lookups/<lookup_id>/cpr")
@allows(Action.READ_LOOKUP)
def reveal(lookup_id: str) -> str:
    """The whole number is in the answer to this request alone, and in no address."""
    with change() as (unit, now):
        asked = show_lookup(unit, lookup_id, now)
        cpr = reveal_cpr(unit, asked.case, read_for(unit.actor), now) if asked.citizen else ""
    return _shown(asked, {}, cpr)


def _given() -> AnswerGiven:
    risks, protection = lines("risk_factors"), lines("protective_factors")
    return typed(AnswerDocument, risk_factors=risks, protective_factors=protection).given()


def _redaction() -> RedactionGiven:
    risks, protection = (_numbers(name) for name in NUMBERED.values())
    document = typed(RedactionDocument, NUMBERED, risk_factors=risks, protective_factors=protection)
    return document.given()


def _numbers(name: str) -> tuple[int, ...]:
    """Those of the statements that were ticked; what is no number is none of them."""
    return tuple(whole for one in request.form.getlist(name) if (whole := whole_number(one)) is not None)


def _page(lookup_id: str, faults: Faults) -> str:
    with reading() as (unit, now):
        asked = show_lookup(unit, lookup_id, now)
    return _shown(asked, faults)


def _shown(asked: Asked, faults: Faults, cpr: str = "") -> str:
    form = request.form if "risk_factors" in request.form else _standing(asked)
    return render_template(
        "cases/lookup.html",
        asked=asked,
        form=form,
        again=request.form,
        errors=faults,
        cpr=cpr,
        kinds=KINDS,
        whys=[(str(why), said) for why, said in words.WITHDRAWALS.items()],
        themes=current_service().settings.cases.themes,
        now=current_moment(),
        is_office=current_actor().role is Role.SECRETARIAT,
    )


def _standing(asked: Asked) -> dict[str, str]:
    """What stands, to be amended."""
    newest = asked.lookup.latest
    if newest is None or newest.content is None or asked.lookup.lookup.is_outstanding:
        return {}
    content = newest.content
    return {
        "kind": str(content.kind),
        "risk_factors": "\n".join(content.risk_factors),
        "protective_factors": "\n".join(content.protective_factors),
    }
