"""A mail that came back is marked as such, the secretariat is told once, and nobody is late who was not reached."""

import pytest
from driven_service import local
from sample_people import (
    KE,
    OFFICE,
    confirmed,
    contact_of,
    deputy_of,
    everybody,
    member,
    member_of,
    party,
    set_everybody,
)

from agenda.access import CLOCK
from agenda.cases.readiness import Cell, Missing, Readiness
from notifications.message import Message, State
from service.database.meetings.attending import unmatched_replies
from service.workflow.cases.intake import take_concern
from service.workflow.cases.readiness import readiness_of
from service.workflow.office import own_bodies
from service.workflow.outbox import retry
from service.workflow.people import set_people

NOVEMBER = local("2026-11-09")
REPORT = """From: MAILER-DAEMON@example.dk
To: ke@moedeklar.invalid
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=grense

--grense
Content-Type: text/plain

Det kom ikke frem.
--grense
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.dk

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
--grense
Content-Type: message/rfc822

Message-ID: {message_id}
Content-Type: {content}

{body}
--grense--
"""


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    return driven


def ask_ssp(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.tick()
    return reference


def come_back(driven, message_id, recipient, *, status="5.1.1", action="failed", uid=""):
    """Put a report into the inbox and let the service read it."""
    inbox = driven.service.folder / driven.service.settings.mail.inbox
    inbox.mkdir(exist_ok=True)
    calendar = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{uid}\nEND:VEVENT\nEND:VCALENDAR" if uid else "Hej"
    mail = REPORT.format(
        recipient=recipient,
        action=action,
        status=status,
        message_id=message_id,
        content="text/calendar" if uid else "text/plain",
        body=calendar,
    )
    (inbox / "rapport.eml").write_text(mail.replace("\n", "\r\n"), encoding="utf-8")
    driven.tick()


def to_contact(driven):
    return next(m for m in driven.messages("lookup_request") if m.recipient_email == contact_of("ssp"))


def unmatched(driven):
    with driven.service.unit(CLOCK) as unit:
        return [reply.reason for reply in unmatched_replies(unit.session, 10, own_bodies(unit))]


def row(driven):
    return driven.do(readiness_of, None).rows[0]


def ssp_in(found):
    return next(cell for cell in found.cells if cell.party_id == "ssp")


def test_a_report_marks_the_mail_it_names_and_the_secretariat_is_told_once(driven):
    ask_ssp(driven)
    request = to_contact(driven)
    come_back(driven, request.message_id, contact_of("ssp").upper())
    assert (to_contact(driven).state, to_contact(driven).fault) == (State.BOUNCED, "5.1.1")
    assert [told.to for told in driven.told("not_reached")] == [OFFICE]
    assert unmatched(driven) == []


def test_one_that_comes_twice_changes_nothing(driven):
    ask_ssp(driven)
    for _ in range(2):
        come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    assert (len(driven.entries("take_bounce")), len(driven.messages("not_reached"))) == (1, 1)


def test_a_mail_that_is_named_by_its_id_is_marked_whomever_its_server_names(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, "arkiv@andetsteds.invalid")
    assert (to_contact(driven).state, unmatched(driven)) == (State.BOUNCED, [])


def test_one_that_names_a_recipient_of_ours_and_no_mail_marks_nothing_and_is_laid_aside(driven):
    ask_ssp(driven)
    come_back(driven, "<en.anden@example.dk>", contact_of("ssp"))
    assert (to_contact(driven).state, unmatched(driven)) == (State.SENT, ["bounce_of_nothing_of_ours"])


def test_a_delay_is_only_a_warning(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"), action="delayed", status="4.4.1")
    assert (to_contact(driven).state, unmatched(driven)) == (State.SENT, [])


def test_what_has_not_gone_out_cannot_have_come_back(driven):
    ask_ssp(driven)
    with driven.service.unit(CLOCK) as unit:
        message = unit.session.get_one(Message, to_contact(driven).id)
        message.bounce("5.1.1")
        message.drop("Modtageren er holdt op")
    come_back(driven, message.message_id, contact_of("ssp"))
    assert (to_contact(driven).state, unmatched(driven)) == (State.DROPPED, [])


def test_an_invitation_that_a_server_wrote_is_found_by_the_meeting_and_the_recipient(driven):
    uid = driven.meetings(KE)[0].uid
    come_back(driven, "<some@server.example.dk>", member_of("ssp"), uid=uid)
    assert [m.state for m in driven.messages("invitation")] == [State.BOUNCED]


@pytest.fixture
def two_invited(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    return driven


def states(driven):
    return {m.recipient_email: m.state for m in driven.messages("invitation")}


BOTH = f"{member_of('ssp')}\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; {member_of('sof')}"


def test_each_attendee_of_one_report_is_marked_by_the_meeting(two_invited):
    come_back(two_invited, "<some@server.example.dk>", BOTH, uid=two_invited.meetings(KE)[0].uid)
    assert states(two_invited) == dict.fromkeys((member_of("ssp"), member_of("sof")), State.BOUNCED)


def test_each_attendee_of_one_report_is_marked_by_the_invitation_of_one_of_them(two_invited):
    one = two_invited.messages("invitation")[0]
    come_back(two_invited, one.message_id, BOTH)
    assert states(two_invited) == dict.fromkeys((member_of("ssp"), member_of("sof")), State.BOUNCED)


def test_a_report_about_one_attendee_marks_no_other(two_invited):
    come_back(two_invited, "<some@server.example.dk>", member_of("ssp"), uid=two_invited.meetings(KE)[0].uid)
    assert states(two_invited) == {member_of("ssp"): State.BOUNCED, member_of("sof"): State.SENT}


def test_the_late_report_of_a_mail_that_was_written_anew_is_not_about_the_new_one(driven):
    ask_ssp(driven)
    first = to_contact(driven).message_id
    come_back(driven, first, contact_of("ssp"))
    driven.do(retry, to_contact(driven).id, to_contact(driven).revision)
    driven.tick()
    come_back(driven, first, contact_of("ssp"))
    assert (to_contact(driven).state, unmatched(driven)) == (State.SENT, ["bounce_of_nothing_of_ours"])


def test_an_agency_that_nobody_reached_is_not_overdue_but_not_reached(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    driven.clock.now = local("2026-11-19", "13:00")
    found = row(driven)
    assert (ssp_in(found).cell, ssp_in(found).not_reached_since) == (Cell.NOT_REACHED, NOVEMBER)
    assert (found.readiness, found.missing) == (Readiness.WAITING, (Missing("ssp", "address", NOVEMBER),))


def test_one_whose_mailbox_was_reached_is_overdue_as_ever(driven):
    parties = (party("ssp", mailbox="postkasse.ssp@moedeklar.invalid"),)
    driven.do(set_people, everybody(parties=parties))
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    driven.clock.now = local("2026-11-19", "13:00")
    assert (ssp_in(row(driven)).cell, row(driven).readiness) == (Cell.OVERDUE, Readiness.OVERDUE)


def test_an_address_from_which_mail_came_back_gets_no_reminders_and_others_do(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    driven.play_until(local("2026-11-20", "10:00"))
    assert [(told.occasion, told.to) for told in driven.told("reminder", "escalation")] == [
        ("escalation", deputy_of("ssp")),
        ("escalation", OFFICE),
        ("reminder", deputy_of("ssp")),
    ]
    assert len(driven.entries("hold_reminder")) == 3


def test_once_the_deputy_is_reached_the_agency_is_overdue(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    driven.play_until(local("2026-11-20", "10:00"))
    assert ssp_in(row(driven)).cell is Cell.OVERDUE


def test_after_a_retry_that_arrives_the_agency_is_reached_and_reminded(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    driven.do(retry, to_contact(driven).id, to_contact(driven).revision)
    driven.play_until(local("2026-11-17", "10:00"))
    assert ssp_in(row(driven)).cell is Cell.WAITING
    assert [told.to for told in driven.told("reminder")] == [contact_of("ssp")]


def test_the_secretariat_is_told_nothing_of_its_own_mailbox(driven):
    ask_ssp(driven)
    come_back(driven, to_contact(driven).message_id, contact_of("ssp"))
    notice = driven.messages("not_reached")[0]
    come_back(driven, notice.message_id, OFFICE)
    assert [m.state for m in driven.messages("not_reached")] == [State.BOUNCED]
