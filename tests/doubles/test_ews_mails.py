"""Mails, faults, rights and free time on the EWS double, as exchangelib meets them."""

import uuid
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import requests
from exchangelib import DELEGATE, Account, Configuration, Credentials, EWSTimeZone, Mailbox, Message
from exchangelib.errors import (
    ErrorFolderNotFound,
    ErrorImpersonateUserDenied,
    ErrorInvalidRecipients,
    ErrorItemNotFound,
    ErrorServerBusy,
    ErrorTimeoutExpired,
    MalformedResponseError,
    TransportError,
    UnauthorizedError,
)
from exchangelib.items import SEND_TO_NONE
from exchangelib.protocol import FailFast

from tests.doubles.ews.__main__ import PASSWORD
from tests.doubles.ews_clients import ORGANISER, connected, find, new_meeting
from tests.doubles.running import ews_double

ANNA = "anna@example.dk"
START = datetime(2026, 12, 9, 9, tzinfo=EWSTimeZone("Europe/Copenhagen"))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with ews_double(tmp_path_factory.mktemp("double")) as double, connected(double) as account:
        yield SimpleNamespace(double=double, account=account)


@pytest.fixture(autouse=True)
def _no_faults_left(server):
    yield
    server.double.faults()


def draft(server, *to):
    mail = Message(
        account=server.account,
        folder=server.account.drafts,
        subject="Påmindelse om svarfrist",
        body="Husk at svare",
        to_recipients=[Mailbox(email_address=address) for address in to or [ANNA]],
        operation_id=str(uuid.uuid4()),
    )
    mail.save()
    return mail


def mails(server, mail):
    return [m["to"] for m in server.double.wire() if m["operation_id"] == mail.operation_id]


def places(server, mail):
    return [i["folder"] for i in server.double.items() if i["operation_id"] == mail.operation_id]


def test_a_draft_lies_in_drafts_and_is_sent_to_nobody(server):
    mail = draft(server)
    assert (mails(server, mail), places(server, mail)) == ([], ["drafts"])


def test_a_sent_draft_goes_out_once_and_lies_in_sent_items_under_its_operation(server):
    mail = draft(server, ANNA, "bo@example.dk")
    mail.send()
    assert (mails(server, mail), places(server, mail)) == ([ANNA, "bo@example.dk"], ["sentitems"])
    (found,) = server.account.sent.filter(operation_id=mail.operation_id)
    assert (found.is_draft, found.subject) == (False, "Påmindelse om svarfrist")


def test_a_draft_that_is_gone_can_not_be_sent_again(server):
    mail = draft(server)
    again = Message(id=mail.id, changekey=mail.changekey, account=server.account)
    mail.send()
    with pytest.raises(ErrorItemNotFound):
        again.send()
    assert mails(server, mail) == [ANNA]


def test_a_mail_to_somebody_unknown_is_refused_and_stays_a_draft(server):
    server.double.unknown("ukendt@example.dk")
    mail = draft(server, "ukendt@example.dk")
    with pytest.raises(ErrorInvalidRecipients):
        mail.send()
    assert (mails(server, mail), places(server, mail)) == ([], ["drafts"])


def test_a_server_of_another_make_stores_what_it_fails_on_and_mails_nobody(server):
    server.double.unknown("halvt@example.dk", mode="stored_500")
    item = new_meeting(server.account)
    item.required_attendees = [ANNA, "halvt@example.dk"]
    with pytest.raises(TransportError):
        item.save(send_meeting_invitations="SendToAllAndSaveCopy")
    assert [i["folder"] for i in server.double.items() if i["uid"] == item.uid] == ["calendar"]
    assert [m for m in server.double.wire() if m["uid"] == item.uid] == []


def test_a_bounce_lands_in_the_inbox_and_only_there(server):
    server.double.bounce(ORGANISER, "væk@example.dk", subject="Kan ikke leveres: prøve")
    found = list(server.account.inbox.filter(subject="Kan ikke leveres: prøve"))
    assert [(m.item_class, "væk@example.dk" in m.body) for m in found] == [("REPORT.IPM.Note.NDR", True)]
    assert list(server.account.sent.filter(subject="Kan ikke leveres: prøve")) == []


def test_what_comes_into_the_inbox_is_told_once_by_synchronising(server):
    inbox = server.account.inbox
    list(inbox.sync_items())
    state = inbox.item_sync_state
    server.double.bounce(ORGANISER, "ny@example.dk", subject="Kan ikke leveres: ny")
    told = [(change, item.subject) for change, item in inbox.sync_items(sync_state=state)]
    assert told == [("create", "Kan ikke leveres: ny")]
    assert list(inbox.sync_items(sync_state=inbox.item_sync_state)) == []


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("reset", TransportError),
        ("truncated", TransportError),
        ("401", UnauthorizedError),
        ("429", TransportError),
        ("503", ErrorServerBusy),
        ("500_html", MalformedResponseError),
        ("busy", ErrorServerBusy),
        ("hang", ErrorTimeoutExpired),
    ],
)
@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("after", 1)])
def test_a_fault_hides_whether_the_item_was_stored(server, kind, error, when, stored):
    server.account.calendar.refresh()
    server.double.faults(script=[{"operation": "CreateItem", "kind": kind, "when": when}], hang_seconds=0.1)
    item = new_meeting(server.account)
    with pytest.raises(error):
        item.save(send_meeting_invitations=SEND_TO_NONE)
    assert len(find(server.account, item.operation_id)) == stored


def test_a_busy_server_says_how_long_to_stay_away(server):
    server.account.calendar.refresh()
    server.double.faults(script=[{"operation": "FindItem", "kind": "busy", "retry_after": 1.5}])
    with pytest.raises(ErrorServerBusy) as caught:
        find(server.account, "any")
    assert caught.value.back_off == 1.5


def test_a_hanging_request_holds_up_no_other_and_can_be_released(server):
    server.double.faults(script=[{"kind": "hang", "hang_seconds": 60}])
    with requests.Session() as session, pytest.raises(requests.ReadTimeout):
        session.post(server.double.url, data=b"", timeout=0.2)
    assert find(server.account, "any") == []
    server.double.release()


def test_without_a_password_and_with_a_wrong_one_nothing_is_told_but_how_to_log_in(server):
    for auth in (None, ("svc-moedeklar", "forkert")):
        answer = requests.post(server.double.url, data=b"<x/>", auth=auth, timeout=5)
        assert (answer.status_code, answer.headers["WWW-Authenticate"], answer.content) == (
            401, 'Basic realm="exchange.example.dk"', b"",
        )  # fmt: skip


def test_a_client_that_is_told_nothing_finds_out_how_to_log_in_and_which_version_this_is(server):
    mine = "dora@example.dk"  # exchangelib keeps what it knows by address and user
    configuration = Configuration(
        service_endpoint=server.double.url, credentials=Credentials(mine, PASSWORD), retry_policy=FailFast()
    )
    account = Account(mine, config=configuration, autodiscover=False, access_type=DELEGATE)
    assert account.calendar.name == "Calendar"
    assert (account.protocol.auth_type, str(account.version.build)) == ("basic", "15.2.2562.17")
    assert "ConvertId" in [request["operation"] for request in server.double.requests()]


def test_the_service_acts_for_a_mailbox_but_not_for_one_it_was_denied(server):
    server.double.deny("lukket@example.dk")
    with connected(server.double, "lukket@example.dk") as account, pytest.raises(ErrorImpersonateUserDenied):
        account.calendar  # noqa: B018 - the first look at a folder asks the server


def test_a_user_acts_for_nobody_else(server):
    with (
        connected(server.double, ORGANISER, user=ANNA) as account,
        pytest.raises(ErrorImpersonateUserDenied),
    ):
        account.calendar  # noqa: B018 - as above


def test_a_user_sees_the_own_calendar_and_no_other(server):
    with connected(server.double, ANNA, user=ANNA, access_type="delegate") as account:
        assert account.calendar.name == "Calendar"
    with (
        connected(server.double, ORGANISER, user=ANNA, access_type="delegate") as account,
        pytest.raises(ErrorFolderNotFound),
    ):
        account.calendar  # noqa: B018 - as above


@pytest.mark.parametrize("start", [START, START.replace(month=7)], ids=["winter", "summer"])
def test_free_time_shows_what_lies_in_the_calendar_and_who_is_busy_elsewhere(server, start):
    server.double.busy("carl@example.dk", start + timedelta(hours=1), start + timedelta(hours=2))
    new_meeting(server.account, start=start, end=start + timedelta(minutes=30)).save(
        send_meeting_invitations=SEND_TO_NONE
    )
    told = server.account.protocol.get_free_busy_info(
        accounts=[(a, "Required", False) for a in (ORGANISER, "carl@example.dk", "ledig@example.dk")],
        start=start,
        end=start + timedelta(hours=3),
        merged_free_busy_interval=30,
        requested_view="FreeBusyMerged",
    )
    own, carls, free = list(told)
    assert [view.merged for view in (own, carls, free)] == ["200000", "002200", "000000"]
    (event,) = carls.calendar_events
    shown = (event.start.replace(tzinfo=None), event.end.replace(tzinfo=None))
    assert shown == tuple((start + timedelta(hours=h)).replace(tzinfo=None) for h in (1, 2))


def test_the_free_time_of_somebody_unknown_is_refused_alone(server):
    server.double.unknown("ukendt2@example.dk")
    told = server.account.protocol.get_free_busy_info(
        accounts=[(a, "Required", False) for a in ("ukendt2@example.dk", "ledig@example.dk")],
        start=START,
        end=START + timedelta(hours=1),
        merged_free_busy_interval=30,
        requested_view="MergedOnly",
    )
    first, second = list(told)
    assert type(first).__name__ == "ErrorMailRecipientNotFound"
    assert second.merged == "00"
