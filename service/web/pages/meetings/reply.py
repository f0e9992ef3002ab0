"""Calendar replies that belong to nobody who was invited, for a person to look at."""

from flask import Blueprint, render_template

from agenda.access import Action
from service.web.authentication import allows
from service.web.current import work
from service.workflow.meetings.reading import unmatched_of

pages = Blueprint("replies", __name__)


@pages.get("/replies")
@allows(Action.READ_MESSAGES)
def show_all() -> str:
    with work() as (unit, _):
        replies = unmatched_of(unit)
    return render_template("meetings/replies.html", replies=replies)
