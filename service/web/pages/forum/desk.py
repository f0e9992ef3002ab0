"""The desk of the forum's office: the next meeting, what waits for a person, and what comes by itself."""

from flask import Blueprint, render_template

from agenda.access import Action
from agenda.meetings.meeting import MeetingState
from service.foreseer import DAYS_AHEAD
from service.web.authentication import allows
from service.web.current import reading
from service.web.foretold import foretold
from service.web.pages.waiting import SHARED_PLACES, address_of, ahead, named
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.meetings.reading import meetings_of

WHERE = {
    **SHARED_PLACES,
    "topics_to_answer": ("pages.forum_meetings.show", "meeting_id"),
    "version_to_release": ("pages.agenda.show", "meeting_id"),
    "topics_left": ("pages.forum_meetings.show", "meeting_id"),
    "meetings_missing": ("pages.plans.show_all", None),
    "charter_unanswered": ("pages.charter.show", None),
    "unknown_language": ("pages.charter.show", None),
}
pages = Blueprint("forum_desk", __name__)


@pages.get("/forum/desk")
@allows(Action.READ_TOPICS)
def show() -> str:
    told_ahead = foretold(DAYS_AHEAD)
    with reading() as (unit, now):
        listed = meetings_of(unit, unit.settings.forum.body, now)
        confirmed = (one for one in listed if one.state is MeetingState.CONFIRMED and one.starts_at > now)
        coming = next(confirmed, None)
        waiting = waiting_for_the_forum(unit, now)
        by_itself = ahead(unit, told_ahead)
        names = named(unit, by_itself, waiting)
    placed = [(one, address_of(one, WHERE)) for one in waiting]
    return render_template("forum/desk.html", coming=coming, waiting=placed, by_itself=by_itself, named=names)
