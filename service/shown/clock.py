"""What the clock has set aside, and what it swallowed while it stood still."""

from collections.abc import Sequence

from agenda.outage import Swallowed
from agenda.set_aside import SetAside
from service.shown.about import about_in_words
from service.shown.clock_words import KINDS
from service.shown.deed_words import DEEDS
from service.shown.shape import Local, Shape
from service.workflow.outages import Seen
from service.workflow.unit import Unit


class SetAsideShape(Shape):
    """A piece of the clock's work that broke: `about` is a reference or an id, `party` whom it would have told.

    `fault` is a code for whoever runs the service. It is tried again at `next_try_at`, and taken off once it is done.
    """

    id: str
    kind: str
    kind_in_words: str
    body: str
    about: str
    about_in_words: str
    party: str | None
    since: Local
    failed_at: Local
    failures: int
    next_try_at: Local
    fault: str
    revision: int


class SetAsideListShape(Shape):
    set_aside: tuple[SetAsideShape, ...]


class SwallowedShape(Shape):
    """What was due at `due_at`; `about` is a reference or an id, `party` whom it was for."""

    what: str
    what_in_words: str
    body: str
    about: str
    about_in_words: str
    party: str | None
    due_at: Local


class OutageShape(Shape):
    """The clock stood still meanwhile. What is `missed` is done no more, what is `late` was done afterwards."""

    id: str
    from_at: Local
    until_at: Local
    missed_count: int
    late_count: int
    missed: tuple[SwallowedShape, ...]
    late: tuple[SwallowedShape, ...]
    told_at: Local | None
    settled_at: Local | None
    settled_by: str
    revision: int


class OutagesShape(Shape):
    outages: tuple[OutageShape, ...]


def set_aside_shape(unit: Unit, row: SetAside) -> SetAsideShape:
    return SetAsideShape(
        id=row.id,
        kind=row.kind,
        kind_in_words=KINDS.get(row.kind, row.kind),
        body=row.body_id,
        about=row.about,
        about_in_words=about_in_words(unit, row.about),
        party=row.party_id or None,
        since=row.since,
        failed_at=row.failed_at,
        failures=row.failures,
        next_try_at=row.next_try_at,
        fault=row.fault,
        revision=row.revision,
    )


def outage_shape(unit: Unit, seen: Seen) -> OutageShape:
    return OutageShape(
        id=seen.outage.id,
        from_at=seen.outage.from_at,
        until_at=seen.outage.until_at,
        missed_count=len(seen.missed),
        late_count=len(seen.late),
        missed=_swallowed(unit, seen.missed),
        late=_swallowed(unit, seen.late),
        told_at=seen.notice.told_at,
        settled_at=seen.notice.settled_at,
        settled_by=seen.notice.settled_by,
        revision=seen.notice.revision,
    )


def _swallowed(unit: Unit, swallowed: Sequence[Swallowed]) -> tuple[SwallowedShape, ...]:
    return tuple(
        SwallowedShape(
            what=one.what,
            what_in_words=DEEDS.get(one.what, one.what),
            body=one.body_id,
            about=one.about,
            about_in_words=about_in_words(unit, one.about),
            party=one.party_id or None,
            due_at=one.due_at,
        )
        for one in swallowed
    )
