"""Who speaks for the citizen, on the page of what is done for them: registered, stated rightly, ended."""

from datetime import datetime

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.representative import RepresentativeKind
from service.documents.efforts import RepresentativeDocument
from service.documents.meetings import DecisionDocument
from service.web.authentication import allows
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases.effort import effort_page
from service.web.pages.form import text
from service.web.pages.typed import typed
from service.workflow.cases.conversing import Which
from service.workflow.cases.representing import (
    add_representative,
    end_representative,
    restate_representative,
)
from service.workflow.unit import Unit

pages = Blueprint("representatives", __name__)

# Where a field of the verbs is called otherwise on this page.
NAMES = {"name": "representative_name", "consents": "guardian_consents"}


@pages.post("/cases/<reference>/representatives")
@allows(Action.DECIDE_CASE)
def add(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: _add(unit, reference, now),
        "Registreret. Et forløb er kun i gang, når alle, det kræver, har samtykket.",
    )


@pages.post("/cases/<reference>/representatives/<representative_id>")
@allows(Action.DECIDE_CASE)
def restate(reference: str, representative_id: str) -> ResponseReturnValue:
    return _decide(
        reference, lambda unit, now: _restate(unit, reference, representative_id, now), "Rettelsen er gemt."
    )


@pages.post("/cases/<reference>/representatives/<representative_id>/end")
@allows(Action.DECIDE_CASE)
def end(reference: str, representative_id: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: end_representative(
            unit, Which(reference, representative_id, typed(DecisionDocument).revision), now
        ),
        "Registreringen er ophørt fra i dag.",
    )


def _typed() -> RepresentativeDocument:
    """What a guardian may decide says nothing of a holder of custody."""
    is_guardian = text("kind") == RepresentativeKind.GUARDIAN
    consents = {} if is_guardian else {"consents": None}
    return typed(RepresentativeDocument, NAMES, **consents)


def _add(unit: Unit, reference: str, now: datetime) -> None:
    document = _typed()
    add_representative(unit, reference, document.given(), document.revision, now)


def _restate(unit: Unit, reference: str, representative_id: str, now: datetime) -> None:
    document = _typed()
    restate_representative(
        unit, Which(reference, representative_id, document.revision), document.given(), now
    )


def _decide(reference: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, url_for("pages.efforts.show", reference=reference))

    def again(faults: Faults) -> str:
        return effort_page(reference, renamed(faults, NAMES))

    return perform(verb, done, again)
