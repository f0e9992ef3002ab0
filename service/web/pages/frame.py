"""What stands around every page: who is logged in, where they can go, and how moments and states are written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, g, request, url_for
from markupsafe import Markup

from agenda.access import OFFICES, Action, Actor, is_open, may
from agenda.reference import is_reference
from notifications.confidentiality import statement
from notifications.date_words import spoken
from notifications.dates import (
    coinciding_in_words,
    date_in_words,
    derivation_in_words,
    moment_in_words,
)
from notifications.fault import fault_in_words
from notifications.reason import reason_in_words
from service.shown.by_hand import by_hand_in_words
from service.web.current import current_service
from service.web.pages import words
from service.web.pages.cases import effort_words
from service.web.pages.cases import words as case_words
from service.web.pages.forum import topic_words
from service.web.pages.forum import words as forum_words
from service.web.pages.left_over import summary_of
from service.web.pages.meetings import words as meeting_words
from service.web.pages.names import actor_in_words, doer_in_words, names
from service.web.pages.problem_words import problem_in_words
from service.workflow.meetings.deadlines import counted_of

LANGUAGE = "da"
HELD = "\u00a0"  # a week and its number stay on one line
NAVIGATION = (
    (Action.SEE_DESK, "pages.desk.show", "Skrivebord"),
    (Action.READ_TOPICS, "pages.forum_desk.show", "Skrivebord"),
    (Action.READ_READINESS, "pages.readiness.show_next", "Klarhed"),
    (Action.TAKE_CONCERN, "pages.concerns.show", "Ny bekymring"),
    (Action.ANSWER_LOOKUP, "pages.lookups.show_all", "Anmodninger"),
    (Action.READ_CASE, "pages.cases.show_open", "Sager"),
    (Action.READ_ACTION, "pages.actions.show_all", "Aftalte handlinger"),
    (Action.READ_MEETINGS, "pages.meetings.show_all", "Møder"),
    (Action.CHANGE_MEETINGS, "pages.plans.show_all", "Mødekalender"),
    (Action.CHANGE_PARTIES, "pages.parties.show_all", "Myndigheder"),
    (Action.READ_TOPICS, "pages.forum_meetings.show_all", "Emner"),
    (Action.READ_MESSAGES, "pages.messages.show_all", "Beskeder"),
    (Action.READ_MESSAGES, "pages.replies.show_all", "Kalendersvar"),
    (Action.READ_CHARTER_LIST, "pages.charter.show", "Charter og medlemmer"),
    (Action.READ_RECORD, "pages.record.show", "Log"),
)


@dataclass(frozen=True)
class Item:
    words: str
    address: str
    is_here: bool


def add_frame(app: Flask) -> None:
    app.context_processor(_around)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {
        "moment": moment,
        "brief": brief,
        "clock": clock,
        "day": day,
        "coinciding": lambda warning: coinciding_in_words(warning[0], warning[1], LANGUAGE),
        "derivation": lambda facts: derivation_in_words(counted_of(facts), LANGUAGE),
        "by_hand": lambda name, treats_cases: by_hand_in_words(name, treats_cases=treats_cases),
        "reason": lambda why: reason_in_words(why, LANGUAGE),
        "fault": lambda fault: fault_in_words(fault, LANGUAGE),
        "doer": lambda did: doer_in_words(did, did),
        "is_written": lambda language: language == spoken(language),
        "problem": lambda found: problem_in_words(found.code, found.status),
    }
    app.jinja_env.tests["reference"] = is_reference
    app.jinja_env.globals |= {
        "w": words,
        "cw": case_words,
        "ew": effort_words,
        "fw": forum_words,
        "mw": meeting_words,
        "tw": topic_words,
        "summary_of": summary_of,
        "confidentiality": statement(LANGUAGE),
    }


def moment(at: datetime) -> Markup:
    """`tir. 8. dec. 2026 kl. 9.00 (uge 50)`."""
    zone = current_service().settings.calendar.time_zone
    local = at.astimezone(zone)
    text = f"{moment_in_words(at, zone, LANGUAGE)} (uge{HELD}{local.isocalendar().week})"
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="minutes"), text)


def brief(at: datetime) -> Markup:
    """`tir. 8. dec. kl. 9.00`, where a table leaves no room for more and the year is plain."""
    local = at.astimezone(current_service().settings.calendar.time_zone)
    text = f"{date_in_words(local.date(), LANGUAGE, with_year=False)} kl. {local.hour}.{local:%M}"
    return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="minutes"), text)


def clock(at: datetime) -> str:
    """`9.00`, where the day is plain."""
    local = at.astimezone(current_service().settings.calendar.time_zone)
    return f"{local.hour}.{local:%M}"


def day(on: date) -> Markup:
    """`tir. 8. dec. 2026 (uge 50)`."""
    text = f"{date_in_words(on, LANGUAGE)} (uge{HELD}{on.isocalendar().week})"
    return Markup('<time datetime="{}">{}</time>').format(on.isoformat(), text)


def _around() -> dict[str, Any]:
    actor: Actor | None = g.get("actor")
    return {
        "actor": actor,
        "actor_words": actor_in_words(actor) if actor else "",
        "navigation": _navigation(actor) if actor else [],
        "party_names": names().by_id,
        "is_sending_off": names().is_sending_off and actor is not None and actor.role in OFFICES,
    }


def _navigation(actor: Actor) -> list[Item]:
    room = (request.endpoint or "").rpartition(".")[0]
    rooms = current_service().settings.rooms
    return [
        Item(text, url_for(endpoint), room == endpoint.rpartition(".")[0])
        for action, endpoint, text in NAVIGATION
        if may(actor, action) and is_open(action, rooms)
    ]
