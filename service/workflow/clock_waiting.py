"""What waits for a person at an office because of the clock: what it set aside, and what it swallowed."""

from collections.abc import Iterator

from service.workflow.meetings.waiting import Waiting
from service.workflow.outages import outages_seen
from service.workflow.setting_aside import pieces_set_aside
from service.workflow.unit import Unit


def of_clock(unit: Unit) -> Iterator[Waiting]:
    aside = pieces_set_aside(unit)
    if aside:
        yield Waiting("set_aside", "", aside[0].since, len(aside))
    for seen in outages_seen(unit):
        if seen.notice.settled_at is None:
            yield Waiting("outage", "", seen.notice.found_at, len(seen.missed))
