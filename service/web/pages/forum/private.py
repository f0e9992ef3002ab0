"""A member's private page: no login, one attendee, one meeting; whoever holds the link is the member."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import MEMBER
from agenda.errors import Absent, Invalid, Refusal
from agenda.forum.topic import TopicGiven
from agenda.meetings.attendance import Answered
from notifications.dates import clock_in_words, moment_in_words
from service.documents.forum.topics import TopicDocument
from service.documents.meetings import DecisionDocument
from service.web.authentication import public
from service.web.current import change, work
from service.web.download import attachment
from service.web.pages.attempt import REFUSALS, Faults, OfWhatWasTyped, faults_of, status_of
from service.web.pages.form import ChoiceMissing, chosen
from service.web.pages.forum.private_words import ANSWERS, PROBLEMS_IN_ENGLISH, STATES, words_in
from service.web.pages.typed import FormInvalid, typed
from service.workflow.forum import answering
from service.workflow.forum.materials import file_over_link
from service.workflow.forum.needs import state_needs
from service.workflow.forum.private_link import Guest, guest_with
from service.workflow.forum.private_page import private_page
from service.workflow.forum.topics import Rewording, propose_over_link, reword_over_link
from service.workflow.unit import Unit

KINDS = ("food", "access", "interpreter")
pages = Blueprint("private", __name__)


class ProposalTooLong(Invalid):
    """A title is a few words, and what is to come of it a page at most."""


@pages.before_request
def be_a_member() -> None:
    """Nothing of a login holds here, whoever's browser it is."""
    g.actor = MEMBER


@pages.errorhandler(Absent)
def lead_nowhere(_refusal: Absent) -> ResponseReturnValue:
    return render_template("forum/no_link.html"), 404


@pages.get("/m/<token>")
@public
def show(token: str) -> str:
    return _page(token, {})


@pages.post("/m/<token>/topics")
@public
def propose(token: str) -> ResponseReturnValue:
    return _perform(token, lambda unit, guest, now: propose_over_link(unit, guest, _given(), now), "proposed")


@pages.post("/m/<token>/topics/<topic_id>")
@public
def reword(token: str, topic_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, guest: Guest, now: datetime) -> None:
        reword_over_link(unit, guest, Rewording(topic_id, _given(), typed(DecisionDocument).revision), now)

    return _perform(token, verb, "reworded", topic_id)


@pages.post("/m/<token>/answer")
@public
def answer(token: str) -> ResponseReturnValue:
    return _perform(
        token, lambda unit, guest, now: answering.answer(unit, guest, _answered(), now), "answered_now"
    )


@pages.post("/m/<token>/needs")
@public
def state(token: str) -> ResponseReturnValue:
    chosen = request.form.getlist("needs")[:100]
    return _perform(token, lambda unit, guest, now: state_needs(unit, guest, chosen, now), "saved")


@pages.get("/m/<token>/materials/<material_id>")
@public
def fetch(token: str, material_id: str) -> ResponseReturnValue:
    with work() as (unit, now):
        found = file_over_link(unit, guest_with(unit, token, now), material_id)
        return attachment(found.content, found.material.file_name, found.material.media_type)


def _given() -> TopicGiven:
    try:
        return typed(TopicDocument, minutes=None, member=None).given()
    except FormInvalid as problem:
        raise ProposalTooLong("write it shorter", problem.field) from problem


def _answered() -> Answered:
    """As a calendar answers; that nobody has answered is no answer."""
    answered = chosen("answered", Answered)
    if answered is Answered.NEEDS_ACTION:
        raise ChoiceMissing("choose one of those on offer", "answered")
    return answered


def _perform(
    token: str, verb: Callable[[Unit, Guest, datetime], object], said: str, editing: str = ""
) -> ResponseReturnValue:
    """Nothing typed is lost: the page comes back as it was sent, with what is wrong beside its field."""
    try:
        with change() as (unit, now):
            guest = guest_with(unit, token, now)
            verb(unit, guest, now)
            language = guest.attendee.language
    except REFUSALS as problem:
        return _page(token, faults_of(problem), _code(problem), editing), status_of(problem)
    flash(words_in(language)[said])
    return redirect(url_for("private.show", token=token), 303)


def _code(problem: Exception) -> str:
    return problem.code if isinstance(problem, Refusal) else "personal-data-found"


def _page(token: str, faults: Faults, code: str = "", editing: str = "") -> str:
    with work() as (unit, now):
        page = private_page(unit, token, now)
        meeting, zone = page.guest.meeting, unit.calendar.zone
        language = page.guest.attendee.language
        offered = unit.settings.forum.needs
    in_english = {field: PROBLEMS_IN_ENGLISH.get(code, words) for field, words in faults.items()}
    if isinstance(faults, OfWhatWasTyped):
        in_english = OfWhatWasTyped(in_english)
    ends = clock_in_words(meeting.ends_at, zone, language)
    return render_template(
        "forum/private.html",
        page=page,
        token=token,
        language=language,
        words=words_in(language),
        states=STATES.get(language, STATES["da"]),
        when=f"{moment_in_words(meeting.starts_at, zone, language)} – {ends}",
        due=moment_in_words(page.topics_due_at, zone, language) if page.topics_due_at else None,
        in_words=lambda moment: moment_in_words(moment, zone, language),
        clock=lambda moment: clock_in_words(moment, zone, language),
        offered={kind: {i: n for i, n in offered.items() if n.kind == kind} for kind in KINDS},
        answers=ANSWERS.get(language, ANSWERS["da"]),
        editing=editing,
        ticked=request.form.getlist("needs") if "needs" in faults else page.needs,
        errors=in_english if language == "en" else faults,
        form=request.form if faults else {},
    )
