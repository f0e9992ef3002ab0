"""Letters to the citizen, to be read, or fetched as a file and printed; they are never mailed."""

from flask import Response

from agenda.access import Action
from notifications.files import Format
from service.documents.kinds import Document, Language
from service.shown.letters import LetterShape, letter_shape
from service.web.api.cases import CasePath
from service.web.api.efforts import ConversationPath
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import work
from service.web.download import DESCRIBED, download
from service.workflow.cases.letters import conversation_letter, letter_file, orientation_letter

api = room("letters", "Letters to the citizen, to be printed: they bear a name, and are never mailed")


class LetterQuery(Document):
    """`language` left out is Danish."""

    language: Language = "da"


class LetterFileQuery(LetterQuery):
    format: Format


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
