"""The EWS double as a client sees it that goes by Microsoft's WSDL and nothing else."""

import uuid
import warnings
from datetime import UTC, datetime

import pytest
import requests
import zeep

from tests.doubles import schemas
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double

ORGANISER, ANNA, BO = "koordinering@example.dk", "anna@example.dk", "bo@example.dk"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
OPERATION = {
    "PropertySetId": "0b1f6a52-4a3c-4a57-9a27-1f1f1d5f0c42",
    "PropertyName": "OperationId",
    "PropertyType": "String",
}


class Client:
    """zeep on one mailbox."""

    def __init__(self, place, session, url):
        wsdl = zeep.Client(str(place / "services.wsdl"), transport=_Here(place, session))
        self._service = wsdl.create_service(next(iter(wsdl.wsdl.bindings)), url)
        self.types = wsdl.type_factory(TYPES)

    def call(self, operation, **parts):
        """The response messages of one request."""
        heads = {
            "RequestVersion": {"Version": "Exchange2016"},
            "Impersonation": {"ConnectingSID": {"PrimarySmtpAddress": ORGANISER}},
        }
        answer = self._service[operation](**parts, _soapheaders=heads)
        (choice,) = answer["body"]["ResponseMessages"]["_value_1"]
        return choice[f"{operation}ResponseMessage"]


class _Here(zeep.Transport):
    """Finds what the schemas import in the web beside them."""

    def __init__(self, place, session):
        super().__init__(session=session)
        self._place = place

    def load(self, url):
        return super().load(str(self._place / "xml.xsd") if url.endswith("/xml.xsd") else url)


@pytest.fixture(scope="module")
def double(tmp_path_factory):
    with ews_double(tmp_path_factory.mktemp("double")) as running:
        yield running


@pytest.fixture(scope="module")
def client(double):
    place = schemas.schema_or_skip(schemas.EWS)
    with requests.Session() as session, warnings.catch_warnings():
        session.auth = (USER, PASSWORD)
        yield Client(place, session, double.url)


def created(client, operation):
    item = client.types.CalendarItemType(
        Subject="Møde i prøveenheden",
        ExtendedProperty=[{"ExtendedFieldURI": OPERATION, "Value": operation}],
        UID=f"{operation}@example.dk",
        Start=datetime(2026, 12, 8, 8, tzinfo=UTC),
        End=datetime(2026, 12, 8, 10, tzinfo=UTC),
    )
    message = client.call(
        "CreateItem", SendMeetingInvitations="SendToNone", Items={"_value_1": [{"CalendarItem": item}]}
    )
    return message["Items"]["_value_1"][0]["CalendarItem"]["ItemId"]


def invite(client, item_id, *addresses):
    people = {"Attendee": [{"Mailbox": {"EmailAddress": address}} for address in addresses]}
    change = client.types.SetItemFieldType(
        _value_1={"FieldURI": {"FieldURI": "calendar:RequiredAttendees"}},
        CalendarItem={"RequiredAttendees": people},
    )
    return client.call(
        "UpdateItem",
        ConflictResolution="NeverOverwrite",
        SendMeetingInvitationsOrCancellations="SendToChangedAndSaveCopy",
        ItemChanges={
            "ItemChange": [
                {
                    "ItemId": {"Id": item_id["Id"], "ChangeKey": item_id["ChangeKey"]},
                    "Updates": {"_value_1": [{"SetItemField": change}]},
                }
            ]
        },
    )


def mails(double, operation):
    return [(m["kind"], m["to"]) for m in double.wire() if m["operation_id"] == operation]


def test_a_meeting_is_made_then_invited_to_then_called_off(client, double):
    operation = str(uuid.uuid4())
    item_id = created(client, operation)
    assert mails(double, operation) == []
    updated = invite(client, item_id, ANNA, BO)
    assert updated["ResponseCode"] == "NoError"
    assert mails(double, operation) == [("request", ANNA), ("request", BO)]
    new_id = updated["Items"]["_value_1"][0]["CalendarItem"]["ItemId"]
    cancelled = client.call(
        "CreateItem",
        MessageDisposition="SendAndSaveCopy",
        Items={
            "_value_1": [
                {
                    "CancelCalendarItem": {
                        "ReferenceItemId": {"Id": new_id["Id"], "ChangeKey": new_id["ChangeKey"]}
                    }
                }
            ]
        },
    )
    assert cancelled["ResponseCode"] == "NoError"
    assert mails(double, operation)[2:] == [("cancel", ANNA), ("cancel", BO)]


def test_a_stale_change_key_is_refused_and_mails_nobody(client, double):
    operation = str(uuid.uuid4())
    item_id = created(client, operation)
    invite(client, item_id, ANNA)
    refused = invite(client, item_id, ANNA, BO)
    assert (refused["ResponseClass"], refused["ResponseCode"]) == ("Error", "ErrorIrresolvableConflict")
    assert mails(double, operation) == [("request", ANNA)]


def test_what_was_made_is_read_back_as_it_was_written(client):
    operation = str(uuid.uuid4())
    item_id = created(client, operation)
    message = client.call(
        "GetItem",
        ItemShape={"BaseShape": "AllProperties"},
        ItemIds={"_value_1": [{"ItemId": {"Id": item_id["Id"]}}]},
    )
    item = message["Items"]["_value_1"][0]["CalendarItem"]
    assert (item["Subject"], item["UID"], item["Start"], item["MyResponseType"], item["IsMeeting"]) == (
        "Møde i prøveenheden",
        f"{operation}@example.dk",
        datetime(2026, 12, 8, 8, tzinfo=UTC),
        "Organizer",
        False,
    )


def test_a_deleted_meeting_can_not_be_read(client):
    item_id = created(client, str(uuid.uuid4()))
    ids = {"_value_1": [{"ItemId": {"Id": item_id["Id"]}}]}
    client.call("DeleteItem", DeleteType="HardDelete", SendMeetingCancellations="SendToNone", ItemIds=ids)
    message = client.call("GetItem", ItemShape={"BaseShape": "IdOnly"}, ItemIds=ids)
    assert message["ResponseCode"] == "ErrorItemNotFound"
