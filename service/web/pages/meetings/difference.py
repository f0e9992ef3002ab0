"""The two buttons beside a change that somebody made in the calendar: let it hold, or put the meeting back.

A change that moves or removes the meeting shows what it does before it is confirmed, as a move made here does.
"""

from dataclasses import replace
from datetime import datetime

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.documents.meetings import AdoptDocument, DecisionDocument
from service.web.authentication import allows
from service.web.pages.attempt import Done, perform
from service.web.pages.meetings.meeting_page import meeting_page
from service.web.pages.meetings.step import Step, shown
from service.web.pages.typed import typed
from service.workflow.deciding_differences import adopt, put_back
from service.workflow.unit import Unit

pages = Blueprint("differences", __name__)


ADOPT = Step("Lad ændringen i Outlook gælde?", "Lad ændringen gælde", "pages.differences.adopt_it")


@pages.post("/meetings/<meeting_id>/calendar-entries/<entry_id>/adopt/preview")
@allows(Action.CHANGE_MEETINGS)
def preview(meeting_id: str, entry_id: str) -> ResponseReturnValue:
    step = replace(ADOPT, arguments={"entry_id": entry_id})
    return shown(
        meeting_id,
        step,
        lambda unit, now: adopt(unit, entry_id, typed(AdoptDocument).revision, now, with_gaps=True),
    )


@pages.post("/meetings/<meeting_id>/calendar-entries/<entry_id>/adopt")
@allows(Action.CHANGE_MEETINGS)
def adopt_it(meeting_id: str, entry_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: _adopt(unit, entry_id, now),
        Done("Ændringen i kalenderen gælder. Ingen får besked igen.", _address(meeting_id)),
        lambda faults: meeting_page(meeting_id, faults),
    )


@pages.post("/meetings/<meeting_id>/calendar-entries/<entry_id>/put-back")
@allows(Action.CHANGE_MEETINGS)
def put_it_back(meeting_id: str, entry_id: str) -> ResponseReturnValue:
    return perform(
        lambda unit, now: put_back(unit, entry_id, typed(DecisionDocument).revision, now),
        Done("Mødet sættes tilbage i kalenderen.", _address(meeting_id)),
        lambda faults: meeting_page(meeting_id, faults),
    )


def _adopt(unit: Unit, entry_id: str, now: datetime) -> None:
    document = typed(AdoptDocument)
    adopt(unit, entry_id, document.revision, now, with_gaps=document.with_gaps)


def _address(meeting_id: str) -> str:
    return url_for("pages.meetings.show", meeting_id=meeting_id)
