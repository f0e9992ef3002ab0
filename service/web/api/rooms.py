"""All rooms of the API."""

from service.web.api import (
    agendas,
    calendar_entries,
    case_minutes,
    cases,
    closed_days,
    efforts,
    files,
    free_times,
    health,
    intake,
    lookups,
    me,
    meetings,
    minutes,
    outbox,
    outcomes,
    people,
    plans,
    readiness,
    replies,
    upcoming,
    written,
)
from service.web.api.forum import charter_list, materials, topics

ROOMS = tuple(
    module.api
    for module in (
        people,
        plans,
        meetings,
        agendas,
        minutes,
        files,
        calendar_entries,
        free_times,
        closed_days,
        intake,
        cases,
        case_minutes,
        outcomes,
        efforts,
        written,
        lookups,
        readiness,
        charter_list,
        upcoming,
        topics,
        materials,
        outbox,
        replies,
        me,
        health,
    )
)
