"""Read the mails in an inbox, some at a time; one that can't be filed or laid away keeps no other from being read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from agenda.set_aside import Matter, SetAside
from notifications.bounce import NotABounce, read_bounce
from notifications.inbox import Inbox
from service.database.set_aside import set_aside_like
from service.workflow.bouncing import file_bounce
from service.workflow.meetings.replying import file_reply
from service.workflow.setting_aside import Broken, Shelf
from service.workflow.unit import Unit

MAILS = "mails"
MOST_AT_ONCE = 100


class NotLaidAway(Exception):
    """The mail was read and filed, and stays where it was."""


@dataclass(frozen=True)
class Letterbox:
    """An inbox by its name, such as its address, and the body whose office sees what is wrong with it."""

    inbox: Inbox
    name: str
    body_id: str = ""

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
    broken: set[str] = field(default_factory=set)


def read_some(box: Letterbox, shelf: Shelf, now: datetime) -> bool:
    """Whether there may be more. Raises OSError where the inbox can't be read."""
    with shelf.open_unit() as unit:
        before = {row.piece: row for row in set_aside_like(unit.session, MAILS, f"{box.name}/")}
    look = _Look(box, shelf, before)
    box.inbox.give_again(lambda name: not _waits(look, name, now))
    count = 0
    for name, mail in islice(box.inbox.unread(), MOST_AT_ONCE):
        _take(look, name, mail, now)
        count += 1
    if count < MOST_AT_ONCE:  # what was to be tried again and was not there is gone
        shelf.clear(MAILS, lambda _session, piece, _now: piece in look.broken or piece not in before, now)
    return count == MOST_AT_ONCE


def _take(look: _Look, name: str, mail: bytes, now: datetime) -> None:
    if _waits(look, name, now):
        look.box.inbox.leave(name)
        return
    try:
        if not _is_filed(look, name):
            with look.shelf.open_unit() as unit:
                _file(unit, name, mail, now)
        _lay_away(look.box.inbox, name)
    except OperationalError:
        raise
    except Exception as fault:  # noqa: BLE001 - it is put on the shelf, and told there
        piece = look.box.piece(name)
        look.broken.add(piece)
        look.box.inbox.leave(name)
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


def _file(unit: Unit, name: str, mail: bytes, now: datetime) -> None:
    try:
        bounce = read_bounce(mail)
    except NotABounce:
        file_reply(unit, name, mail, now)
    else:
        file_bounce(unit, name, bounce, now)
