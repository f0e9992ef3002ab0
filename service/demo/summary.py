"""The played time in numbers: meetings, messages by occasion, requests by answer."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from agenda.access import actor_named
from agenda.cases.lookup import Lookup, LookupState
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.paging import PageWanted
from service.app import Service
from service.database.cases.listing import lookups_page
from service.database.cases.questions import Reading, case_of
from service.database.meetings.questions import bodies, meetings_listed, parties
from service.database.outbox import count_by_occasion
from service.shown.shape import Local, Shape
from service.workflow.cases.contents import open_answer
from service.workflow.cases.readiness import readiness_of
from service.workflow.unit import Unit

PLANNED = {MeetingState.CONFIRMED, MeetingState.HELD, MeetingState.PROPOSED}
PURPOSE = "the numbers of the demo"
ALL = PageWanted(size=500)  # more than a demo has of one agency


class MeetingCounted(Shape):
    body: str
    starts_at: Local
    readiness: str


class Summary(Shape):
    """`messages` were handed over; `lookups` are all requests by their latest answer, or where they stand."""

    meetings_planned: int
    messages: dict[str, int]
    lookups: dict[str, int]
    meetings: tuple[MeetingCounted, ...]


@dataclass(frozen=True)
class OpenLookup:
    """A request that waits for its agency at the end."""

    id: str
    party: str
    reference: str
    due_at: datetime


def summary(service: Service, now: datetime) -> Summary:
    with service.unit(actor_named("secretariat")) as unit:
        meetings = _meetings(unit, now)
        return Summary(
            meetings_planned=len(meetings),
            messages=dict(sorted(count_by_occasion(unit.session).items())),
            lookups=dict(sorted(Counter(_stands(unit, one, now) for one in _lookups(unit)).items())),
            meetings=meetings,
        )


def open_lookups(service: Service) -> list[OpenLookup]:
    """Those that can wait longest first: they are the coming meeting's."""
    with service.unit(actor_named("secretariat")) as unit:
        found = [
            OpenLookup(lookup.id, party.id, reference, lookup.due_at)
            for party in parties(unit.session)
            for lookup, reference in lookups_page(unit.session, party.id, ALL).rows
            if lookup.state is LookupState.OPEN
        ]
    return sorted(found, key=lambda one: (-one.due_at.timestamp(), one.reference, one.party))


def _meetings(unit: Unit, now: datetime) -> tuple[MeetingCounted, ...]:
    listed = [one for body in bodies(unit.session) for one in meetings_listed(unit.session, body.id)]
    planned = [one for one in listed if one.state in PLANNED]
    return tuple(_counted(unit, one, now) for one in sorted(planned, key=lambda one: one.starts_at))


def _counted(unit: Unit, meeting: Meeting, now: datetime) -> MeetingCounted:
    readiness = readiness_of(unit, meeting.id, now).readiness
    return MeetingCounted(body=meeting.body_id, starts_at=meeting.starts_at, readiness=readiness)


def _lookups(unit: Unit) -> list[Lookup]:
    listed = [lookups_page(unit.session, party.id, ALL).rows for party in parties(unit.session)]
    return [lookup for of_party in listed for lookup, _ in of_party]


def _stands(unit: Unit, lookup: Lookup, now: datetime) -> str:
    is_answered = lookup.state in {LookupState.ANSWERED, LookupState.TO_CORRECT}
    if lookup.latest is None or lookup.latest.is_gone or not is_answered:
        return str(lookup.state)
    case = case_of(Reading(unit.session, str(unit.actor), PURPOSE, now), lookup)
    return str(open_answer(unit, case.id, lookup.latest).kind)
