"""One course: the consents it rests on, one by one, and its end."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.consent import Consenter
from agenda.cases.course import FITTING, EndReason
from notifications.citizen.letter import LANGUAGES
from notifications.dates import date_in_words
from service.database.cases.efforts import NoSuchCourse
from service.documents.efforts import (
    ConsentDocument,
    CourseEndDocument,
    StatusDayDocument,
    WithdrawalDocument,
)
from service.web.authentication import allows
from service.web.current import current_actor, current_service, work
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.cases import effort_words
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.form import ChoiceMissing, text
from service.web.pages.typed import typed
from service.workflow.cases.conversing import Which
from service.workflow.cases.courses import end_course, give_consent, set_status_day, withdraw_consent
from service.workflow.cases.showing_consents import may_consent
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.unit import Unit

pages = Blueprint("courses", __name__)


@dataclass(frozen=True)
class Told:
    """What the reader is told, and the day that is at fault: that of the form which was sent."""

    words: str
    day: str


@pages.get("/cases/<reference>/courses/<course_id>")
@allows(Action.READ_CASE)
def show(reference: str, course_id: str) -> str:
    return _page(reference, course_id, {})


@pages.post("/cases/<reference>/courses/<course_id>/consent")
@allows(Action.DECIDE_CASE)
def consent(reference: str, course_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, now: datetime) -> None:
        by, representative = _giver()
        document = typed(ConsentDocument, {"on": "consent_on"}, by=by, representative=representative)
        give_consent(unit, Which(reference, course_id, document.revision), document.given(), now)

    told = "Samtykket er registreret. Forløbet er i gang, når alle, det kræver, har samtykket."
    return _decide(reference, course_id, verb, Told(told, "consent_on"))


@pages.post("/cases/<reference>/courses/<course_id>/status-days")
@allows(Action.DECIDE_CASE)
def status_day(reference: str, course_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, now: datetime) -> None:
        document = typed(StatusDayDocument, {"on": "status_on"})
        set_status_day(unit, Which(reference, course_id, document.revision), document.given(), now)

    told = "Statusdagen er sat. Sagen kommer selv på mødet; dagen står under »På møderne«."
    return _decide(reference, course_id, verb, Told(told, "status_on"))


@pages.post("/cases/<reference>/courses/<course_id>/withdrawal")
@allows(Action.DECIDE_CASE)
def withdraw(reference: str, course_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, now: datetime) -> None:
        document = typed(WithdrawalDocument, {"on": "withdrawn_on", "closes_case": "closes_with_withdrawal"})
        withdraw_consent(unit, Which(reference, course_id, document.revision), document.given(), now)

    told = "Det er registreret, at samtykket er trukket tilbage."
    return _decide(reference, course_id, verb, Told(told, "withdrawn_on"))


@pages.post("/cases/<reference>/courses/<course_id>/end")
@allows(Action.DECIDE_CASE)
def end(reference: str, course_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, now: datetime) -> None:
        document = typed(CourseEndDocument, {"on": "ended_on"})
        which = Which(reference, course_id, document.revision)
        end_course(unit, which, document.given(), closes_case=document.closes_case, now=now)

    return _decide(reference, course_id, verb, Told("Forløbet er afsluttet.", "ended_on"))


def _giver() -> tuple[Consenter, str | None]:
    """The citizen, or a representative by id, as one choice of the form."""
    by, _, representative_id = text("giver").partition(":")
    if by not in set(Consenter):
        raise ChoiceMissing("choose one of those on offer", "giver")
    return Consenter(by), representative_id or None


def _decide(reference: str, course_id: str, verb: Verb, told: Told) -> ResponseReturnValue:
    done = Done(told.words, url_for("pages.courses.show", reference=reference, course_id=course_id))

    def again(faults: Faults) -> str:
        called = {"on": told.day, "by": "giver", "representative": "giver"}
        return _page(reference, course_id, renamed(faults, called))

    return perform(verb, done, again)


def _page(reference: str, course_id: str, faults: Faults) -> str:
    purpose = purpose_of(reference)
    if not purpose:
        here = url_for("pages.courses.show", reference=reference, course_id=course_id)
        return ask_purpose(reference, faults, here)
    with work() as (unit, now):
        effort = show_effort(unit, reference, purpose, now)
        today = unit.calendar.local(now).date().isoformat()
    shown = next((one for one in effort.courses if one.course.id == course_id), None)
    if shown is None:
        raise NoSuchCourse("there is no such course for you", "course")
    fitting = FITTING[shown.course.state]
    days = dict.fromkeys(("consent_on", "withdrawn_on", "ended_on"), today)
    return render_template(
        "cases/course.html",
        shown=shown,
        course=shown.course,
        case=effort.case,
        errors=faults,
        form={**days, **request.form},
        purpose=purpose,
        kind=current_service().settings.cases.courses.get(shown.course.kind),
        givers=[
            (f"{one.giver.by}:{one.giver.representative_id or ''}", _words(one.giver.by, one.name))
            for one in may_consent(shown.rests_on)
        ],
        standing=[
            (
                one.consent.id,
                f"{_words(one.consent.by, one.name)}, givet {date_in_words(one.consent.given_on, 'da')}",
            )
            for one in shown.rests_on.consents
            if one.consent.withdrawn_on is None
        ],
        effort=effort,
        reasons=effort_words.options([reason for reason in EndReason if reason in fitting]),
        may_decide=current_actor().role is Role.SECRETARIAT and effort.case.is_open,
    )


def _words(by: Consenter, name: str) -> str:
    words = effort_words.CONSENTERS[by]
    return f"{name} ({words.lower()})" if name else words


def _on(given_on: date) -> str:
    return f"givet {date_in_words(given_on, LANGUAGES[0])}"
