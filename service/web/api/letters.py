"""Letters to the citizen, to be read, or fetched as a file and printed; they are never mailed."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from agenda.cases.addressee import Letter, LetterOf
from notifications.files import Format
from service.documents.efforts import AddresseeDocument
from service.documents.kinds import Document, Key, Language
from service.documents.letters import DispatchDocument
from service.shown.efforts import EffortShape, effort_shape
from service.shown.letters import LetterShape, letter_shape
from service.web.api.cases import CasePath
from service.web.api.efforts import ConversationPath
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, work
from service.web.download import DESCRIBED, download
from service.workflow.cases.addressing import Choice, choose_addressee
from service.workflow.cases.dispatching import record_dispatch
from service.workflow.cases.letters import conversation_letter, letter_file, orientation_letter
from service.workflow.cases.showing_efforts import effort_of, show_effort

api = room("letters", "Letters to the citizen, to be printed: they bear a name, and are never mailed")


class LetterPath(CasePath):
    letter: Key


class LetterQuery(Document):
    """`language` left out is Danish."""

    language: Language = "da"


class LetterFileQuery(LetterQuery):
    format: Format


@api.post(
    "/cases/<reference>/orientations/letter/addressee",
    summary="Choose to whom the text of orientation about a child goes",
    responses={201: EffortShape},
)
@allows(Action.DECIDE_CASE)
def address_orientation(path: CasePath, body: AddresseeDocument) -> Response:
    return _choose(path.reference, LetterOf(Letter.ORIENTATION), body)


@api.post(
    "/cases/<reference>/conversations/<conversation>/letter/addressee",
    summary="Choose to whom the invitation of a child goes",
    responses={201: EffortShape},
)
@allows(Action.DECIDE_CASE)
def address_conversation(path: ConversationPath, body: AddresseeDocument) -> Response:
    return _choose(path.reference, LetterOf(Letter.CONVERSATION, path.conversation), body)


@api.get(
    "/cases/<reference>/orientations/letter",
    summary="Read the text of orientation, to be printed",
    responses={200: LetterShape},
)
@allows(Action.DECIDE_CASE)
def read_orientation(path: CasePath, query: LetterQuery) -> Response:
    with work() as (unit, now):
        return answer(letter_shape(orientation_letter(unit, path.reference, query.language, now)))


@api.get(
    "/cases/<reference>/orientations/letter/file",
    summary="Fetch the text of orientation as a file",
    responses={200: DESCRIBED},
)
@allows(Action.DECIDE_CASE)
def fetch_orientation(path: CasePath, query: LetterFileQuery) -> Response:
    with work() as (unit, now):
        letter = orientation_letter(unit, path.reference, query.language, now)
    return download(letter_file(letter, query.format))


@api.get(
    "/cases/<reference>/conversations/<conversation>/letter",
    summary="Read the invitation to a conversation, to be printed",
    responses={200: LetterShape},
)
@allows(Action.DECIDE_CASE)
def read_conversation(path: ConversationPath, query: LetterQuery) -> Response:
    with work() as (unit, now):
        letter = conversation_letter(unit, path.reference, path.conversation, query.language, now)
        return answer(letter_shape(letter))


@api.get(
    "/cases/<reference>/conversations/<conversation>/letter/file",
    summary="Fetch the invitation to a conversation as a file",
    responses={200: DESCRIBED},
)
@allows(Action.DECIDE_CASE)
def fetch_conversation(path: ConversationPath, query: LetterFileQuery) -> Response:
    with work() as (unit, now):
        letter = conversation_letter(unit, path.reference, path.conversation, query.language, now)
    return download(letter_file(letter, query.format))


@api.post(
    "/cases/<reference>/letters/<letter>/dispatches",
    summary="Say how a letter that was made was sent, or why it was not; a correction is put beside what it corrects",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def say_sent(path: LetterPath, body: DispatchDocument) -> Response:
    with change() as (unit, now):
        case = record_dispatch(unit, path.reference, body.sent(path.letter), now)
        return answer(effort_shape(unit, effort_of(unit, case, now)))


def _choose(reference: str, which: LetterOf, body: AddresseeDocument) -> Response:
    with change() as (unit, now):
        choose_addressee(unit, reference, Choice(which, body.given(), body.revision), now)
        shown = show_effort(unit, reference, "what was decided", now)
        return answer(effort_shape(unit, shown), HTTPStatus.CREATED)
