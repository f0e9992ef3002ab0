"""An outcome proposed in writing: the secretariat proposes, each party consents or objects."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.case import DISCUSSED_OR_LATER, CloseReason
from agenda.cases.outcome import OutcomeKind
from agenda.cases.written import IN_WRITING, Consent
from service.documents.written import AnswerToProposalDocument, ProposalDocument
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases import effort_words, words
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.outcome_form import outcome_names
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.typed import typed
from service.workflow.cases.consenting import state_consent
from service.workflow.cases.in_writing import propose_outcome
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.cases.showing_written import show_written
from service.workflow.unit import Unit

pages = Blueprint("written", __name__)
NAMES = {"kind": "outcome"}


@pages.get("/cases/<reference>/written")
@allows(Action.READ_CASE)
def show(reference: str) -> str:
    return _page(reference, {})


@pages.post("/cases/<reference>/written/proposal")
@allows(Action.DECIDE_CASE)
def propose(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: _propose(unit, reference, now),
        "Udfaldet er foreslået, og de spurgte myndigheder får besked.",
    )


@pages.post("/cases/<reference>/written/consent")
@allows(Action.STATE_CONSENT)
def consent(reference: str) -> ResponseReturnValue:
    return _decide(
        reference,
        lambda unit, now: state_consent(unit, reference, typed(AnswerToProposalDocument).given(), now),
        "Svaret er modtaget. Det kan ændres, indtil den skriftlige behandling slutter.",
    )


def _decide(reference: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, url_for("pages.written.show", reference=reference))

    def again(faults: Faults) -> str:
        return _page(reference, renamed(faults, NAMES))

    return perform(verb, done, again)


def _propose(unit: Unit, reference: str, now: datetime) -> None:
    document = typed(ProposalDocument, NAMES)
    propose_outcome(unit, reference, document.given(), document.revision, now)


def _page(reference: str, faults: Faults) -> str:
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults, url_for("pages.written.show", reference=reference))
    with reading() as (unit, now):
        shown = show_written(unit, reference, purpose, now)
        taking_part = authorities_in(unit, shown.case, now).taking_part
    actor = current_actor()
    return render_template(
        "cases/written.html",
        shown=shown,
        case=shown.case,
        proposal=shown.proposal,
        errors=faults,
        form=request.form,
        purpose=purpose,
        outcomes=[(str(one), words.OUTCOMES[one]) for one in OutcomeKind if one in IN_WRITING],
        close_reasons=words.options(CloseReason),
        consents=[(str(one), effort_words.CONSENTS[one].words) for one in Consent],
        parties=outcome_names(taking_part),
        own=actor.party_id,
        comes_back=shown.is_open and shown.case.state in DISCUSSED_OR_LATER,
        may_decide=actor.role is Role.SECRETARIAT,
    )
