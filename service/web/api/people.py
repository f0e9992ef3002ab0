"""Who is who: the whole directory, contacts who are replaced, and absences."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key, Word
from service.documents.people import (
    AbsenceDocument,
    ContactDocument,
    CorrectedAbsenceDocument,
    EndedAbsenceDocument,
    PeopleDocument,
)
from service.shown.people import (
    AbsenceShape,
    ContactShape,
    PeopleShape,
    absence_shape,
    contact_shape,
    people_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.absences import AbsenceOf, add_absence, correct_absence, end_absence
from service.workflow.directory import directory
from service.workflow.people import replace_contact, set_people

api = room("people", "Parties, contacts, deputies, members, the secretariat, and each body's organiser")


class PartyPath(Document):
    party: Word


class AbsencePath(PartyPath):
    absence: Key


@api.get("/people", summary="Read who is who", responses={200: PeopleShape})
@allows(Action.READ_PEOPLE)
def read_people() -> Response:
    with reading() as (unit, _):
        return answer(people_shape(directory(unit)))


@api.put(
    "/people",
    summary="Set what the document names, of your office's own bodies; what it does not name stays",
    responses={200: PeopleShape},
)
@allows(Action.CHANGE_PEOPLE)
def put_people(body: PeopleDocument) -> Response:
    with change() as (unit, now):
        set_people(unit, body.given(), now)
        return answer(people_shape(directory(unit)))


@api.post(
    "/parties/<party>/contacts",
    summary="Name who holds a role from a day on; what is open is handed over",
    responses={201: ContactShape},
)
@allows(Action.CHANGE_PARTIES)
def name_contact(path: PartyPath, body: ContactDocument) -> Response:
    with change() as (unit, now):
        on = body.valid_from or unit.calendar.local(now).date()
        contact = replace_contact(unit, path.party, body.role, (body.person.given(), on), now)
        return answer(contact_shape(contact), HTTPStatus.CREATED)


@api.post(
    "/parties/<party>/absences",
    summary="Note an absence of the contact; the deputy stands in",
    responses={201: AbsenceShape},
)
@allows(Action.CHANGE_PARTIES)
def note_absence(path: PartyPath, body: AbsenceDocument) -> Response:
    with change() as (unit, now):
        absence = add_absence(unit, path.party, body.given(), now)
        return answer(absence_shape(absence), HTTPStatus.CREATED)


@api.put(
    "/parties/<party>/absences/<absence>",
    summary="Correct the days of an absence; whoever then answers is told what is open",
    responses={200: AbsenceShape},
)
@allows(Action.CHANGE_PARTIES)
def put_absence(path: AbsencePath, body: CorrectedAbsenceDocument) -> Response:
    with change() as (unit, now):
        absence = correct_absence(unit, AbsenceOf(path.party, path.absence), body.given(), now)
        return answer(absence_shape(absence))


@api.post(
    "/parties/<party>/absences/<absence>/end",
    summary="Let the contact be back; they are told what is open, and an absence that had not begun is gone",
    responses={200: PeopleShape},
)
@allows(Action.CHANGE_PARTIES)
def close_absence(path: AbsencePath, body: EndedAbsenceDocument) -> Response:
    with change() as (unit, now):
        end_absence(unit, AbsenceOf(path.party, path.absence), body.back_on, now)
        return answer(people_shape(directory(unit)))
