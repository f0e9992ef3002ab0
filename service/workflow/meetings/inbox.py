"""Read the mails in an inbox, some at a time; one that can't be filed or laid away keeps no other from being read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from agenda.set_aside import Matter, SetAside
from notifications.bounce import NotABounce, read_bounces
from notifications.inbox import MOST_AT_ONCE, Arrived, Inbox, Memory, Since
from service.database.inbox_memory import memory_of
from service.workflow.bouncing import file_bounces
from service.workflow.meetings.replying import file_reply
from service.workflow.setting_aside import Broken, Shelf
from service.workflow.unit import Unit

MAILS = "mails"
OPENED_WITHIN = timedelta(days=31)


class NotLaidAway(Exception):
    """The mail was read and filed, and stays where it was."""


class NotConverted(Exception):
    """The server can't give the mail as it was sent."""


@dataclass(frozen=True)
class Letterbox:
    """An inbox by its name, such as its address, and the body whose office sees what is wrong with it.

    `remembers` whether it is told by a cursor what was read; a folder's mails are moved away instead.
    """

    inbox: Inbox
    name: str
    body_id: str = ""
    remembers: bool = True

    def piece(self, mail: str) -> str:
        """Of a mail it says nothing: people name files after people."""
        return f"{self.name}/{hashlib.sha256(mail.encode('utf-8', 'replace')).hexdigest()[:32]}"

    def matter(self, _session: Session, _piece: str) -> Matter:
        return Matter(self.body_id, self.name)


@dataclass
class _Look:
    """One look into a letterbox: what was set aside of it before, and what is now."""

    box: Letterbox
    shelf: Shelf
    before: Mapping[str, SetAside]
    done: frozenset[str]
    broken: dict[str, str] = field(default_factory=dict)  # the mail's name by its piece


def read_some(box: Letterbox, shelf: Shelf, now: datetime) -> bool:
    """Whether there may be more. Raises OSError where the inbox can't be read."""
    before = {row.piece: row for row in shelf.holding(MAILS, f"{box.name}/")}
    known = _known(box, shelf)
    done = frozenset(known.done)
    look = _Look(box, shelf, before, done)
    again = tuple(name for name in known.left if not _waits(look, name, now))
    since = Since(
        now - OPENED_WITHIN, known.cursor, again, lambda name: name in done or _waits(look, name, now)
    )
    count = 0
    for mail in box.inbox.arrived(since):
        _take(look, mail, now)
        count += 1
    _remember(look, [name for name in known.left if name not in again])
    if count < MOST_AT_ONCE:  # what was to be tried again and was not there is gone
        shelf.clear(MAILS, lambda _session, piece, _now: piece in look.broken or piece not in before, now)
    return count >= MOST_AT_ONCE


def _known(box: Letterbox, shelf: Shelf) -> Memory:
    """As it was before the look."""
    if not box.remembers:
        return Memory(box.name)
    with shelf.open_unit() as unit:
        memory = memory_of(unit.session, box.name)
        return Memory(box.name, memory.cursor, [*memory.left], [*memory.done])


def _remember(look: _Look, still_left: list[str]) -> None:
    """The look has ended: its cursor stands for all that was done."""
    if look.box.remembers:
        with look.shelf.open_unit() as unit:
            memory = memory_of(unit.session, look.box.name)
            memory.cursor, memory.done = look.box.inbox.cursor, []
            memory.left = [*still_left, *look.broken.values()]


def _take(look: _Look, mail: Arrived, now: datetime) -> None:
    try:
        if not _is_filed(look, mail.name):
            with look.shelf.open_unit() as unit:
                is_wanted = _file(unit, mail, now)
                if look.box.remembers:
                    memory = memory_of(unit.session, look.box.name)
                    memory.done = [*memory.done, mail.name]
            if not is_wanted:
                return
        _lay_away(look.box.inbox, mail.name)
    except OperationalError:
        raise
    except Exception as fault:  # noqa: BLE001 - it is put on the shelf, and told there
        piece = look.box.piece(mail.name)
        look.broken[piece] = mail.name
        look.shelf.put(Broken(MAILS, piece, fault, look.box.matter), now)


def _waits(look: _Look, name: str, now: datetime) -> bool:
    known = look.before.get(look.box.piece(name))
    return known is not None and known.next_try_at > now


def _is_filed(look: _Look, name: str) -> bool:
    known = look.before.get(look.box.piece(name))
    return known is not None and known.fault == NotLaidAway.__name__


def _lay_away(inbox: Inbox, name: str) -> None:
    try:
        inbox.done(name)
    except Exception as fault:
        raise NotLaidAway from fault


def _file(unit: Unit, mail: Arrived, now: datetime) -> bool:
    """Whether it is ours to lay away: what somebody has opened, and is no answer and no report, is left to them.

    A report that nothing is wrong, or not yet, needs nobody.
    """
    if mail.content is None:
        raise NotConverted
    try:
        bounces = read_bounces(mail.content)
    except NotABounce as problem:
        if problem.reason == "no_failure":
            return True
        return file_reply(unit, mail.name, mail.content, now, is_opened=mail.is_opened)
    file_bounces(unit, mail.name, bounces, now)
    return True
