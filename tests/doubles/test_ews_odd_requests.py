"""What reaches the EWS double from elsewhere than our client: other clients' habits, and nonsense."""

import http.client
from urllib.parse import urlsplit

import pytest
import requests

from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.ews_clients import ORGANISER, connected, new_meeting, people
from tests.doubles.running import ews_double

XML = {"Content-Type": "text/xml"}
SOAP = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
    'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" '
    'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">{}<s:Body>{}</s:Body></s:Envelope>'
)
IN_COPENHAGEN = SOAP.format(
    '<s:Header><t:RequestServerVersion Version="Exchange2016"/><t:TimeZoneContext>'
    '<t:TimeZoneDefinition Id="Romance Standard Time"/></t:TimeZoneContext></s:Header>',
    "<m:GetUserAvailabilityRequest><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>ssp@example.dk</t:Address>"
    "</t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions>"
    "<t:TimeWindow><t:StartTime>2026-12-08T00:00:00</t:StartTime><t:EndTime>2026-12-09T00:00:00</t:EndTime>"
    "</t:TimeWindow><t:RequestedView>FreeBusy</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>",
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + SOAP.format(
    "", "<m:GetItem>&b;</m:GetItem>"
)


@pytest.fixture
def double(tmp_path):
    with ews_double(tmp_path) as running:
        yield running


def post(double, content, **more):
    return requests.post(double.url, content, auth=(USER, PASSWORD), headers=XML, timeout=10, **more)


@pytest.mark.parametrize(
    "content", ["", "<hej", "<html/>", "x" * 1_000_000, "<a>" * 5000, ENTITIES], ids=range(6)
)
def test_nonsense_is_refused_in_soap_and_the_double_lives_on(double, content):
    answer = post(double, content)
    assert (answer.status_code, "ErrorSchemaValidation" in answer.text) == (500, True)
    assert double.wire() == []


@pytest.mark.parametrize("length", ["abc", "-5"])
def test_a_length_that_is_no_number_is_a_bad_request(double, length):
    place = urlsplit(double.url)
    line = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    line.putrequest("POST", place.path)
    line.putheader("Content-Length", length)
    line.endheaders()
    assert line.getresponse().status == 400
    line.close()


def test_a_request_in_chunks_is_read_whole(double):
    assert (
        "FreeBusyResponse"
        in post(double, (part.encode() for part in (IN_COPENHAGEN[:99], IN_COPENHAGEN[99:]))).text
    )


def test_free_time_is_told_in_the_zone_that_stands_in_the_head(double):
    double.busy("ssp@example.dk", "2026-12-08T08:00:00+00:00", "2026-12-08T09:00:00+00:00")
    assert "<t:StartTime>2026-12-08T09:00:00</t:StartTime>" in post(double, IN_COPENHAGEN).text


def test_somebody_invited_can_answer_as_other_clients_do(double):
    with connected(double) as account:
        meeting = new_meeting(account, required_attendees=people("ssp@example.dk"))
        meeting.save(send_meeting_invitations="SendToAllAndSaveCopy")
    with connected(double, "ssp@example.dk") as invited:
        [entry] = invited.calendar.all()
        entry.decline()
    with connected(double) as account:
        [meeting] = account.calendar.all()
        assert [each.response_type for each in meeting.required_attendees] == ["Decline"]
        assert [mail.subject for mail in account.inbox.all()] == [f"Declined: {meeting.subject}"]


def test_whoever_called_the_meeting_can_not_answer_it(double):
    with connected(double) as account:
        new_meeting(account).save(send_meeting_invitations="SendToNone")
        [meeting] = account.calendar.all()
        with pytest.raises(Exception, match="organizer"):
            meeting.accept()


def test_the_folders_of_a_mailbox_can_be_listed(double):
    asked = (
        '<m:FindFolder Traversal="Shallow"><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>'
        '<m:ParentFolderIds><t:DistinguishedFolderId Id="msgfolderroot"><t:Mailbox><t:EmailAddress>'
        f"{ORGANISER}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></m:ParentFolderIds></m:FindFolder>"
    )
    told = post(double, SOAP.format("", asked)).text
    assert (told.count("<t:DisplayName>"), "Sent Items" in told) == (6, True)
