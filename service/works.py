"""Every kind of due work of every room: what waits for it, what is done with one piece, and how it is told."""

from collections.abc import Callable

from agenda.access import Role, Room
from agenda.meetings.meeting import AGENDA_DUE, ANSWERS_DUE, CUT_OFF, MINUTES_DUE, TOPICS_CALLED
from notifications.occasion import Occasion
from service.database import outages, outbox
from service.database.cases import due as of_cases
from service.database.forum import due as of_forum
from service.database.meetings import due as of_meetings
from service.settings.tables import Settings
from service.workflow import delivery
from service.workflow.cases.ageing import look_at_one_age
from service.workflow.cases.agenda import draft_at_cut_off
from service.workflow.cases.agreeing import put_before_office, remind_one_owner
from service.workflow.cases.chasing_consent import remind_the_silent
from service.workflow.cases.ended_parties import (
    lapse_of_ended,
    put_conversations_before_office,
    put_courses_before_office,
)
from service.workflow.cases.ending import end_meeting
from service.workflow.cases.known_names import WAY, know_anew
from service.workflow.cases.reassessing import remind_to_reassess
from service.workflow.cases.release import release_agenda, release_late_case
from service.workflow.cases.reminding import remind_one_agency
from service.workflow.clockwork import DueWork
from service.workflow.forum.agenda import draft_of_topics, release_to_members
from service.workflow.forum.calling import call_for_topics
from service.workflow.forum.carrying import carry_on
from service.workflow.forum.forgetting import forget_one_contact
from service.workflow.forum.needs import forget_one
from service.workflow.forum.watching import look_at_one_accession, look_at_one_appointment
from service.workflow.meetings.chasing import chase_at_deadline, chase_one
from service.workflow.meetings.invitations import invite_one
from service.workflow.meetings.planning import propose_next_year
from service.workflow.milestones import MeetingLife
from service.workflow.outages import bodies_of, body_of, tell_of_outage

MILESTONE_PASSED = "pass_"
OFFICES = frozenset({Role.SECRETARIAT, Role.FORUM})
OF_MEETINGS = (
    of_meetings.YEARLY_PLAN,
    of_meetings.INVITATIONS,
    of_meetings.MISSED_MILESTONES,
    of_meetings.MILESTONES,
    of_meetings.MEETING_ENDS,
    of_meetings.MINUTES,
)


def works(settings: Settings) -> tuple[DueWork, ...]:
    """In this order: what is late is first put right, and only then is anybody reminded.

    Where a room is closed its work rests, but for what is to be forgotten.
    """
    return tuple(work for work in _all(settings) if work.room is None or work.room in settings.rooms)


def _all(settings: Settings) -> tuple[DueWork, ...]:
    case_body, forum = settings.cases.body, settings.forum.body
    life = meeting_life(settings)
    offices = {office: body_of(settings, office) for office in OFFICES if bodies_of(settings, office)}
    zone = settings.calendar.time_zone
    contacts = of_forum.ContactsDue(forum, settings.forum.contacts_kept_months, zone)
    in_forum, at = of_forum.of_forum(forum), of_meetings
    of_case, of_lookup = of_cases.of_case(case_body), of_cases.of_lookup(case_body)
    of_proposal, of_action = of_cases.of_proposal(case_body), of_cases.of_action(case_body)
    yearly, inviting, missing, passing, ends, chased = (
        at.in_bodies(due, settings.bodies) for due in OF_MEETINGS
    )
    return (
        DueWork(outbox.LEASES, delivery.free_lapsed, outbox.of_message),
        names(settings),
        DueWork(yearly, propose_next_year, at.of_body, _as(Occasion.PLAN_PROPOSED)),
        DueWork(of_forum.ACCESSIONS, look_at_one_accession, in_forum, room=Room.FORUM),
        DueWork(
            of_forum.APPOINTMENTS,
            look_at_one_appointment,
            in_forum,
            _as(Occasion.FORUM_PERIOD_ENDS),
            Room.FORUM,
        ),
        DueWork(inviting, invite_one, at.of_meeting, _as(Occasion.INVITATION)),
        DueWork(of_cases.AGES, look_at_one_age, of_case, room=Room.CASES),
        *_of_ended(settings),
        DueWork(missing, life.miss_one, at.of_milestone),
        DueWork(passing, life.pass_one, at.of_milestone, _as_passed),
        DueWork(of_cases.LATE_CASES, release_late_case, of_case, _as("release_answers"), Room.CASES),
        DueWork(ends, life.end_one, at.of_meeting),
        DueWork(chased, chase_one, at.of_minutes),
        DueWork(of_forum.NEEDS, forget_one, at.of_meeting),
        DueWork(contacts, forget_one_contact, contacts.matter),
        DueWork(of_cases.REMINDERS, remind_one_agency, of_lookup, room=Room.CASES),
        DueWork(of_cases.CONSENT_REMINDERS, remind_the_silent, of_proposal, room=Room.CASES),
        DueWork(of_cases.ACTION_REMINDERS, remind_one_owner, of_action, room=Room.CASES),
        DueWork(
            of_cases.REASSESSMENTS,
            remind_to_reassess,
            of_cases.of_orientation(case_body),
            _as(Occasion.ORIENTATION_REMINDER),
            room=Room.CASES,
        ),
        DueWork(outages.due_but_to(OFFICES - offices.keys()), tell_of_outage, outages.of_notice(offices)),
    )


def _of_ended(settings: Settings) -> tuple[DueWork, ...]:
    """What lay with a party that has ended."""
    body, zone = settings.cases.body, settings.calendar.time_zone
    left = (
        (of_cases.requests_of_ended(zone), lapse_of_ended, of_cases.of_lookup(body)),
        (of_cases.actions_of_ended(zone), put_before_office, of_cases.of_action(body)),
        (
            of_cases.conversations_of_ended(zone),
            put_conversations_before_office,
            of_cases.of_conversation(body),
        ),
        (of_cases.courses_of_ended(zone), put_courses_before_office, of_cases.of_course(body)),
    )
    return tuple(DueWork(waiting, do, matter, room=Room.CASES) for waiting, do, matter in left)


def names(settings: Settings) -> DueWork:
    """Done at start too: until then a mail that bears such a name would not be stopped."""
    return DueWork(of_cases.names_due(WAY), know_anew, of_cases.of_case(settings.cases.body))


def meeting_life(settings: Settings) -> MeetingLife:
    body, forum = settings.cases.body, settings.forum.body
    at_milestone = {
        (body, CUT_OFF): draft_at_cut_off,
        (body, AGENDA_DUE): release_agenda,
        (forum, TOPICS_CALLED): call_for_topics,
        (forum, CUT_OFF): draft_of_topics,
        (forum, AGENDA_DUE): release_to_members,
    }
    minutes = {(each, MINUTES_DUE): chase_at_deadline for each in settings.bodies}
    return MeetingLife({**at_milestone, **minutes}, {body: end_meeting, forum: carry_on})


def _as(deed: str) -> Callable[[str], str]:
    return lambda _piece: str(deed)


def _as_passed(piece: str) -> str:
    """Empty where nothing follows at it, so that nobody minds its being late."""
    name = piece.partition(of_meetings.BETWEEN)[2]
    return "" if name == ANSWERS_DUE else MILESTONE_PASSED + name
