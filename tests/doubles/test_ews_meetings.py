"""Meetings on the EWS double as exchangelib makes them: who is mailed on which change."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from exchangelib import HTMLBody
from exchangelib.errors import (
    ErrorCalendarCannotUpdateDeletedItem,
    ErrorInvalidRecipients,
    ErrorIrresolvableConflict,
    ErrorItemNotFound,
)
from exchangelib.items import (
    SEND_ONLY_TO_ALL,
    SEND_ONLY_TO_CHANGED,
    SEND_TO_ALL_AND_SAVE_COPY,
    SEND_TO_CHANGED_AND_SAVE_COPY,
    SEND_TO_NONE,
)

from tests.doubles.ews_clients import ORGANISER, connected, find, new_meeting, people
from tests.doubles.running import ews_double

ANNA, BO, CARL = "anna@example.dk", "bo@example.dk", "carl@example.dk"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with ews_double(tmp_path_factory.mktemp("double")) as double, connected(double) as account:
        yield SimpleNamespace(double=double, account=account)


def mails(server, uid):
    return [(mail["kind"], mail["to"]) for mail in server.double.wire() if mail["uid"] == uid]


def invited(server, *addresses, **fields):
    item = new_meeting(server.account, **fields)
    item.save(send_meeting_invitations=SEND_TO_NONE)
    item.required_attendees = people(*addresses)
    item.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_TO_CHANGED_AND_SAVE_COPY)
    return item


def test_a_meeting_made_for_nobody_is_found_by_its_operation_and_mails_nobody(server):
    made = new_meeting(server.account)
    made.save(send_meeting_invitations=SEND_TO_NONE)
    (found,) = find(server.account, made.operation_id)
    assert (found.id, found.changekey) == (made.id, made.changekey)
    assert found.uid == made.uid
    assert mails(server, made.uid) == []


def test_nothing_is_found_by_an_operation_nobody_wrote(server):
    new_meeting(server.account).save(send_meeting_invitations=SEND_TO_NONE)
    assert find(server.account, "nobody-wrote-this") == []


def test_each_attendee_gets_one_request_and_none_when_the_list_is_written_again(server):
    item = invited(server, ANNA, BO)
    item.required_attendees = people(ANNA, BO)
    item.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_TO_CHANGED_AND_SAVE_COPY)
    assert mails(server, item.uid) == [("request", ANNA), ("request", BO)]


def test_the_mail_tells_what_the_meeting_is_and_what_wrote_it(server):
    item = invited(server, ANNA, BO)
    mail, _ = [mail for mail in server.double.wire() if mail["uid"] == item.uid]
    del mail["n"], mail["request"]
    assert mail == {
        "kind": "request",
        "organiser": ORGANISER,
        "to": ANNA,
        "uid": item.uid,
        "operation_id": item.operation_id,
        "revision": None,
        "subject": "Møde i prøveenheden",
        "starts_at": "2026-12-08T08:00:00Z",
        "ends_at": "2026-12-08T10:00:00Z",
        "body_type": "HTML",
        "others_seen": [BO],
    }


def test_one_more_attendee_is_told_alone_and_one_less_gets_a_cancel(server):
    item = invited(server, ANNA, BO)
    item.required_attendees = people(BO, CARL)
    item.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_ONLY_TO_CHANGED)
    assert mails(server, item.uid)[2:] == [("cancel", ANNA), ("request", CARL)]


def test_a_move_told_to_all_reaches_all_and_a_move_told_to_the_changed_reaches_nobody(server):
    item = invited(server, ANNA, BO)
    item.start, item.end = item.start + timedelta(hours=1), item.end + timedelta(hours=1)
    item.save(update_fields=["start", "end"], send_meeting_invitations=SEND_ONLY_TO_CHANGED)
    assert mails(server, item.uid)[2:] == []
    item.start, item.end = item.start + timedelta(hours=1), item.end + timedelta(hours=1)
    item.save(update_fields=["start", "end"], send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY)
    assert mails(server, item.uid)[2:] == [("update", ANNA), ("update", BO)]


def test_a_cancelled_meeting_is_called_off_at_all_and_gone_from_the_calendar(server):
    item = invited(server, ANNA, BO)
    item.cancel(new_body="Mødet er aflyst")
    assert mails(server, item.uid)[2:] == [("cancel", ANNA), ("cancel", BO)]
    assert find(server.account, item.operation_id) == []
    places = [(i["folder"], i["kind"]) for i in server.double.items() if i["uid"] == item.uid]
    assert ("deleteditems", "CalendarItem") in places


def test_what_is_cancelled_can_not_be_changed(server):
    item = invited(server, ANNA)
    item.cancel()
    (found,) = server.account.trash.filter(operation_id=item.operation_id, item_class="IPM.Appointment")
    found.subject = "Andet"
    with pytest.raises(ErrorCalendarCannotUpdateDeletedItem):
        found.save(update_fields=["subject"], send_meeting_invitations=SEND_ONLY_TO_ALL)
    assert mails(server, item.uid) == [("request", ANNA), ("cancel", ANNA)]


def test_a_fragment_of_html_comes_back_as_a_page(server):
    item = new_meeting(server.account, body=HTMLBody("<p>Dagsorden</p>"))
    item.save(send_meeting_invitations=SEND_TO_NONE)
    item.refresh()
    assert item.body != "<p>Dagsorden</p>"
    assert "<p>Dagsorden</p>" in item.body


def test_what_is_cancelled_can_not_be_cancelled_again(server):
    item = invited(server, ANNA)
    item.cancel()
    with pytest.raises(ErrorItemNotFound):
        item.cancel()
    assert mails(server, item.uid) == [("request", ANNA), ("cancel", ANNA)]


def test_a_deleted_meeting_tells_those_invited_if_asked_to_and_otherwise_nobody(server):
    told, untold = invited(server, ANNA), invited(server, ANNA)
    told.delete(send_meeting_cancellations=SEND_ONLY_TO_ALL)
    untold.delete(send_meeting_cancellations=SEND_TO_NONE)
    assert mails(server, told.uid) == [("request", ANNA), ("cancel", ANNA)]
    assert mails(server, untold.uid) == [("request", ANNA)]


def test_a_copy_of_what_was_sent_is_kept_only_if_asked_for(server):
    kept, unkept = invited(server, ANNA), new_meeting(server.account, required_attendees=people(ANNA))
    unkept.save(send_meeting_invitations=SEND_ONLY_TO_ALL)
    places = [(i["uid"], i["kind"]) for i in server.double.items() if i["folder"] == "sentitems"]
    assert (kept.uid, "MeetingRequest") in places
    assert (unkept.uid, "MeetingRequest") not in places


def test_a_stale_change_key_is_refused_and_changes_nothing(server):
    item = invited(server, ANNA)
    server.double.edit(ORGANISER, item.uid, place="Lokale 2")
    item.subject = "Andet"
    with pytest.raises(ErrorIrresolvableConflict):
        item.save(
            update_fields=["subject"],
            conflict_resolution="NeverOverwrite",
            send_meeting_invitations=SEND_TO_ALL_AND_SAVE_COPY,
        )
    item.refresh()
    assert (item.subject, item.location) == ("Møde i prøveenheden", "Lokale 2")


def test_an_edit_by_hand_mails_the_attendees_and_says_so(server):
    item = invited(server, ANNA)
    server.double.edit(ORGANISER, item.uid, starts_at=datetime(2026, 12, 8, 7, tzinfo=UTC))
    mail = server.double.wire()[-1]
    assert (mail["kind"], mail["to"], mail["by"], mail["starts_at"]) == (
        "update", ANNA, "hand", "2026-12-08T07:00:00Z",
    )  # fmt: skip


def test_an_answer_is_tracked_and_lies_in_the_inbox(server):
    item = invited(server, ANNA, BO)
    server.double.answer(ORGANISER, item.uid, ANNA, "Decline")
    item.refresh()
    tracked = {a.mailbox.email_address: a for a in item.required_attendees}
    assert (tracked[ANNA].response_type, tracked[BO].response_type) == ("Decline", "Unknown")
    assert tracked[ANNA].last_response_time is not None
    assert tracked[BO].last_response_time is None
    answers = server.account.inbox.filter(item_class__startswith="IPM.Schedule.Meeting.Resp")
    (mail,) = [m for m in answers if m.associated_calendar_item_id.id == item.id]
    assert (mail.response_type, mail.sender.email_address) == ("Decline", ANNA)


def test_an_answer_is_forgotten_when_the_meeting_moves_and_kept_when_somebody_joins(server):
    item = invited(server, ANNA)
    server.double.answer(ORGANISER, item.uid, ANNA, "Accept")
    item.refresh()
    item.required_attendees = people(ANNA, BO)
    item.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_ONLY_TO_CHANGED)
    item.refresh()
    assert [a.response_type for a in item.required_attendees] == ["Accept", "Unknown"]
    item.start -= timedelta(hours=1)
    item.save(update_fields=["start"], send_meeting_invitations=SEND_ONLY_TO_ALL)
    item.refresh()
    assert [a.response_type for a in item.required_attendees] == ["Unknown", "Unknown"]


def test_a_response_that_the_client_claims_is_not_believed(server):
    item = invited(server, ANNA)
    item.required_attendees[0].response_type = "Accept"
    item.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_TO_NONE)
    item.refresh()
    assert [a.response_type for a in item.required_attendees] == ["Unknown"]


def test_a_room_accepts_when_it_is_free_and_declines_when_it_is_not(server):
    server.double.room("lokale1@example.dk")
    day = datetime(2027, 3, 2, 8, tzinfo=UTC)
    first, second = (
        invited(server, "lokale1@example.dk", start=day, end=day + timedelta(hours=1)) for _ in range(2)
    )
    first.refresh()
    second.refresh()
    assert [a.response_type for a in first.required_attendees + second.required_attendees] == [
        "Accept",
        "Decline",
    ]


def test_an_unknown_recipient_refused_cleanly_leaves_the_meeting_as_it_was(server):
    server.double.unknown("ukendt@example.dk")
    item = new_meeting(server.account)
    item.save(send_meeting_invitations=SEND_TO_NONE)
    item.required_attendees = people(ANNA, "ukendt@example.dk")
    with pytest.raises(ErrorInvalidRecipients):
        item.save(update_fields=["required_attendees"], send_meeting_invitations=SEND_ONLY_TO_CHANGED)
    (stored,) = [i for i in server.double.items() if i["uid"] == item.uid]
    assert stored["attendees"] == {}
    assert mails(server, item.uid) == []
