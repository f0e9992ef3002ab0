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
from service.web.current import reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
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
    return publish(unit, typed(CharterDocument).given(), now)


def _added(unit: Unit, now: datetime) -> Organisation:
    contact = typed(PersonDocument, {"name": "contact_name", "email": "contact_email"})
    document = typed(OrganisationDocument, id=unit.new_id(), contact=contact, accession=None)
    return set_organisation(unit, document.given(), now)


def _address() -> str:
    return url_for("pages.charter.show")


def _list(faults: Faults) -> str:
    with reading() as (unit, now):
        found = charter_list(unit, now)
    return render_template("forum/charter.html", found=found, errors=faults, form=request.form)
