"""Calendar replies that belong to nobody who was invited: a person says whose they are, or puts them away."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.meetings.laid_aside import AsideKind
from service.documents.meetings import AssignDocument
from service.shown.about import abouts_in_words
from service.web.authentication import allows
from service.web.current import reading
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.typed import typed
from service.workflow.meetings.reading import candidates_for, unmatched_of
from service.workflow.meetings.settling import assign_reply, dismiss_reply

pages = Blueprint("replies", __name__)


@pages.get("/replies")
@allows(Action.READ_MESSAGES)
def show_all() -> str:
    return _list({})


@pages.post("/replies/<reply_id>/assign")
@allows(Action.TAKE_REPLY)
def assign(reply_id: str) -> ResponseReturnValue:
    return _settle(
        lambda unit, now: assign_reply(unit, reply_id, typed(AssignDocument).attendee_id, now),
        "Svaret er placeret hos deltageren.",
    )


@pages.post("/replies/<reply_id>/dismiss")
@allows(Action.TAKE_REPLY)
def dismiss(reply_id: str) -> ResponseReturnValue:
    return _settle(lambda unit, now: dismiss_reply(unit, reply_id, now), "Svaret er lagt væk.")


def _settle(verb: Verb, told: str) -> ResponseReturnValue:
    return perform(verb, Done(told, url_for("pages.replies.show_all")), _list)


def _list(faults: Faults) -> str:
    with reading() as (unit, now):
        replies = unmatched_of(unit)
        by_kind = {kind: [one for one in replies if one.kind is kind] for kind in AsideKind}
        candidates = {one.id: candidates_for(unit, one, now) for one in replies}
        meetings = abouts_in_words(unit, (one.meeting_id for one in replies if one.meeting_id))
    return render_template(
        "meetings/replies.html", by_kind=by_kind, candidates=candidates, meetings=meetings, errors=faults
    )
