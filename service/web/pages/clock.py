"""The clock: what it could not do and tries again, and what it swallowed while it stood still."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.documents.meetings import DecisionDocument
from service.documents.sending import TurnOnDocument
from service.shown.clock import outage_shape, set_aside_shape
from service.shown.sending import sending_shape
from service.web.authentication import allows
from service.web.current import reading
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.form import moment, text
from service.web.pages.typed import typed
from service.workflow.outages import outages_seen, settle_outage
from service.workflow.sending import sending_seen, turn_on
from service.workflow.setting_aside import pieces_set_aside, try_again
from service.workflow.unit import Unit

pages = Blueprint("clock", __name__)


@pages.get("/clock")
@allows(Action.READ_UPCOMING)
def show() -> str:
    return _page({})


@pages.post("/clock/set-aside/<piece>/retry")
@allows(Action.SETTLE_CLOCK)
def retry(piece: str) -> ResponseReturnValue:
    return _decide(
        lambda unit, now: try_again(unit, piece, typed(DecisionDocument).revision, now), "Det prøves igen nu."
    )


@pages.post("/clock/outages/<outage>/settle")
@allows(Action.SETTLE_CLOCK)
def settle(outage: str) -> ResponseReturnValue:
    return _decide(
        lambda unit, now: settle_outage(unit, outage, typed(DecisionDocument).revision, now),
        "Det er noteret som set.",
    )


@pages.post("/clock/sending/on")
@allows(Action.SETTLE_CLOCK)
def send() -> ResponseReturnValue:
    return _decide(_turn_on, "Mødeklar sender igen.")


def _turn_on(unit: Unit, now: datetime) -> int:
    told_until = moment("told_on", "told_at", unit) if text("told_on") else None
    document = typed(TurnOnDocument, told_until=told_until)
    return turn_on(unit, document.revision, document.told_until, now)


def _decide(verb: Verb, told: str) -> ResponseReturnValue:
    return perform(verb, Done(told, url_for("pages.clock.show")), _page)


def _page(faults: Faults) -> str:
    with reading() as (unit, now):
        sending = sending_shape(sending_seen(unit, now))
        aside = [set_aside_shape(unit, row) for row in pieces_set_aside(unit)]
        outages = [outage_shape(unit, seen) for seen in outages_seen(unit)]
    return render_template(
        "clock.html", sending=sending, aside=aside, outages=outages, form=request.form, errors=faults
    )
