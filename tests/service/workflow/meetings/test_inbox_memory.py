"""What was read of an inbox is our own memory: each mail is filed once, and none is passed over for ever."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from sample_people import KE, member, member_of, set_everybody

from agenda.access import CLOCK
from agenda.meetings.attendance import Answered
from notifications.inbox import Arrived
from service.database.inbox_memory import memory_of
from service.database.set_aside import set_aside_like
from service.workflow.meetings.inbox import Letterbox, read_some
from service.workflow.meetings.reading import unmatched_of

NOVEMBER = local("2026-11-09")
BOX = "ke@moedeklar.invalid"
HELLO = b"From: testa@x.invalid\r\n\r\nHej"


@dataclass
class PaperInbox:
    """Its cursor is how many mails have come; `breaks_after` so many of a look the connection is gone."""

    mails: list = field(default_factory=list)
    laid_aside: list = field(default_factory=list)
    breaks_after: int = 100
    cursor: str | None = None

    def arrived(self, since):
        self.cursor = since.cursor
        again = [mail for mail in self.mails if mail.name in since.again]
        new = self.mails[int(since.cursor or 0) :]
        for count, mail in enumerate([*again, *(m for m in new if not since.is_passed_over(m.name))]):
            if count == self.breaks_after:
                raise ConnectionError
            yield mail
        self.cursor = str(len(self.mails))

    def done(self, name):
        self.laid_aside.append(name)


@pytest.fixture
def invited(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    return driven


def look(driven, inbox):
    return read_some(Letterbox(inbox, BOX, KE), driven.service.clockwork.shelf, driven.now)


def listed(driven):
    with driven.service.unit(CLOCK) as unit:
        return sorted(one.file_name for one in unmatched_of(unit))


def remembered(driven):
    with driven.service.unit(CLOCK) as unit:
        memory = memory_of(unit.session, BOX)
        return memory.cursor, list(memory.left), list(memory.done)


def aside(driven):
    with driven.service.unit(CLOCK) as unit:
        return [(row.fault, row.failures) for row in set_aside_like(unit.session, "mails", f"{BOX}/")]


def test_a_mail_is_filed_once_and_the_cursor_stands_for_it(invited):
    inbox = PaperInbox([Arrived("1", HELLO)])
    for _ in range(2):
        look(invited, inbox)
    assert (listed(invited), inbox.laid_aside, remembered(invited)) == (["1"], ["1"], ("1", [], []))


def test_what_was_filed_before_the_connection_broke_is_not_filed_again(invited):
    inbox = PaperInbox([Arrived(name, HELLO) for name in "123"], breaks_after=2)
    with pytest.raises(ConnectionError):
        look(invited, inbox)
    assert remembered(invited) == (None, [], ["1", "2"])
    inbox.breaks_after = 100
    look(invited, inbox)
    assert (len(invited.entries("lay_aside_reply")), remembered(invited)) == (3, ("3", [], []))


def test_a_mail_that_cannot_be_given_is_set_aside_and_tried_again_by_its_name(invited):
    inbox = PaperInbox([Arrived("1", None), Arrived("2", HELLO)])
    look(invited, inbox)
    assert (listed(invited), aside(invited)) == (["2"], [("NotConverted", 1)])
    look(invited, inbox)
    assert (aside(invited), remembered(invited)) == ([("NotConverted", 1)], ("2", ["1"], []))
    inbox.mails[0] = replace(inbox.mails[0], content=HELLO)
    invited.clock.now += timedelta(minutes=2)
    look(invited, inbox)
    assert (listed(invited), aside(invited), remembered(invited)) == (["1", "2"], [], ("2", [], []))


def test_an_answer_that_somebody_has_opened_is_taken(invited):
    mail = reply(invited.meetings(KE)[0].uid, member_of("ssp"), "DECLINED")
    inbox = PaperInbox([Arrived("1", mail, is_opened=True)])
    look(invited, inbox)
    (attendee,) = invited.attendees(invited.meetings(KE)[0].id)
    assert (attendee.answered, inbox.laid_aside) == (Answered.DECLINED, ["1"])


def test_any_other_mail_that_somebody_has_opened_is_left_to_them(invited):
    inbox = PaperInbox([Arrived("1", HELLO, is_opened=True)])
    look(invited, inbox)
    assert (listed(invited), inbox.laid_aside, remembered(invited)) == ([], [], ("1", [], []))
