"""A change of a meeting that is shown before anybody confirms it: what it does, and the form that does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template, request
from flask.typing import ResponseReturnValue

from service.shown.preview import deadlines
from service.web.current import current_actor, current_service, work
from service.web.pages.attempt import REFUSALS, Faults, faults_of, renamed, status_of
from service.web.pages.meetings.meeting_page import meeting_page
from service.workflow.meetings.reading import meeting_read
from service.workflow.previewing import Change


@dataclass(frozen=True)
class Step:
    """What is to be confirmed: the words above and on the button, and where the form goes.

    `fields` are those that the verb calls otherwise than the form, `arguments` those of the address beside the meeting.
    """

    title: str
    button: str
    endpoint: str
    fields: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)

    def named(self, faults: Faults) -> Faults:
        return renamed(faults, self.fields)


def shown(meeting_id: str, step: Step, change: Change) -> ResponseReturnValue:
    """What was typed goes along to the form that does it; what can't be is told on the meeting's own page."""
    try:
        preview = current_service().preview(meeting_id, change, current_actor())
    except REFUSALS as problem:
        return meeting_page(meeting_id, step.named(faults_of(problem))), status_of(problem)
    with work() as (unit, _):
        meeting = meeting_read(unit, meeting_id)
        is_case_body = meeting.body_id == unit.settings.cases.body
    return render_template(
        "meetings/preview.html",
        meeting=meeting,
        step=step,
        preview=preview,
        deadlines=deadlines(preview.before.deadlines, preview.after.deadlines),
        kept=[
            (name, given) for name, given in request.form.items() if name not in {"csrf_token", "with_gaps"}
        ],
        is_case_body=is_case_body,
    )
