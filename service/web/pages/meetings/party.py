"""The agencies: who answers for each, and the absences of their contacts, which are noted, corrected and ended here."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.meetings.party import Absence, ContactRole
from service.documents.people import AbsenceDocument, CorrectedAbsenceDocument, EndedAbsenceDocument
from service.web.authentication import allows
from service.web.current import reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
from service.workflow.absences import (
    AbsenceOf,
    absence_read,
    add_absence,
    correct_absence,
    end_absence,
    parties_read,
    party_read,
)
from service.workflow.unit import Unit

pages = Blueprint("parties", __name__)


@pages.get("/parties")
@allows(Action.CHANGE_PARTIES)
def show_all() -> str:
    with reading() as (unit, now):
        on = unit.calendar.local(now).date()
        listed = parties_read(unit, now)
    return render_template("meetings/parties.html", listed=listed, on=on)


@pages.get("/parties/<party>")
@allows(Action.CHANGE_PARTIES)
def show(party: str) -> str:
    return _page(party, {})


@pages.post("/parties/<party>/absences")
@allows(Action.CHANGE_PARTIES)
def note(party: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: add_absence(unit, party, typed(AbsenceDocument).given(), now),
        Done("Fraværet er noteret. Stedfortræderen får, hvad kontakten ville have fået.", _address(party)),
        lambda faults: _page(party, faults),
    )


@pages.get("/parties/<party>/absences/<absence>")
@allows(Action.CHANGE_PARTIES)
def show_absence(party: str, absence: str) -> str:
    return _absence(party, absence, {})


@pages.post("/parties/<party>/absences/<absence>")
@allows(Action.CHANGE_PARTIES)
def correct(party: str, absence: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: _correct(unit, AbsenceOf(party, absence), now),
        Done("Fraværet er rettet. Den, der nu svarer, får besked om det, der er åbent.", _address(party)),
        lambda faults: _absence(party, absence, faults),
    )


@pages.post("/parties/<party>/absences/<absence>/end")
@allows(Action.CHANGE_PARTIES)
def end(party: str, absence: str) -> ResponseReturnValue:
    which = AbsenceOf(party, absence)
    return perform(
        lambda unit, now: end_absence(unit, which, typed(EndedAbsenceDocument).back_on, now),
        Done("Fraværet er afsluttet. Kontakten får besked om det, der er åbent.", _address(party)),
        lambda faults: _absence(party, absence, faults),
    )


def _correct(unit: Unit, which: AbsenceOf, now: datetime) -> Absence:
    return correct_absence(unit, which, typed(CorrectedAbsenceDocument).given(), now)


def _address(party: str) -> str:
    return url_for("pages.parties.show", party=party)


def _page(party_id: str, faults: Faults) -> str:
    with reading() as (unit, now):
        on = unit.calendar.local(now).date()
        party = party_read(unit, party_id)
        holders = {role: party.holder(role, on) for role in ContactRole}
        duty = party.on_duty(on)
    return render_template(
        "meetings/party.html",
        party=party,
        contact=holders[ContactRole.CONTACT],
        deputy=holders[ContactRole.DEPUTY],
        duty=duty,
        on=on,
        errors=faults,
        form=request.form,
    )


def _absence(party_id: str, absence_id: str, faults: Faults) -> str:
    with reading() as (unit, now):
        party, absence = absence_read(unit, AbsenceOf(party_id, absence_id))
        on = unit.calendar.local(now).date()
    return render_template(
        "meetings/absence.html", party=party, absence=absence, on=on, errors=faults, form=request.form
    )
