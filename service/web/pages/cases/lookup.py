"""An agency's requests, and the form by which it answers."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.lookup import AnswerGiven, AnswerKind
from service.web.authentication import allows
from service.web.current import change, current_moment, current_service, work
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.cases import words
from service.web.pages.form import chosen, lines, number
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.showing import TO_ANSWER, Asked, lookups_of, reveal_cpr, show_lookup

pages = Blueprint("lookups", __name__)
KINDS = [(str(kind), words.CHOICES[kind], words.ANSWER_HINTS[kind]) for kind in AnswerKind]


@pages.get("/lookups")
@allows(Action.ANSWER_LOOKUP)
def show_all() -> str:
    with work() as (unit, now):
        lookups = lookups_of(unit)
    return render_template("cases/lookups.html", lookups=lookups, now=now)


@pages.get("/lookups/<lookup_id>")
@allows(Action.ANSWER_LOOKUP)
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


@pages.post("/lookups/<lookup_id>/cpr")
@allows(Action.ANSWER_LOOKUP)
def reveal(lookup_id: str) -> str:
    """The whole number is in the answer to this request alone, and in no address."""
    with change() as (unit, now):
        asked = show_lookup(unit, lookup_id, now)
        cpr = reveal_cpr(unit, asked.case, TO_ANSWER, now) if asked.citizen else ""
    return _shown(asked, {}, cpr)


def _given() -> AnswerGiven:
    kind = chosen("kind", AnswerKind)
    return AnswerGiven(kind, lines("risk_factors"), lines("protective_factors"), number("amends"))


def _page(lookup_id: str, faults: Faults) -> str:
    with work() as (unit, now):
        asked = show_lookup(unit, lookup_id, now)
    return _shown(asked, faults)


def _shown(asked: Asked, faults: Faults, cpr: str = "") -> str:
    form = request.form if "kind" in request.form or faults else _standing(asked)
    return render_template(
        "cases/lookup.html",
        asked=asked,
        form=form,
        errors=faults,
        cpr=cpr,
        kinds=KINDS,
        themes=current_service().settings.cases.themes,
        now=current_moment(),
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
