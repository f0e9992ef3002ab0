"""One course: the consents it rests on, one by one, and its end."""

from datetime import date

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from agenda.cases.consent import Consenter, ConsentGiven, Giver
from agenda.cases.course import FITTING, CourseEnd, EndReason
from agenda.cases.follow_up import FollowUpGiven
from notifications.citizen.letter import LANGUAGES
from notifications.dates import date_in_words
from service.database.cases.efforts import NoSuchCourse
from service.web.authentication import allows
from service.web.current import current_actor, current_service, work
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.cases import effort_words
from service.web.pages.cases.case import ask_purpose
from service.web.pages.cases.purpose import purpose_of
from service.web.pages.form import ChoiceMissing, chosen, day_given, is_ticked, revision
from service.web.pages.form import text as typed
from service.workflow.cases.conversing import Which
from service.workflow.cases.courses import (
    Withdrawal,
    end_course,
    give_consent,
    set_status_day,
    withdraw_consent,
)
from service.workflow.cases.showing_consents import may_consent
from service.workflow.cases.showing_efforts import show_effort

pages = Blueprint("courses", __name__)


@pages.get("/cases/<reference>/courses/<course_id>")
@allows(Action.READ_CASE)
def show(reference: str, course_id: str) -> str:
    return _page(reference, course_id, {})


@pages.post("/cases/<reference>/courses/<course_id>/consent")
@allows(Action.DECIDE_CASE)
def consent(reference: str, course_id: str) -> ResponseReturnValue:
    which = Which(reference, course_id, revision())
    return _decide(
        which,
        lambda unit, now: give_consent(unit, which, ConsentGiven(_giver(), day_given("consent_on")), now),
        "Samtykket er registreret. Forløbet er i gang, når alle, det kræver, har samtykket.",
        "consent_on",
    )


@pages.post("/cases/<reference>/courses/<course_id>/status-days")
@allows(Action.DECIDE_CASE)
def status_day(reference: str, course_id: str) -> ResponseReturnValue:
    which = Which(reference, course_id, revision())
    return _decide(
        which,
        lambda unit, now: set_status_day(
            unit, which, FollowUpGiven(day_given("status_on"), typed("purpose")), now
        ),
        "Statusdagen er sat. Sagen kommer selv på mødet; dagen står under »På møderne«.",
        "status_on",
    )


@pages.post("/cases/<reference>/courses/<course_id>/withdrawal")
@allows(Action.DECIDE_CASE)
def withdraw(reference: str, course_id: str) -> ResponseReturnValue:
    which = Which(reference, course_id, revision())
    return _decide(
        which,
        lambda unit, now: withdraw_consent(
            unit,
            which,
            Withdrawal(typed("consent"), day_given("withdrawn_on"), is_ticked("closes_with_withdrawal")),
            now,
        ),
        "Det er registreret, at samtykket er trukket tilbage.",
        "withdrawn_on",
    )


@pages.post("/cases/<reference>/courses/<course_id>/end")
@allows(Action.DECIDE_CASE)
def end(reference: str, course_id: str) -> ResponseReturnValue:
    which = Which(reference, course_id, revision())
    return _decide(
        which,
        lambda unit, now: end_course(
            unit,
            which,
            CourseEnd(chosen("reason", EndReason), day_given("ended_on"), typed("words")),
            closes_case=is_ticked("closes_case"),
            now=now,
        ),
        "Forløbet er afsluttet.",
        "ended_on",
    )


def _giver() -> Giver:
    """The citizen, or a representative by id, as one choice of the form."""
    by, _, representative_id = typed("giver").partition(":")
    if by not in set(Consenter):
        raise ChoiceMissing("choose one of those on offer", "giver")
    return Giver(Consenter(by), representative_id or None)


def _decide(which: Which, verb: Verb, told: str, day_name: str) -> ResponseReturnValue:
    """The day that is at fault is that of the form which was sent."""
    done = Done(told, url_for("pages.courses.show", reference=which.reference, course_id=which.id))

    def again(faults: Faults) -> str:
        called = {"on": day_name, "by": "giver"}
        renamed = {called.get(name, name): words for name, words in faults.items()}
        return _page(which.reference, which.id, renamed)

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
