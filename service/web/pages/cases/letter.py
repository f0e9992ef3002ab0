"""Letters to the citizen on a page of their own, to be printed, and as PDF; and what is said of how they were sent."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.addressee import AddresseeNotChosen, Letter, LetterOf, NoLetterGoes
from notifications.citizen.letter import LANGUAGES
from notifications.files import MEDIA_TYPES, Format
from notifications.paper.paper import Paper
from service.documents.letters import DispatchDocument
from service.web.authentication import allows
from service.web.current import work
from service.web.pages.attempt import faults_of, status_of
from service.web.pages.cases.addressee import ask_addressee
from service.web.pages.cases.effort import decide
from service.web.pages.typed import typed
from service.workflow.cases.dispatching import record_dispatch
from service.workflow.cases.letters import conversation_letter, letter_file, orientation_letter

pages = Blueprint("letters", __name__)


@dataclass(frozen=True)
class Where:
    """The addresses of a letter: its page, and the same as PDF."""

    page: str
    pdf: str


@pages.get("/cases/<reference>/orientations/letter")
@allows(Action.DECIDE_CASE)
def orientation(reference: str) -> ResponseReturnValue:
    page = url_for("pages.letters.orientation", reference=reference)
    pdf = url_for("pages.letters.orientation_pdf", reference=reference)
    which = LetterOf(Letter.ORIENTATION)
    try:
        letter = _orientation(reference)
    except AddresseeNotChosen as problem:
        return ask_addressee(reference, which, {}), status_of(problem)
    except NoLetterGoes as problem:
        return ask_addressee(reference, which, faults_of(problem)), status_of(problem)
    return _page(letter, Where(page, pdf))


@pages.get("/cases/<reference>/orientations/letter.pdf")
@allows(Action.DECIDE_CASE)
def orientation_pdf(reference: str) -> Response:
    return _pdf(_orientation(reference))


@pages.get("/cases/<reference>/conversations/<conversation_id>/letter")
@allows(Action.DECIDE_CASE)
def conversation(reference: str, conversation_id: str) -> ResponseReturnValue:
    page = url_for("pages.letters.conversation", reference=reference, conversation_id=conversation_id)
    pdf = url_for("pages.letters.conversation_pdf", reference=reference, conversation_id=conversation_id)
    which = LetterOf(Letter.CONVERSATION, conversation_id)
    try:
        letter = _conversation(reference, conversation_id)
    except AddresseeNotChosen as problem:
        return ask_addressee(reference, which, {}), status_of(problem)
    except NoLetterGoes as problem:
        return ask_addressee(reference, which, faults_of(problem)), status_of(problem)
    return _page(letter, Where(page, pdf))


@pages.get("/cases/<reference>/conversations/<conversation_id>/letter.pdf")
@allows(Action.DECIDE_CASE)
def conversation_pdf(reference: str, conversation_id: str) -> Response:
    return _pdf(_conversation(reference, conversation_id))


@pages.post("/cases/<reference>/letters/<letter_id>/dispatches")
@allows(Action.DECIDE_CASE)
def say_sent(reference: str, letter_id: str) -> ResponseReturnValue:
    """Each letter has a form of its own on the page, whose fields bear its id."""
    own = {name: f"{name}-{letter_id}" for name in DispatchDocument.model_fields if name != "revision"}
    return decide(
        reference,
        lambda unit, now: record_dispatch(unit, reference, typed(DispatchDocument, own).sent(letter_id), now),
        "Det er noteret, hvordan brevet er sendt.",
        own,
    )


def _orientation(reference: str) -> Paper:
    with work() as (unit, now):
        return orientation_letter(unit, reference, _language(), now)


def _conversation(reference: str, conversation_id: str) -> Paper:
    with work() as (unit, now):
        return conversation_letter(unit, reference, conversation_id, _language(), now)


def _language() -> str:
    asked = request.args.get("language", LANGUAGES[0])
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _page(letter: Paper, where: Where) -> str:
    other = next(language for language in LANGUAGES if language != letter.language)
    return render_template(
        "cases/letter.html",
        letter=letter,
        blocks=letter.as_tree()["blocks"],
        reference=letter.subtitle,
        pdf=f"{where.pdf}?language={letter.language}",
        other=f"{where.page}?language={other}",
        other_language=other,
    )


def _pdf(letter: Paper) -> Response:
    """Shown in place, to be printed from there."""
    file = letter_file(letter, Format.PDF)
    response = make_response(file.content)
    response.content_type = MEDIA_TYPES[file.format]
    response.headers["Content-Disposition"] = f'inline; filename="{file.name}"'
    return response
