"""What is done for a citizen: orientation, conversations and courses of a case, and what is decided about them."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.conversation import ConversationOutcome
from agenda.cases.orientation import Exemption, OrientationKind
from service.documents.efforts import (
    ConversationDocument,
    CourseDocument,
    OrientationDocument,
    ReportDocument,
)
from service.documents.meetings import DecisionDocument
from service.web.authentication import allows
from service.web.current import current_actor, current_service, reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases import effort_words
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.form import moment, text
from service.web.pages.names import names
from service.web.pages.typed import typed
from service.workflow.cases.conversing import (
    Which,
    call_off_conversation,
    move_conversation,
    plan_conversation,
    report_conversation,
)
from service.workflow.cases.courses import open_course
from service.workflow.cases.on_agenda import authorities_in
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.showing_efforts import Effort, show_effort
from service.workflow.unit import Unit

pages = Blueprint("efforts", __name__)

# Where a field of the verbs is called otherwise on this page.
NAMES = {"planned_at": "planned_on", "held_at": "held_on", "kind": "course_kind"}


@pages.get("/cases/<reference>/effort")
@allows(Action.READ_CASE)
def show(reference: str) -> str:
    return effort_page(reference, {})


@pages.post("/cases/<reference>/orientations")
@allows(Action.DECIDE_CASE)
def orient(reference: str) -> ResponseReturnValue:
    return decide(
        reference,
        lambda unit, now: _orient(unit, reference, now),
        "Beslutningen om orientering er registreret.",
        {"kind": "orientation"},
    )


@pages.post("/cases/<reference>/conversations")
@allows(Action.DECIDE_CASE)
def plan(reference: str) -> ResponseReturnValue:
    return decide(
        reference,
        lambda unit, now: _plan(unit, reference, now),
        "Samtalen er planlagt. Udskriv invitationen; borgeren får intet herfra.",
    )


@pages.post("/cases/<reference>/conversations/<conversation_id>/move")
@allows(Action.DECIDE_CASE)
def move(reference: str, conversation_id: str) -> ResponseReturnValue:
    return decide(
        reference,
        lambda unit, now: _move(unit, reference, conversation_id, now),
        "Samtalen er ændret. Udskriv en ny invitation.",
    )


@pages.post("/cases/<reference>/conversations/<conversation_id>/call-off")
@allows(Action.DECIDE_CASE)
def call_off(reference: str, conversation_id: str) -> ResponseReturnValue:
    return decide(
        reference,
        lambda unit, now: call_off_conversation(
            unit, Which(reference, conversation_id, typed(DecisionDocument).revision), now
        ),
        "Samtalen er aflyst. Borgeren får intet herfra.",
    )


@pages.post("/cases/<reference>/conversations/<conversation_id>/report")
@allows(Action.DECIDE_CASE)
def report(reference: str, conversation_id: str) -> ResponseReturnValue:
    return decide(
        reference,
        lambda unit, now: _report(unit, reference, conversation_id, now),
        "Samtalens udfald er registreret.",
    )


@pages.post("/cases/<reference>/courses")
@allows(Action.DECIDE_CASE)
def open_one(reference: str) -> ResponseReturnValue:
    return decide(
        reference,
        lambda unit, now: _open_course(unit, reference, now),
        "Forløbet er åbnet. Det er i gang, når samtykket er registreret.",
    )


def decide(
    reference: str, verb: Verb, told: str, names: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    """Either it is done, or the page comes back with the faults beside the fields it has for them."""
    done = Done(told, url_for("pages.efforts.show", reference=reference))
    called = {**NAMES, **(names or {})}

    def again(faults: Faults) -> str:
        return effort_page(reference, renamed(faults, called))

    return perform(verb, done, again)


def effort_page(reference: str, faults: Faults) -> str:
    """What is done, if it was said for what the case is read; each reading is recorded."""
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults, url_for("pages.efforts.show", reference=reference))
    with reading() as (unit, now):
        effort = show_effort(unit, reference, purpose, now)
        today = unit.calendar.local(now).date()
        filled = {**_planned(unit, effort), **request.form}
        kept_out = authorities_in(unit, effort.case, now).kept_out
    settings = current_service().settings
    return render_template(
        "cases/effort.html",
        effort=effort,
        case=effort.case,
        errors=faults,
        form={"given_on": today.isoformat(), **filled},
        purpose=purpose,
        kinds=settings.cases.courses,
        parties=[one for one in names().choices(filled.get("party", "")) if one[0] not in kept_out],
        orientations=effort_words.options(OrientationKind),
        exemptions=effort_words.options(Exemption),
        guardian_rules=[(str(one), words) for one, words in effort_words.GUARDIAN_RULES.items()],
        sendings=[(str(one), said) for one, said in effort_words.SENDINGS.items()],
        outcomes=[
            (str(one), effort_words.CHOICES[one], effort_words.OUTCOME_HINTS[one])
            for one in ConversationOutcome
        ],
        may_decide=current_actor().role is Role.SECRETARIAT,
        may_open=ConversationOutcome.WANTS_COURSE
        in {one.conversation.outcome for one in effort.conversations},
    )


def _planned(unit: Unit, effort: Effort) -> dict[str, str]:
    """The planned conversation as its form shows it before anything is typed."""
    planned = next((one for one in effort.conversations if one.conversation.state == "planned"), None)
    if planned is None:
        return {}
    local = unit.calendar.local(planned.conversation.planned_at)
    return {
        "party": planned.conversation.party_id,
        "holder": planned.plan.holder,
        "place": planned.plan.place,
        "at_home": "yes" if planned.plan.at_home else "",
        "planned_on": local.date().isoformat(),
        "planned_at": local.strftime("%H:%M"),
    }


def _orient(unit: Unit, reference: str, now: datetime) -> None:
    """A day on which it was given says nothing of one that was not."""
    is_given = text("orientation") == OrientationKind.GIVEN
    given_on = {} if is_given else {"given_on": None}
    document = typed(OrientationDocument, {"kind": "orientation"}, **given_on)
    decide_orientation(unit, reference, document.given(), document.revision, now)


def _conversation(unit: Unit) -> ConversationDocument:
    return typed(ConversationDocument, planned_at=moment("planned_on", "planned_at", unit))


def _plan(unit: Unit, reference: str, now: datetime) -> None:
    document = _conversation(unit)
    plan_conversation(unit, reference, document.given(), document.revision, now)


def _move(unit: Unit, reference: str, conversation_id: str, now: datetime) -> None:
    document = _conversation(unit)
    which = Which(reference, conversation_id, document.revision)
    move_conversation(unit, which, document.given(), now)


def _report(unit: Unit, reference: str, conversation_id: str, now: datetime) -> None:
    held_at = moment("held_on", "held_at", unit) if text("held_on") else None
    document = typed(ReportDocument, held_at=held_at)
    which = Which(reference, conversation_id, document.revision)
    report_conversation(unit, which, document.given(), now)


def _open_course(unit: Unit, reference: str, now: datetime) -> None:
    document = typed(CourseDocument, {"kind": "course_kind"})
    open_course(unit, reference, document.given(), document.revision, now)
