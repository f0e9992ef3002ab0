"""A meeting's agenda: its items in order with their time boxes, its versions, and what may be done to it when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NoReturn

from agenda.errors import Absent, ChangedMeanwhile, Conflict, Invalid


class AgendaState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RELEASED = "released"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"  # a new version that nobody was given


TRANSITIONS: Mapping[AgendaState, frozenset[AgendaState]] = {
    AgendaState.DRAFT: frozenset({AgendaState.IN_REVIEW, AgendaState.RELEASED, AgendaState.WITHDRAWN}),
    AgendaState.IN_REVIEW: frozenset({AgendaState.DRAFT, AgendaState.RELEASED, AgendaState.WITHDRAWN}),
    AgendaState.RELEASED: frozenset({AgendaState.SUPERSEDED}),
    AgendaState.SUPERSEDED: frozenset(),
    AgendaState.WITHDRAWN: frozenset(),
}
OPEN = frozenset({AgendaState.DRAFT, AgendaState.IN_REVIEW})
MOST_MINUTES = 480


class ItemKind(StrEnum):
    """What an item is; those between the fixed ones come from the room, in this order."""

    FIXED = "fixed"
    FOLLOW_UP = "follow_up"
    CARRIED_OVER = "carried_over"
    CASE = "case"
    TOPIC = "topic"
    ANY_OTHER = "any_other"


FROM_THE_ROOM = (ItemKind.FOLLOW_UP, ItemKind.CARRIED_OVER, ItemKind.CASE, ItemKind.TOPIC)


class AgendaIsFrozen(Conflict):
    """A released agenda stays as it was: what comes later is an addendum, or a new version with its reason."""


class NotConfirmedYet(Conflict):
    """Nobody is invited to a meeting that is only proposed."""


class NothingReleasedYet(Conflict):
    """What nobody has been given needs no new version."""


class NoVersionBegun(Conflict):
    """Only a new version beside the released one can be taken back, and before it is released."""


class NoSuchAgendaItem(Absent):
    pass


class OrderIncomplete(Invalid):
    """An order leaves no item out and names none twice."""


class BadTimeBox(Invalid):
    """An item takes some minutes, and not days."""


class ComesFromElsewhere(Conflict):
    """What the room wants on the agenda would come back; it is moved where it belongs."""


@dataclass(frozen=True)
class Placed:
    """An item's place in the order, and its time box."""

    item_id: str
    minutes: int


@dataclass(frozen=True)
class ItemWanted:
    """An item as the template or the room wants it.

    `about` is a case reference or a topic's id, and by it the item is known again; a fixed item is about nothing.
    `heading` holds nothing personal; `english` is the same in English, where that differs. `minutes` left out: as
    the body's template says for the kind. Items of one kind with the same `group` stand together, before those
    with none.
    """

    kind: ItemKind
    heading: str
    about: str = ""
    minutes: int | None = None
    group: str = ""
    english: str = ""


@dataclass(frozen=True)
class Template:
    """What a body's agenda is laid out by: fixed items before and after what the room wants, and minutes by kind."""

    opening: tuple[ItemWanted, ...]
    closing: tuple[ItemWanted, ...]
    minutes: Mapping[ItemKind, int]


PLAIN = Template(
    (),
    (ItemWanted(ItemKind.ANY_OTHER, "Eventuelt", minutes=5, english="Any other business"),),
    MappingProxyType(dict.fromkeys(FROM_THE_ROOM, 15)),
)


@dataclass
class AgendaItem:
    """One item; `position` counts from 1. `added_at` and `reason` are those of an addendum to a released agenda."""

    id: str
    agenda_id: str
    kind: ItemKind
    heading: str
    position: int
    minutes: int
    about: str = ""
    group: str = ""
    english: str = ""
    added_at: datetime | None = None
    reason: str = ""

    def heading_in(self, language: str) -> str:
        return self.english if language == "en" and self.english else self.heading


@dataclass
class Agenda:
    """One version of a meeting's agenda; `reason` is why there is a new version. `revision` counts every change."""

    id: str
    meeting_id: str
    version: int
    composed_at: datetime
    state: AgendaState = AgendaState.DRAFT
    reason: str = ""
    review_at: datetime | None = None
    released_at: datetime | None = None
    revision: int = 1
    items: list[AgendaItem] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked on."""
        return self.state in OPEN

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def about(self) -> frozenset[str]:
        """The cases or topics that stand on it."""
        return frozenset(item.about for item in self.items if item.about)

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading; what now stands goes along, its items in order."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the agenda; read it again and repeat with its revision",
                "revision",
                {
                    "revision": self.revision,
                    "state": str(self.state),
                    "items": [{"item": item.id, "minutes": item.minutes} for item in self.items],
                },
            )

    def become(self, state: AgendaState) -> None:
        if state not in TRANSITIONS[self.state]:
            self._refuse()
        self.state = state
        self.revision += 1

    @property
    def is_new_version(self) -> bool:
        """Whether it is made beside one that holds."""
        return self.is_open and self.version > 1

    def withdraw(self) -> None:
        if not self.is_new_version:
            raise NoVersionBegun("read the agenda again", "state", {"state": str(self.state)})
        self.become(AgendaState.WITHDRAWN)

    def check_open(self) -> None:
        if not self.is_open:
            self._refuse()

    def item_named(self, item_id: str) -> AgendaItem:
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise NoSuchAgendaItem("read the agenda for its items", "item")
        return found

    def arrange(self, placed: Sequence[Placed]) -> None:
        """Give the items another order and other time boxes; each of them is named once."""
        self.check_open()
        by_id = {item.id: item for item in self.items}
        if sorted(one.item_id for one in placed) != sorted(by_id):
            raise OrderIncomplete(
                "name every item of the agenda once, in the order they are to stand", "items"
            )
        for one in placed:
            if not 0 < one.minutes <= MOST_MINUTES:
                raise BadTimeBox(f"give each item 1 to {MOST_MINUTES} minutes", "minutes")
            by_id[one.item_id].minutes = one.minutes
        self.items = [by_id[one.item_id] for one in placed]
        self.number()

    def take_off(self, item: AgendaItem) -> None:
        """Only an item about nothing in particular can be taken off; a case or a topic is moved where it belongs."""
        self.check_open()
        if item.about:
            raise ComesFromElsewhere("move the case to another meeting, or put the topic off", "item")
        self.items.remove(item)
        self.number()

    def number(self) -> None:
        """The items stand as they are listed now, which is a change of the agenda."""
        for position, item in enumerate(self.items, start=1):
            item.position = position
        self.revision += 1

    def _refuse(self) -> NoReturn:
        raise AgendaIsFrozen(
            "add an addendum, or begin a new version with its reason", "state", {"state": str(self.state)}
        )


@dataclass(frozen=True)
class Slot:
    """An item and its time by the boxes before it."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime


def timetable(items: Sequence[AgendaItem], starts_at: datetime) -> list[Slot]:
    slots = []
    for item in items:
        ends_at = starts_at + timedelta(minutes=item.minutes)
        slots.append(Slot(item, starts_at, ends_at))
        starts_at = ends_at
    return slots


def laid_out(template: Template, wanted: Sequence[ItemWanted]) -> list[ItemWanted]:
    """The template around what the room wants: kind by kind, and within a kind those of a group together."""
    groups = list(dict.fromkeys(one.group for one in wanted if one.group))
    order = [*groups, ""]
    between = sorted(wanted, key=lambda one: (FROM_THE_ROOM.index(one.kind), order.index(one.group)))
    return [*template.opening, *between, *template.closing]


def merged(items: Sequence[AgendaItem], wanted: Sequence[ItemWanted]) -> list[AgendaItem | ItemWanted]:
    """What stands, in its order and with its minutes, less what the room no longer wants; new items in their places."""
    still = {one.about for one in wanted}
    known = {item.about for item in items}
    rows: list[AgendaItem | ItemWanted] = [item for item in items if not item.about or item.about in still]
    for one in wanted:
        if one.about not in known:
            rows.insert(_place(rows, one), one)
    return rows


def _place(rows: Sequence[AgendaItem | ItemWanted], new: ItemWanted) -> int:
    """After its own group; a new group before the rest of its kind; else after its kind, or an earlier one."""
    rank = FROM_THE_ROOM.index(new.kind)
    own_group = _last(rows, lambda row: row.kind is new.kind and row.group == new.group)
    if own_group is not None:
        return own_group + 1
    of_kind = [at for at, row in enumerate(rows) if row.kind is new.kind]
    if of_kind:
        return of_kind[0] if new.group else of_kind[-1] + 1
    earlier = _last(rows, lambda row: row.kind in FROM_THE_ROOM[:rank])
    if earlier is not None:
        return earlier + 1
    after = (*FROM_THE_ROOM[rank + 1 :], ItemKind.ANY_OTHER)
    return next((at for at, row in enumerate(rows) if row.kind in after), len(rows))


def _last(
    rows: Sequence[AgendaItem | ItemWanted], is_alike: Callable[[AgendaItem | ItemWanted], bool]
) -> int | None:
    return max((at for at, row in enumerate(rows) if is_alike(row)), default=None)
