"""Are we ready? The matrix of cases and parties for one meeting."""

from flask import Blueprint, render_template

from agenda.access import Action
from service.web.authentication import allows
from service.web.current import current_service, reading
from service.web.pages.cases import words
from service.workflow.cases.readiness import NoMeetingToShow, readiness_of
from service.workflow.meetings.reading import meetings_of

MOST_OTHERS = 6
pages = Blueprint("readiness", __name__)


@pages.get("/readiness")
@allows(Action.READ_READINESS)
def show_next() -> str:
    try:
        return _page(None)
    except NoMeetingToShow:
        return render_template("cases/no_readiness.html")


@pages.get("/readiness/<meeting_id>")
@allows(Action.READ_READINESS)
def show(meeting_id: str) -> str:
    return _page(meeting_id)


def _page(meeting_id: str | None) -> str:
    body_id = current_service().settings.cases.body
    with reading() as (unit, now):
        ready = readiness_of(unit, meeting_id, now)
        others = [m for m in meetings_of(unit, body_id, now) if m.id != ready.meeting.id]
    return render_template(
        "cases/readiness.html", ready=ready, others=others[:MOST_OTHERS], legend=words.CELLS
    )
