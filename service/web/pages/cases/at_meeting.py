"""What is said, recommended and agreed about a case at its meetings, and the forms by which it is kept."""

from collections.abc import Mapping
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from service.documents.outcomes import (
    ActionDocument,
    FollowUpDocument,
    FollowUpEndDocument,
    NotTreatedBackDocument,
    NotTreatedDocument,
    OutcomeDocument,
)
from service.shown.outcomes import why_moved
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.note_form import said_at_meeting, sources
from service.web.pages.cases.outcome_form import outcome_choices, outcome_names, outcome_typed
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.typed import typed
from service.workflow.cases.agreeing import agree_action
from service.workflow.cases.correcting import may_be_corrected
from service.workflow.cases.deciding import record_outcome
from service.workflow.cases.following_up import set_follow_up, settle_follow_up
from service.workflow.cases.not_treating import say_not_treated, take_back_not_treated
from service.workflow.cases.noting import take_note
from service.workflow.cases.on_agenda import authorities_in, meetings_that_treated
from service.workflow.cases.said_at_meetings import AtMeetings
from service.workflow.cases.showing import show_case
from service.workflow.unit import Unit

pages = Blueprint("at_meetings", __name__)
# Where a field of the verbs is called otherwise on this page, so that no two of its forms share a name.
NAMES = {"on": "follow_up_on", "words": "note_words"}
OUTCOME_NAMES = {"due_on": "acts_on"}
LEFT_OUT_NAMES = {"reason": "why_not"}
AT = {"meeting": "meeting_id"}


@pages.get("/cases/<reference>/meetings")
@allows(Action.READ_CASE)
def show(reference: str) -> str:
    return meetings_page(reference, {})


@pages.post("/cases/<reference>/outcomes")
@allows(Action.DECIDE_CASE)
def decide(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: record_outcome(
            unit, reference, outcome_typed(unit, OutcomeDocument, now).given(), now
        ),
        "Udfaldet er registreret.",
        OUTCOME_NAMES,
    )


@pages.post("/cases/<reference>/not-treated")
@allows(Action.DECIDE_CASE)
def leave_out(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: say_not_treated(
            unit, reference, typed(NotTreatedDocument, AT | LEFT_OUT_NAMES).given(), now
        ),
        "Det er noteret, at mødet ikke behandlede sagen. Den følger med til næste møde.",
        LEFT_OUT_NAMES,
    )


@pages.post("/cases/<reference>/not-treated/taken-back")
@allows(Action.DECIDE_CASE)
def take_in(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: _take_back(unit, reference, now),
        "Det er trukket tilbage. Sagen mangler et udfald fra mødet.",
    )


@pages.post("/cases/<reference>/meetings/notes")
@allows(Action.DECIDE_CASE)
def note(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: take_note(unit, reference, said_at_meeting(unit), now),
        "Den mundtlige oplysning er skrevet ned.",
    )


@pages.post("/cases/<reference>/actions")
@allows(Action.DECIDE_CASE)
def agree(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: agree_action(unit, reference, typed(ActionDocument, AT).given(), now),
        "Handlingen er aftalt. Herunder står fristen; myndigheden mindes om den, til handlingen er afsluttet.",
    )


@pages.post("/cases/<reference>/follow-ups")
@allows(Action.DECIDE_CASE)
def follow_up(reference: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: set_follow_up(unit, reference, typed(FollowUpDocument, NAMES).given(), now),
        "Opfølgningen er sat. Herunder står dag og møde.",
    )


@pages.post("/cases/<reference>/follow-ups/<follow_up_id>")
@allows(Action.DECIDE_CASE)
def end_follow_up(reference: str, follow_up_id: str) -> ResponseReturnValue:
    return _keep(
        reference,
        lambda unit, now: settle_follow_up(
            unit, follow_up_id, typed(FollowUpEndDocument, {"state": "became"}).given(), now
        ),
        "Opfølgningen er afsluttet.",
    )


def meetings_page(reference: str, faults: Faults) -> str:
    """Read for a purpose like the case itself; each reading is recorded."""
    purpose = purpose_of(reference)
    if not purpose:
        return ask_purpose(reference, faults, url_for("pages.at_meetings.show", reference=reference))
    with reading() as (unit, now):
        shown = show_case(unit, reference, purpose, now)
        may_decide = current_actor().role is Role.SECRETARIAT
        treated = meetings_that_treated(unit, shown.case, now) if may_decide else []
        authorities = authorities_in(unit, shown.case, now)
        correctable = {
            one.outcome.id
            for one in shown.at_meetings.outcomes
            if may_decide and may_be_corrected(unit, one.outcome, one.meeting)
        }
        moved = _moved(unit, shown.at_meetings)
    decided = {one.meeting.id for one in shown.at_meetings.outcomes if one.outcome.corrected_at is None}
    left_out = {one.meeting.id for one in shown.at_meetings.not_treated if one.said.taken_back_at is None}
    return render_template(
        "cases/at_meetings.html",
        case=shown.case,
        shown=shown.at_meetings,
        errors=faults,
        form=request.form,
        purpose=purpose,
        now=now,
        may_decide=may_decide,
        treated=treated,
        noted_at=[one for one in treated if shown.case.is_open or one.id in decided],
        undecided=[meeting for meeting in treated if meeting.id not in decided | left_out],
        left_out={meeting.id for meeting in treated},
        correctable=correctable,
        moved=moved,
        sources=sources(outcome_names(authorities.taking_part)),
        **outcome_choices(authorities),
    )


def _moved(unit: Unit, shown: AtMeetings) -> dict[str, str]:
    """By id of a follow-up or an action, why its day is another than was asked for."""
    follow_ups = (one.follow_up for one in shown.follow_ups)
    actions = (one.action for one in shown.actions)
    return {
        **{one.id: why_moved(unit, one.wanted_on, one.on) for one in follow_ups},
        **{one.id: why_moved(unit, one.wanted_on, one.due_on) for one in actions},
    }


def _keep(reference: str, verb: Verb, told: str, names: Mapping[str, str] = NAMES) -> ResponseReturnValue:
    done = Done(told, url_for("pages.at_meetings.show", reference=reference))
    return perform(verb, done, lambda faults: meetings_page(reference, _named(faults, names)))


def _named(faults: Faults, names: Mapping[str, str]) -> Mapping[str, str]:
    return renamed(faults, names)


def _take_back(unit: Unit, reference: str, now: datetime) -> None:
    document = typed(NotTreatedBackDocument, AT)
    take_back_not_treated(unit, reference, document.meeting, document.revision, now)
