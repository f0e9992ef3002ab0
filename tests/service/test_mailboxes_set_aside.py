"""One mail, one mailbox or one entry of a calendar that breaks keeps no other from being read or written."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from broken_pieces import NOVEMBER, in_word, run
from calendar_mails import reply
from driven_service import OneCarrier
from paper_calendar import PaperCarrier
from sample_people import FORUM, KE, member, member_of, set_everybody
from sqlalchemy import insert, text
from test_set_aside import aside, next_try

from agenda.meetings.attendance import Answered
from notifications.entry import Response
from service.database.meetings.entries import entries_of
from service.database.outbox import organiser_mailbox

SSP, SOF = member_of("ssp"), member_of("sof")
POLL = timedelta(minutes=5)


@pytest.fixture
def invited(new_service):
    driven = new_service(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-08")
    driven.tick()
    return driven


def put(driven, name, mail):
    inbox = driven.service.folder / driven.service.settings.mail.inbox
    (inbox / name).write_bytes(mail)


def in_inbox(driven):
    inbox = driven.service.folder / driven.service.settings.mail.inbox
    return sorted(path.name for path in inbox.glob("*.eml"))


def answers(driven, meeting_id):
    return {a.email: a.answered for a in driven.attendees(meeting_id)}


def test_a_mail_that_cannot_be_filed_keeps_no_other_from_being_read(invited):
    first, second = invited.meetings(KE)
    place = next(a for a in invited.attendees(first.id) if a.email == SSP)
    fault = in_word("attendee", "kind", str(place.kind), place.id)
    put(invited, "Testa Prøvesen.eml", reply(first.uid, SSP))
    put(invited, "b.eml", reply(second.uid, SSP))
    run(invited, text(fault["fault"]), fault["values"])
    invited.tick()
    assert answers(invited, second.id)[SSP] is Answered.ACCEPTED
    assert in_inbox(invited) == ["Testa Prøvesen.eml"]
    ((kind, piece, failures, wait),) = [row for row in aside(invited) if row[0] == "mails"]
    assert (kind, failures, wait) == ("mails", 1, 1)
    assert "Testa" not in piece
    run(invited, text(fault["mended"]), fault["values"])
    invited.clock.now += timedelta(seconds=59)
    invited.tick()
    assert in_inbox(invited) == ["Testa Prøvesen.eml"]
    invited.clock.now += timedelta(seconds=1)
    invited.tick()
    assert (in_inbox(invited), answers(invited, first.id)[SSP]) == ([], Answered.ACCEPTED)
    assert aside(invited) == []


def test_a_mail_that_was_taken_away_meanwhile_is_set_aside_no_longer(invited):
    (first, _) = invited.meetings(KE)
    place = next(a for a in invited.attendees(first.id) if a.email == SSP)
    fault = in_word("attendee", "kind", str(place.kind), place.id)
    put(invited, "a.eml", reply(first.uid, SSP))
    run(invited, text(fault["fault"]), fault["values"])
    invited.tick()
    (invited.service.folder / invited.service.settings.mail.inbox / "a.eml").unlink()
    run(invited, text(fault["mended"]), fault["values"])
    invited.at(next_try(invited))
    assert aside(invited) == []


def test_a_mail_that_was_filed_and_cannot_be_laid_away_is_not_filed_again(invited):
    put(invited, "a.eml", b"From: nobody@moedeklar.invalid\n\nhej")
    read = invited.service.folder / invited.service.settings.mail.inbox / "read"
    read.rmdir()
    read.write_text("in the way")
    invited.tick()
    invited.at(next_try(invited))
    assert len(invited.entries("lay_aside_reply")) == 1
    read.unlink()
    read.mkdir()
    invited.at(next_try(invited))
    assert (in_inbox(invited), aside(invited), len(invited.entries("lay_aside_reply"))) == ([], [], 1)


@dataclass
class Inbox:
    fault: Exception | None = None
    looks: int = 0
    cursor: str | None = None

    def arrived(self, _since):
        self.looks += 1
        if self.fault:
            raise self.fault
        yield from ()

    def done(self, name):
        raise AssertionError(name)


@dataclass(frozen=True)
class TwoInboxes(OneCarrier):
    inboxes: dict = field(default_factory=dict)

    def inbox(self, mailbox):
        return self.inboxes.get(mailbox)


@pytest.mark.parametrize("fault", [ConnectionError("out of reach"), ValueError("nonsense")])
def test_a_mailbox_that_cannot_be_read_keeps_no_other_from_being_read(new_service, fault):
    driven = new_service(NOVEMBER)
    set_everybody(driven)
    broken, other = Inbox(fault), Inbox()
    inboxes = {"forum@moedeklar.invalid": broken, "ke@moedeklar.invalid": other}
    driven.service = replace(driven.service, channels=TwoInboxes(driven.carrier, inboxes=inboxes))
    driven.tick()
    assert aside(driven) == [("mailbox_readings", "forum@moedeklar.invalid", 1, 1)]
    for looks in (2, 3):
        driven.clock.now += POLL
        driven.tick()
        assert (broken.looks, other.looks) == (looks, looks)
    driven.clock.now += POLL
    driven.tick()
    assert (broken.looks, other.looks) == (3, 4)
    broken.fault = None
    driven.at(next_try(driven))
    assert aside(driven) == []


def test_a_mailbox_whose_row_cannot_be_read_keeps_no_other_from_sending(new_service):
    driven = new_service(NOVEMBER, config="[invitations]\nweeks_ahead = 52\n")
    set_everybody(driven, member("ssp"), member("sof", FORUM))
    driven.tick()
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    spoil = "UPDATE organiser_mailbox SET lease_until = '{}' WHERE address = 'ke@moedeklar.invalid'"
    idle = {"channel": "", "failures": 0, "fault": "", "sent_in_minute": 0}
    run(driven, insert(organiser_mailbox).values(address="ke@moedeklar.invalid", **idle))
    run(driven, text(spoil.format("nonsense")))
    due = driven.tick()
    assert [told.to for told in driven.told("invitation")] == [SOF]
    assert aside(driven) == [("mailboxes", "ke@moedeklar.invalid", 1, 1)]
    assert due == NOVEMBER + timedelta(minutes=1)
    run(driven, text("UPDATE organiser_mailbox SET lease_until = NULL"))
    driven.at(due)
    assert [told.to for told in driven.told("invitation")] == [SOF, SSP]
    assert aside(driven) == []


def test_an_entry_of_a_calendar_that_cannot_be_read_keeps_no_other_from_being_read(start_on):
    carrier = PaperCarrier()
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-08")
    driven.send_by(carrier, "exchange")
    driven.tick()
    first, second = driven.meetings(KE)
    with driven.service.sessions() as session:
        entry_id = entries_of(session, first.id)[0].id
    for remote_id, (operation, standing) in list(carrier.calendar.items.items()):
        tracked = tuple(
            replace(t, response=Response.ACCEPTED, answered_at=NOVEMBER) for t in standing.tracked
        )
        carrier.calendar.items[remote_id] = operation, replace(standing, tracked=tracked)
    spoil = f"UPDATE calendar_entry SET decision = {{}} WHERE id = '{entry_id}'"
    run(driven, text(spoil.format("'nonsense'")))
    driven.clock.now += POLL
    driven.tick()
    assert answers(driven, second.id) == {SSP: Answered.ACCEPTED}
    assert answers(driven, first.id) == {SSP: Answered.NEEDS_ACTION}
    assert aside(driven) == [("calendar_entries", entry_id, 1, 1)]
    run(driven, text(spoil.format("NULL")))
    driven.clock.now += POLL
    driven.tick()
    assert (answers(driven, first.id), aside(driven)) == ({SSP: Answered.ACCEPTED}, [])
