"""The Charter's list: its versions, the organisations and personal members, and who is appointed."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.forum.charter import Charter
from agenda.forum.organisation import Organisation
from service.documents.forum.people import CharterDocument, OrganisationDocument
from service.documents.people import PersonDocument
from service.web.authentication import allows
from service.web.current import work
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.form import checked, day_given, person_given, text
from service.workflow.forum.charter_list import charter_list
from service.workflow.forum.charters import publish
from service.workflow.forum.organisations import set_organisation
from service.workflow.unit import Unit

pages = Blueprint("charter", __name__)


@pages.get("/forum")
@allows(Action.READ_CHARTER_LIST)
def show() -> str:
    return _list({})


@pages.post("/forum/charters")
@allows(Action.CHANGE_CHARTER_LIST)
def publish_version() -> ResponseReturnValue:
    words = "Versionen er offentliggjort. Den sendes nu til dem, der har tiltrådt den tidligere."
    return perform(_published, Done(words, _address()), _list)


@pages.post("/forum/organisations")
@allows(Action.CHANGE_CHARTER_LIST)
def add_organisation() -> ResponseReturnValue:
    words = "Organisationen er tilføjet. Charteret er ikke sendt til den endnu."
    return perform(_added, Done(words, _address()), _list)


def _published(unit: Unit, now: datetime) -> Charter:
    on = day_given("in_force_from")
    typed = checked(CharterDocument, version=text("version"), in_force_from=on, link=text("link"))
    return publish(unit, typed.given(), now)


def _added(unit: Unit, now: datetime) -> Organisation:
    contact = person_given("contact_name", "contact_email")
    to = PersonDocument(name=contact.name, email=contact.email, language=text("language") or "da")
    typed = checked(OrganisationDocument, id=unit.new_id(), name=text("name"), contact=to)
    return set_organisation(unit, typed.given(), now)


def _address() -> str:
    return url_for("pages.charter.show")


def _list(faults: Faults) -> str:
    with work() as (unit, now):
        found = charter_list(unit, now)
    return render_template("forum/charter.html", found=found, errors=faults, form=request.form)
