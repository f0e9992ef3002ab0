"""An organisation or a personal member, and one accession: sent, acceded to, declined, ended, opened again."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.forum.organisation import Organisation
from service.documents.forum.people import (
    AccedingDocument,
    ChangedOrganisationDocument,
    DecliningDocument,
    EndingDocument,
    SendingDocument,
    TakingBackDocument,
)
from service.documents.people import PersonDocument
from service.web.authentication import allows
from service.web.current import work
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.typed import typed
from service.workflow.forum import accessions
from service.workflow.forum.charter_list import accession_listed, organisation_listed
from service.workflow.forum.organisations import change_organisation
from service.workflow.unit import Unit

pages = Blueprint("owner", __name__)


@pages.get("/forum/organisations/<organisation_id>")
@allows(Action.READ_CHARTER_LIST)
def show(organisation_id: str) -> str:
    return _organisation(organisation_id, {})


@pages.post("/forum/organisations/<organisation_id>/change")
@allows(Action.CHANGE_CHARTER_LIST)
def change(organisation_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: _changed(unit, organisation_id, now),
        Done("Ændringen er gemt.", url_for("pages.owner.show", organisation_id=organisation_id)),
        lambda faults: _organisation(organisation_id, faults),
    )


@pages.post("/forum/organisations/<organisation_id>/accessions")
@allows(Action.CHANGE_CHARTER_LIST)
def ask_again(organisation_id: str) -> ResponseReturnValue:
    address = url_for("pages.owner.show", organisation_id=organisation_id)
    return perform(
        lambda unit, now: accessions.ask_again(unit, organisation_id, now),
        Done("En ny tiltrædelse er oprettet. Charteret er ikke sendt endnu.", address),
        lambda faults: _organisation(organisation_id, faults),
    )


@pages.get("/forum/accessions/<accession_id>")
@allows(Action.READ_CHARTER_LIST)
def show_accession(accession_id: str) -> str:
    return _accession(accession_id, {})


@pages.post("/forum/accessions/<accession_id>/send")
@allows(Action.CHANGE_CHARTER_LIST)
def send(accession_id: str) -> ResponseReturnValue:
    return _decide(
        accession_id,
        lambda unit, now: _send(unit, accession_id, now),
        "Charteret sendes nu.",
    )


@pages.post("/forum/accessions/<accession_id>/accede")
@allows(Action.CHANGE_CHARTER_LIST)
def accede(accession_id: str) -> ResponseReturnValue:
    return _decide(
        accession_id,
        lambda unit, now: _accede(unit, accession_id, now),
        "Tiltrædelsen er noteret. De udpegede medlemmer indkaldes.",
    )


@pages.post("/forum/accessions/<accession_id>/decline")
@allows(Action.CHANGE_CHARTER_LIST)
def decline(accession_id: str) -> ResponseReturnValue:
    return _decide(
        accession_id,
        lambda unit, now: _decline(unit, accession_id, now),
        "Afslaget er noteret. Der rykkes ikke mere.",
    )


@pages.post("/forum/accessions/<accession_id>/end")
@allows(Action.CHANGE_CHARTER_LIST)
def end(accession_id: str) -> ResponseReturnValue:
    return _decide(
        accession_id,
        lambda unit, now: _end(unit, accession_id, now),
        "Tiltrædelsen er ophørt. Indkaldelser til kommende møder trækkes tilbage.",
    )


@pages.post("/forum/accessions/<accession_id>/take-back")
@allows(Action.CHANGE_CHARTER_LIST)
def take_back(accession_id: str) -> ResponseReturnValue:
    return _decide(
        accession_id,
        lambda unit, now: accessions.take_back(unit, accession_id, typed(TakingBackDocument).revision, now),
        "Noteringen er taget tilbage. Loggen viser, at den har stået der.",
    )


@pages.post("/forum/accessions/<accession_id>/again")
@allows(Action.CHANGE_CHARTER_LIST)
def ask_anew(accession_id: str) -> ResponseReturnValue:
    return _decide(
        accession_id,
        lambda unit, now: accessions.ask_anew(unit, accession_id, now),
        "En ny tiltrædelse er oprettet og står nederst i listen. Charteret er ikke sendt endnu.",
    )


def _decide(accession_id: str, verb: Verb, words: str) -> ResponseReturnValue:
    address = url_for("pages.owner.show_accession", accession_id=accession_id)
    return perform(verb, Done(words, address), lambda faults: _accession(accession_id, faults))


def _send(unit: Unit, accession_id: str, now: datetime) -> None:
    document = typed(SendingDocument)
    accessions.send(unit, accession_id, document.reply_by, document.revision, now)


def _accede(unit: Unit, accession_id: str, now: datetime) -> None:
    document = typed(AccedingDocument)
    accessions.accede(unit, accession_id, document.signature(), document.revision, now)


def _decline(unit: Unit, accession_id: str, now: datetime) -> None:
    document = typed(DecliningDocument)
    accessions.decline(unit, accession_id, document.reason, document.revision, now)


def _end(unit: Unit, accession_id: str, now: datetime) -> None:
    document = typed(EndingDocument)
    accessions.end(unit, accession_id, (document.reason, document.on), document.revision, now)


def _changed(unit: Unit, organisation_id: str, now: datetime) -> Organisation:
    contact = typed(PersonDocument, {"name": "contact_name", "email": "contact_email"})
    document = typed(ChangedOrganisationDocument, contact=contact)
    return change_organisation(unit, organisation_id, document.given(), document.revision, now)


def _organisation(organisation_id: str, faults: Faults) -> str:
    with work() as (unit, now):
        found = organisation_listed(unit, organisation_id, now)
    return render_template("forum/organisation.html", found=found, errors=faults, form=request.form)


def _accession(accession_id: str, faults: Faults) -> str:
    with work() as (unit, now):
        accession, found = accession_listed(unit, accession_id, now)
    return render_template(
        "forum/accession.html", accession=accession, found=found, errors=faults, form=request.form
    )
