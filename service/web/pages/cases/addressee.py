"""To whom a letter about a child goes: asked on a page of its own, before the letter is shown."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.cases.addressee import Letter, LetterOf, To
from service.documents.efforts import AddresseeDocument
from service.web.authentication import allows
from service.web.current import change, work
from service.web.pages.attempt import REFUSALS, Faults, faults_of, renamed, status_of
from service.web.pages.form import ChoiceMissing, text
from service.web.pages.typed import typed
from service.workflow.cases.addressing import Choice, addressee_choices, choose_addressee

pages = Blueprint("addressees", __name__)


@pages.get("/cases/<reference>/orientations/letter/addressee")
@allows(Action.DECIDE_CASE)
def orientation(reference: str) -> str:
    return ask_addressee(reference, LetterOf(Letter.ORIENTATION), {})


@pages.post("/cases/<reference>/orientations/letter/addressee")
@allows(Action.DECIDE_CASE)
def choose_orientation(reference: str) -> ResponseReturnValue:
    return _choose(reference, LetterOf(Letter.ORIENTATION))


@pages.get("/cases/<reference>/conversations/<conversation_id>/letter/addressee")
@allows(Action.DECIDE_CASE)
def conversation(reference: str, conversation_id: str) -> str:
    return ask_addressee(reference, LetterOf(Letter.CONVERSATION, conversation_id), {})


@pages.post("/cases/<reference>/conversations/<conversation_id>/letter/addressee")
@allows(Action.DECIDE_CASE)
def choose_conversation(reference: str, conversation_id: str) -> ResponseReturnValue:
    return _choose(reference, LetterOf(Letter.CONVERSATION, conversation_id))


def ask_addressee(reference: str, which: LetterOf, faults: Faults) -> str:
    with work() as (unit, now):
        choices = addressee_choices(unit, reference, now)
    return render_template(
        "cases/addressee.html",
        case=choices.case,
        child=choices.child,
        is_invitation=which.letter is Letter.CONVERSATION,
        address=_choosing_address(reference, which),
        options=[
            (str(To.CHILD), f"Til barnet selv: {choices.child.name}"),
            *(
                (f"{To.HOLDER}:{one}", f"Til indehaveren af forældremyndigheden: {name}")
                for one, name in choices.holders
            ),
            (str(To.NOBODY), "Der sendes intet brev"),
        ],
        has_holders=bool(choices.holders),
        form=request.form,
        errors=faults,
    )


def _choosing_address(reference: str, which: LetterOf) -> str:
    if which.conversation_id is None:
        return url_for("pages.addressees.orientation", reference=reference)
    return url_for(
        "pages.addressees.conversation", reference=reference, conversation_id=which.conversation_id
    )


def _choose(reference: str, which: LetterOf) -> ResponseReturnValue:
    try:
        given = _given()
        with change() as (unit, now):
            choose_addressee(unit, reference, Choice(which, given.given(), given.revision), now)
    except REFUSALS as problem:
        return ask_addressee(reference, which, _named(faults_of(problem))), status_of(problem)
    if given.to is To.NOBODY:
        flash("Det er registreret, at der ikke sendes et brev.")
        return redirect(url_for("pages.efforts.show", reference=reference), 303)
    return redirect(_letter_address(reference, which), 303)


def _given() -> AddresseeDocument:
    to, _, representative_id = text("addressee").partition(":")
    if to not in set(To):
        raise ChoiceMissing("choose one of those on offer", "addressee")
    return typed(AddresseeDocument, to=To(to), representative=representative_id or None)


def _named(faults: Faults) -> Faults:
    called = {"to": "addressee", "representative": "addressee"}
    return renamed(faults, called)


def _letter_address(reference: str, which: LetterOf) -> str:
    if which.conversation_id is None:
        return url_for("pages.letters.orientation", reference=reference)
    return url_for("pages.letters.conversation", reference=reference, conversation_id=which.conversation_id)
