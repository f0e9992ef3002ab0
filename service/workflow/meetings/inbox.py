"""Read the mails in the inbox, some at a time; whatever is wrong with one of them, what is due is done all the same."""

from datetime import datetime
from itertools import islice

import structlog
from sqlalchemy.exc import OperationalError

from notifications.bounce import NotABounce, read_bounce
from notifications.inbox import Inbox
from service.workflow.bouncing import file_bounce
from service.workflow.meetings.replying import file_reply
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()

MOST_AT_ONCE = 100


def read_some(inbox: Inbox, open_unit: OpenUnit, now: datetime) -> bool:
    """Whether there may be more. The log gets no file name and no error's words: people name files after people."""
    count = 0
    try:
        for name, mail in islice(inbox.unread(), MOST_AT_ONCE):
            _take(inbox, name, mail, open_unit, now=now)
            count += 1
    except OSError as fault:
        log.error("inbox_unreadable", error=type(fault).__name__)  # noqa: TRY400 - a traceback names the file
    return count == MOST_AT_ONCE


def _take(inbox: Inbox, name: str, mail: bytes, open_unit: OpenUnit, *, now: datetime) -> None:
    try:
        with open_unit() as unit:
            _file(unit, name, mail, now)
        inbox.done(name)
    except OperationalError:
        raise
    except Exception as fault:  # noqa: BLE001 - it would come back at every tick
        log.error("mail_left_in_inbox", error=type(fault).__name__)  # noqa: TRY400 - a traceback names the file
        inbox.leave(name)


def _file(unit: Unit, name: str, mail: bytes, now: datetime) -> None:
    try:
        bounce = read_bounce(mail)
    except NotABounce:
        file_reply(unit, name, mail, now)
    else:
        file_bounce(unit, name, bounce, now)
