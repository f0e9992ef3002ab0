"""One meeting's page, as each of its forms shows it again."""

from flask import render_template, request

from agenda.access import Action, may
from service.shown.meetings import warnings_in_words
from service.web.current import current_actor, current_service, reading
from service.web.pages.attempt import Faults
from service.workflow.meetings.changing import next_open_day
from service.workflow.meetings.deputising import deputies_on_offer
from service.workflow.meetings.differences import differences_shown
from service.workflow.meetings.ending import may_be_said
from service.workflow.meetings.minutes import are_readable
from service.workflow.meetings.reading import (
    attendance_of,
    bodies_of,
    has_papers_for,
    meeting_read,
    not_reached_of,
    party_attendance_of,
)


def meeting_page(meeting_id: str, faults: Faults) -> str:
    actor = current_actor()
    with reading() as (unit, now):
        meeting = meeting_read(unit, meeting_id)
        body = next(b for b in bodies_of(unit) if b.id == meeting.body_id)
        has_papers = has_papers_for(unit, meeting)
        sees_who_comes = may(actor, Action.READ_ATTENDANCE) and has_papers
        attendees = attendance_of(unit, meeting_id) if sees_who_comes else None
        by_party = party_attendance_of(unit, meeting_id) if sees_who_comes else None
        not_reached = not_reached_of(unit, meeting_id) if sees_who_comes else {}
        differences = differences_shown(unit, meeting)
        has_minutes = may(actor, Action.READ_MINUTES) and are_readable(unit, meeting, now)
        may_say_held = may(actor, Action.CHANGE_MINUTES) and may_be_said(unit, meeting)
        may_plan = may(actor, Action.CHANGE_MEETINGS) and has_papers
        warnings = warnings_in_words(unit, meeting) if may_plan else ()
        offers = deputies_on_offer(unit, meeting, now) if may_plan else {}
        local = unit.calendar.local(meeting.starts_at)
        on = local.date() if meeting.starts_at > now else next_open_day(unit, meeting.body_id, now)
        stands = {"starts_on": on.isoformat(), "starts_at": local.strftime("%H:%M")}
    return render_template(
        "meetings/meeting.html",
        meeting=meeting,
        body=body,
        attendees=attendees,
        differences=differences,
        warnings=warnings,
        by_party=by_party,
        not_reached=not_reached,
        offers=offers,
        names={one.id: one.name for one in attendees or ()},
        choices=[(one.id, one.name) for one in attendees or () if one.id in offers],
        errors=faults,
        form={**stands, **request.form},
        now=now,
        is_case_body=body.id == current_service().settings.cases.body,
        may_change=may_plan and meeting.is_ahead,
        may_read_messages=may(actor, Action.READ_MESSAGES),
        has_papers=has_papers,
        has_minutes=has_minutes,
        may_say_held=may_say_held,
        has_begun=meeting.starts_at <= now,
        is_over=meeting.ends_at <= now,
        left=[one.name for one in meeting.left_by_hand(now)],
    )
