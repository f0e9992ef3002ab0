"""A meeting's agenda: read, put in order, reviewed, released, and added to."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role, may
from agenda.errors import passes
from agenda.meetings.agenda import MOST_MINUTES, Agenda, AgendaItem
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.guest import check_takes_guests
from agenda.meetings.holding import check_not_begun
from agenda.meetings.meeting import CUT_OFF, Meeting
from service.database.meetings.agendas import NoSuchAgenda
from service.documents.agendas import (
    ArrangementDocument,
    CommentDocument,
    ExclusionDocument,
    GuestDocument,
    ItemDocument,
    VersionDocument,
)
from service.documents.meetings import DecisionDocument
from service.documents.people import PersonDocument
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.form import number, text, whole_number
from service.web.pages.meetings import words
from service.web.pages.typed import FormInvalid, typed
from service.workflow import agendas
from service.workflow.meetings.agenda import agenda_read, versions_read
from service.workflow.meetings.agenda_showing import items_shown
from service.workflow.meetings.agenda_versions import withdraw_version
from service.workflow.meetings.arranging import Arrangement, add_item, arrange, take_off_item
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.excluding import exclude, lift_exclusion
from service.workflow.meetings.guests import GuestGiven, invite_guest, withdraw_guest
from service.workflow.meetings.reading import attendance_of, body_read, papers_read
from service.workflow.meetings.reviewing import comment, comments_read, send_for_review, take_back
from service.workflow.unit import Unit

BAD_TIME_BOX = "{}: Giv punktet mellem 1 og 480 minutter."
pages = Blueprint("agenda", __name__, url_prefix="/meetings/<meeting_id>/agenda")


@pages.get("")
@allows(Action.READ_AGENDA)
def show(meeting_id: str) -> str:
    return agenda_page(meeting_id, {})


@pages.post("")
@allows(Action.CHANGE_AGENDA)
def compose(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id, lambda unit, now: agendas.compose_agenda(unit, meeting_id, now), "Dagsordenen er lagt."
    )


@pages.post("/order")
@allows(Action.CHANGE_AGENDA)
def reorder(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: arrange(unit, meeting_id, _arrangement(unit, meeting_id), now),
        "Rækkefølge og tider er gemt.",
    )


@pages.post("/items")
@allows(Action.CHANGE_AGENDA)
def add(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: add_item(
            unit, meeting_id, typed(ItemDocument, {"reason": "addendum_reason"}).given(), now
        ),
        "Punktet er tilføjet.",
    )


@pages.post("/items/remove")
@allows(Action.CHANGE_AGENDA)
def remove(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: take_off_item(
            unit, meeting_id, text("item"), typed(DecisionDocument).revision, now
        ),
        "Punktet er taget af dagsordenen.",
    )


@pages.post("/exclusions")
@allows(Action.CHANGE_AGENDA)
def keep_out(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: exclude(
            unit,
            meeting_id,
            text("excluded_item"),
            typed(ExclusionDocument, {"attendee": "attendee_id"}).attendee,
            now,
        ),
        "Deltageren er holdt ude af punktet.",
    )


@pages.post("/exclusions/<exclusion_id>/lift")
@allows(Action.CHANGE_AGENDA)
def let_in(meeting_id: str, exclusion_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: lift_exclusion(unit, meeting_id, exclusion_id, now),
        "Deltageren kan igen være med til punktet.",
    )


@pages.post("/guests")
@allows(Action.CHANGE_AGENDA)
def ask_in(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: invite_guest(unit, meeting_id, text("guest_item"), _guest(), now),
        "Gæsten inviteres til punktet.",
    )


@pages.post("/guests/<attendee_id>/withdraw")
@allows(Action.CHANGE_AGENDA)
def ask_out(meeting_id: str, attendee_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: withdraw_guest(unit, meeting_id, attendee_id, now),
        "Invitationen er trukket tilbage.",
    )


@pages.post("/review")
@allows(Action.CHANGE_AGENDA)
def review(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: send_for_review(unit, meeting_id, typed(DecisionDocument).revision, now),
        "Dagsordenen er sendt til gennemlæsning.",
    )


@pages.post("/draft")
@allows(Action.CHANGE_AGENDA)
def draft(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: take_back(unit, meeting_id, typed(DecisionDocument).revision, now),
        "Dagsordenen er igen et udkast.",
    )


@pages.post("/comments")
@allows(Action.COMMENT_AGENDA)
def remark(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: comment(unit, meeting_id, typed(CommentDocument).given(), now),
        "Bemærkningen er sendt.",
    )


@pages.post("/release")
@allows(Action.CHANGE_AGENDA)
def release(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: agendas.release_by_hand(unit, meeting_id, typed(DecisionDocument).revision, now),
        "Dagsordenen er frigivet. De indkaldte får besked.",
    )


@pages.post("/versions")
@allows(Action.CHANGE_AGENDA)
def revise(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: agendas.begin_version(unit, meeting_id, typed(VersionDocument).given(), now),
        "Den nye udgave er et udkast. Den frigivne gælder, til den nye frigives.",
    )


@pages.post("/versions/withdraw")
@allows(Action.CHANGE_AGENDA)
def give_up(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: withdraw_version(unit, meeting_id, typed(DecisionDocument).revision, now),
        "Den nye udgave er taget tilbage. Den frigivne gælder.",
    )


def agenda_page(meeting_id: str, faults: Faults) -> str:
    actor = current_actor()
    with reading() as (unit, now):
        meeting = papers_read(unit, meeting_id)
        agenda = _shown(unit, meeting)
        items = items_shown(unit, agenda) if agenda else []
        people = _people(unit, meeting)
        return render_template(
            "meetings/agenda.html",
            meeting=meeting,
            body=body_read(unit, meeting.body_id),
            agenda=agenda,
            items=items,
            headings={shown.item.id: shown.heading for shown in items},
            matters=[(shown.item.id, shown.heading) for shown in items if shown.about],
            people=[(one.id, one.name) for one in people],
            bases=list(words.BASES.items()),
            names={one.email.lower(): one.name for one in people},
            versions=versions_read(unit, meeting_id),
            comments=comments_read(unit, agenda) if agenda else [],
            errors=faults,
            form=request.form,
            is_case_body=is_case_body(unit, meeting),
            may_change=may(actor, Action.CHANGE_AGENDA) and meeting.is_ahead,
            may_add=passes(lambda: check_not_begun(meeting, now)),
            may_comment=actor.role is Role.AGENCY,
            may_invite_guests=passes(lambda: check_takes_guests(meeting, now)),
            may_release=passes(lambda: agendas.check_release(unit, meeting, now)),
            is_by_hand=any(one.name == CUT_OFF for one in meeting.missed),
        )


def _shown(unit: Unit, meeting: Meeting) -> Agenda | None:
    """The version asked for, or the newest for the reader, if there is one."""
    asked = whole_number(request.args.get("version", ""))
    try:
        return agenda_read(unit, meeting.id, asked)
    except NoSuchAgenda:
        return None


def _guest() -> GuestGiven:
    return typed(GuestDocument, person=typed(PersonDocument)).given()


def _people(unit: Unit, meeting: Meeting) -> list[Attendee]:
    """Who is invited, to whoever may read that."""
    if not may(unit.actor, Action.READ_ATTENDANCE):
        return []
    listed = attendance_of(unit, meeting.id)
    return [one for one in listed if one.is_invited and one.kind is not AttendeeKind.ROOM]


def _change(meeting_id: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, url_for("pages.agenda.show", meeting_id=meeting_id))
    return perform(verb, done, lambda faults: agenda_page(meeting_id, faults))


def _arrangement(unit: Unit, meeting_id: str) -> Arrangement:
    """By the places that were typed, then one step up or down where that was pressed."""
    items = agenda_read(unit, meeting_id).items
    ordered = _stepped(sorted(items, key=_place), text("up"), text("down"))
    minutes = {item.id: number(f"minutes-{item.id}") or 0 for item in ordered}
    wrong = {
        f"minutes-{item.id}": BAD_TIME_BOX.format(item.heading) for item in items if _is_bad(minutes[item.id])
    }
    if wrong:
        raise FormInvalid(wrong)
    placed = [{"item": item.id, "minutes": minutes[item.id]} for item in ordered]
    return typed(ArrangementDocument, items=placed).given()


def _place(item: AgendaItem) -> tuple[int, int, int]:
    """Whoever was moved up stands before whoever was there, whoever was moved down after them."""
    wanted = number(f"place-{item.id}") or item.position
    return wanted, (wanted > item.position) - (wanted < item.position), item.position


def _stepped(items: Sequence[AgendaItem], up: str, down: str) -> list[AgendaItem]:
    ordered = list(items)
    at = next((at for at, item in enumerate(ordered) if item.id in {up, down}), None)
    if at is not None:
        to = min(max(at + (-1 if up else 1), 0), len(ordered) - 1)
        ordered.insert(to, ordered.pop(at))
    return ordered


def _is_bad(minutes: int) -> bool:
    return not 1 <= minutes <= MOST_MINUTES
