"""After the clock stood still: what was due meanwhile is listed, and each office told once of what is done no more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import IntegrityError

from agenda.access import Action, Role
from agenda.outage import Outage, OutageNotice, Swallowed, is_outage
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database import outages as questions
from service.database.outages import NoSuchOutage
from service.logs import told
from service.settings.tables import Settings
from service.workflow.clockwork import DueWork
from service.workflow.glance import Glance
from service.workflow.office import Notice, own_bodies, tell_office
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()

WRITTEN_EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class Missed:
    """What will not be done any more, about what, for whom, and when it was due."""

    what: str
    body_id: str
    about: str
    due_at: datetime
    party_id: str = ""


@dataclass(frozen=True)
class Seen:
    """An outage as one office sees it."""

    outage: Outage
    notice: OutageNotice
    swallowed: Sequence[Swallowed]

    @property
    def missed(self) -> list[Swallowed]:
        return [one for one in self.swallowed if one.is_missed]

    @property
    def late(self) -> list[Swallowed]:
        return [one for one in self.swallowed if not one.is_missed]


def begin_tick(
    open_unit: OpenUnit, works: Iterable[DueWork], settings: Settings, seen: Glance, *, now: datetime
) -> bool:
    """If the clock stood still and something was due meanwhile, keep from when until when, and what it was.

    Whether it stood still.
    """
    longest = timedelta(minutes=settings.watch.outage_minutes)
    if seen.ticked_at is None or not is_outage(seen.ticked_at, longest, now):
        return False
    waiting = [work for work in works if work.name in seen.wanted]
    try:
        with open_unit() as unit:
            _keep(unit, seen.ticked_at, waiting, now)
    except IntegrityError:  # another timer woke at the same moment
        log.info("outage_kept_already")
    return True


def end_tick(open_unit: OpenUnit, seen: Glance, now: datetime, *, is_proof: bool = False) -> None:
    """Written now and then; as a proof that the storage takes it, always."""
    if is_proof or seen.ticked_at is None or abs(now - seen.ticked_at) >= WRITTEN_EVERY:
        with open_unit() as unit:
            questions.keep_tick(unit.session, now)


def miss(unit: Unit, missed: Missed, now: datetime) -> None:
    """Lay it to the outage in whose midst it was due; what was swallowed for another reason is none's."""
    during = questions.outage_at(unit.session, missed.due_at)
    if during is None:
        return
    _swallow(unit, during, missed, is_missed=True)
    office = unit.settings.office_of(missed.body_id)
    notice = questions.notice_to(unit.session, during.id, office)
    if notice is None:
        unit.session.add(OutageNotice(unit.new_id(), during.id, office, now))
        unit.session.flush()
    else:
        notice.find_more()


def miss_reminder(unit: Unit, missed: Missed, now: datetime) -> None:
    """Another reminder of the same has come meanwhile, or none is wanted any more."""
    party = {"party": missed.party_id} if missed.party_id else {}
    facts = {**party, "kind": missed.what, "at": missed.due_at.isoformat()}
    unit.record("miss_reminder", missed.about, now, "", **facts)
    miss(unit, missed, now)


def tell_of_outage(unit: Unit, notice_id: str, now: datetime) -> None:
    """The clock's step: the office learns of it by mail."""
    notice = unit.session.get_one(OutageNotice, notice_id)
    notice.told_at = now
    body_id = body_of(unit.settings, notice.office)
    about = Notice(Occasion.OUTAGE, body_id, notice.outage_id, Reason.OUT_OF_SERVICE)
    tell_office(unit, about, now, outage_id=notice.outage_id)
    unit.record("tell_of_outage", notice.outage_id, now, Reason.OUT_OF_SERVICE, office=str(notice.office))


def outages_seen(unit: Unit) -> list[Seen]:
    """Those in which something of the actor's own bodies was missed, the newest first."""
    unit.allow(Action.READ_UPCOMING)
    own = own_bodies(unit)
    return [
        Seen(outage, notice, questions.swallowed_in(unit.session, outage.id, own))
        for notice, outage in questions.notices_to(unit.session, unit.actor.role)
    ]


def settle_outage(unit: Unit, outage_id: str, revision: int, now: datetime) -> Seen:
    """Somebody at the office has seen what did not happen."""
    unit.allow(Action.SETTLE_CLOCK)
    notice = questions.notice_to(unit.session, outage_id, unit.actor.role)
    if notice is None:
        raise NoSuchOutage("read the list of outages for its id", "outage")
    notice.expect(revision)
    notice.settle(str(unit.actor), now)
    unit.record("settle_outage", outage_id, now)
    unit.session.flush()
    swallowed = questions.swallowed_in(unit.session, outage_id, own_bodies(unit))
    return Seen(questions.outage_named(unit.session, outage_id), notice, swallowed)


def body_of(settings: Settings, office: Role) -> str:
    """From whose mailbox an office is written to of what is not about one meeting; it has an active body."""
    own = bodies_of(settings, office)
    return settings.cases.body if settings.cases.body in own else min(own)


def bodies_of(settings: Settings, office: Role) -> frozenset[str]:
    return frozenset(body_id for body_id in settings.bodies if settings.office_of(body_id) is office)


def _keep(unit: Unit, from_at: datetime, works: Iterable[DueWork], now: datetime) -> None:
    due = [(work, piece, due_at) for work in works for piece, due_at in _due_before(unit, work, now)]
    if not due:
        return
    outage = questions.outage_from(unit.session, from_at)
    if outage is None:
        outage = Outage(unit.new_id(), from_at, now)
        unit.session.add(outage)
        unit.record("find_outage", outage.id, now, from_at=from_at.isoformat())
        unit.session.flush()
    outage.until_at = now
    for work, piece, due_at in due:
        deed = work.told_as(piece) if work.told_as is not None and due_at >= from_at else ""
        if deed:
            matter = work.matter(unit.session, piece)
            late = Missed(deed, matter.body_id, matter.about, due_at, matter.party_id)
            _swallow(unit, outage, late, is_missed=False)


def _due_before(unit: Unit, work: DueWork, now: datetime) -> Sequence[tuple[str, datetime]]:
    try:
        return work.waiting.due_before(unit.session, now)
    except ValueError as fault:
        log.error("due_moments_unreadable", work=work.name, **told(fault))  # noqa: TRY400 - without its words
        return ()


def _swallow(unit: Unit, outage: Outage, what: Missed, *, is_missed: bool) -> None:
    one = Swallowed(
        unit.new_id(), outage.id, what.body_id, what.what, what.about, what.party_id, what.due_at, is_missed
    )
    known = questions.swallowed_like(unit.session, one)
    if known is None:
        unit.session.add(one)
        unit.session.flush()
    else:
        known.is_missed = known.is_missed or is_missed
