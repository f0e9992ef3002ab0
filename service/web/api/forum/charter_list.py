"""The Charter's list, for the forum's secretariat alone: accessions decided on, members appointed."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.forum.people import (
    AccedingDocument,
    AppointmentDocument,
    ChangedMemberDocument,
    ChangedOrganisationDocument,
    CharterDocument,
    DecliningDocument,
    EndingDocument,
    ForumDocument,
    LastDayDocument,
    SendingDocument,
    TakingBackDocument,
)
from service.documents.kinds import Document, Key
from service.shown.forum.charter_list import (
    AccessionShape,
    AppointmentShape,
    CharterListSetShape,
    CharterListShape,
    CharterShape,
    OrganisationShape,
    accession_shape,
    appointment_shape,
    charter_list_set_shape,
    charter_list_shape,
    charter_shape,
    organisation_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.forum import accessions, appointments
from service.workflow.forum.charter_list import charter_list, organisation_listed
from service.workflow.forum.charters import publish
from service.workflow.forum.members import change_member
from service.workflow.forum.organisations import change_organisation
from service.workflow.forum.people import set_forum

api = room("charter", "Organisations, their accession to the Charter, and the forum's members")


class OrganisationPath(Document):
    organisation: Key


class AccessionPath(Document):
    accession: Key


class AppointmentPath(Document):
    appointment: Key


@api.get(
    "/forum/charter-list",
    summary="Read who has acceded and who is appointed; it is recorded",
    responses={200: CharterListShape},
)
@allows(Action.READ_CHARTER_LIST)
def read_list() -> Response:
    with reading() as (unit, now):
        return answer(charter_list_shape(charter_list(unit, now)))


@api.put(
    "/forum/charter-list",
    summary="Set what the document names; what it does not name stays, and who has ended is not brought back",
    responses={200: CharterListSetShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def put_list(body: ForumDocument) -> Response:
    with change() as (unit, now):
        left = set_forum(unit, body.given(), now)
        return answer(charter_list_set_shape(charter_list(unit, now), left))


@api.post(
    "/forum/charters",
    summary="Publish a version of the Charter; whoever acceded to the last one is asked anew",
    responses={201: CharterShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def publish_charter(body: CharterDocument) -> Response:
    with change() as (unit, now):
        return answer(charter_shape(publish(unit, body.given(), now)), HTTPStatus.CREATED)


@api.get(
    "/forum/organisations/<organisation>",
    summary="Read an organisation, its accessions and its members; it is recorded",
    responses={200: OrganisationShape},
)
@allows(Action.READ_CHARTER_LIST)
def read_organisation(path: OrganisationPath) -> Response:
    with reading() as (unit, now):
        return answer(organisation_shape(organisation_listed(unit, path.organisation, now)))


@api.post(
    "/forum/organisations/<organisation>/accessions",
    summary="Open an accession to the newest version for an organisation that has none; it is not sent yet",
    responses={201: AccessionShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def ask_again(path: OrganisationPath) -> Response:
    with change() as (unit, now):
        accession = accessions.ask_again(unit, path.organisation, now)
        unit.session.flush()
        return answer(accession_shape(accession), HTTPStatus.CREATED)


@api.put(
    "/forum/organisations/<organisation>",
    summary="Give an organisation another name or another contact",
    responses={200: OrganisationShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def change_one(path: OrganisationPath, body: ChangedOrganisationDocument) -> Response:
    with change() as (unit, now):
        change_organisation(unit, path.organisation, body.given(), body.revision, now)
        unit.session.flush()
        return answer(organisation_shape(organisation_listed(unit, path.organisation, now)))


@api.post("/forum/accessions/<accession>/send", summary="Send the Charter", responses={200: AccessionShape})
@allows(Action.CHANGE_CHARTER_LIST)
def send(path: AccessionPath, body: SendingDocument) -> Response:
    with change() as (unit, now):
        accession = accessions.send(unit, path.accession, body.reply_by, body.revision, now)
        unit.session.flush()
        return answer(accession_shape(accession))


@api.post(
    "/forum/accessions/<accession>/accede",
    summary="Note who acceded and when; members are invited from here on",
    responses={200: AccessionShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def accede(path: AccessionPath, body: AccedingDocument) -> Response:
    with change() as (unit, now):
        return answer(
            accession_shape(accessions.accede(unit, path.accession, body.signature(), body.revision, now))
        )


@api.post(
    "/forum/accessions/<accession>/decline",
    summary="Note that it is declined",
    responses={200: AccessionShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def decline(path: AccessionPath, body: DecliningDocument) -> Response:
    with change() as (unit, now):
        return answer(
            accession_shape(accessions.decline(unit, path.accession, body.reason, body.revision, now))
        )


@api.post(
    "/forum/accessions/<accession>/end",
    summary="End an accession for a reason; its members' invitations are withdrawn",
    responses={200: AccessionShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def end(path: AccessionPath, body: EndingDocument) -> Response:
    with change() as (unit, now):
        ending = (body.reason, body.on)
        return answer(accession_shape(accessions.end(unit, path.accession, ending, body.revision, now)))


@api.post(
    "/forum/accessions/<accession>/take-back",
    summary="Take back what was entered by mistake: it stands as if nothing had been decided",
    responses={200: AccessionShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def take_back(path: AccessionPath, body: TakingBackDocument) -> Response:
    with change() as (unit, now):
        return answer(accession_shape(accessions.take_back(unit, path.accession, body.revision, now)))


@api.post(
    "/forum/accessions/<accession>/again",
    summary="After one that is over, open another to the newest version for the same; it is not sent yet",
    responses={201: AccessionShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def ask_anew(path: AccessionPath) -> Response:
    with change() as (unit, now):
        accession = accessions.ask_anew(unit, path.accession, now)
        unit.session.flush()
        return answer(accession_shape(accession), HTTPStatus.CREATED)


@api.post(
    "/forum/appointments",
    summary="Appoint somebody for a period; the same member and first day again sets it anew",
    responses={201: AppointmentShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def appoint(body: AppointmentDocument) -> Response:
    with change() as (unit, now):
        appointment = appointments.appoint(unit, body.appointment(), now)
        return answer(appointment_shape(appointment), HTTPStatus.CREATED)


@api.post(
    "/forum/appointments/<appointment>/end",
    summary="Set an appointment's last day; invitations beyond it are withdrawn",
    responses={200: AppointmentShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def end_appointment(path: AppointmentPath, body: LastDayDocument) -> Response:
    with change() as (unit, now):
        return answer(
            appointment_shape(
                appointments.end_appointment(unit, path.appointment, body.last_on, body.revision, now)
            )
        )


@api.put(
    "/forum/appointments/<appointment>/member",
    summary="Mend a member's name, language or address; at another address they are invited anew",
    responses={200: AppointmentShape},
)
@allows(Action.CHANGE_CHARTER_LIST)
def change_one_member(path: AppointmentPath, body: ChangedMemberDocument) -> Response:
    with change() as (unit, now):
        return answer(
            appointment_shape(change_member(unit, path.appointment, body.given(), body.revision, now))
        )
