"""Appoint somebody to the forum for a period, and set the last day of an appointment."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.forum.appointment import Appointment
from service.documents.forum.people import AppointmentDocument, ChangedMemberDocument, LastDayDocument
from service.web.authentication import allows
from service.web.current import work
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
from service.workflow.forum.appointments import appoint, end_appointment
from service.workflow.forum.charter_list import appointment_listed, charter_list
from service.workflow.forum.members import change_member
from service.workflow.unit import Unit

pages = Blueprint("appointment", __name__)


@pages.get("/forum/appointments")
@allows(Action.CHANGE_CHARTER_LIST)
def show_form() -> str:
    return _form({})


@pages.post("/forum/appointments")
@allows(Action.CHANGE_CHARTER_LIST)
def make() -> ResponseReturnValue:
    words = "Udpegningen er noteret. Medlemmet indkaldes, når charteret er tiltrådt."
    return perform(_appointed, Done(words, url_for("pages.charter.show")), _form)


@pages.get("/forum/appointments/<appointment_id>")
@allows(Action.READ_CHARTER_LIST)
def show(appointment_id: str) -> str:
    return _page(appointment_id, {})


@pages.post("/forum/appointments/<appointment_id>/end")
@allows(Action.CHANGE_CHARTER_LIST)
def end(appointment_id: str) -> ResponseReturnValue:
    words = "Den sidste dag er sat. Indkaldelser til møder efter den trækkes tilbage."
    return perform(
        lambda unit, now: _end(unit, appointment_id, now),
        Done(words, url_for("pages.appointment.show", appointment_id=appointment_id)),
        lambda faults: _page(appointment_id, faults),
    )


@pages.post("/forum/appointments/<appointment_id>/member")
@allows(Action.CHANGE_CHARTER_LIST)
def change(appointment_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: _change(unit, appointment_id, now),
        Done("Ændringen er gemt.", url_for("pages.appointment.show", appointment_id=appointment_id)),
        lambda faults: _page(appointment_id, faults),
    )


def _appointed(unit: Unit, now: datetime) -> Appointment:
    document = typed(AppointmentDocument, {"organisation": "organisation_id"})
    return appoint(unit, document.appointment(), now)


def _end(unit: Unit, appointment_id: str, now: datetime) -> None:
    document = typed(LastDayDocument)
    end_appointment(unit, appointment_id, document.last_on, document.revision, now)


def _change(unit: Unit, appointment_id: str, now: datetime) -> None:
    document = typed(ChangedMemberDocument)
    change_member(unit, appointment_id, document.given(), document.revision, now)


def _form(faults: Faults) -> str:
    with work() as (unit, now):
        organisations = [one.organisation for one in charter_list(unit, now).organisations]
    return render_template(
        "forum/appoint.html", organisations=organisations, errors=faults, form=request.form
    )


def _page(appointment_id: str, faults: Faults) -> str:
    with work() as (unit, now):
        found = appointment_listed(unit, appointment_id, now)
    return render_template("forum/appointment.html", found=found, errors=faults, form=request.form)
