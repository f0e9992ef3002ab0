"""What Microsoft's schema allows, the EWS double takes; what it does not, the double refuses."""

import pytest
import requests
from lxml import etree

from tests.doubles import schemas
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double

SCHEMA = "http://schemas.microsoft.com/exchange/services/2006"


@pytest.fixture(scope="module")
def folder():
    return schemas.schema_or_skip(schemas.EWS)


@pytest.fixture(scope="module")
def double(folder, tmp_path_factory):
    with ews_double(tmp_path_factory.mktemp("double")) as running:
        yield running


def envelope(body):
    return (
        '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" '
        f'xmlns:t="{SCHEMA}/types" xmlns:m="{SCHEMA}/messages"><s:Body>{body}</s:Body></s:Envelope>'
    )


def asked(double, body):
    answer = requests.post(
        double.url,
        data=envelope(body).encode(),
        headers={"Content-Type": "text/xml; charset=utf-8"},
        auth=(USER, PASSWORD),
        timeout=10,
    )
    return answer.status_code, etree.fromstring(answer.content).findtext(".//{*}ResponseCode")


def created(parts):
    return (
        '<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items><t:CalendarItem>'
        + parts
        + "</t:CalendarItem></m:Items></m:CreateItem>"
    )


def test_elements_in_the_order_of_the_schema_are_taken(double):
    times = "<t:Start>2026-12-08T08:00:00Z</t:Start><t:End>2026-12-08T10:00:00Z</t:End>"
    assert asked(double, created(f"<t:Subject>Prøve</t:Subject>{times}")) == (200, "NoError")


def test_elements_in_another_order_are_refused_and_written_down(double):
    times = "<t:Start>2026-12-08T08:00:00Z</t:Start><t:End>2026-12-08T10:00:00Z</t:End>"
    before = len(double.refused())
    assert asked(double, created(f"{times}<t:Subject>Prøve</t:Subject>")) == (500, "ErrorSchemaValidation")
    (refused,) = double.refused()[before:]
    assert refused["operation"] == "CreateItem"
    assert "Subject" in refused["faults"][0]


@pytest.mark.parametrize(
    "body",
    [
        "<nothing/>",
        "<m:EmptyFolder DeleteType='HardDelete' DeleteSubFolders='false'><m:FolderIds/></m:EmptyFolder>",
    ],
)
def test_what_is_no_request_is_refused(double, body):
    assert asked(double, body) == (500, "ErrorSchemaValidation")


def test_an_operation_the_double_does_not_know_is_refused_in_the_answer(double):
    body = "<m:GetUserConfiguration><m:UserConfigurationName Name='x'><t:DistinguishedFolderId Id='inbox'/>"
    body += "</m:UserConfigurationName><m:UserConfigurationProperties>Id</m:UserConfigurationProperties>"
    assert asked(double, body + "</m:GetUserConfiguration>") == (500, "ErrorInvalidOperation")


def test_a_meeting_can_not_be_made_without_saying_who_is_told(double):
    body = "<m:CreateItem><m:Items><t:CalendarItem/></m:Items></m:CreateItem>"
    assert asked(double, body) == (500, "ErrorSendMeetingInvitationsRequired")


def test_a_meeting_can_not_end_before_it_starts(double):
    times = "<t:Start>2026-12-08T10:00:00Z</t:Start><t:End>2026-12-08T08:00:00Z</t:End>"
    assert asked(double, created(times)) == (200, "ErrorCalendarEndDateIsEarlierThanStartDate")


def test_nothing_is_searched_by_uid(double):
    body = (
        '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>'
        '<m:Restriction><t:IsEqualTo><t:FieldURI FieldURI="calendar:UID"/><t:FieldURIOrConstant>'
        '<t:Constant Value="x"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>'
        '<m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds></m:FindItem>'
    )
    assert asked(double, body) == (200, "ErrorUnsupportedPathForQuery")


def test_what_the_server_alone_may_say_is_refused(double):
    times = "<t:Start>2026-12-08T08:00:00Z</t:Start><t:End>2026-12-08T10:00:00Z</t:End>"
    assert asked(double, created(f"{times}<t:IsCancelled>true</t:IsCancelled>")) == (
        200,
        "ErrorInvalidPropertySet",
    )
