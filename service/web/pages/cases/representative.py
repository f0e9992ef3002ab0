"""Who speaks for the citizen, on the page of what is done for them: registered, stated rightly, ended."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.representative import GuardianRule, RepresentativeGiven, RepresentativeKind
from service.web.authentication import allows
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.cases.effort import effort_page
from service.web.pages.form import chosen, line, revision
from service.workflow.cases.conversing import Which
from service.workflow.cases.representing import (
    add_representative,
    end_representative,
    restate_representative,
)

pages = Blueprint("representatives", __name__)

# Where a field of the verbs is called otherwise on this page.
NAMES = {"name": "representative_name", "consents": "guardian_consents"}


@pages.post("/cases/<reference>/representatives")
@allows(Action.DECIDE_CASE)
def add(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: add_representative(unit, reference, _given(), revision(), now),
        "Registreret. Et forløb er kun i gang, når alle, det kræver, har samtykket.",
    )


@pages.post("/cases/<reference>/representatives/<representative_id>")
@allows(Action.DECIDE_CASE)
def restate(reference: str, representative_id: str) -> ResponseReturnValue:
    which = Which(reference, representative_id, revision())
    return _decide(
        reference, lambda unit, now: restate_representative(unit, which, _given(), now), "Rettelsen er gemt."
    )


@pages.post("/cases/<reference>/representatives/<representative_id>/end")
@allows(Action.DECIDE_CASE)
def end(reference: str, representative_id: str) -> ResponseReturnValue:
    which = Which(reference, representative_id, revision())
    return _decide(
        reference,
        lambda unit, now: end_representative(unit, which, now),
        "Registreringen er ophørt fra i dag.",
    )


def _given() -> RepresentativeGiven:
    kind = chosen("kind", RepresentativeKind)
    is_guardian = kind is RepresentativeKind.GUARDIAN
    consents = chosen("guardian_consents", GuardianRule) if is_guardian else None
    return RepresentativeGiven(kind, line("representative_name"), consents)


def _decide(reference: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, url_for("pages.efforts.show", reference=reference))

    def again(faults: Faults) -> str:
        return effort_page(reference, {NAMES.get(name, name): words for name, words in faults.items()})

    return perform(verb, done, again)
