"""All pages of the application."""

from flask import Blueprint, Flask

from service.web.pages import clock, desk, login, messages, record
from service.web.pages.cases import (
    action,
    addressee,
    at_meeting,
    calling_in_writing,
    case,
    case_actions,
    case_list,
    case_minutes,
    concern,
    correction,
    course,
    effort,
    letter,
    lookup,
    notes,
    readiness,
    representative,
    written,
)
from service.web.pages.forum import appointment, charter, owner, private
from service.web.pages.forum import desk as forum_desk
from service.web.pages.forum import meeting as forum_meeting
from service.web.pages.frame import add_frame
from service.web.pages.meetings import (
    agenda,
    closed_day,
    difference,
    file,
    free_time,
    held,
    meeting,
    minutes,
    party,
    plan,
    preview,
    reply,
)
from service.web.pages.names import read_names


def add_pages(app: Flask) -> None:
    add_frame(app)
    app.register_blueprint(login.pages)
    app.register_blueprint(private.pages)
    app.register_blueprint(_behind_login())


def _behind_login() -> Blueprint:
    pages = Blueprint("pages", __name__)
    pages.before_request(read_names)
    for room in (desk, messages, clock, record):
        pages.register_blueprint(room.pages)
    for room in (concern, case_list, case, case_actions, at_meeting, notes, action, lookup, readiness):
        pages.register_blueprint(room.pages)
    for room in (effort, representative, course, letter, addressee):
        pages.register_blueprint(room.pages)
    for room in (written, calling_in_writing, case_minutes, correction):
        pages.register_blueprint(room.pages)
    for room in (
        plan,
        meeting,
        held,
        agenda,
        preview,
        minutes,
        file,
        difference,
        free_time,
        closed_day,
        party,
        reply,
    ):
        pages.register_blueprint(room.pages)
    pages.register_blueprint(forum_desk.pages)
    pages.register_blueprint(forum_meeting.pages)
    for room in (charter, owner, appointment):
        pages.register_blueprint(room.pages)
    return pages
