"""When the clock last ticked, when it stood still, and what that swallowed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    Boolean,
    Column,
    CursorResult,
    ForeignKey,
    Integer,
    ScalarSelect,
    String,
    Table,
    UniqueConstraint,
    func,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from agenda.access import Role
from agenda.errors import Absent
from agenda.outage import Outage, OutageNotice, Swallowed, Tick
from agenda.set_aside import Matter
from service.database.columns import ID_LENGTH, Word, identity
from service.database.due import Due
from service.database.engine import Moment, mapping, metadata

THE_CLOCK = 1

tick = Table(
    "tick",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("ticked_at", Moment, nullable=False),
)
outage = Table(
    "outage",
    metadata,
    identity(),
    Column("from_at", Moment, nullable=False, unique=True),
    Column("until_at", Moment, nullable=False),
)
swallowed = Table(
    "swallowed",
    metadata,
    identity(),
    Column("outage_id", ForeignKey("outage.id", ondelete="CASCADE"), nullable=False),
    Column("body_id", String(ID_LENGTH), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", String(300), nullable=False),
    Column("party_id", String(ID_LENGTH), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("is_missed", Boolean, nullable=False),
    UniqueConstraint("outage_id", "what", "about", "party_id", "due_at"),
)
outage_notice = Table(
    "outage_notice",
    metadata,
    identity(),
    Column("outage_id", ForeignKey("outage.id", ondelete="CASCADE"), nullable=False),
    Column("office", Word(Role), nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("told_at", Moment),
    Column("settled_at", Moment),
    Column("settled_by", String(60), nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("outage_id", "office"),
)

NOTICES = Due(
    "outages",
    outage_notice,
    outage_notice.c.id,
    outage_notice.c.found_at,
    (outage_notice.c.told_at.is_(None),),
)


class NoSuchOutage(Absent):
    pass


def map_outages() -> None:
    for simple, table in ((Tick, tick), (Outage, outage), (Swallowed, swallowed)):
        mapping.map_imperatively(simple, table)
    mapping.map_imperatively(OutageNotice, outage_notice, version_id_col=outage_notice.c.revision)


def last_tick() -> ScalarSelect[datetime]:
    """A part of a question: when the clock last ticked."""
    return select(tick.c.ticked_at).where(tick.c.id == THE_CLOCK).scalar_subquery()


def keep_tick(session: Session, now: datetime) -> None:
    """Raises IntegrityError where two timers tick for the very first time at once."""
    kept = session.execute(update(Tick).where(tick.c.id == THE_CLOCK).values(ticked_at=now))
    if cast("CursorResult[Any]", kept).rowcount == 0:
        session.add(Tick(THE_CLOCK, now))


def outage_from(session: Session, from_at: datetime) -> Outage | None:
    return session.scalars(select(Outage).where(outage.c.from_at == from_at)).one_or_none()


def outage_at(session: Session, moment: datetime) -> Outage | None:
    """The one in the midst of which that moment lies; its end is not."""
    question = select(Outage).where(outage.c.from_at <= moment, outage.c.until_at > moment)
    return session.scalars(question.order_by(outage.c.from_at.desc()).limit(1)).one_or_none()


def swallowed_like(session: Session, one: Swallowed) -> Swallowed | None:
    question = select(Swallowed).where(
        swallowed.c.outage_id == one.outage_id,
        swallowed.c.what == one.what,
        swallowed.c.about == one.about,
        swallowed.c.party_id == one.party_id,
        swallowed.c.due_at == one.due_at,
    )
    return session.scalars(question).one_or_none()


def swallowed_in(session: Session, outage_id: str, bodies: Collection[str]) -> Sequence[Swallowed]:
    """Of some bodies, the earliest due first."""
    question = select(Swallowed).where(swallowed.c.outage_id == outage_id, swallowed.c.body_id.in_(bodies))
    order = (swallowed.c.due_at, swallowed.c.about, swallowed.c.party_id, swallowed.c.what)
    return session.scalars(question.order_by(*order)).all()


def notice_to(session: Session, outage_id: str, office: Role) -> OutageNotice | None:
    question = select(OutageNotice).where(
        outage_notice.c.outage_id == outage_id, outage_notice.c.office == office
    )
    return session.scalars(question.with_for_update().execution_options(populate_existing=True)).one_or_none()


def notices_to(session: Session, office: Role) -> Sequence[tuple[OutageNotice, Outage]]:
    """The newest outage first."""
    question = (
        select(OutageNotice, Outage)
        .join(Outage, outage.c.id == outage_notice.c.outage_id)
        .where(outage_notice.c.office == office)
        .order_by(outage.c.from_at.desc())
    )
    return [(notice, of) for notice, of in session.execute(question)]


def outage_named(session: Session, outage_id: str) -> Outage:
    return session.get_one(Outage, outage_id)


def count_missed(session: Session, outage_id: str, bodies: Collection[str]) -> int:
    of = (swallowed.c.outage_id == outage_id, swallowed.c.body_id.in_(bodies), swallowed.c.is_missed)
    return int(session.scalar(select(func.count()).select_from(swallowed).where(*of)) or 0)


def due_but_to(offices: Collection[Role]) -> Due:
    """Of all offices but some; a word that is no office's is told of too."""
    return NOTICES.only(outage_notice.c.office.not_in(offices))


def of_notice(offices: Mapping[Role, str]) -> Callable[[Session, str], Matter]:
    """By a body of each office; the word itself is read, since it may be what is wrong."""

    def tell(session: Session, notice_id: str) -> Matter:
        word = type_coerce(outage_notice.c.office, String)
        office = session.scalar(select(word).where(outage_notice.c.id == notice_id))
        return Matter(next((body_id for role, body_id in offices.items() if role == office), ""))

    return tell
